import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { factsFrom } from '@taizhang/kernel/internal'
import { LedgerError, party, type KnownAt, type Ledger, type View } from '@taizhang/core'
import { coverageOn, figureCatalogue, figureRows, overWindow, scopesOn } from '@taizhang/core/figures'
import { play, scriptArbitrary, smallUniverse } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTables, sqliteStore, type SqliteStore } from '../src/index.ts'

const books = 300
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days)]
const stocks = [...figureCatalogue.values()].filter((figure) => !overWindow(figure))

/** What one day's questions come to: of the day's rows, and the scopes of all days. */
const answers = (ofDay: View, ofAllDays: View): unknown => ({
  ...coverageOn(ofDay),
  defined: days.map((asOf) => scopesOn({ ...ofAllDays, asOf }).map(({ key, attributes }) => [key, attributes])),
})

function answered(ask: () => unknown): unknown {
  try {
    return ask()
  } catch (error) {
    if (error instanceof LedgerError) return { kind: error.kind, ...error.refusal }
    throw error
  }
}

const fromMemory = (ledger: Ledger, asOf: string, knownAt: KnownAt | undefined): unknown =>
  answered(() => {
    const view = ledger.asOf(asOf, { knownAt })
    return answers(view, view)
  })

const fromTables = (store: SqliteStore, asOf: string, knownAt: KnownAt | undefined): unknown =>
  answered(
    () => readTables(store, 'test', { asOf, knownAt }, ({ ofDay, ofAllDays }) => answers(ofDay, ofAllDays))?.answer,
  )

/** Sizes in and outside of the book, dates, and instants at and beside those of batches. */
function knowns(ledger: Ledger, pick: number): readonly (KnownAt | undefined)[] {
  const at = ledger.event(pick % ledger.size)?.recordedAt ?? ''
  const beside = (ms: number): string => new Date(Date.parse(at) + ms).toISOString()
  const sizes = [0, -1, 0.5, ledger.size, ledger.size + 1, 1 + (pick % ledger.size)]
  return [undefined, ...sizes, at.slice(0, 10), beside(-86_400_000).slice(0, 10), at, beside(-1), beside(1)]
}

test(`${books} random books: a day's answers from the tables alone are those of the open book, seed ${seed}`, async () => {
  const compared = { answers: 0, refusals: 0 }
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 14 }),
      fc.constantFrom(...days),
      fc.nat(),
      async (script, asOf, pick) => {
        const store = sqliteStore(':memory:', { domain: party, create: true })
        const ledger = await play(script, { store })
        for (const knownAt of knowns(ledger, pick)) {
          const found = fromTables(store, asOf, knownAt)
          expect([knownAt, found]).toEqual([knownAt, fromMemory(ledger, asOf, knownAt)])
          expect(found).toBeDefined()
          if (found && typeof found === 'object' && 'kind' in found) compared.refusals++
          else compared.answers++
        }
        await store.close()
      },
    ),
    { numRuns: books, seed },
  )
  expect(Math.min(compared.answers, compared.refusals)).toBeGreaterThan(books)
})

const alone = async (): Promise<SqliteStore> => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  await play([], { store })
  expect(fromTables(store, '2020-01-01', undefined)).toBeDefined()
  return store
}

test.each([
  ['lag behind', 'DELETE FROM batch'],
  ['have no batches', 'DROP TABLE batch'],
  ['lack a relation', 'DROP TABLE scope'],
  ['are those of another definition', "UPDATE kept_table SET fingerprint = 'other'"],
])('tables that %s are not asked', async (_, change) => {
  const store = await alone()
  store.database.exec(change)
  expect(fromTables(store, '2020-01-01', undefined)).toBeUndefined()
  expect(store.database.isTransaction).toBe(false)
  await store.close()
})

/** Columns with which a row can be told from the others, and that may take another value in one that is added. */
const another: Readonly<Record<string, (row: Row) => Row>> = {
  figure_delta: (row) => ({ ...row, day: '2016-05-05', delta: 7 }),
  scope: (row) => ({ ...row, scope_id: 'added' }),
  batch: (row) => ({ ...row, size: Number(row['size']) + 1 }),
}
type Row = Record<string, string | number | null>

test('rows added or taken away, of whatever table, never change what the tables answer: the book is opened then', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 10, mostly: ['ScopeDefined', 'UnitListed', 'HeadcountReported'] }),
      fc.constantFrom(...days),
      fc.constantFrom(...Object.keys(another)),
      fc.boolean(),
      fc.nat(),
      async (script, asOf, table, added, pick) => {
        const store = sqliteStore(':memory:', { domain: party, create: true })
        const ledger = await play(script, { store })
        const db = store.database
        const rows = db.prepare(`SELECT * FROM ${table}`).all() as Row[]
        const row = rows[pick % rows.length] ?? {}
        if (added)
          db.prepare(`INSERT OR IGNORE INTO ${table} VALUES (${valuesOf(Object.keys(row))})`).run(
            another[table]?.(row) ?? row,
          )
        else {
          const where = Object.keys(row).map((column) => `${column} IS :${column}`)
          db.prepare(`DELETE FROM ${table} WHERE ${where.join(' AND ')}`).run(row)
        }
        for (const knownAt of knowns(ledger, pick)) {
          const [found, right] = [fromTables(store, asOf, knownAt), fromMemory(ledger, asOf, knownAt)]
          if (found === undefined) seen.set(table, (seen.get(table) ?? 0) + 1)
          expect([table, added, knownAt, found ?? right]).toEqual([table, added, knownAt, right])
        }
        await store.close()
      },
    ),
    { numRuns: 150, seed },
  )
  for (const table of Object.keys(another)) expect([table, (seen.get(table) ?? 0) > 5]).toEqual([table, true])
})

const valuesOf = (columns: readonly string[]): string => columns.map((column) => `:${column}`).join(', ')
const scopes = (view: View): number => coverageOn(view).scopes.length

test('a question within a question is of the same moment, and ends nothing', async () => {
  const store = await alone()
  const ask = { asOf: '2020-01-01' }
  const read = readTables(store, 'test', ask, ({ ofDay }) => [
    readTables(store, 'test', ask, (views) => scopes(views.ofDay)),
    store.database.isTransaction,
    scopes(ofDay),
  ])
  expect(read).toEqual({ answer: [{ answer: 2 }, true, 2] })
  expect(store.database.isTransaction).toBe(false)
  await store.close()
})

test('what is written meanwhile is not seen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  const path = join(folder, 'a.ledger')
  const store = sqliteStore(path, { domain: party, create: true })
  const other = new DatabaseSync(path)
  try {
    await play([], { store })
    const read = readTables(store, 'test', { asOf: '2020-01-01' }, ({ ofDay }) => {
      other.exec('DELETE FROM scope')
      return scopes(ofDay)
    })
    expect(read).toEqual({ answer: 2 })
    expect(readTables(store, 'test', { asOf: '2020-01-01' }, ({ ofDay }) => scopes(ofDay))).toBeUndefined()
  } finally {
    other.close()
    await store.close()
    rmSync(folder, { recursive: true })
  }
})

test(`of one day's rows each figure comes to what its steps have on that day, seed ${seed}`, async () => {
  const compared = { rows: 0, others: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 14 }), fc.constantFrom(...days), async (script, asOf) => {
      const store = sqliteStore(':memory:', { domain: party, create: true })
      await play(script, { store })
      const read = readTables(store, 'test', { asOf }, ({ ofDay }) => {
        const { facts } = ofDay
        const stepwise = {
          ...ofDay,
          facts: factsFrom({ rows: (relation) => facts.rows(relation), events: (type) => facts.events(type) }),
        }
        for (const figure of stocks) {
          const rows = figureRows(ofDay, figure)
          expect(rows).toEqual(figureRows(stepwise, figure))
          compared.rows += rows.length
          compared.others += rows.filter(({ value }) => value !== 0 && value !== null).length
        }
      })
      // Where the tables do not answer, nothing is compared.
      expect(read).toBeDefined()
      await store.close()
    }),
    { numRuns: books, seed },
  )
  expect([compared.rows > 10 * books, compared.others > books]).toEqual([true, true])
})
