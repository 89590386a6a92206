import { DatabaseSync } from 'node:sqlite'
import { createLedger, relations, type Ledger } from '@taizhang/core'
import { sqliteStore, type SqliteStore } from '@taizhang/sqlite'
import { districtBook, idOf } from '@taizhang/testkit'
import type { BenchBook, Line } from '../line.ts'

const options = { now: new Date('2026-01-01T04:00:00Z'), newId: () => idOf(0), actor: 'clerk-1' }
const [singles, singleRounds] = [400, 7]
const batch = 1000

const draftsOf = ({ size }: BenchBook) =>
  Array.from(districtBook({ size: size - 1, seed: 20210630 }), ({ draft }) => draft)

async function freshLedger(file: string): Promise<{ store: SqliteStore; ledger: Ledger }> {
  const store = sqliteStore(file, { relations, create: true })
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

interface Bare {
  readonly ddl: string
  readonly insert: string
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** The rows that our run leaves in its tables, as bare insertions. */
function bareTables(file: string): readonly Bare[] {
  const db = new DatabaseSync(file, { readOnly: true })
  const tables = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").all()
  const found = tables
    .filter(({ name }) => name !== 'generation')
    .map(({ name, sql }) => {
      const event = name === 'event'
      const query = db.prepare(`SELECT ${event ? 'book, position, id, text' : '*'} FROM "${String(name)}"`)
      query.setReturnArrays(true)
      // Node's types do not know of `setReturnArrays`: rows are lists of values now.
      const rows = query.all() as unknown as (string | number | null)[][]
      const values = (rows[0] ?? []).map(() => '?').join(', ')
      const insert = event ? insertEvent : `INSERT INTO "${String(name)}" VALUES (${values})`
      return { ddl: event ? eventTable : String(sql), insert, rows }
    })
  db.close()
  return found.filter(({ rows }) => rows.length > 0)
}

/** Inserts every table's rows, spread evenly over as many transactions as ours had. */
function insertBare(file: string, tables: readonly Bare[], transactions: number): void {
  const db = bareFile(
    file,
    tables.map(({ ddl }) => ddl),
  )
  const inserts = tables.map(({ insert, rows }) => ({ statement: db.prepare(insert), rows }))
  for (let turn = 0; turn < transactions; turn++) {
    inTransaction(db, () => {
      for (const { statement, rows } of inserts) {
        const end = Math.floor(((turn + 1) * rows.length) / transactions)
        for (let at = Math.floor((turn * rows.length) / transactions); at < end; at++)
          statement.run(...(rows[at] ?? []))
      }
    })
  }
  db.close()
}

const inBatches = (against: string, atLeast: number, choose: (tables: readonly Bare[]) => readonly Bare[]): Line => ({
  what: 'recording in batches of 1,000',
  against,
  atLeast,
  rounds: 3,
  prepare: async (book) => {
    const drafts = draftsOf(book)
    const tables = choose(bareTables(await recordInBatches(book, drafts)))
    const transactions = Math.ceil(drafts.length / batch)
    return {
      times: drafts.length,
      sameAnswer: false,
      ours: () => recordInBatches(book, drafts),
      other: () => insertBare(book.freshFile(), tables, transactions),
    }
  },
})

export const recordingInBatches: Line = inBatches(
  'bare batched INSERT of the same event rows and the same relation rows',
  0.6,
  (tables) => tables,
)

export const recordingBesideEvents: Line = inBatches('bare batched INSERT of the event rows alone', 0.2, (tables) =>
  tables.filter(({ insert }) => insert === insertEvent),
)
