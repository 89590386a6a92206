import type { DatabaseSync } from 'node:sqlite'
import {
  decideAppend,
  followStreams,
  type AppendResult,
  type ExpectedRevision,
  type KeptTree,
  type RelationTables,
  type Snapshots,
  type StoredEvent,
  type TableChanges,
} from '@taizhang/kernel/store'
import { fail, type EventStore } from '@taizhang/kernel'
import { type Domain } from '@taizhang/kernel/define'
import { expectList, expectObject, expectText, expectWhole, wrong, type ReplayedBatch } from '@taizhang/kernel/internal'
import { bookOf, streamOfBook } from './book-column.ts'
import { domainOfFile } from './domain-of-file.ts'
import { eventTable, pageEventsMax, pageOf, pagesOf } from './event-table.ts'
import { atOnce, holdState, onFile, writing } from './failure.ts'
import { followers, type FollowedPosition } from './followers.ts'
import { treeTable } from './kept-tree.ts'
import { openFile } from './open-file.ts'
import { patience } from './patience.ts'
import { TablesChanged } from './changes-writer.ts'
import { projection, type Projection } from './projection.ts'
import { segmentsOf, segmentTable } from './segments.ts'

const pollMs = 100
/** SQLite takes no more. */
const busyMsMax = 2 ** 31 - 1
/** Rows written in one transaction when tables are brought forward: other writers get their turn in between. */
const chunkRowsMax = 10_000

/** How a file is opened. */
export interface SqliteOptions<D extends Domain = Domain> {
  /** What its books are about: its relations are kept as tables beside the events. */
  readonly domain: D
  readonly readOnly?: boolean | undefined
  /** Whether a file that is not there, or is empty, is made a ledger. */
  readonly create?: boolean | undefined
  /** How long to wait for another writer, by default 10 s. Only opening the file, and `takeOver`, block the thread meanwhile. */
  readonly busyMs?: number | undefined
  /** Whether all that is read is of one moment, that of opening. Nothing can be written then. */
  readonly oneState?: boolean | undefined
}

/** A store in a SQLite file. */
export interface SqliteStore<D extends Domain = Domain> extends EventStore<D> {
  readonly domain: D
  readonly path: string
  /** For queries. The events in it refuse to be changed; the tables are this store's to write. */
  readonly database: DatabaseSync
  readonly tables: Required<RelationTables>
  readonly tree: KeptTree
  readonly snapshots: Snapshots
  readonly projection: Projection
  /**
   * Takes over batches that another store has recorded, each behind what its book has here, with their tables and the follower's position: all
   * in one transaction. Throws `LedgerError` (conflict) where the file has other events there already; nothing is written then.
   */
  takeOver(books: readonly TakenBook[], position?: FollowedPosition): void
  /** Where a follower has come to; `undefined` where it has not begun. */
  positionOf(follower: string): string | undefined
  atOneState<T>(use: (store: SqliteStore<D>) => Promise<T>): Promise<T>
}

/** Batches of a book, the first of which begins at a position. */
export interface TakenBook {
  readonly stream: string
  readonly from: number
  readonly batches: readonly ReplayedBatch[]
}

/**
 * Opens the store in a file: WAL, synchronous=FULL. Several processes may write to one file; readers are never blocked.
 *
 * Throws `LedgerError`: not-found where there is no ledger and none is to be made; unavailable where the file is no ledger, is
 * written by a newer program, or cannot be read; usage where what it holds is of another domain.
 *
 * @example
 * await using store = sqliteStore('my.ledger', { domain: party, create: true })
 * await createLedger(store, { book: '350305', name: '某区台账' }, options)
 * await booksOf(store) // => ['350305']
 */
export function sqliteStore<D extends Domain>(path: string, options: SqliteOptions<D>): SqliteStore<D> {
  expectText(path, 'path')
  // It would be the folder that the program runs in.
  if (path === '') wrong('bad-text', 'path', { zh: '文件的路径', en: 'the path of a file' }, path)
  expectObject(options, 'options')
  const { domain, oneState = false, create = false, busyMs = 10_000 } = options
  expectObject(domain, 'domain')
  expectList(domain.relations, 'domain.relations')
  for (const part of ['events', 'figures'] as const) expectObject(domain[part], `domain.${part}`)
  expectWhole(busyMs, 'busyMs')
  if (busyMs > busyMsMax)
    wrong('bad-number', 'busyMs', { zh: `不超过 ${busyMsMax} 的毫秒数`, en: `milliseconds up to ${busyMsMax}` }, busyMs)
  const readOnly = oneState || options.readOnly === true
  const db = openFile(path, { readOnly, create, busyMs: Math.abs(busyMs) })
  const { about, kept, events, tree, positions, segments } = preparedOn(path, db, () => {
    if (oneState) holdState(db)
    const about = domainOfFile(db, path, domain)
    about.expect()
    return {
      about,
      kept: projection(db, domain),
      events: eventTable(db),
      tree: treeTable(db),
      positions: followers(db),
      segments: segmentTable(db),
    }
  })
  const patient = patience(db, busyMs)
  const closing = new AbortController()
  const waiting = new Set<() => void>()

  /**
   * Writes events and their tables. Where one of these turns out to be changed by somebody, all is done once more, and it is forgotten:
   * events are not refused for it. A savepoint would do too, but keeps a copy of every page that is written.
   */
  function recording<T>(step: () => T): T {
    const changed = new Map<string, TablesChanged>()
    for (;;)
      try {
        return writing(path, db, () => {
          for (const { book, unit } of changed.values()) kept.forget(book, unit)
          return step()
        })
      } catch (error) {
        const found = error instanceof TablesChanged ? JSON.stringify([error.book, error.unit]) : undefined
        if (found === undefined || changed.has(found)) throw error
        changed.set(found, error as TablesChanged)
      }
  }

  function append(
    stream: string,
    added: readonly StoredEvent[],
    expected: ExpectedRevision,
    changes: readonly TableChanges[],
  ): AppendResult {
    const book = bookOf(stream)
    return recording(() => {
      const last = events.last(book)
      const there = events.among(
        book,
        added.map(({ id }) => id),
      )
      const decided = decideAppend({ last, find: (id) => there.get(id) }, added, expected)
      if (decided) return decided
      about.keep()
      events.insert(book, last + 1, added)
      tree.grow(book, { from: last + 1, events: added })
      const tablesAt = kept.follow(book, last + 1, last + 1 + added.length, changes)
      const appended = { ok: true, revision: last + added.length, repeated: false } as const
      return changes.length > 0 ? { ...appended, tablesAt } : appended
    })
  }

  /** Settles when there may be more: at once after an append by this store; others' are found by asking again and again. */
  const more = async (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const resume = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', resume)
        waiting.delete(resume)
        resolve()
      }
      const timer = setTimeout(resume, pollMs)
      signal.addEventListener('abort', resume)
      waiting.add(resume)
      if (signal.aborted) resume()
    })

  /** Returns `false` where somebody had changed a table: it is forgotten then. */
  function bringForward(book: string, changes: readonly TableChanges[]): boolean {
    try {
      writing(path, db, () => kept.bringForward(book, changes))
      return true
    } catch (error) {
      if (!(error instanceof TablesChanged)) throw error
      const { book: of, unit } = error
      writing(path, db, () => kept.forget(of, unit))
      return false
    }
  }

  const takeOver: SqliteStore['takeOver'] = (books, position) => {
    if (readOnly) onlyReads(path)
    recording(() => {
      about.keep()
      for (const { stream, from, batches } of books) {
        const book = bookOf(stream)
        if (events.last(book) !== from - 1) otherEvents(path, book, from)
        const taken = batches.flatMap((batch) => batch.events)
        events.insert(book, from, taken)
        tree.grow(book, { from, events: taken })
        kept.follow(
          book,
          from,
          from + taken.length,
          batches.map(({ changes }) => changes),
        )
      }
      if (position) positions.keep(position)
    })
    for (const resume of waiting) resume()
  }

  const atOneState: SqliteStore<D>['atOneState'] = async (use) => {
    // A book in memory is this program's alone.
    if (oneState || path === ':memory:') return use(store)
    const still = sqliteStore(path, { domain, busyMs, oneState: true })
    try {
      return await use(still)
    } finally {
      await still.close()
    }
  }

  const reading = async <T>(read: () => T): Promise<T> => patient(() => onFile(path, read))

  const close = (): void => {
    closing.abort()
    if (db.isOpen) db.close()
  }

  const store: SqliteStore<D> = {
    path,
    domain,
    database: db,
    projection: kept,
    takeOver,
    atOneState,
    positionOf: (follower) => onFile(path, () => positions.of(follower)),
    append: async (stream, added, { expectedRevision, changes = [] }) => {
      const result = await patient(() => append(stream, added, expectedRevision, changes))
      for (const resume of waiting) resume()
      return result
    },
    read: (stream, options) => pagesOf(path, { events, patient }, bookOf(stream), options),
    subscribe: (streams, options) =>
      followStreams(
        {
          page: async (stream, from) =>
            patient(() => pageOf(path, events, bookOf(stream), { low: from, high: from + pageEventsMax - 1 })),
          more,
        },
        streams,
        { ...options, signal: AbortSignal.any([options.signal, closing.signal]) },
      ),
    streams: async () => reading(() => events.books().map(streamOfBook).toSorted()),
    tables: {
      counting: kept.counting,
      size: async (stream) => reading(() => kept.size(bookOf(stream))),
      lag: async (stream, size) => reading(() => kept.lag(bookOf(stream), size)),
      write: async (stream, changes) => {
        if (readOnly) onlyReads(path)
        const book = bookOf(stream)
        for await (const chunk of chunksOf(changes)) if (!(await patient(() => bringForward(book, chunk)))) return true
        return false
      },
    },
    tree: {
      size: async (stream) => reading(() => atOnce(db, () => tree.size(bookOf(stream)))),
      root: async (stream, size) => reading(() => atOnce(db, () => tree.root(bookOf(stream), size))),
    },
    snapshots: {
      load: (stream, fingerprint) => segmentsOf(path, segments, bookOf(stream), fingerprint),
      ...(readOnly
        ? {}
        : {
            keep: async (stream, fingerprint, added) =>
              patient(() => writing(path, db, () => segments.keep(bookOf(stream), fingerprint, added))),
          }),
    },
    inspect: async (stream, replay) => {
      const { inspectBook } = await import('./inspect-book.ts')
      return atOneState(async ({ database, projection: tables }) =>
        inspectBook({ path, domain, db: database, projection: tables }, stream, replay),
      )
    },
    close: async () => close(),
    [Symbol.asyncDispose]: async () => close(),
  }
  return store
}

/** Damage may show only when statements are prepared: the file is closed then. */
function preparedOn<T>(path: string, db: DatabaseSync, prepare: () => T): T {
  try {
    return onFile(path, prepare)
  } catch (error) {
    db.close()
    throw error
  }
}

const onlyReads = (path: string): never =>
  fail(
    'unavailable',
    'read-only',
    {
      zh: `${path} 以只读方式打开，不能写入`,
      en: `${path} is open for reading only: nothing can be written`,
    },
    { path },
  )

const otherEvents = (path: string, book: string, from: number): never =>
  fail(
    'conflict',
    'other-events',
    {
      zh: `${path} 中台账 ${book} 的第 ${from} 条已有另一个程序写入，没有写入：每册只能由一个程序跟随`,
      en: `another program has written event ${from} of book ${book} in ${path}; nothing was written: one program at a time may follow a book`,
    },
    { path, book, position: from },
  )

/** Changes in pieces that are worth a transaction. */
async function* chunksOf(
  changes: AsyncIterable<TableChanges> | Iterable<TableChanges>,
): AsyncGenerator<readonly TableChanges[]> {
  let chunk: TableChanges[] = []
  let rows = 0
  for await (const change of changes) {
    chunk.push(change)
    rows +=
      change.ended.length +
      change.opened.length +
      change.withdrawn.length +
      change.live.length +
      (change.deltas?.length ?? 0)
    if (rows < chunkRowsMax) continue
    yield chunk
    chunk = []
    rows = 0
  }
  yield chunk
}
