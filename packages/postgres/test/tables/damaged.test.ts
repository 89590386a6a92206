import { party } from '@taizhang/core'
import { idOf, play, scriptArbitrary } from '@taizhang/core/testing'
import { openLedger } from '@taizhang/kernel'
import { Replay, streamOf } from '@taizhang/kernel/internal'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postgresStore, type PostgresStore } from '../../src/index.ts'
import type { Database } from '../../src/queries.ts'
import { freshSchema, onPglite, onServer, realServer } from '../server.ts'

let database: Database
let store: PostgresStore
const schema = freshSchema()

beforeAll(async () => {
  const server = await realServer()
  database = server ? onServer(server.url) : await onPglite()
  store = postgresStore(database, { domain: party, schema, create: true })
  const [script = []] = fc.sample(scriptArbitrary({ batches: 14 }), { numRuns: 1, seed: 7 })
  await play(script, { store })
})
afterAll(async () => {
  await database.query(`DROP SCHEMA ${schema} CASCADE`)
  await database.close()
})

/** What the tables' check says. */
async function inspected(): Promise<{ readonly state: string | undefined; readonly codes: readonly string[] }> {
  const checks = await store.inspect?.(streamOf('test'), async (pages) => {
    const replay = new Replay('test', { definitions: party, counting: store.tables.counting })
    for await (const page of pages) replay.take(page)
    return [...replay.changesSince(0)]
  })
  const tables = checks?.find(({ check }) => check === 'tables')
  return { state: tables?.state, codes: [...new Set(tables?.findings.map(({ code }) => code))] }
}

let units = 0
/** Records an event, whatever the tables are. */
async function record(): Promise<void> {
  const ledger = await openLedger(store, { domain: party, book: 'test' })
  const unitId = `another-${units++}`
  const outcome = await ledger.record(
    [{ type: 'UnitListed', effectiveOn: '2021-05-20', data: { unitId, kind: 'enterprise', name: unitId } }],
    {
      now: new Date('2022-01-01T00:00:00Z'),
      newId: () => idOf(5000 + units),
      actor: 'tester',
    },
  )
  expect(outcome).toMatchObject({ ok: true })
}

test('tables as they were written hold', async () => {
  expect(await inspected()).toEqual({ state: 'held', codes: [] })
})

test.each([
  ['UPDATE unit SET name = name || 1 WHERE ctid = (SELECT min(ctid) FROM unit)', 'row-differs'],
  ['DELETE FROM live_event WHERE position = 1', 'row-missing'],
  ["INSERT INTO figure_delta VALUES ('test', 1, 'members', 'enterprise', '2020-01-01', 7)", 'row-surplus'],
  ['UPDATE batch SET scope_rows = scope_rows + 1', 'row-differs'],
])('%s: verify finds it, and what is recorded after the list is deleted makes it anew', async (sql, code) => {
  await database.transaction(async ({ query }) => {
    await query(`SET LOCAL search_path = ${schema}`)
    await query(sql)
  })
  const { state, codes } = await inspected()
  expect(state).toBe('failed')
  expect(codes).toContain(code)
  await database.query(`DELETE FROM ${schema}.kept_table`)
  await record()
  expect(await inspected()).toEqual({ state: 'held', codes: [] })
})

test.each([
  'ALTER TABLE unit DROP COLUMN name',
  'DROP TABLE unit',
  'DROP TABLE batch',
  'UPDATE unit SET recorded_to = 1',
])('%s refuses no event, and the tables are made anew', async (sql) => {
  await database.transaction(async ({ query }) => {
    await query(`SET LOCAL search_path = ${schema}`)
    await query(sql)
  })
  await record()
  if ((await inspected()).state !== 'held') await database.query(`DELETE FROM ${schema}.kept_table`)
  await record()
  expect(await inspected()).toEqual({ state: 'held', codes: [] })
})
