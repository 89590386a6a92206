import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DaySums } from '../src/stream/day-sums.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

test(`what a sum comes to on a day is all that was added up to it; seed ${seed}`, () => {
  // Before 1970 numbers of days are less than 0; several thousand apart, so that blocks and eras are passed.
  const day = fc.integer({ min: -3000, max: 3000 })
  let several = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(day, fc.integer({ min: -3, max: 3 })), { maxLength: 60 }), (added) => {
      const sums = new DaySums()
      for (const [on, value] of added) sums.add(on, value)
      for (const on of [-4000, 4000, ...added.flatMap(([one]) => [one - 1, one])]) {
        const known = added.filter(([one]) => one <= on)
        const expected = known.reduce((sum, [, value]) => sum + value, 0)
        expect([on, sums.on(on)]).toEqual([on, expected])
        if (known.length > 5) several++
      }
    }),
    { numRuns: 100, seed },
  )
  expect(several).toBeGreaterThan(100)
})
