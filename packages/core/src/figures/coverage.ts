import type { CivilDate, FigureRow, FigureValue, GroupedAsked, Instant, Percent, View } from '@taizhang/kernel'
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
import { expectObject, rowsOf, valueOnDay } from '@taizhang/kernel/internal'

/** One scope's coverage. */
export interface ScopeCoverage {
  readonly scope: string
  /** The group that it is of, by dimension; absent in the row of all of them. */
  readonly by?: Readonly<Record<string, string>>
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

/** Coverage on a day, scope by scope. */
export interface Coverage {
  readonly book: string
  readonly asOf: CivilDate
  /** When the last batch in the view was recorded. */
  readonly knownAt: Instant
  readonly size: number
  /** In order of the scopes' opening. */
  readonly scopes: readonly ScopeCoverage[]
}

/**
 * The coverage of every scope that is defined on the view's day; grouped (`by`), a row for each group of a scope before the one for all, and with
 * conditions (`where`) only what meets them.
 *
 * Throws `LedgerError`: usage where the view's day is none, or where one of the counts cannot be grouped so; not-found where there is no such dimension.
 *
 *
 * @example
 * const [enterprises] = coverageOn(view).scopes
 * enterprises?.rate // => '50.0'
 * coverageOn(view, { by: ['town'] }).scopes.length
 */
export function coverageOn(view: View, grouped: GroupedAsked = {}): Coverage {
  const defined = scopesOn(view)
  expectObject(grouped, 'grouped')
  const { book, asOf, knownAt, size } = view
  const { by = [], where = [] } = grouped
  const isWhole = by.length === 0 && where.length === 0
  const scopes = defined.flatMap(({ key: { scopeId } }) =>
    isWhole
      ? [coverageWith(scopeId, (figure) => valueOnDay(view, figure, asOf, scopeId))]
      : coverageByGroup(view, scopeId, grouped),
  )
  return { book, asOf, knownAt, size, scopes }
}

type ValueOf = (figure: Stock | Rate) => FigureValue['value']

function coverageWith(scope: string, valueOf: ValueOf): ScopeCoverage {
  const count = (stock: Stock): number => Number(valueOf(stock))
  const rate = (figure: Rate): Percent => valueOf(figure) as Percent
  return {
    scope,
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
}

/** In the order in which the figures have their groups; a group that any of them has is there, with 0 where nothing of it counts. */
function coverageByGroup(view: View, scope: string, grouped: GroupedAsked): readonly ScopeCoverage[] {
  const rowsOfFigure = new Map<Stock | Rate, ReadonlyMap<string, FigureRow>>()
  const rowsBy = (figure: Stock | Rate): ReadonlyMap<string, FigureRow> => {
    const known = rowsOfFigure.get(figure)
    if (known) return known
    const rows = rowsOf(view, figure, { ...grouped, scope })
    const made = new Map(rows.map((row) => [JSON.stringify(row.by ?? null), row]))
    rowsOfFigure.set(figure, made)
    return made
  }
  const counted = [unitsListed, organizations, members]
  const groups = new Map(counted.flatMap((figure) => [...rowsBy(figure)].map(([name, { by }]) => [name, by])))
  const all = JSON.stringify(null)
  const inOrder = [...groups].toSorted(([a], [b]) => Number(a === all) - Number(b === all))
  return inOrder.map(([name, by]) => ({
    ...coverageWith(scope, (figure) => rowsBy(figure).get(name)?.value ?? (figure.kind === 'rate' ? null : 0)),
    ...(by === undefined ? {} : { by }),
  }))
}
