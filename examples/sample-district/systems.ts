import type { CivilDate } from '@taizhang/core'
import { openingDay } from './days.ts'
import { enterpriseTrades, parkCommitteeId, towns, type Names, type Town } from './places-and-names.ts'
import type { PlannedOrganization, PlannedUnit, Register } from './plan.ts'

/** An organization with others below it: 21 of the 80 in enterprises, with 358 of the 610 members. */
export interface System {
  readonly head: PlannedOrganization
  /** Departments and workshops: they cover no unit by themselves. */
  readonly departments: readonly PlannedOrganization[]
  /** Branches in subsidiaries, which the book lists as units. */
  readonly subsidiaries: readonly PlannedOrganization[]
  readonly home: PlannedUnit
}

export interface Systems {
  /** 集团党委, founded when its branch had outgrown one branch. */
  readonly group: System & { readonly formedOn: CivilDate; readonly headquarters: PlannedOrganization }
  /** 党总支升格为党委. */
  readonly upgraded: System & { readonly generalBranchOn: CivilDate; readonly committeeOn: CivilDate }
  /** A committee that was there before the book. */
  readonly old: System
  /** A branch that became a general branch. */
  readonly general: System & { readonly generalBranchOn: CivilDate }
}

const [lingang, dongyu, , , shimen] = towns as readonly [Town, Town, Town, Town, Town]

export function planSystems(register: Register, names: Names): Systems {
  const company = (town: Town, trade: number, weight: number, listedOn = openingDay): PlannedUnit =>
    register.unit({ ...names.enterprise(enterpriseTrades[trade]), kind: 'enterprise', town, listedOn, weight })
  const found = (
    home: PlannedUnit,
    organization: Pick<PlannedOrganization, 'name' | 'size' | 'superiorId'> & Partial<PlannedOrganization>,
  ): PlannedOrganization =>
    register.organization({
      kind: 'branch',
      formation: 'solo',
      category: 'enterprise',
      town: home.town,
      foundedOn: openingDay,
      covers: [],
      home,
      foundersShare: 0.55,
      ...organization,
    })
  return {
    group: planGroup(company, found),
    upgraded: planUpgraded(company, found),
    old: planOld(company, found),
    general: planGeneral(company, found),
  }
}

type Company = (town: Town, trade: number, weight: number, listedOn?: CivilDate) => PlannedUnit
type Found = (
  home: PlannedUnit,
  organization: Pick<PlannedOrganization, 'name' | 'size' | 'superiorId'> & Partial<PlannedOrganization>,
) => PlannedOrganization

const covering = (unit: PlannedUnit, from: CivilDate): Pick<PlannedOrganization, 'covers' | 'foundedOn'> => ({
  foundedOn: from,
  covers: [{ unit, from }],
})

/** Eight organizations, 108 members; 16 of the district's new organizations are founded from 2018 on, four of them here. */
function planGroup(company: Company, found: Found): Systems['group'] {
  const formedOn = '2018-11-28'
  const home = company(shimen, 2, 60)
  const name = home.name.replace('有限公司', '')
  const opened = covering(home, openingDay)
  const headquarters = found(home, {
    name: `${name}党支部`,
    size: 22,
    superiorId: shimen.committeeId,
    ...opened,
    covers: opened.covers.map((cover) => ({ ...cover, to: formedOn })),
    steadyFrom: formedOn,
  })
  const subsidiary = (trade: number, weight: number, size: number, foundedOn: CivilDate): PlannedOrganization => {
    const unit = company(shimen, trade, weight)
    const superiorId = shimen.committeeId
    return found(unit, {
      name: `${unit.name}党支部`,
      size,
      superiorId,
      ...covering(unit, foundedOn),
      steadyFrom: formedOn,
    })
  }
  const subsidiaries = [
    subsidiary(3, 22, 16, openingDay),
    subsidiary(8, 16, 15, '2013-06-27'),
    subsidiary(10, 9, 13, '2015-09-15'),
  ]
  const head = found(home, {
    name: `${name}集团党委`,
    kind: 'committee',
    size: 0,
    superiorId: parkCommitteeId,
    ...covering(home, formedOn),
    told: true,
  })
  const departments = [15, 14, 13].map((size, index) =>
    found(home, {
      name: `${name}${'一二三'[index]}车间党支部`,
      size,
      superiorId: head.id,
      foundedOn: formedOn,
      told: true,
      origin: headquarters,
      steadyFrom: formedOn,
    }),
  )
  return { head, headquarters, departments: [headquarters, ...departments], subsidiaries, home, formedOn }
}

/** Five organizations, 97 members; 96 on the day of the upgrade, which therefore needed an approved exception. */
function planUpgraded(company: Company, found: Found): Systems['upgraded'] {
  const [generalBranchOn, committeeOn] = ['2014-03-18', '2019-05-20']
  const home = company(lingang, 7, 45)
  const name = home.name.replace('有限公司', '')
  const head = found(home, {
    name: `${name}党支部`,
    size: 0,
    superiorId: lingang.committeeId,
    ...covering(home, openingDay),
  })
  const departments = [26, 25, 22].map((size, index) =>
    found(home, {
      name: `${name}${['生产', '研发', '行政'][index]}党支部`,
      size,
      superiorId: head.id,
      foundedOn: generalBranchOn,
      told: true,
      origin: head,
      steadyFrom: committeeOn,
    }),
  )
  const unit = company(lingang, 14, 12)
  const subsidiary = found(unit, {
    name: `${unit.name}党支部`,
    size: 24,
    superiorId: head.id,
    ...covering(unit, '2014-09-24'),
    steadyFrom: committeeOn,
  })
  return { head, departments, subsidiaries: [subsidiary], home, generalBranchOn, committeeOn }
}

/** Five organizations, 102 members all the time. */
function planOld(company: Company, found: Found): System {
  const home = company(dongyu, 0, 50)
  const name = home.name.replace('有限公司', '')
  const steadyFrom = openingDay
  const head = found(home, {
    name: `${name}党委`,
    kind: 'committee',
    size: 0,
    superiorId: dongyu.committeeId,
    ...covering(home, openingDay),
  })
  const departments = ['第一', '第二'].map((ordinal, index) =>
    found(home, { name: `${name}${ordinal}党支部`, size: [30, 26][index] ?? 0, superiorId: head.id, steadyFrom }),
  )
  const subsidiaries = [24, 22].map((size, index) => {
    const unit = company(dongyu, 1 - index, 14)
    return found(unit, {
      name: `${unit.name}党支部`,
      size,
      superiorId: head.id,
      ...covering(unit, openingDay),
      steadyFrom,
    })
  })
  return { head, departments, subsidiaries, home }
}

/** Three organizations, 51 members. */
function planGeneral(company: Company, found: Found): Systems['general'] {
  const generalBranchOn = '2016-05-10'
  const home = company(lingang, 6, 30)
  const name = home.name.replace('有限公司', '')
  const head = found(home, {
    name: `${name}党支部`,
    size: 0,
    superiorId: lingang.committeeId,
    ...covering(home, openingDay),
  })
  const departments = [27, 24].map((size, index) =>
    found(home, {
      name: `${name}${['制造', '营销'][index]}党支部`,
      size,
      superiorId: head.id,
      foundedOn: generalBranchOn,
      told: true,
      origin: head,
      foundersShare: 0.8,
      steadyFrom: generalBranchOn,
    }),
  )
  return { head, departments, subsidiaries: [], home, generalBranchOn }
}
