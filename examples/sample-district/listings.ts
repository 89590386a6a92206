import { type CivilDate, draft, type Draft, plusDays } from '@taizhang/core'
import { creditCodeOf } from './credit-codes.ts'
import { dayBetween, earlier, lastDay, later, openingDay } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { headcountOf, type Headcounts } from './headcounts.ts'
import type { PlannedUnit } from './plan.ts'
import { randomOf, type Random } from './random.ts'

/** Unified credit codes have been given since then; older units got theirs in the two years after. */
const codesSince = '2015-10-01'

export const listing = (unit: PlannedUnit): Draft =>
  draft('UnitListed', unit.listedOn, {
    unitId: unit.id,
    kind: unit.kind,
    name: unit.name,
    industry: unit.industry,
    town: unit.town.name,
    ...(unit.park === undefined ? {} : { park: unit.park }),
    ...(unit.listedOn < codesSince ? {} : { creditCode: creditCodeOf(unit) }),
    ...(unit.weight > 15 ? { aboveDesignatedSize: true } : {}),
  })

/** Units listed and delisted since the opening, one by one. */
export function listingDeeds({ units }: District, headcounts: Headcounts): readonly Deed[] {
  return units.flatMap((unit): Deed[] => {
    const { id: unitId, listedOn: on, leaves, town } = unit
    const deeds: Deed[] = []
    if (on !== openingDay) {
      const employees = headcountOf(headcounts, unit, on)
      deeds.push({
        on,
        actor: town.clerk,
        drafts: [listing(unit), draft('HeadcountReported', on, { unitId, employees })],
      })
    }
    if (leaves && !leaves.told) {
      const drafts = [draft('UnitDelisted', leaves.on, { unitId, reason: leaves.reason })]
      deeds.push({ on: leaves.on, actor: town.clerk, drafts })
    }
    return deeds
  })
}

/** Credit codes, new names, changes of details, trade unions and youth leagues. */
export function unitLifeDeeds({ units, organizations }: District): readonly Deed[] {
  const random = randomOf('lives of units')
  const dayIn = (unit: PlannedUnit, from: CivilDate, to: CivilDate): CivilDate | undefined => {
    const day = dayBetween(random, later(plusDays(unit.listedOn, 30), from), to)
    return isListedAround(unit, day) && day <= lastDay ? day : undefined
  }
  return [
    ...units
      .filter(({ listedOn }) => listedOn < codesSince)
      .flatMap((unit) => {
        const on = dayIn(unit, '2016-01-11', '2017-11-30')
        if (on === undefined || on < codesSince) return []
        const drafts = [draft('UnitCreditCodeAssigned', on, { unitId: unit.id, creditCode: creditCodeOf(unit) })]
        return [{ on, return: `换发证照 ${unit.town.clerk}`, actor: unit.town.clerk, drafts }]
      }),
    ...random
      .shuffled(units.filter(({ industry }) => industry !== '行业协会商会'))
      .slice(0, 14)
      .flatMap((unit) => {
        const on = dayIn(unit, '2013-01-01', '2021-10-30')
        return on === undefined ? [] : [renaming(unit, organizations, on)]
      }),
    ...random
      .shuffled(units)
      .slice(0, 26)
      .flatMap((unit) => {
        const on = dayIn(unit, '2012-09-01', '2021-11-30')
        return on === undefined ? [] : [change(unit, on, random)]
      }),
    ...massOrganizations(units, dayIn, random),
  ]
}

/** Listed on a day, and for two months to come. */
const isListedAround = ({ listedOn, leaves }: PlannedUnit, day: CivilDate): boolean =>
  listedOn < day && !(leaves && leaves.on <= plusDays(day, 60))

/** A firm has a new name, and its branch with it. */
function renaming(unit: PlannedUnit, organizations: District['organizations'], on: CivilDate): Deed {
  const name = unit.name
    .replace('有限公司', '股份有限公司')
    .replace('中心', '发展中心')
    .replace(/(?<!第一)幼儿园/u, '第一幼儿园')
  const branches = organizations.filter(
    (one) => one.name === `${unit.name}党支部` && one.foundedOn < on && !(one.ends && one.ends.on <= on),
  )
  return {
    on,
    actor: unit.town.clerk,
    drafts: [
      draft('UnitRenamed', on, { unitId: unit.id, name }),
      ...branches.map(({ id }) => draft('OrganizationRenamed', on, { organizationId: id, name: `${name}党支部` })),
    ],
  }
}

function change(unit: PlannedUnit, on: CivilDate, random: Random): Deed {
  const { id: unitId, kind, weight, town } = unit
  const data =
    kind === 'enterprise' && weight > 8
      ? { unitId, aboveDesignatedSize: weight <= 15 }
      : random.chance(0.5)
        ? { unitId, town: town.name, park: '海屿科创园' }
        : { unitId, industry: `${unit.industry}、电子商务` }
  return { on, actor: town.clerk, drafts: [draft('UnitDetailsChanged', on, data)] }
}

function massOrganizations(
  units: readonly PlannedUnit[],
  dayIn: (unit: PlannedUnit, from: CivilDate, to: CivilDate) => CivilDate | undefined,
  random: Random,
): readonly Deed[] {
  return units.flatMap((unit): Deed[] => {
    const { id: unitId, town } = unit
    const kind = random.chance(0.8) ? 'trade-union' : 'youth-league'
    const on = random.chance(0.42) ? dayIn(unit, '2012-04-01', '2020-12-20') : undefined
    if (on === undefined) return []
    const formed = { on, actor: town.clerk, drafts: [draft('MassOrganizationFormed', on, { unitId, kind })] }
    const endsOn = random.chance(0.06)
      ? dayIn(unit, plusDays(on, 400), earlier(plusDays(on, 900), '2021-11-30'))
      : undefined
    if (endsOn === undefined) return [formed]
    return [
      formed,
      { on: endsOn, actor: town.clerk, drafts: [draft('MassOrganizationDissolved', endsOn, { unitId, kind })] },
    ]
  })
}
