import { forkLedger, party } from '@taizhang/core'
import { figureCatalogue, figureRows } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
let compared = 0

test(`a fork answers as the book does, takes what the book would take, and leaves the book as it is, seed ${seed}`, async () => {
  let made = 0
  const options = {
    now: new Date('2026-01-01T00:00:00Z'),
    newId: () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
    actor: 'planning',
  }
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(...smallUniverse.days),
      async (script, share, day) => {
        const ledger = await play(script)
        const knownAt = Math.max(1, Math.ceil(ledger.size * share))
        const fork = await forkLedger(ledger, { knownAt })
        const then = ledger.asOf(day, { knownAt })
        expect(fork.size).toBe(then.size)
        const figures = [...party.figures.values()]
        expect(figures.map((figure) => figureRows(fork.asOf(day), figure))).toEqual(
          figures.map((figure) => figureRows(then, figure)),
        )
        const drafts = ledger
          .events()
          .slice(fork.size, fork.size + 1)
          .map(({ type, effectiveOn, data }) => ({ type, effectiveOn, data }))
        const size = ledger.size
        const planned = await fork.check(drafts, options)
        const outcome = await fork.record(drafts, options)
        expect(outcome.ok).toBe(planned.ok)
        expect([ledger.size, ledger.asOf(day, { knownAt }).size]).toEqual([size, then.size])
        compared += outcome.ok ? outcome.recorded : 0
      },
    ),
    { numRuns: 60, seed },
  )
  expect(compared).toBeGreaterThan(10)
  expect(figureCatalogue.size).toBeGreaterThan(50)
})
