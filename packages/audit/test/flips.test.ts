import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { flips } from '../soak/flipped.ts'

const damage = await flips()
afterAll(() => damage.remove())

test('bytes of a ledger file flipped, one at a time: found, or nothing that is read has changed (all of them: npm run soak:flips)', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.nat(damage.bytes - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const fate = await damage.flip(at, mask)
      seen.add(fate)
      expect([at, mask, fate]).not.toContain('missed')
    }),
    { numRuns: 150 },
  )
  expect(seen).toContain('detected')
})
