import { expect, test } from 'vitest'
import { benchBook } from '../book.ts'
import { coverageCommand } from '../lines/command.ts'
import { appendingInBatches, appendingSingly, readingStream } from '../lines/eventstoredb.ts'
import { openingCold } from '../lines/opening.ts'
import { coverageFromFile, coverageInMemory, dailySeries } from '../lines/reading.ts'
import { recordingBesideEvents, recordingInBatches, recordingSingly } from '../lines/recording.ts'
import { verifying } from '../lines/verifying.ts'
import { measure } from '../measure.ts'

/** Measuring throws where two ways differ in their answer. Times are not looked at. */
test('what is compared in the bench gives the same answers', async () => {
  const book = await benchBook(500)
  const lines = [openingCold, coverageInMemory, coverageFromFile, dailySeries, verifying]
  const once = [recordingSingly, recordingInBatches, recordingBesideEvents, coverageCommand]
  const onServer = [appendingSingly, appendingInBatches, readingStream]
  for (const line of [...lines, ...once, ...onServer]) {
    const { size } = await measure({ ...line, rounds: 1 }, book)
    expect(size).toBe(500)
  }
}, 120_000)

test('a difference in the answers is an error', async () => {
  const book = await benchBook(300)
  const wrong = { ...openingCold, prepare: () => ({ ours: () => 1, other: () => 2 }) }
  await expect(measure(wrong, book)).rejects.toThrow('the answers differ')
})
