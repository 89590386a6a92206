import { plusMonths, relation, rowsOn, type CivilDate, type View } from '@taizhang/core'
import {
  type Condition,
  figureNamed,
  figureRows,
  scopesOn,
  seriesOf,
  termsDue,
  type Period,
  type Point,
} from '@taizhang/core/figures'

import { dayAfter } from './day-after.ts'
import { isGroupable } from './part.ts'

/** What the charts of a report show. */
export interface Charts {
  /** The coverage rate of each scope over time. */
  readonly coverage: {
    readonly figure: string
    readonly every: Period
    readonly series: readonly { readonly scope: string; readonly points: readonly Point[] }[]
  }
  /** Terms by the month in which they end, two years ahead. */
  readonly termsDue: {
    readonly overdue: number
    readonly months: readonly { readonly month: string; readonly terms: number }[]
  }
  /** Members recruited in each year, by post. */
  readonly recruited: {
    readonly figure: string
    readonly years: readonly {
      readonly from: CivilDate
      /** The last day. */
      readonly to: CivilDate
      readonly total: number
      readonly by: Readonly<Record<string, number>>
    }[]
  }
  /** Organizations that statistics count, by formation and by kind. */
  readonly formations: readonly {
    readonly formation: string
    readonly total: number
    readonly kinds: Readonly<Record<string, number>>
  }[]
}

const yearsBack = 10
const yearsAhead = 2
const lastYear = 9999

/** What the charts show; `from` is where those over time start, by default ten years back or where the book begins to tell. */
export const chartsOf = (view: View, of: ChartsAsked): Charts => ({
  coverage: coverageOf(view, of),
  termsDue: termsByMonth(view, of),
  recruited: recruitedOf(view, of),
  formations: formationsOf(view, of),
})

/** What part of the book the charts are of, and whether an organization is in it. */
interface ChartsAsked {
  readonly from: CivilDate | undefined
  readonly where: readonly Condition[]
  readonly isIn: (organizationId: string) => boolean
}

const firstYear = 1921

function tenYearsUpTo(day: CivilDate): CivilDate {
  const year = Number(day.slice(0, 4)) + 1 - yearsBack
  return `${Math.max(firstYear, year)}-01-01`
}

const startOfYear = (day: CivilDate): CivilDate => `${day.slice(0, 4)}-01-01`

function coverageOf(view: View, { from: asked, where }: ChartsAsked): Charts['coverage'] {
  const figure = figureNamed('organization-coverage')
  const first = view.facts.rows(relation.unit).reduce((day, row) => (row.from < day ? row.from : day), view.asOf)
  const from = asked ?? latest(startOfYear(first), tenYearsUpTo(view.asOf))
  const every = periodFor(from, view.asOf)
  const window = { from, to: dayAfter(view.asOf), every }
  return {
    figure: figure.id,
    every,
    series: (isGroupable(view, figure, { where }) ? scopesOn(view) : []).map(({ key: { scopeId } }) => ({
      scope: scopeId,
      points: seriesOf(view, figure, { ...window, scope: scopeId, where }),
    })),
  }
}

/** Few enough points to be drawn and read. */
function periodFor(from: CivilDate, to: CivilDate): Period {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return years <= 12 ? 'month' : years <= 36 ? 'quarter' : 'year'
}

const latest = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b)

/** From the month of the view's day on; the last month is that of the same day two years later. */
function termsByMonth(view: View, { isIn }: ChartsAsked): Charts['termsDue'] {
  const due = termsDue(view, { amount: yearsAhead, unit: 'years' }).filter(({ organizationId }) => isIn(organizationId))
  const ahead = due.filter(({ daysLeft }) => daysLeft > 0)
  const counts = Map.groupBy(ahead, ({ dueOn }) => dueOn.slice(0, 7))
  const firstDay = `${view.asOf.slice(0, 7)}-01`
  // Up to the end of the calendar.
  const left = (lastYear - Number(firstDay.slice(0, 4))) * 12 + 12 - Number(firstDay.slice(5, 7))
  const months = Array.from({ length: Math.min(12 * yearsAhead, left) + 1 }, (_, at) =>
    plusMonths(firstDay, at).slice(0, 7),
  )
  return {
    overdue: due.length - ahead.length,
    months: months.map((month) => ({ month, terms: counts.get(month)?.length ?? 0 })),
  }
}

function recruitedOf(view: View, { from: asked, where }: ChartsAsked): Charts['recruited'] {
  const figure = figureNamed('members-recruited')
  const first = asked ?? tenYearsUpTo(view.asOf)
  const years: Charts['recruited']['years'][number][] = []
  for (let number = Number(first.slice(0, 4)); number <= Number(view.asOf.slice(0, 4)); number++) {
    const year = String(number).padStart(4, '0')
    const start = latest(first, `${year}-01-01`)
    const to = `${year}-12-31` < view.asOf ? `${year}-12-31` : view.asOf
    const window = { from: start, to: dayAfter(to) }
    const rows = figureRows(view, figure, where.length === 0 ? { window } : { window, where, by: ['post'] })
    const by = rows.flatMap((row) => Object.values(row.by ?? {}).map((value) => [value, Number(row.value)] as const))
    years.push({ from: start, to, total: Number(rows.at(-1)?.value ?? 0), by: Object.fromEntries(by) })
  }
  const told = years.findIndex(({ total }) => total > 0)
  return { figure: figure.id, years: asked === undefined ? years.slice(told < 0 ? years.length : told) : years }
}

function formationsOf(view: View, { isIn }: ChartsAsked): Charts['formations'] {
  const counted = rowsOn(view, relation.organization).filter(
    ({ key, attributes }) => attributes.category !== 'none' && isIn(key.organizationId),
  )
  const formations = Map.groupBy(counted, ({ attributes }) => attributes.formation)
  return (['solo', 'joint', 'attached', 'functional'] as const).flatMap((formation) => {
    const found = formations.get(formation) ?? []
    const kinds = Map.groupBy(found, ({ attributes }) => attributes.kind)
    const of = (['committee', 'general-branch', 'branch', 'temporary-branch'] as const).flatMap((kind) => {
      const count = kinds.get(kind)?.length ?? 0
      return count === 0 ? [] : [[kind, count] as const]
    })
    return found.length === 0 ? [] : [{ formation, total: found.length, kinds: Object.fromEntries(of) }]
  })
}
