import { party } from '@taizhang/core'
import { play, scriptArbitrary } from '@taizhang/core/testing'
import { sqliteStore, type SqliteStore } from '@taizhang/sqlite'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { postgresStore, type PostgresStore } from '../../src/index.ts'
import type { Database } from '../../src/queries.ts'
import { tablesDefinition } from '../../src/tables/definition.ts'
import { freshSchema, onPglite, onServer, realServer } from '../server.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const tables = tablesDefinition(party).units.flatMap((unit) => unit.tables)

/** A row's values as texts: truth is told as SQLite tells it. */
const textOf = (value: unknown): string =>
  typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint'
    ? String(Number(value))
    : typeof value === 'string'
      ? value
      : JSON.stringify(value ?? null)

/** Each row as a text, by what its columns are called, so that names are compared as well. */
const told = (rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] =>
  rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row)
          .map(([name, value]) => `${name} ${JSON.stringify(textOf(value))}`)
          .toSorted(),
      ),
    )
    .toSorted()

type Read = (table: string) => Promise<readonly string[]>

const ofSqlite =
  ({ database }: SqliteStore): Read =>
  async (table) =>
    told(database.prepare(`SELECT * FROM "${table}"`).all())

const ofPostgres =
  ({ database, schema }: PostgresStore): Read =>
  async (table) =>
    told(await database.query(`SELECT * FROM ${schema}."${table}"`, []))

async function expectSame(one: Read, other: Read): Promise<number> {
  let rows = 0
  for (const { name } of tables) {
    const [found, expected] = [await other(name), await one(name)]
    expect([name, found]).toEqual([name, expected])
    rows += expected.length
  }
  return rows
}

const server = await realServer()
const places: readonly (readonly [string, number, () => Promise<Database>])[] = [
  ['PGlite', 3, onPglite],
  ...(server ? ([['PostgreSQL', 12, async () => onServer(server.url, { pipeline: true })]] as const) : []),
]

test.each(places)('tables on %s are those of SQLite, row by row, over %i books', async (_, runs, open) => {
  const database = await open()
  let rows = 0
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 14 }), async (script) => {
      const schema = freshSchema()
      const sqlite = sqliteStore(':memory:', { domain: party, create: true })
      const postgres = postgresStore(database, { domain: party, schema, create: true })
      await play(script, { store: sqlite })
      const ledger = await play(script, { store: postgres })
      expect(await postgres.tables.size('ledger-test')).toBe(ledger.size)
      rows += await expectSame(ofSqlite(sqlite), ofPostgres(postgres))
      await database.query(`DROP SCHEMA ${schema} CASCADE`)
      await sqlite.close()
    }),
    { numRuns: runs, seed },
  )
  expect(rows).toBeGreaterThan(runs * 10)
  await database.close()
})
