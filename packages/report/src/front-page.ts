import { plusYears, type CivilDate, type View, type Words } from '@taizhang/core'
import {
  byTitle,
  comparedRows,
  figureNamed,
  figureRows,
  listNamed,
  listOf,
  type Condition,
  type FigureRow,
} from '@taizhang/core/figures'

/** What a rate is, and was on the day that it is compared with. */
export interface FrontRate {
  readonly figure: string
  readonly title: Words
  readonly scope: string
  readonly value: FigureRow['value']
  readonly before: FigureRow['value']
  /** In percentage points. */
  readonly change: number | null
}

/** A unit that no organization covers. */
export interface UncoveredUnit {
  readonly scope: string
  readonly unitId: string
  readonly name: string
  readonly town?: string
  /** The first day on which none covered it any more, or on which it was listed. */
  readonly since: CivilDate
  readonly members: number
}

/** How far a town is. */
export interface FrontTown {
  readonly town: Words
  readonly rates: readonly { readonly scope: string; readonly value: FigureRow['value'] }[]
  /** Units of all scopes that no organization covers, each once. */
  readonly uncovered: number
}

/** What a head of department asks first. Terms overdue and findings are in the report itself. */
export interface FrontPage {
  /** The day that the rates are compared with: a year before, if the report is compared with none. */
  readonly compared: CivilDate
  readonly rates: readonly FrontRate[]
  /** Those with the most uncovered units first. */
  readonly towns: readonly FrontTown[]
  /** All of them, those that have been so for longest first. */
  readonly uncovered: readonly UncoveredUnit[]
}

/** The rates that come first, in this order. */
const rates = ['organization-coverage', 'work-coverage']
const [coverage = ''] = rates

/** What the page is only about, and the view that it is compared with. */
interface FrontAsked {
  readonly where?: readonly Condition[] | undefined
  readonly compare?: { readonly view: View } | undefined
}

/** There is no day before the year 1. */
const yearBefore = (day: CivilDate): CivilDate => (day < '0002-01-01' ? day : plusYears(day, -1))

/** @param scopes the scopes of the day, in their order */
export function frontPageOf(view: View, scopes: readonly string[], { where = [], compare }: FrontAsked): FrontPage {
  const then: View = compare?.view ?? { ...view, asOf: yearBefore(view.asOf) }
  const uncovered = scopes.flatMap((scope) => uncoveredIn(view, scope, where))
  return {
    compared: then.asOf,
    rates: rates.flatMap((id) => {
      const figure = figureNamed(id)
      return comparedRows(then, view, figure, { where }).flatMap(({ scope, value, before, change }) =>
        scope === undefined ? [] : [{ figure: id, title: figure.title, scope, value, before, change }],
      )
    }),
    towns: townsOf(view, where, uncovered),
    uncovered: uncovered.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0)),
  }
}

function uncoveredIn(view: View, scope: string, where: readonly Condition[]): readonly UncoveredUnit[] {
  const leftOut = { figure: figureNamed(coverage), scope }
  const columns = ['unitId', 'name', 'town', 'uncoveredSince', 'members']
  // What an organization covers in a way that the scope does not count has no such day: it is not without one.
  return listOf(view, listNamed(view, 'units'), { where, leftOut, columns }).rows.flatMap(({ cells }) => {
    const [unitId, name, town, since, members] = cells.map(([first]) => first)
    return typeof since !== 'string'
      ? []
      : [
          {
            scope,
            unitId: String(unitId),
            name: String(name),
            ...(typeof town === 'string' ? { town } : {}),
            since,
            members: Number(members),
          },
        ]
  })
}

function townsOf(view: View, where: readonly Condition[], uncovered: readonly UncoveredUnit[]): readonly FrontTown[] {
  const rows = figureRows(view, figureNamed(coverage), { by: ['town'], where })
  const byTown = Map.groupBy(
    rows.filter(({ by }) => by !== undefined),
    ({ by }) => by?.['town'] ?? '',
  )
  const towns = [...byTown].map(([town, some]): FrontTown => ({
    town: byTitle(view.facts, 'town', town),
    rates: some.map(({ scope = '', value }) => ({ scope, value })),
    uncovered: new Set(uncovered.filter((one) => (one.town ?? '') === town).map(({ unitId }) => unitId)).size,
  }))
  return towns.toSorted((a, b) => b.uncovered - a.uncovered)
}
