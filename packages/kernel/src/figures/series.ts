import { endOfMonth } from 'date-fns/endOfMonth'
import { endOfQuarter } from 'date-fns/endOfQuarter'
import { endOfWeek } from 'date-fns/endOfWeek'
import { endOfYear } from 'date-fns/endOfYear'
import { plusDays, type CivilDate } from '../time/civil-date.ts'
import { holdsOn } from '../facts/row.ts'
import { utc } from '../time/utc.ts'
import { expectView } from '../facts/rows-on.ts'
import { type View } from '../ledger/view.ts'
import { groupName } from '../grouping/grouping.ts'
import { byOf, cutOf, wholeOf, type Cut, type GroupedAsked } from './cut.ts'
import type { Figure } from './figure.ts'
import { groupValues, inOrderOf, nothingOf } from './group-values.ts'
import { overWindow } from './figure-rows.ts'
import { valueIn, type FigureValue } from './figure-value.ts'
import { rowsOfScope, scopeIdOf, scopesOf, scopesOfFigure } from './scopes.ts'
import { expectChoice, expectObject } from '../doors/doors.ts'
import { expectFigure, expectScopeOf, expectWholeWindow } from './doors.ts'
import type { Window } from './window.ts'

/** Weeks end on Sunday. */
export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const

/** How far apart the points of a series are; weeks end on Sunday. */
export type Period = (typeof periods)[number]

/** `value` is `null` also where the scope is not defined on that day. */
export interface Point extends FigureValue {
  /** Where no one scope was asked for and the figure is counted by scope. */
  readonly scope?: string
  /** The group that it is of, where groups were asked for; by dimension. */
  readonly by?: Readonly<Record<string, string>>
  readonly on: CivilDate
}

/** Which series is asked for: from the window's first day on, up to the day before `to`. */
export interface SeriesAsked extends Window, GroupedAsked {
  readonly every: Period
  /** One scope; by default every scope that is defined by the window's last day, one after the other. */
  readonly scope?: string | undefined
}

/**
 * A figure over time: stocks at each period's last day, flows within each period. The last point is the window's last day, whether a
 * period ends there or not. Grouped by dimensions (`by`), each group has its own points, 0 where nothing of it counts, and those of all
 * groups come last.
 *
 * Throws `LedgerError`: not-found where there is no such scope or dimension; usage where the figure is not counted by scope and one is given, where an
 * end of the window is no day, where the window ends before it begins, or where there is no such period.
 *
 * @example
 * const points = seriesOf(view, machines, { from: '2020-01-01', to: '2020-07-01', every: 'quarter' })
 * points.map(({ on, value }) => [on, value]) // => [['2020-03-31', 1], ['2020-06-30', 2]]
 */
export function seriesOf(view: View, figure: Figure, asked: SeriesAsked): readonly Point[] {
  expectView(view)
  expectFigure(figure)
  expectObject(asked, 'asked')
  expectWholeWindow(asked, '')
  expectChoice(asked.every, 'every', periods)
  expectScopeOf(view.facts, figure, asked.scope)
  const { scopedBy } = figure
  const cut = cutOf(view, figure, asked)
  const points = (one: SeriesAsked): readonly Point[] =>
    cut ? pointsOfGroups(view, figure, cut, one) : pointsOf(view, figure, one)
  if (!scopedBy || asked.scope !== undefined) return points(asked)
  return scopesOf({ ...view, asOf: plusDays(asked.to, -1) }, scopedBy)
    .map(scopeIdOf)
    .flatMap((scope) => points({ ...asked, scope }).map((point) => ({ scope, ...point })))
}

/** A point's day, the days that it is about, and whether the scope is defined on it. */
interface Asking {
  readonly on: CivilDate
  readonly window: Window
  readonly defined: boolean
}

function askings(view: View, figure: Figure, { from, to, every, scope }: SeriesAsked): readonly Asking[] {
  const found: Asking[] = []
  const scopedBy = scope === undefined ? undefined : scopesOfFigure(figure)
  const rows = scopedBy && rowsOfScope(view.facts, scopedBy, scope)
  for (let start = from; start < to;) {
    const end = periodEnd(start, every)
    const next = end < to ? plusDays(end, 1) : to
    const on = plusDays(next, -1)
    const window = { from: overWindow(figure) ? start : on, to: next }
    found.push({ on, window, defined: !rows || rows.some((row) => holdsOn(row, on)) })
    start = next
  }
  return found
}

const undefinedYet: FigureValue = { value: null }

const pointsOf = (view: View, figure: Figure, asked: SeriesAsked): readonly Point[] =>
  askings(view, figure, asked).map(({ on, window, defined }) => ({
    on,
    ...(defined ? valueIn(view.facts, figure, window, { scope: asked.scope }) : undefinedYet),
  }))

/** The points of each group that ever has a value, then those of all groups together. */
function pointsOfGroups(view: View, figure: Figure, cut: Cut, asked: SeriesAsked): readonly Point[] {
  const days = askings(view, figure, asked)
  const series = (of: Cut): readonly Point[] => {
    const values = days.map(({ window }) => groupValues(view.facts, figure, of, { window, scope: asked.scope }))
    const groups = new Map(values.flat().map((group) => [groupName(group.values), group]))
    const all = of.by.length === 0 ? [{ values: [] }] : [...groups.values()].toSorted(inOrderOf(of))
    return all.flatMap((group) =>
      days.map(({ on, defined }, at) => {
        const found = values[at]?.find((one) => groupName(one.values) === groupName(group.values))
        const by = of.by.length === 0 ? {} : { by: byOf(of, group.values) }
        return { ...by, on, ...(defined ? (found?.value ?? nothingOf(figure, of)) : undefinedYet) }
      }),
    )
  }
  return cut.by.length === 0 ? series(cut) : [...series(cut), ...series(wholeOf(cut))]
}

const ends = {
  week: (date: string) => endOfWeek(date, { in: utc, weekStartsOn: 1 }),
  month: (date: string) => endOfMonth(date, { in: utc }),
  quarter: (date: string) => endOfQuarter(date, { in: utc }),
  year: (date: string) => endOfYear(date, { in: utc }),
}

const periodEnd = (day: CivilDate, every: Period): CivilDate =>
  every === 'day' ? day : ends[every](`${day}T00:00:00.000Z`).toISOString().slice(0, 10)
