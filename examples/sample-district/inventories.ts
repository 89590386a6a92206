import { isDeepStrictEqual } from 'node:util'
import { type CivilDate, coverageOn, type Draft, draft, type Ledger } from '@taizhang/core'
import { dayBetween, reportDay } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { workCommitteeDocument } from './documents.ts'
import { districtClerk } from './places-and-names.ts'
import { randomOf } from './random.ts'

/** 大起底排查: each year, with a review of every dossier. */
const inventories: readonly { readonly year: number; readonly from: CivilDate; readonly to: CivilDate }[] = [
  { year: 2018, from: '2018-03-12', to: '2018-06-08' },
  { year: 2019, from: '2019-03-11', to: '2019-05-31' },
  { year: 2020, from: '2020-04-20', to: '2020-06-19' },
  { year: 2021, from: '2021-03-22', to: '2021-05-28' },
]

export function inventoryDeeds(district: District): readonly Deed[] {
  const random = randomOf('inventories')
  return inventories.flatMap(({ year, from, to }): Deed[] => {
    const inventoryId = `inventory-${year}`
    const evidence = workCommitteeDocument(from)
    const there = district.organizations.filter(({ foundedOn, ends }) => foundedOn < from && !(ends && ends.on <= to))
    // One dossier was not at hand in 2021.
    const reviewed = there.filter((_, index) => year !== 2021 || index !== 33)
    return [
      {
        on: from,
        actor: districtClerk,
        drafts: [draft('InventoryOpened', from, { inventoryId, name: `${year} 年大起底排查` }, { evidence })],
      },
      ...reviewed.map(({ id: organizationId, town }): Deed => {
        const on = dayBetween(random, from, to)
        return {
          on,
          return: `档案核查 ${town.clerk}`,
          actor: town.clerk,
          drafts: [draft('DossierReviewed', on, { organizationId })],
        }
      }),
      { on: to, complete: to, actor: districtClerk, drafts: [draft('InventoryClosed', to, { inventoryId })] },
    ]
  })
}

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
    drafts: (ledger) => figuresReported(ledger, reportDay, '2021-07-05', '区两新工委年中报告'),
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
