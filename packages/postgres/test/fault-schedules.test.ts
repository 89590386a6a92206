import { party } from '@taizhang/core'
import { expect, test } from 'vitest'
import { postgresStore } from '../src/index.ts'
import { expectedAfter } from './expected-after.ts'
import { inLanes } from './fault-schedules.ts'
import { freshSchema, onServer, realServer, skipped } from './server.ts'

const schedules = 16

test('through connections that are cut, held and half delivered nothing is lost, doubled, reordered or told wrongly', async (context) => {
  const server = (await realServer()) ?? context.skip(skipped)
  const [schema, database] = [freshSchema(), onServer(server.url)]
  await postgresStore(database, { domain: party, schema, create: true }).streams()
  const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 1_000_000) * 100
  const failed: unknown[] = []
  const ran = await inLanes({ from: seed, count: schedules, lanes: 8, url: server.url, schema }, (one, error) => {
    if (error !== undefined) failed.push([one, error])
  })
  expect(failed).toEqual([])
  // Most appends come through: the store tries again.
  expect(ran.reduce((sum, one) => sum + one.acknowledged, 0)).toBeGreaterThan(schedules * 3)
  await database.query(`DROP SCHEMA ${schema} CASCADE`)
  await database.close()
})

test('the judge of schedules finds what is lost, split, doubled, and told wrongly', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, text: `{"id":"${id}"}` }))
  if (!a || !b || !c) throw new Error('three were made')
  const ok = { ok: true, revision: 1, repeated: false } as const
  const batch = [a, b]
  expectedAfter([a, b], [{ batch, result: ok }])
  expectedAfter([], [{ batch, result: 'unknown' }])
  expectedAfter([a, b], [{ batch, result: 'unknown' }])
  expect(() => expectedAfter([], [{ batch, result: ok }])).toThrow('lost')
  expect(() => expectedAfter([a], [{ batch, result: 'unknown' }])).toThrow('split')
  expect(() => expectedAfter([a, c, b], [{ batch, result: 'unknown' }])).toThrow('split')
  expect(() => expectedAfter([a, b, a], [{ batch, result: ok }])).toThrow('twice')
  expect(() => expectedAfter([a, b], [{ batch, result: 'refused' }])).toThrow('refused and recorded')
  expect(() => expectedAfter([a, b, c], [{ batch, result: ok }])).toThrow('more')
  expect(() => expectedAfter([a, b], [{ batch, result: { ...ok, revision: 2 } }])).toThrow('told to be at')
  expect(() => expectedAfter([a, b], [{ batch, result: { ...ok, repeated: true } }])).toThrow('repetition')
})
