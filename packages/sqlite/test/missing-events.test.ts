import { LedgerError, party } from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sqliteStore } from '../src/index.ts'

const events = 90

/** Which events are gone, and what is read: bounds that may lie outside, either direction, maybe with a limit. */
const anywhere = fc.record({
  gone: fc.uniqueArray(fc.nat(events - 1), { maxLength: 6 }),
  from: fc.option(fc.integer({ min: -3, max: events + 3 }), { nil: undefined }),
  to: fc.option(fc.integer({ min: -3, max: events + 3 }), { nil: undefined }),
  limit: fc.option(fc.integer({ min: 1, max: events + 3 }), { nil: undefined }),
  direction: fc.constantFrom('forwards' as const, 'backwards' as const),
})

/** All that is asked for is gone, or most of it. */
const stretch = fc
  .record({
    asked: anywhere,
    low: fc.integer({ min: 1, max: events - 20 }),
    length: fc.integer({ min: 2, max: 8 }),
    inside: fc.nat(2),
  })
  .map(({ asked: { limit, direction }, low, length, inside }) => ({
    gone: Array.from({ length }, (_, at) => low + at),
    from: low + Math.min(inside, 1),
    to: low + length - inside,
    limit,
    direction,
  }))
const asked = fc.oneof({ weight: 3, arbitrary: anywhere }, { weight: 1, arbitrary: stretch })

/** The positions that a read is to yield, in its order. What lies behind the last that is there was never there for anybody. */
function positionsOf({ gone, from = 0, to = Infinity, limit = Infinity, direction }: Asked): readonly number[] {
  const there = Array.from({ length: events }, (_, at) => at).filter((at) => !gone.includes(at))
  const [low, high] = [Math.max(from, 0), Math.min(to, there.at(-1) ?? -1)]
  const all = Array.from({ length: Math.max(0, high - low + 1) }, (_, at) => low + at)
  return (direction === 'backwards' ? all.toReversed() : all).slice(0, limit)
}

type Asked = typeof asked extends fc.Arbitrary<infer A> ? A : never

test('a read of a damaged file fails at the first event missing in its direction, and yields those before it alone', async () => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  const batch = Array.from({ length: events }, (_, at) => ({ id: `e${at}`, text: 'x'.repeat((at * 37) % 50) }))
  await store.append('ledger-b', batch, { expectedRevision: 'no-stream' })
  store.database.exec('DROP TRIGGER event_is_never_deleted')
  let [failed, whole] = [0, 0]
  await fc.assert(
    fc.asyncProperty(asked, async (given) => {
      store.database.exec('SAVEPOINT damage')
      const list = JSON.stringify(given.gone)
      store.database.prepare('DELETE FROM event WHERE position IN (SELECT value FROM json_each(?))').run(list)
      const positions = positionsOf(given)
      const missing = positions.find((at) => given.gone.includes(at))
      const read: number[] = []
      let told: unknown
      try {
        const { gone: _, ...options } = given
        const bounds = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
        for await (const page of store.read('ledger-b', bounds)) read.push(...page.map(({ revision }) => revision))
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error
        told = error.refusal['position']
      } finally {
        store.database.exec('ROLLBACK TO damage; RELEASE damage')
      }
      expect(told).toBe(missing)
      expect(read).toEqual(positions.slice(0, read.length))
      // Whole where nothing is missing, else nothing from the first one on.
      const most = missing === undefined ? positions.length : positions.indexOf(missing)
      expect([read.length <= most, missing !== undefined || read.length === most]).toEqual([true, true])
      if (missing === undefined) whole++
      else failed++
    }),
    { numRuns: 400 },
  )
  expect(Math.min(failed, whole)).toBeGreaterThan(40)
  await store.close()
})
