import type { CivilDate, Instant, Percent, View } from '@taizhang/kernel'
import { members } from './by-row/members.ts'
import { committees, organizations } from './by-row/organizations.ts'
import {
  employees,
  organizationCoverage,
  soloRate,
  unitsCovered,
  unitsCoveredSolo,
  unitsListed,
  unitsWorkCovered,
  workCoverage,
} from './by-row/units.ts'
import type { Rate, Stock } from '@taizhang/kernel/define'
import { scopesOn } from './scopes-on.ts'
import { valueOnDay } from '@taizhang/kernel/internal'

/** One scope's coverage. */
export interface ScopeCoverage {
  readonly scope: string
  readonly listed: number
  readonly covered: number
  readonly rate: Percent
  readonly solo: number
  readonly soloRate: Percent
  readonly workCovered: number
  readonly workRate: Percent
  readonly organizations: number
  readonly committees: number
  readonly members: number
  readonly employees: number
}

export interface Coverage {
  readonly book: string
  readonly asOf: CivilDate
  /** When the last batch in the view was recorded. */
  readonly knownAt: Instant
  readonly size: number
  /** In order of the scopes' opening. */
  readonly scopes: readonly ScopeCoverage[]
}

/** The coverage of every scope that is defined on the view's day. Throws `LedgerError` (usage) where that is no day. */
export function coverageOn(view: View): Coverage {
  const defined = scopesOn(view)
  const { book, asOf, knownAt, size } = view
  const scopes = defined.map(({ key: { scopeId } }): ScopeCoverage => {
    const count = (stock: Stock): number => Number(valueOnDay(view, stock, asOf, scopeId))
    const rate = (figure: Rate): Percent => valueOnDay(view, figure, asOf, scopeId) as Percent
    return {
      scope: scopeId,
      listed: count(unitsListed),
      covered: count(unitsCovered),
      rate: rate(organizationCoverage),
      solo: count(unitsCoveredSolo),
      soloRate: rate(soloRate),
      workCovered: count(unitsWorkCovered),
      workRate: rate(workCoverage),
      organizations: count(organizations),
      committees: count(committees),
      members: count(members),
      employees: count(employees),
    }
  })
  return { book, asOf, knownAt, size, scopes }
}
