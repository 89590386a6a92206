import { fail, type EventStore } from '@taizhang/kernel'
import type { Domain } from '@taizhang/kernel/define'
import type { KeptTree, RelationTables } from '@taizhang/kernel/store'
import { bookOf, streamOfBook } from './book-column.ts'
import { pagesOf, type EventTable, type Reader } from './event-table.ts'
import { inspectBook } from './inspect.ts'
import type { TreeTable } from './kept-tree.ts'
import type { Queries } from './queries.ts'
import type { KeptSegment, SegmentTable } from './segments.ts'
import type { Tables } from './tables/tables.ts'

/** What all parts of a store work with. */
export interface Parts {
  readonly shown: string
  readonly schema: string
  readonly events: EventTable
  readonly tree: TreeTable
  readonly segments: SegmentTable
  readonly tables: Tables
}

/** Asks something, once the tables are known to be this program's. */
export type Asking = <T>(ask: (queries: Queries) => Promise<T>) => Promise<T>

export function readerOf({ shown, events }: Parts, asking: Asking): Reader {
  return {
    shown,
    last: async (book) => asking(async (queries) => events.last(queries, book)),
    page: async (book, stretch) => asking(async (queries) => events.page(queries, book, stretch)),
  }
}

/** What a store and a state of it have in common. */
export function readingOf(
  parts: Parts,
  asking: Asking,
): Pick<EventStore, 'read' | 'streams'> & { readonly tree: KeptTree } {
  const { events, tree } = parts
  const reader = readerOf(parts, asking)
  return {
    read: (stream, how) => pagesOf(reader, bookOf(stream), how),
    streams: async () => (await asking(events.books)).map(streamOfBook).toSorted(),
    tree: {
      size: async (stream) => asking(async (queries) => tree.size(queries, bookOf(stream))),
      root: async (stream, size) => asking(async (queries) => tree.root(queries, bookOf(stream), size)),
    },
  }
}

/** Where the tables stand. */
export function tablesOf({ tables }: Parts, asking: Asking): Omit<Required<RelationTables>, 'write'> {
  return {
    counting: tables.counting,
    size: async (stream) => asking(async (queries) => tables.size(queries, bookOf(stream))),
    lag: async (stream, size) => asking(async (queries) => tables.lag(queries, bookOf(stream), size)),
  }
}

/** The store as it is at one moment. */
export function stillStore<D extends Domain>(domain: D, parts: Parts, queries: Queries): EventStore<D> {
  const asking: Asking = async (ask) => ask(queries)
  const reader = readerOf(parts, asking)
  return {
    ...readingOf(parts, asking),
    domain,
    append: async () => onlyReads(parts.shown),
    tables: { ...tablesOf(parts, asking), write: async () => onlyReads(parts.shown) },
    // It has an end: nothing is added to it.
    subscribe: async function* subscribe(streams, { after = {}, signal }) {
      for (const stream of streams)
        for await (const events of pagesOf(reader, bookOf(stream), { from: (after[stream] ?? -1) + 1 })) {
          if (signal.aborted) return
          yield { stream, events }
        }
    },
    snapshots: { load: (stream, fingerprint) => segmentsOf(parts, asking, bookOf(stream), fingerprint) },
    inspect: async (stream, replay) => inspectBook(queries, bookOf(stream), replay, parts),
    close: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  }
}

export async function* segmentsOf(
  { segments }: Parts,
  asking: Asking,
  book: string,
  fingerprint: string,
): AsyncGenerator<KeptSegment> {
  const after = async (before: KeptSegment | undefined): Promise<KeptSegment | undefined> =>
    asking(async (queries) => segments.next(queries, book, fingerprint, before))
  for (let segment = await after(undefined); segment; segment = await after(segment)) yield segment
}

export const onlyReads = (shown: string): never =>
  fail(
    'unavailable',
    'read-only',
    { zh: `${shown} 以只读方式打开，不能写入`, en: `${shown} is open for reading only: nothing can be written` },
    { ledger: shown },
  )
