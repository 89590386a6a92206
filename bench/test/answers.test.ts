import { expect, test } from 'vitest'
import { benchBook } from '../book.ts'
import { lines, linesOnce } from '../lines/index.ts'
import { waiting } from '../lines/waiting.ts'
import { openingCold } from '../lines/opening.ts'
import { measure } from '../measure.ts'

/** Measuring throws where two ways differ in their answer. Times are not looked at. */
test('what is compared in the bench gives the same answers', async () => {
  // Large enough for figures to be summed up in blocks.
  const size = 5000
  const book = await benchBook(size)
  for (const line of [...lines, ...linesOnce]) {
    const measured = await measure({ ...line, rounds: 1 }, book)
    expect(measured.size).toBe(size)
  }
})

test('what people wait for is measured', async () => {
  const book = await benchBook(600)
  for (const { measure: take } of waiting) expect(await take(book)).toBeGreaterThan(0)
})

test('a difference in the answers is an error', async () => {
  const book = await benchBook(300)
  const wrong = { ...openingCold, prepare: () => ({ ours: () => 1, other: () => 2 }) }
  await expect(measure(wrong, book)).rejects.toThrow('the answers differ')
})
