import { figureRows, type Ledger } from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { play, scriptArbitrary, smallUniverse } from '@taizhang/core/testing'
import { dayNumber } from '@taizhang/kernel/internal'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countsAt, countsBy, ratesOf, seriesAt, tablesOf, type Filter } from '../src/coverage.ts'
import { figureValues } from '../src/figure-values.ts'
import { pack, unpackHead, unpackTexts } from '../src/packed.ts'
import { pageDataOf } from '../src/page-data-of.ts'
import { columnsOf } from '../src/sums.ts'
import { sampleLedger } from './books.ts'

/** What the page has of a book, packed and unpacked as in the file. */
function pageOf(ledger: Ledger) {
  const packed = pack(pageDataOf(ledger))
  const head = unpackHead(packed.head)
  expect(unpackTexts(packed.texts)).toEqual(ledger.events().map(({ position }) => ledger.text(position)))
  return {
    head,
    columns: new Map(head.figures.map((one) => [one.figure, columnsOf(one)])),
    coverage: tablesOf(head),
  }
}

interface Look {
  readonly ledger: Ledger
  readonly page: ReturnType<typeof pageOf>
  readonly asOf: string
  readonly batch: number
}

/** Every figure of the page, as the library has it. */
function expectSameFigures({ ledger, page, asOf, batch }: Look): void {
  const view = ledger.asOf(asOf, { knownAt: page.head.batches.sizes[batch] })
  for (const figure of ledger.domain.figures.values()) {
    const values = figureValues(page.columns, figure, { day: dayNumber(asOf), batch })
    const rows = figureRows(view, figure).map((row) => ({
      scope: row.scope,
      by: row.by && Object.values(row.by)[0],
      value: row.value,
      qualifier: row.qualifier,
    }))
    const none = figure.kind === 'rate' || figure.kind === 'flow-rate' || figure.measure === 'various' ? null : 0
    const found = rows.map(({ scope, by }) => {
      const own = values.find((one) => one.scope === scope && one.by === by)
      return { scope, by, value: own ? own.value : none, qualifier: own?.qualifier }
    })
    expect([figure.id, asOf, batch, found]).toEqual([figure.id, asOf, batch, rows])
    // What the library has no row for counts nothing on the page either.
    const others = values.filter((one) => !rows.some(({ scope, by }) => one.scope === scope && one.by === by))
    expect(others.filter(({ value }) => value !== 0 && value !== null)).toEqual([])
  }
}

/** Coverage, whole and by town, of all and of one industry, as the library has it. */
function expectSameCoverage({ ledger, page, asOf, batch }: Look, filter: Filter): void {
  const view = ledger.asOf(asOf, { knownAt: page.head.batches.sizes[batch] })
  const where = Object.entries(filter).map(([dimension, value]) => ({ dimension, test: '=' as const, values: [value] }))
  const place = { day: dayNumber(asOf), batch }
  const all = coverageOn(view, { where }).scopes
  for (const one of all) {
    const counts = countsAt(page.coverage, one.scope, filter, place)
    expect([asOf, batch, filter, counts, ratesOf(counts)]).toEqual([
      asOf,
      batch,
      filter,
      {
        'units-listed': one.listed,
        'units-covered': one.covered,
        'units-work-covered': one.workCovered,
        organizations: one.organizations,
        members: one.members,
      },
      { organization: one.rate, work: one.workRate },
    ])
    expect(seriesAt(page.coverage, one.scope, filter, { days: [place.day - 400, place.day], batch })[1]).toEqual(counts)
  }
  const byTown = coverageOn(view, { where, by: ['town'] }).scopes.filter(
    ({ by, listed }) => by !== undefined && listed > 0,
  )
  for (const { scope, by, listed, covered } of byTown) {
    const group = countsBy(page.coverage, scope, { by: 'town', filter }, place).get(by?.['town'] ?? '')
    expect([scope, by, group?.['units-listed'], group?.['units-covered']]).toEqual([scope, by, listed, covered])
  }
}

describe('on random books', () => {
  test('the page’s figures and coverage are the library’s, on any day, as known at any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        scriptArbitrary({ batches: 25 }),
        fc.constantFrom(...smallUniverse.days),
        fc.nat(),
        async (script, asOf, pick) => {
          const ledger = await play(script)
          const page = pageOf(ledger)
          const batch = pick % page.head.batches.sizes.length
          expectSameFigures({ ledger, page, asOf, batch })
          expectSameCoverage({ ledger, page, asOf, batch }, {})
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('on the sample', () => {
  test('so they are at random places, for a town and an industry, too', async () => {
    const ledger = await sampleLedger()
    const page = pageOf(ledger)
    const batches = page.head.batches.sizes.length
    const place = fc.record({
      day: fc.integer({ min: dayNumber('2011-06-01'), max: dayNumber('2022-06-01') }),
      batch: fc.nat({ max: batches - 1 }),
    })
    const filter = fc.constantFrom<Filter>(
      {},
      { town: '临港镇' },
      { industry: '化工', park: '' },
      { town: '临港镇', industry: '环保' },
    )
    fc.assert(
      fc.property(place, filter, ({ day, batch }, only) => {
        const look = { ledger, page, asOf: new Date(day * 86_400_000).toISOString().slice(0, 10), batch }
        expectSameCoverage(look, only)
        return true
      }),
      { numRuns: 12 },
    )
    fc.assert(
      fc.property(place, ({ day, batch }) => {
        expectSameFigures({ ledger, page, asOf: new Date(day * 86_400_000).toISOString().slice(0, 10), batch })
      }),
      { numRuns: 2 },
    )
  })
})
