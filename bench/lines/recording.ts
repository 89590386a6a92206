import { DatabaseSync } from 'node:sqlite'
import { createLedger, party, type Ledger } from '@taizhang/core'
import { sqliteStore, type SqliteStore } from '@taizhang/sqlite'
import { districtBook, idOf } from '@taizhang/core/testing'
import type { BenchBook, Line } from '../line.ts'

const options = { now: new Date('2026-01-01T04:00:00Z'), newId: () => idOf(0), actor: 'clerk-1' }
const [singles, singleRounds] = [150, 7]
const batchSize = 1000

const draftsOf = ({ size }: BenchBook) =>
  Array.from(districtBook({ size: size - 1, seed: 20210630 }), ({ draft }) => draft)

async function freshLedger(file: string): Promise<{ store: SqliteStore; ledger: Ledger }> {
  const store = sqliteStore(file, { domain: party, create: true })
  return { store, ledger: await createLedger(store, { book: 'bench', name: 'bench' }, options) }
}

/** A file with the bare tables, as durable as ours: WAL, synchronous=FULL. */
function bareFile(file: string, tables: readonly string[]): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  for (const ddl of tables) db.exec(ddl)
  return db
}

const eventTable =
  'CREATE TABLE event (book TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (book, position), UNIQUE (book, id)) STRICT'
const insertEvent = 'INSERT INTO event (book, position, id, text) VALUES (?, ?, ?, ?)'

function inTransaction(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE')
  work()
  db.exec('COMMIT')
}

async function recorded(book: BenchBook, drafts: readonly object[], batch: number): Promise<string> {
  const file = book.freshFile()
  const { store, ledger } = await freshLedger(file)
  for (let at = 0; at < drafts.length; at += batch) {
    const outcome = await ledger.record(drafts.slice(at, at + batch), options)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals[0]))
  }
  await store.close()
  return file
}

type Values = readonly (string | number | null)[]

interface Bare {
  readonly ddl: string
  readonly insert: string
  readonly rows: readonly Values[]
  /** How many of the rows are in the table once a transaction is done, by its number. */
  readonly ends: readonly number[]
}

/** In which order bare insertions come: as the rows were recorded, or as if one had known all of their keys before. */
type Order = 'recorded' | 'sorted'

/** The rows that our run leaves in its tables, as bare insertions in as many transactions. */
function bareTables(
  file: string,
  order: Order,
  { transactions, batch }: { readonly transactions: number; readonly batch: number },
): readonly Bare[] {
  const db = new DatabaseSync(file, { readOnly: true })
  const tables = db
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('kept_table', 'snapshot_segment')",
    )
    .all()
  const found = tables.map(({ name, sql }) => {
    const event = name === 'event'
    const tells = order === 'recorded' && String(sql).includes('recorded_from')
    // Within a size in order of keys.
    const query = db.prepare(
      `SELECT ${tells ? 'recorded_from' : 'NULL'}, ${event ? 'book, position, id, text' : '*'} FROM "${String(name)}" ORDER BY 1`,
    )
    query.setReturnArrays(true)
    // To Node's types rows stay objects.
    const sized = query.all() as unknown as [size: number | null, ...Values][]
    const rows = sized.map(([, ...row]) => row)
    const values = (rows[0] ?? []).map(() => '?').join(', ')
    const ends = Array.from({ length: transactions }, (_, turn) => {
      if (!tells) return Math.floor(((turn + 1) * rows.length) / transactions)
      // The first event of all, which made the book, stood before the first batch.
      const later = sized.findIndex(([size]) => Number(size) > (turn + 1) * batch + 1)
      return later < 0 ? rows.length : later
    })
    return {
      ddl: event ? eventTable : String(sql),
      insert: event ? insertEvent : `INSERT INTO "${String(name)}" VALUES (${values})`,
      rows,
      ends,
    }
  })
  db.close()
  return found.filter(({ rows }) => rows.length > 0)
}

/** Bare insertions, transaction by transaction. */
function insertions(
  file: string,
  tables: readonly Bare[],
): { readonly transaction: (turn: number) => void; readonly close: () => void } {
  const db = bareFile(
    file,
    tables.map(({ ddl }) => ddl),
  )
  const inserts = tables.map(({ insert, rows, ends }) => ({ statement: db.prepare(insert), rows, ends, next: 0 }))
  return {
    transaction: (turn) =>
      inTransaction(db, () => {
        for (const table of inserts) {
          const end = table.ends[turn] ?? 0
          while (table.next < end) table.statement.run(...(table.rows[table.next++] ?? []))
        }
      }),
    close: () => db.close(),
  }
}

/** Single events, each durable by itself, with all that is written with them. */
export const recordingSingly: Line = {
  what: 'recording single events, durable',
  against: 'bare INSERT of the same event rows and all others that are written with them, one transaction each',
  atLeast: 0.75,
  rounds: singleRounds,
  prepare: async (book) => {
    // A warm-up, and the rounds. No more of them are kept: whoever records events one by one has none in memory either.
    const count = Math.min(singles * (1 + singleRounds), book.size - 1)
    const drafts = draftsOf(book).slice(0, count)
    const bare = bareTables(await recorded(book, drafts, 1), 'recorded', { transactions: count, batch: 1 })
    const times = Math.floor(count / (1 + singleRounds))
    const { store, ledger } = await freshLedger(book.freshFile())
    const others = insertions(book.freshFile(), bare)
    const next = { ours: 0, other: 0 }
    return {
      times,
      ours: async () => {
        for (let done = 0; done < times; done++) {
          const outcome = await ledger.record([drafts[next.ours++]], options)
          if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals[0]))
        }
        return times
      },
      other: () => {
        for (let done = 0; done < times; done++) others.transaction(next.other++)
        return times
      },
      close: async () => {
        await store.close()
        others.close()
      },
    }
  },
}

interface Beside {
  readonly against: string
  readonly atLeast?: number
  readonly order: Order
}

const inBatches = ({ against, atLeast, order }: Beside): Line => ({
  what: 'recording in batches of 1,000',
  against,
  ...(atLeast === undefined ? {} : { atLeast }),
  rounds: 3,
  prepare: async (book) => {
    const drafts = draftsOf(book)
    const transactions = Math.ceil(drafts.length / batchSize)
    const tables = bareTables(await recorded(book, drafts, batchSize), order, { transactions, batch: batchSize })
    return {
      times: drafts.length,
      sameAnswer: false,
      ours: () => recorded(book, drafts, batchSize),
      other: () => {
        const { transaction, close } = insertions(book.freshFile(), tables)
        for (let turn = 0; turn < transactions; turn++) transaction(turn)
        close()
      },
    }
  },
})

/** As whoever writes the rows has to, knowing no later ones. Ours leaves segments, too. */
export const recordingInBatches = inBatches({
  against: 'bare batched INSERT of the same event rows and all others that are written with them, in the same batches',
  atLeast: 0.55,
  order: 'recorded',
})

/** The least that the rows can take: where all of them are known before, no page is written twice. */
export const recordingBesideSorted = inBatches({
  against: 'bare batched INSERT of the same rows, all of them sorted by key before',
  order: 'sorted',
})
