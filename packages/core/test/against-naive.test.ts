import { party, hasDays, plusDays, relations, rowsOn, type Facts, type View } from '@taizhang/core'
import { coverageOn, figureCatalogue, figureRows, overWindow } from '@taizhang/core/figures'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse, type PartyUniverse as Universe } from '../src/testing/index.ts'
import * as fc from 'fast-check'
import * as naive from './naive/index.ts'
import type { PlainEvent } from './naive/index.ts'
import { expectSameReasons, plain } from './same-reasons.ts'

const books = 1000
const booksOfPart = 12
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
/** Each day on which something may happen, the day before and the day after. */
const days = [
  ...new Set(smallUniverse.days.flatMap((day) => [plusDays(day, -1), day, plusDays(day, 1)])),
  '1921-07-23',
  '2025-01-01',
]

const rowText = ({
  relation,
  key,
  attributes,
  from,
  to,
  openedBy,
  closedBy,
}: {
  relation: string
  key: object
  attributes: object
  from: string
  to: string
  openedBy: number
  closedBy?: number | null | undefined
}): string => JSON.stringify([relation, sorted(key), sorted(attributes), from, to, openedBy, closedBy])
const sorted = (value: object): unknown => Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))

const allRows = (facts: Facts): string[] =>
  relations.flatMap((relation) => facts.rows(relation).filter(hasDays).map(rowText)).toSorted()

/** What was compared, so that nothing passes on nothing. */
const compared = { rows: 0, values: 0 }

const figureTexts = (rows: readonly (Omit<naive.FigureRow, 'by'> & { readonly by?: unknown })[]): string[] =>
  rows.map(({ figure, scope, by, value, qualifier, reported, difference }) =>
    JSON.stringify([figure, scope, by, value, qualifier, reported && sorted(reported), difference]),
  )

const start = '2018-01-01'

/** Every figure on a day, and over the days from 2018 until it. */
function expectSameFigures(view: View, facts: ReturnType<typeof naive.factsOf>): void {
  const { asOf } = view
  for (const id of naive.figureIds) {
    const figure = figureCatalogue.get(id)
    if (!figure) throw new Error(`no figure ${id}`)
    const windows = overWindow(figure) && asOf >= start ? [{ from: start, to: asOf }] : []
    const found = [figureRows(view, figure), ...windows.map((window) => figureRows(view, figure, { window }))]
    const simple = [
      naive.figureRowsOf(facts, id, { asOf }),
      ...windows.map((window) => naive.figureRowsOf(facts, id, window)),
    ]
    expect(found.map(figureTexts)).toEqual(simple.map(figureTexts))
    compared.values += simple.flat().filter(({ value }) => value !== 0 && value !== null).length
  }
}

function expectSame(view: View, events: readonly PlainEvent[], asOf: string): void {
  const knownAt = view.size
  const rows = naive.allRows(events, knownAt).map(rowText)
  expect(allRows(view.facts)).toEqual(rows.toSorted())
  compared.rows += rows.length
  expect(relations.flatMap((relation) => rowsOn(view, relation).map(rowText)).toSorted()).toEqual(
    naive.rowsOn(events, { asOf, knownAt }).map(rowText).toSorted(),
  )
  expect(coverageOn(view).scopes).toEqual(naive.coverageOn(events, { asOf, knownAt }))
  expectSameFigures(view, naive.factsOf(events, knownAt))
}

test('the naive model has every figure', () => {
  expect([...naive.figureIds].toSorted()).toEqual([...figureCatalogue.keys()].toSorted())
})

test(`${books} random books agree with the naive model, seed ${seed}`, async () => {
  let recorded = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.constantFrom(...days), fc.nat(), async (script, asOf, pick) => {
      const ledger = await play(script, {
        onTried: (tried, so) => {
          if (tried.recorded) recorded++
          else refused++
          expectSameReasons(tried, so)
        },
      })
      const events = plain(ledger)
      expectSame(ledger.asOf(asOf), events, asOf)
      expectSame(ledger.asOf(asOf, { knownAt: 1 + (pick % events.length) }), events, asOf)
    }),
    { numRuns: books, seed },
  )
  console.log(`${books} books, seed ${seed}: ${recorded} batches recorded, ${refused} refused by both`)
  expect(recorded).toBeGreaterThan(books)
  expect(refused).toBeGreaterThan(books)
  expect(compared.rows).toBeGreaterThan(10 * books)
  expect(compared.values).toBeGreaterThan(10 * books)
})

const types = [...party.events.keys()].filter((type) => type !== 'LedgerOpened')
/** The catalogue in parts: events that stand together belong together. */
const parts = [
  ...Array.from({ length: Math.ceil(types.length / 8) }, (_, at) => types.slice(at * 8, at * 8 + 8)),
  // Many figures are of this one.
  ['ActivityRecorded'],
]
/** Fewer ids, so that what closes finds what is open. */
const universe: Universe = { ...smallUniverse, persons: ['p1', 'p2'], others: ['x1'] }
const recordedTypes = new Set<string>()

test.each(parts.map((part) => [part.at(0), part.at(-1), part] as const))(
  `every figure is right on each day that an event changes it, the day before and the day after: %s to %s, seed ${seed}`,
  async (_first, _last, mostly) => {
    const before = compared.values
    await fc.assert(
      fc.asyncProperty(scriptArbitrary({ batches: 40, universe, mostly }), async (script) => {
        const ledger = await play(script)
        const facts = naive.factsOf(plain(ledger), ledger.size)
        for (const { type } of ledger.events()) recordedTypes.add(type)
        const changing = ledger.events().map(({ effectiveOn }) => effectiveOn)
        const around = new Set(changing.flatMap((day) => [plusDays(day, -1), day, plusDays(day, 1)]))
        for (const asOf of around) expectSameFigures(ledger.asOf(asOf), facts)
      }),
      { numRuns: booksOfPart, seed },
    )
    expect(compared.values - before).toBeGreaterThan(booksOfPart)
  },
)

test('most types of events were recorded in these books', () => {
  const never = types.filter((type) => !recordedTypes.has(type))
  expect(never.length).toBeLessThan(types.length / 5)
})
