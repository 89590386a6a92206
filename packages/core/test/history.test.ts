import { LedgerError, subjectHistory, type Ledger } from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary } from '../src/testing/index.ts'
import * as naive from '../../core/test/naive/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

/** Every text in a value, at any depth: ids, names and words. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Nothing of what no event names, which is refused. */
function historyOf(ledger: Ledger, subject: string, knownAt: number): ReturnType<typeof subjectHistory> {
  try {
    return subjectHistory(ledger, subject, { knownAt })
  } catch (error) {
    if (error instanceof LedgerError && error.refusal.code === 'no-such-subject') return []
    throw error
  }
}

test(`a history is the events whose data names the subject, each with what withdrew it by then; seed ${seed}`, async () => {
  const found = { events: 0, withdrawn: 0, notYet: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.nat(), async (script, pick) => {
      const ledger = await play(script)
      const events = ledger.events().map(({ order, recordedFrom, recordedTo, withdrawnBy, ...event }) => event)
      const { size } = ledger.asOf('2021-01-01', { knownAt: 1 + (pick % ledger.size) })
      for (const subject of new Set(events.flatMap(({ data }) => textsIn(data))))
        for (const knownAt of [size, ledger.size]) {
          const history = historyOf(ledger, subject, knownAt)
          const told = history.map(({ position, withdrawnBy }) =>
            withdrawnBy === undefined ? { position } : { position, withdrawnBy },
          )
          expect([subject, told]).toEqual([subject, naive.subjectHistory(events, subject, knownAt)])
          found.events += told.length
          found.withdrawn += told.filter((entry) => 'withdrawnBy' in entry).length
          // Withdrawn in the book, and not yet at that size.
          found.notYet += told.filter(({ position, ...entry }) => {
            return !('withdrawnBy' in entry) && ledger.event(position)?.withdrawnBy !== undefined
          }).length
        }
    }),
    { numRuns: 150, seed },
  )
  expect(found.events).toBeGreaterThan(1000)
  expect(found.withdrawn).toBeGreaterThan(40)
  expect(found.notYet).toBeGreaterThan(2)
})
