import { memoryStore, restoreLedger } from '@taizhang/core'
import { recordedTexts, districtBook } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

test('a district of any size and seed is a whole valid book, and the same again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4000 }), fc.integer(), async (size, seed) => {
      const texts = recordedTexts(districtBook({ size, seed }), { book: 'test', batch: 7 })
      expect(texts).toHaveLength(size + 1)
      expect(await restoreLedger(memoryStore(), texts)).toEqual({ ok: true, book: 'test', size: size + 1 })
      expect(recordedTexts(districtBook({ size, seed }), { book: 'test', batch: 7 })).toEqual(texts)
    }),
    { numRuns: 8 },
  )
})
