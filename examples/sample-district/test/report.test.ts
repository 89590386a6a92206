import { readFileSync } from 'node:fs'
import { memoryStore, openLedger, plusDays, restoreLedger, type View } from '@taizhang/core'
import { behind, figureCatalogue, figureRows, type Figure, type FigureRow } from '@taizhang/core/figures'
import { describe, expect, it, test } from 'vitest'
import * as naive from '../../../packages/core/test/naive/index.ts'

const reportDay = '2021-06-30'
const texts = readFileSync(new URL('../sample-district.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const store = memoryStore()
await restoreLedger(store, texts)
const ledger = await openLedger(store, { book: '350399' })
const view = ledger.asOf(reportDay)

const figureOf = (id: string): Figure => {
  const figure = figureCatalogue.get(id)
  if (!figure) throw new Error(`no figure ${id}`)
  return figure
}

const short: Readonly<Record<string, string>> = { 'more-than': '>', 'at-least': '>=', about: '~' }
/** A figure's rows as people would jot them down: `mask >90000000`; a rate is a text. */
const jotted = (id: string, on: View, window = {}): readonly string[] =>
  figureRows(on, figureOf(id), { window }).map(({ scope, by, value, qualifier = '' }) =>
    [scope, ...Object.values(by ?? {}), `${short[qualifier] ?? ''}${value}`].filter(Boolean).join(' '),
  )

/** The rows of the report in its order, but for those of rows 6 to 18, 20 and 21, which are in sample-district.test.ts. */
const rows: readonly (readonly [row: number, id: string, values: readonly string[]])[] = [
  [1, 'responsibility-reviews', ['annual 290', 'dual-review 290', 'performance 15', '595']],
  [2, 'interviews-held', ['9']],
  [2, 'interviews-open', ['2']],
  [3, 'leader-links', ['40']],
  [
    3,
    'policies-granted',
    [
      'awards 48',
      'certificates 92',
      'finance-and-labour 134',
      'land-use 30',
      'market-expansion 71',
      'project-approval 47',
      '422',
    ],
  ],
  [3, 'work-meetings', ['14']],
  [4, 'problems-resolved', ['>1000']],
  [5, 'budget', ['189000000']],
  [5, 'pre-tax', ['798558752']],
  [5, 'dues-paid', ['60339800']],
  [5, 'dues-returned', ['60339800']],
  [5, 'dues-return-rate', ['100.0']],
  [5, 'enterprise-contributions', ['250500000']],
  [19, 'suggestions', ['others >900', 'party 1100', '>2000']],
  [19, 'suggestions-adopted', ['others 296', 'party >=770', '>=1066']],
  [19, 'party-suggestions-adoption-rate', ['>=70.0']],
  [22, 'instructors', ['63']],
  [22, 'instructor-batches', ['2']],
  [22, 'units-paired', ['154']],
  [23, 'theme-education', ['6']],
  [23, 'training-attendance', ['>2000']],
  [23, 'rotation-training', ['2018 91', '2019 97', '2020 100', '2021 102', '390']],
  [23, 'long-service-courses', ['86']],
  [
    24,
    'role-units',
    [
      'commando 19',
      'demonstration-post 33',
      'epidemic-commando 30',
      'responsibility-area 68',
      'youth-commando 1',
      '151',
    ],
  ],
  [25, 'youth-commando', ['1']],
  [25, 'production-milestones', ['caprolactam 280000', 'null']],
  [26, 'revitalization', ['2018 22', '2019 25', '2020 23', '2021 24', '75']],
  [27, 'donations', ['>200000000']],
  [27, 'village-training', ['>1000']],
  [28, 'village-pairings', ['8']],
  [29, 'emergency-production', ['disinfectant 125', 'mask >90000000', 'protective-suit 42000', 'null']],
  [29, 'emergency-producers', ['13']],
  [30, 'epidemic-commandos', ['30']],
  [31, 'activity-rooms-assessed', ['50']],
  [31, 'activity-rooms-complete', ['42']],
  [31, 'activity-rooms-meeting-standard', ['84.0']],
  [32, 'service-centers', ['service-center 4', 'station 6', '10']],
  [32, 'service-centers-open', ['service-center 3', 'station 5', '8']],
  [33, 'talent-introduced', ['>120']],
  [33, 'talent-sites', ['3']],
  [34, 'skill-contests', ['18']],
  [35, 'brands', ['13']],
  [36, 'awards', ['4']],
]

describe('the report of 30 June 2021', () => {
  it.each(rows)('row %i has its %s', (_, id, values) => {
    expect(jotted(id, view)).toEqual(values)
  })

  it('counts the same from the end of the year, over the windows that it names', () => {
    const end = ledger.asOf('2021-12-31')
    for (const [, id, values] of rows) {
      const figure = figureOf(id)
      if (figure.kind !== 'flow' && figure.kind !== 'flow-rate') continue
      expect([id, jotted(id, end, { from: '2018-01-01', to: '2021-07-01' })]).toEqual([id, values])
    }
  })

  it('names the events behind every figure', () => {
    for (const figure of figureCatalogue.values()) {
      if (figure.measure === 'percent' || figure.measure === 'various') continue
      const scope = figure.scopedBy ? 'enterprise' : undefined
      const found = behind(view, figure, { scope })
      expect([figure.id, found.every(({ events }) => events.length > 0)]).toEqual([figure.id, true])
      if ('distinct' in figure) continue
      const value = figureRows(view, figure, { scope }).at(-1)?.value
      expect([figure.id, found.reduce((sum, share) => sum + share.value, 0)]).toEqual([figure.id, value])
    }
  })
})

test('production rose from 200,000 to 280,000 tonnes, and the dues of the last year wait for their return', () => {
  expect(jotted('production-milestones', ledger.asOf('2017-12-28'))).toEqual(['null'])
  expect(jotted('production-milestones', ledger.asOf('2020-11-26'))).toEqual(['caprolactam 200000', 'null'])
  expect(jotted('production-milestones', ledger.asOf('2020-11-27'))).toEqual(['caprolactam 280000', 'null'])
  expect(Number(figureRows(ledger.asOf('2021-12-31'), figureOf('dues-return-rate'))[0]?.value)).toBeLessThan(100)
})

const told = ({ figure, value, reported: said, difference }: FigureRow): unknown => [
  figure,
  value,
  said?.qualifier,
  said?.value,
  difference,
]

const renewed = (from: string) => {
  const window = { from, to: plusDays(reportDay, 1) }
  return figureRows(view, figureOf('terms-renewed'), { window })[0]
}

describe('what was reported stands beside what the ledger derives', () => {
  const reported = [...figureCatalogue.values()]
    .flatMap((figure) => figureRows(view, figure))
    .filter((row) => row.reported !== undefined)

  it('differs where the book does not bear it out, and nowhere else', () => {
    const different = reported.filter(({ difference }) => difference !== 0)
    expect(different.map(told)).toEqual([
      ['instructors', 63, 'more-than', 60, -3],
      ['brands', 13, 'exact', 14, 1],
    ])
    expect(reported.length).toBe(18)
  })

  it('is of the day that it was reported for', () => {
    const before = ledger.asOf(plusDays(reportDay, -1))
    expect(figureRows(before, figureOf('brands'))[0]).not.toHaveProperty('reported')
  })

  it('is of a flow’s own window: over another one nothing was reported', () => {
    expect(renewed('2018-01-01')).toMatchObject({ value: 69, reported: { value: 69 }, difference: 0 })
    expect(renewed('2012-01-01')).not.toHaveProperty('reported')
    expect(renewed('2021-01-01')).not.toHaveProperty('reported')
  })
})

const plain = ({ measure: _, asOf: __, from, to, repeated, ...row }: FigureRow): unknown => row

describe('a model that is written from the specification alone', () => {
  const events = texts.map((text) => JSON.parse(text) as naive.PlainEvent)
  const inJuly = ledger.asOf(reportDay, { knownAt: '2021-07-05' })
  const days = [plusDays(reportDay, -1), reportDay, plusDays(reportDay, 1), '2021-12-31']
  const known = [
    { knownAt: ledger.size, on: days },
    { knownAt: inJuly.size, on: [reportDay, '2021-12-31'] },
  ].map((asked) => ({ ...asked, facts: naive.factsOf(events, asked.knownAt) }))

  it.each(naive.figureIds)('counts the same %s', (id) => {
    for (const { knownAt, on, facts } of known) {
      for (const asOf of on) {
        const same = naive.figureRowsOf(facts, id, { asOf })
        expect(figureRows(ledger.asOf(asOf, { knownAt }), figureOf(id)).map(plain)).toEqual(same)
      }
    }
  })
})
