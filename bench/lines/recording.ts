import { DatabaseSync } from 'node:sqlite'
import { createLedger, party, type Ledger } from '@taizhang/core'
import { sqliteStore, type SqliteStore } from '@taizhang/sqlite'
import { districtBook, idOf } from '@taizhang/core/testing'
import type { BenchBook, Line } from '../line.ts'

const options = { now: new Date('2026-01-01T04:00:00Z'), newId: () => idOf(0), actor: 'clerk-1' }
const [singles, singleRounds] = [400, 7]
const batch = 1000

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

/** Single events, each durable by itself. */
export const recordingSingly: Line = {
  what: 'recording single events, durable',
  against: 'bare INSERT of the same event rows, one transaction each',
  atLeast: 0.5,
  rounds: singleRounds,
  prepare: async (book) => {
    // A warm-up, and the rounds. No more of them are kept: whoever records events one by one has none in memory either.
    const count = singles * (1 + singleRounds)
    const drafts = draftsOf(book).slice(0, count)
    const texts = book.texts().slice(0, count + 1)
    const { store, ledger } = await freshLedger(book.freshFile())
    const db = bareFile(book.freshFile(), [eventTable])
    const insert = db.prepare(insertEvent)
    const next = { ours: 0, other: 0 }
    return {
      times: singles,
      ours: async () => {
        for (let done = 0; done < singles; done++) {
          const outcome = await ledger.record([drafts[next.ours++]], options)
          if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals[0]))
        }
        return singles
      },
      other: () => {
        for (let done = 0; done < singles; done++) {
          const position = next.other++
          const { id } = drafts[position] ?? { id: '' }
          inTransaction(db, () => insert.run('bench', position, id, texts[position + 1] ?? ''))
        }
        return singles
      },
      close: async () => {
        await store.close()
        db.close()
      },
    }
  },
}

async function recordInBatches(book: BenchBook, drafts: readonly object[]): Promise<string> {
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
function bareTables(file: string, order: Order, transactions: number): readonly Bare[] {
  const db = new DatabaseSync(file, { readOnly: true })
  const tables = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name <> 'kept_table'").all()
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

function insertBare(file: string, tables: readonly Bare[], transactions: number): void {
  const db = bareFile(
    file,
    tables.map(({ ddl }) => ddl),
  )
  const inserts = tables.map(({ insert, rows, ends }) => ({ statement: db.prepare(insert), rows, ends, next: 0 }))
  for (let turn = 0; turn < transactions; turn++) {
    inTransaction(db, () => {
      for (const table of inserts) {
        const end = table.ends[turn] ?? 0
        while (table.next < end) table.statement.run(...(table.rows[table.next++] ?? []))
      }
    })
  }
  db.close()
}

interface Beside {
  readonly against: string
  readonly atLeast?: number
  readonly order: Order
  readonly eventsAlone?: boolean
}

const inBatches = ({ against, atLeast, order, eventsAlone = false }: Beside): Line => ({
  what: 'recording in batches of 1,000',
  against,
  ...(atLeast === undefined ? {} : { atLeast }),
  rounds: 3,
  prepare: async (book) => {
    const drafts = draftsOf(book)
    const transactions = Math.ceil(drafts.length / batch)
    const all = bareTables(await recordInBatches(book, drafts), order, transactions)
    const tables = eventsAlone ? all.filter(({ insert }) => insert === insertEvent) : all
    return {
      times: drafts.length,
      sameAnswer: false,
      ours: () => recordInBatches(book, drafts),
      other: () => insertBare(book.freshFile(), tables, transactions),
    }
  },
})

/** As whoever writes the rows has to, knowing no later ones. */
export const recordingInBatches = inBatches({
  against: 'bare batched INSERT of the same event rows and the same relation rows, in the same batches',
  atLeast: 0.6,
  order: 'recorded',
})

/** The least that the rows can take: where all of them are known before, no page is written twice. */
export const recordingBesideSorted = inBatches({
  against: 'bare batched INSERT of the same rows, all of them sorted by key before',
  order: 'sorted',
})

export const recordingBesideEvents = inBatches({
  against: 'bare batched INSERT of the event rows alone',
  atLeast: 0.2,
  order: 'recorded',
  eventsAlone: true,
})
