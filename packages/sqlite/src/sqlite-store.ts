import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import {
  decideAppend,
  followStreams,
  fail,
  type AnyRelation,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type ReadEvent,
  type ReadOptions,
  type RelationTables,
  type StoredEvent,
  type SubscribedPage,
  type SubscribeOptions,
  type TableChanges,
} from '@taizhang/core'
import { onFile } from './failure.ts'
import { tableWriter } from './relation-tables.ts'
import { prepareSchema } from './schema.ts'

const pageEventsMax = 512
const busyMs = 10_000
const pollMs = 50

export interface SqliteOptions {
  /** The relations to keep as tables beside the events. */
  readonly relations: readonly AnyRelation[]
  readonly readOnly?: boolean | undefined
  /** Whether a file that is not there is made. */
  readonly create?: boolean | undefined
}

/** A store in a SQLite file. `database` is for queries; the events in it refuse to be changed. */
export interface SqliteStore extends EventStore {
  readonly database: DatabaseSync
  readonly tables: RelationTables
}

/** The `book` column of a stream: a ledger's book, or `/` and the name of any other stream. */
export function bookOf(stream: string): string {
  const book = /^ledger-([A-Za-z0-9._:-]{1,64})$/.exec(stream)?.[1]
  return book ?? `/${stream}`
}

const streamOfBook = (book: string): string => (book.startsWith('/') ? book.slice(1) : `ledger-${book}`)

/**
 * Opens the store in a file: WAL, synchronous=FULL. Several processes may write to one file; readers are never blocked.
 *
 * Throws `LedgerError`: not-found where there is no file and none is to be made; unavailable where it is no ledger, is written by
 * a newer program, or cannot be read.
 */
export function sqliteStore(path: string, { relations, readOnly = false, create = false }: SqliteOptions): SqliteStore {
  if (!create && path !== ':memory:' && !existsSync(path)) {
    fail('not-found', 'no-such-ledger', { zh: `没有台账文件 ${path}`, en: `there is no ledger ${path}` }, { path })
  }
  const db = onFile(path, () => {
    const opened = new DatabaseSync(path, { readOnly, timeout: busyMs })
    try {
      if (!readOnly) opened.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
      transaction(opened, readOnly ? 'DEFERRED' : 'IMMEDIATE', () => prepareSchema(opened, path, relations, readOnly))
    } catch (error) {
      opened.close()
      throw error
    }
    return opened
  })
  const sql = statements(db)
  const write = readOnly ? undefined : tableWriter(db, relations)
  const tablesSize = (book: string): number => Number(sql.size.get(book)?.['size'] ?? 0)
  const last = (book: string): number => Number(sql.last.get(book)?.['last'] ?? -1)
  const within = <T>(step: () => T): T => onFile(path, () => transaction(db, 'IMMEDIATE', step))

  function append(
    stream: string,
    events: readonly StoredEvent[],
    {
      expectedRevision,
      changes = [],
    }: { readonly expectedRevision: ExpectedRevision; readonly changes?: readonly TableChanges[] },
  ): AppendResult {
    const book = bookOf(stream)
    return within(() => {
      const before = last(book)
      const find = (id: string): ReadEvent | undefined => asEvent(sql.find.get(book, id))
      const decided = decideAppend({ last: before, find }, events, expectedRevision)
      if (decided) return decided
      for (const [index, { id, text }] of events.entries()) sql.insert.run(book, before + 1 + index, id, text)
      // Tables that lag stay as they are and are brought forward later: lagging is allowed, a gap is not.
      if (write && tablesSize(book) === before + 1) for (const change of changes) write(book, change)
      return { ok: true, revision: before + events.length, repeated: false }
    })
  }

  async function* read(
    stream: string,
    { from = 0, to, direction = 'forwards', limit = Infinity }: ReadOptions = {},
  ): AsyncIterable<readonly ReadEvent[]> {
    const book = bookOf(stream)
    // Events never change and have no gaps, so a read up to the end as it is now is one snapshot.
    let high = Math.min(
      to ?? Infinity,
      onFile(path, () => last(book)),
    )
    let low = from
    let left = limit
    while (low <= high && left > 0) {
      const count = Math.min(pageEventsMax, left, high - low + 1)
      const [first, end] = direction === 'forwards' ? [low, low + count - 1] : [high - count + 1, high]
      const page = onFile(path, () => sql.page.all(book, first, end).map((row) => asEvent(row) as ReadEvent))
      yield direction === 'forwards' ? page : page.toReversed()
      left -= count
      if (direction === 'forwards') low += count
      else high -= count
    }
  }

  const subscribe = (streams: readonly string[], options: SubscribeOptions): AsyncIterable<SubscribedPage> =>
    followStreams(
      {
        page: (stream, from) =>
          onFile(path, () =>
            sql.page.all(bookOf(stream), from, from + pageEventsMax - 1).map((row) => asEvent(row) as ReadEvent),
          ),
        // Other processes append too, so the file is asked again and again.
        more: async (signal) => wait(pollMs, undefined, { signal }).catch(() => undefined),
      },
      streams,
      options,
    )

  return {
    database: db,
    append: async (stream, events, options) => append(stream, events, options),
    read,
    subscribe,
    streams: async () =>
      onFile(path, () =>
        sql.books
          .all()
          .map((row) => streamOfBook(String(row['book'])))
          .toSorted(),
      ),
    tables: {
      size: async (stream) => onFile(path, () => tablesSize(bookOf(stream))),
      write: async (stream, changes) => {
        const all: TableChanges[] = []
        for await (const change of changes) all.push(change)
        const book = bookOf(stream)
        within(() => {
          for (const change of all) if (change.size > tablesSize(book)) write?.(book, change)
        })
      },
    },
    close: async () => {
      if (db.isOpen) db.close()
    },
  }
}

function statements(db: DatabaseSync) {
  return {
    last: db.prepare('SELECT max(position) AS last FROM event WHERE book = ?'),
    find: db.prepare('SELECT position, id, text FROM event WHERE book = ? AND id = ?'),
    insert: db.prepare('INSERT INTO event (book, position, id, text) VALUES (?, ?, ?, ?)'),
    page: db.prepare(
      'SELECT position, id, text FROM event WHERE book = ? AND position BETWEEN ? AND ? ORDER BY position',
    ),
    books: db.prepare('SELECT DISTINCT book FROM event'),
    size: db.prepare('SELECT size FROM projection WHERE book = ?'),
  }
}

const asEvent = (row: Record<string, unknown> | undefined): ReadEvent | undefined =>
  row && { revision: Number(row['position']), id: String(row['id']), text: String(row['text']) }

function transaction<T>(db: DatabaseSync, kind: 'DEFERRED' | 'IMMEDIATE', step: () => T): T {
  db.exec(`BEGIN ${kind}`)
  try {
    const result = step()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
