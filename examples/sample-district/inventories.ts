import { type CivilDate, draft } from '@taizhang/core'
import { dayBetween } from './days.ts'
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
