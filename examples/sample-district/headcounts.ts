import { type CivilDate, draft } from '@taizhang/core'
import type { Deed } from './desk.ts'
import { openingDay, reportDay, yearOf } from './days.ts'
import type { District } from './district.ts'
import type { PlannedUnit } from './plan.ts'
import { apportioned, randomOf } from './random.ts'

/** Employees of each unit on the report's day, or what it would have had then. */
export type Headcounts = ReadonlyMap<PlannedUnit, number>

/** The employees of the report, apportioned to the units of its day by their weights. */
export const employees = { enterprise: 17489, 'social-organization': 2026 } as const

export function planHeadcounts({ units }: District): Headcounts {
  const random = randomOf('headcounts')
  const headcounts = new Map<PlannedUnit, number>()
  for (const kind of ['enterprise', 'social-organization'] as const) {
    const own = units.filter((unit) => unit.kind === kind)
    const listed = own.filter(({ listedOn, leaves }) => listedOn <= reportDay && !(leaves && leaves.on <= reportDay))
    const shares = apportioned(
      employees[kind],
      listed.map(({ weight }) => weight * 100 + random.int(-90, 90)),
    )
    for (const [index, unit] of listed.entries()) headcounts.set(unit, shares[index] ?? 0)
    const perWeight = kind === 'enterprise' ? 18 : 7
    for (const unit of own) if (!headcounts.has(unit)) headcounts.set(unit, unit.weight * perWeight + random.int(-4, 9))
  }
  return headcounts
}

/** What a unit reports for a day: it has grown to its last headcount, with ups and downs. */
export function headcountOf(headcounts: Headcounts, unit: PlannedUnit, day: CivilDate): number {
  const last = headcounts.get(unit) ?? 0
  const year = yearOf(day)
  if (year >= 2021) return last
  const growth = 0.7 + 0.03 * (year - 2011) + randomOf(`${unit.id} ${year}`).int(-5, 5) / 100
  return Math.max(3, Math.round(last * growth))
}

/** Annual returns of each town, as of the end of March: units that have changed; in 2021, with the great inventory, all. */
export function headcountDeeds({ units }: District, headcounts: Headcounts): readonly Deed[] {
  const random = randomOf('annual returns')
  const deeds: Deed[] = []
  for (let year = 2012; year <= 2021; year++) {
    const on = `${year}-03-31`
    for (const unit of units) {
      const listed = unit.listedOn !== openingDay || year > 2012 ? unit.listedOn < on : false
      const reports = listed && !(unit.leaves && unit.leaves.on <= on) && (year === 2021 || random.chance(0.5))
      if (!reports) continue
      const drafts = [draft('HeadcountReported', on, { unitId: unit.id, employees: headcountOf(headcounts, unit, on) })]
      deeds.push({ on, return: `职工人数 ${unit.town.clerk}`, actor: unit.town.clerk, drafts })
    }
  }
  return deeds
}
