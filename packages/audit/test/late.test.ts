import { civilDateAt, type Ledger, type View } from '@taizhang/core'
import { figureCatalogue, figureRows } from '@taizhang/core/figures'
import { play, scriptArbitrary } from '@taizhang/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { late } from '../src/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const asked = fc.record({ script: scriptArbitrary(), days: fc.constantFrom(1, 30, 900), seal: fc.option(fc.nat()) })

const valuesOf = (view: View): Map<string, unknown> =>
  new Map(
    [...figureCatalogue.values()]
      .flatMap((figure) => figureRows(view, figure))
      .map(({ figure, scope, by, value }) => [JSON.stringify([figure, scope, by]), value]),
  )

async function listed({ script, days, seal }: typeof asked extends fc.Arbitrary<infer T> ? T : never) {
  const ledger = await play(script)
  const sealed = seal === null ? undefined : ledger.asOf('2021-01-01', { knownAt: 1 + (seal % ledger.size) })
  return { ledger, days, sealed, list: late(ledger, { days, sealed }) }
}

test(
  `figures before and after each batch are those of the book known then; seed ${seed}`,
  { timeout: 300_000 },
  async () => {
    let moves = 0
    await fc.assert(
      fc.asyncProperty(asked, async (question) => {
        const { ledger, list } = await listed(question)
        for (const { size, asOf, moved } of list.batches) {
          const count = ledger.events().filter(({ recordedFrom }) => recordedFrom === size).length
          const [before, after] = [size - count, size].map((knownAt) => valuesOf(ledger.asOf(asOf, { knownAt })))
          const found = new Map(
            moved.map((one) => [JSON.stringify([one.figure, one.scope, one.by]), [one.before, one.after]]),
          )
          for (const label of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
            const [a, b] = [before?.get(label) ?? 0, after?.get(label) ?? 0]
            const expected = a === b ? undefined : [a, b]
            const told = found.get(label)?.map((value) => value ?? 0)
            expect([label, told]).toEqual([label, expected])
            if (expected) moves++
          }
        }
      }),
      { numRuns: 50, seed },
    )
    expect(moves).toBeGreaterThan(50)
  },
)

/** The day from which an event changes something, by the words of the command's description. */
function reach(ledger: Ledger, position: number): string {
  const event = ledger.event(position)
  if (!event) throw new Error(`there is no event ${position}`)
  const taken = event.type === 'EventWithdrawn' ? String(event.data['eventId']) : event.corrects
  const target = ledger.events().find(({ id }) => id === taken)
  if (event.type === 'EventWithdrawn') return target?.effectiveOn ?? ''
  return target && target.effectiveOn < event.effectiveOn ? target.effectiveOn : event.effectiveOn
}

test(`what came late is listed, and nothing else; seed ${seed}`, { timeout: 300_000 }, async () => {
  const events = { late: 0, inTime: 0 }
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      const { ledger, days, sealed, list } = await listed(question)
      const found = list.batches.flatMap((batch) => batch.late.map(({ event }) => event))
      const expected = ledger
        .events()
        .slice(sealed ? sealed.size : 1)
        .filter(({ position, recordedAt, type }) => {
          if (type === 'LedgerOpened') return false
          const [from, to] = [reach(ledger, position), civilDateAt(recordedAt)].map((day) => Date.parse(day))
          const isLate = (Number(to) - Number(from)) / 86_400_000 > days
          return isLate || (sealed !== undefined && reach(ledger, position) <= civilDateAt(sealed.knownAt))
        })
      expect(found).toEqual(expected.map(({ position }) => position))
      events.late += found.length
      events.inTime += ledger.size - found.length
      expect(list.events.map(({ position }) => position)).toEqual(found)
    }),
    { numRuns: 60, seed },
  )
  expect(Math.min(events.late, events.inTime)).toBeGreaterThan(60)
})
