import { hasDays, type Row } from '@taizhang/core'
import { play, scriptArbitrary, smallUniverse } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { factNote } from '../src/fact-note.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

/** A row and those that it continues, the first of them first. */
function chainOf(row: Row): readonly Row[] {
  const chain = [row]
  for (let before = row.previous; before; before = before.previous) chain.unshift(before)
  return chain
}

test(`a fact is told with the events of its own episode, however often it began and ended; seed ${seed}`, async () => {
  const lives = { second: 0, third: 0, ended: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.constantFrom(...smallUniverse.days), fc.nat(), async (script, day, pick) => {
      const ledger = await play(script)
      const { facts } = ledger.asOf(day, { knownAt: pick % 3 === 0 ? 1 + (pick % ledger.size) : undefined })
      for (const relation of ledger.domain.relations)
        for (const row of facts.rows(relation)) {
          const life = facts.life(relation, row.key)
          const last = life.findLast((one) =>
            chainOf(one).some(({ from, openedBy }) => from === row.from && openedBy === row.openedBy),
          )
          const [first = row, ...rest] = chainOf(last ?? row)
          const { openedOn, openedBy, amendedBy, closedOn, closedBy } = factNote(ledger.domain, facts, row)
          expect({ openedOn, openedBy, amendedBy }).toEqual({
            openedOn: first.from,
            openedBy: first.openedBy,
            amendedBy: rest.map((one) => one.openedBy),
          })
          const ended = last?.closedBy ?? undefined
          expect([closedOn, closedBy]).toEqual(ended === undefined ? [undefined, undefined] : [last?.to, ended])
          const before = life.filter((one) => hasDays(one) && !one.previous && one.from < first.from).length
          if (before === 1) lives.second++
          if (before > 1) lives.third++
          if (ended !== undefined) lives.ended++
        }
    }),
    { numRuns: 100, seed },
  )
  expect(Object.entries(lives).filter(([, count]) => count < 20)).toEqual([])
})
