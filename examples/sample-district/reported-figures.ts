import { isDeepStrictEqual } from 'node:util'
import { type CivilDate, type Draft, draft, type Ledger } from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { reportDay } from './days.ts'
import type { Deed } from './desk.ts'
import { exactly, moreThan, type Quantity } from './doings.ts'
import { districtClerk } from './places-and-names.ts'

/** Figures that were reported upwards: at the end of each year, and in the report itself. */
export const reportedFigureDeeds = (): readonly Deed[] => [
  ...[2014, 2015, 2016, 2017, 2018, 2019, 2020].map((year): Deed => {
    const [asOf, on] = [`${year}-12-31`, `${year + 1}-01-08`]
    return {
      on,
      actor: districtClerk,
      drafts: (ledger) => figuresReported(ledger, asOf, on, '区两新工委年报', year === 2016 ? 1 : 0),
    }
  }),
  {
    on: '2021-07-05',
    filedOn: '2021-07-06',
    actor: districtClerk,
    drafts: (ledger) => [
      ...figuresReported(ledger, reportDay, '2021-07-05', '区两新工委年中报告'),
      ...outcomesReported(),
    ],
  },
  { on: '2021-10-13', filedOn: '2021-10-13', actor: districtClerk, drafts: correctedReport },
]

/** What the book said when the figures were reported; `off`: a town had counted its members differently. */
function figuresReported(ledger: Ledger, asOf: CivilDate, on: CivilDate, source: string, off = 0): readonly Draft[] {
  return coverageOn(ledger.asOf(asOf)).scopes.flatMap(({ scope, listed, organizations, members, rate }) => {
    const values = {
      'units-listed': listed,
      organizations,
      members: members + off,
      'organization-coverage': Number(rate),
    }
    return Object.entries(values).map(([figureId, value]) =>
      draft('FigureReported', on, { figureId, scope, quantity: { value, qualifier: 'exact' }, asOf, source }),
    )
  })
}

/** What the report says in round numbers. It counts a brand more than the book, which the district had not recognized. */
function outcomesReported(): readonly Draft[] {
  const said: readonly (readonly [figureId: string, quantity: Quantity])[] = [
    ['problems-resolved', moreThan(1000)],
    ['suggestions', moreThan(2000)],
    ['party-suggestions-adoption-rate', { value: 70, qualifier: 'at-least' }],
    ['training-attendance', moreThan(2000)],
    ['members-recruited', exactly(147)],
    ['terms-renewed', exactly(69)],
    ['instructors', moreThan(60)],
    ['donations', moreThan(200_000_000)],
    ['talent-introduced', moreThan(120)],
    ['brands', exactly(14)],
  ]
  return said.map(([figureId, quantity]) =>
    draft('FigureReported', '2021-07-05', { figureId, quantity, asOf: reportDay, source: '区两新工委年中报告' }),
  )
}

/** The founding of 20 June was filed in October; the reported rate was put right a day later. */
function correctedReport(ledger: Ledger): readonly Draft[] {
  const wrong = ledger
    .events()
    .filter(
      ({ type, data, effectiveOn }) =>
        type === 'FigureReported' && effectiveOn === '2021-07-05' && data['scope'] === 'enterprise',
    )
  const right = figuresReported(ledger, reportDay, '2021-07-05', '区两新工委年中报告（更正）').filter(
    ({ data }) => data['scope'] === 'enterprise',
  )
  return right.flatMap((one) => {
    const corrected = wrong.find(({ data }) => data['figureId'] === one.data['figureId'])
    const same = isDeepStrictEqual(corrected?.data['quantity'], one.data['quantity'])
    return corrected && !same ? [{ ...one, corrects: corrected.id, reason: '补录 6 月 20 日成立的党支部后重算' }] : []
  })
}
