import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import {
  decideAppend,
  fail,
  followStreams,
  type AnyRelation,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type ReadEvent,
  type ReadOptions,
  type RelationTables,
  type StoredEvent,
  type TableChanges,
} from '@taizhang/core'
import { bookOf, streamOfBook } from './book-column.ts'
import { onFile, writing } from './failure.ts'
import { openFile } from './open-file.ts'
import { projection, type Projection } from './projection.ts'

const pageEventsMax = 512
const pageCharactersMax = 4 * 1024 * 1024
const pollMs = 100
/** Rows written in one transaction when tables are brought forward: other writers get their turn in between. */
const chunkRowsMax = 10_000

export interface SqliteOptions {
  /** The relations to keep as tables beside the events. */
  readonly relations: readonly AnyRelation[]
  readonly readOnly?: boolean | undefined
  /** Whether a file that is not there, or is empty, is made a ledger. */
  readonly create?: boolean | undefined
  /** Count it up when the same events give other facts than before: the tables are made anew then. */
  readonly tablesVersion?: number | undefined
  /** How long to wait for another writer, by default 10 s. Waiting blocks the thread. */
  readonly busyMs?: number | undefined
}

/** A store in a SQLite file. */
export interface SqliteStore extends EventStore {
  readonly path: string
  /** For queries. The events in it refuse to be changed; the tables are this store's to write. */
  readonly database: DatabaseSync
  readonly tables: RelationTables
  readonly projection: Projection
}

/**
 * Opens the store in a file: WAL, synchronous=FULL. Several processes may write to one file; readers are never blocked.
 *
 * Throws `LedgerError`: not-found where there is no ledger and none is to be made; unavailable where the file is no ledger, is
 * written by a newer program, or cannot be read.
 */
export function sqliteStore(
  path: string,
  { relations, readOnly = false, create = false, tablesVersion = 1, busyMs = 10_000 }: SqliteOptions,
): SqliteStore {
  const db = openFile(path, { readOnly, create, busyMs })
  const kept = projection(db, relations, tablesVersion)
  const events = eventTable(db)
  const closing = new AbortController()
  const waiting = new Set<() => void>()

  function append(
    stream: string,
    added: readonly StoredEvent[],
    expected: ExpectedRevision,
    changes: readonly TableChanges[],
  ): AppendResult {
    const book = bookOf(stream)
    return writing(path, db, () => {
      const last = events.last(book)
      const decided = decideAppend({ last, find: (id) => events.find(book, id) }, added, expected)
      if (decided) return decided
      for (const [index, event] of added.entries()) events.insert(book, last + 1 + index, event)
      kept.follow(book, last + 1, last + 1 + added.length, changes)
      return { ok: true, revision: last + added.length, repeated: false }
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

  return {
    path,
    database: db,
    projection: kept,
    append: async (stream, added, { expectedRevision, changes = [] }) => {
      const result = append(stream, added, expectedRevision, changes)
      for (const resume of waiting) resume()
      return result
    },
    read: (stream, options) => pagesOf(path, events, bookOf(stream), options),
    subscribe: (streams, options) =>
      followStreams(
        {
          page: (stream, from) => onFile(path, () => events.page(bookOf(stream), from, from + pageEventsMax - 1)),
          more,
        },
        streams,
        { ...options, signal: AbortSignal.any([options.signal, closing.signal]) },
      ),
    streams: async () => onFile(path, () => events.books().map(streamOfBook).toSorted()),
    tables: {
      size: async (stream) => onFile(path, () => kept.size(bookOf(stream))),
      write: async (stream, changes) => {
        if (readOnly) onlyReads(path)
        const book = bookOf(stream)
        for await (const chunk of chunksOf(changes)) {
          if (!writing(path, db, () => kept.bringForward(book, chunk))) tablesDamaged(path)
        }
      },
    },
    close: async () => {
      closing.abort()
      if (db.isOpen) db.close()
    },
  }
}

const onlyReads = (path: string): never =>
  fail(
    'unavailable',
    'read-only',
    {
      zh: `${path} 以只读方式打开，不能写数据表`,
      en: `${path} is open for reading only: its tables cannot be written`,
    },
    { path },
  )

const tablesDamaged = (path: string): never =>
  fail(
    'unavailable',
    'tables-damaged',
    {
      zh: `${path} 的数据表被改动过，已经移除，下次记录时重新推算：请重试；事件没有受影响`,
      en: `the tables of ${path} had been changed by somebody and were removed; they are made anew at the next attempt: try again; events are not affected`,
    },
    { path },
  )

interface EventTable {
  /** The last position, -1 where there is no event. */
  readonly last: (book: string) => number
  readonly find: (book: string, id: string) => ReadEvent | undefined
  readonly insert: (book: string, position: number, event: StoredEvent) => void
  /** The first events of `[low, high]`, or the last of them when backwards: as many as a page may hold, at least one. */
  readonly page: (book: string, low: number, high: number, backwards?: boolean) => readonly ReadEvent[]
  readonly books: () => readonly string[]
}

function eventTable(db: DatabaseSync): EventTable {
  const last = db.prepare('SELECT max(position) AS last FROM event WHERE book = ?')
  const find = db.prepare('SELECT position, id, text FROM event WHERE book = ? AND id = ?')
  const insert = db.prepare('INSERT INTO event (book, position, id, text) VALUES (?, ?, ?, ?)')
  const range = 'SELECT position, id, text FROM event WHERE book = ? AND position BETWEEN ? AND ? ORDER BY position'
  const [up, down] = [db.prepare(range), db.prepare(`${range} DESC`)]
  // Each step looks up the next book: as many steps as there are books, not events.
  const books = db.prepare(`WITH RECURSIVE next(book) AS (
    SELECT min(book) FROM event
    UNION ALL SELECT (SELECT min(book) FROM event WHERE book > next.book) FROM next WHERE book IS NOT NULL
  ) SELECT book FROM next WHERE book IS NOT NULL`)
  return {
    last: (book) => Number(last.get(book)?.['last'] ?? -1),
    find: (book, id) => {
      const row = find.get(book, id)
      return row && asEvent(row)
    },
    insert: (book, position, { id, text }) => void insert.run(book, position, id, text),
    page: (book, low, high, backwards = false) => {
      const found: ReadEvent[] = []
      let characters = 0
      for (const row of (backwards ? down : up).iterate(book, low, high)) {
        const event = asEvent(row)
        found.push(event)
        characters += event.text.length
        if (found.length === pageEventsMax || characters >= pageCharactersMax) break
      }
      return found
    },
    books: () => books.all().map((row) => String(row['book'])),
  }
}

const asEvent = (row: Readonly<Record<string, unknown>>): ReadEvent => ({
  revision: Number(row['position']),
  id: String(row['id']),
  text: String(row['text']),
})

async function* pagesOf(
  path: string,
  events: EventTable,
  book: string,
  { from = 0, to = Infinity, direction = 'forwards', limit = Infinity }: ReadOptions = {},
): AsyncGenerator<readonly ReadEvent[]> {
  const backwards = direction === 'backwards'
  let low = Math.max(from, 0)
  // Events never change and have no gaps, so a read up to the end as it is now is one snapshot.
  let high = onFile(path, () => Math.min(to, events.last(book)))
  if (backwards) low = Math.max(low, high - limit + 1)
  else high = Math.min(high, low + limit - 1)
  while (low <= high) {
    const [first, last] = [low, high]
    const page = onFile(path, () => events.page(book, first, last, backwards))
    yield page
    if (backwards) high -= page.length
    else low += page.length
    // SQLite answers at once; others get their turn between two pages.
    await turn()
  }
}

/** Changes in pieces that are worth a transaction. */
async function* chunksOf(
  changes: AsyncIterable<TableChanges> | Iterable<TableChanges>,
): AsyncGenerator<readonly TableChanges[]> {
  let chunk: TableChanges[] = []
  let rows = 0
  for await (const change of changes) {
    chunk.push(change)
    rows += change.ended.length + change.opened.length + change.withdrawn.length + change.live.length
    if (rows < chunkRowsMax) continue
    yield chunk
    chunk = []
    rows = 0
  }
  yield chunk
}
