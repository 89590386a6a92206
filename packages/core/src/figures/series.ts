import { endOfMonth } from 'date-fns/endOfMonth'
import { endOfQuarter } from 'date-fns/endOfQuarter'
import { endOfWeek } from 'date-fns/endOfWeek'
import { endOfYear } from 'date-fns/endOfYear'
import { scope as scopes } from '../domain/book/scope.ts'
import { plusDays, type CivilDate } from '../kernel/civil-date.ts'
import { expectChoice, expectObject } from '../kernel/doors.ts'
import { holdsOn } from '../kernel/row.ts'
import { utc } from '../kernel/utc.ts'
import { expectView, type View } from '../view.ts'
import { expectFigure, expectScopeOf, expectWholeWindow } from './doors.ts'
import type { Figure } from './figure.ts'
import { overWindow, scopesOf } from './figure-rows.ts'
import { valueIn, type FigureValue } from './figure-value.ts'
import type { Window } from './window.ts'

/** Weeks end on Sunday. */
export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const

export type Period = (typeof periods)[number]

/** `value` is `null` also where the scope is not defined on that day. */
export interface Point extends FigureValue {
  /** Where no one scope was asked for and the figure is counted by scope. */
  readonly scope?: string
  readonly on: CivilDate
}

/** Which series is asked for: from the window's first day on, up to the day before `to`. */
export interface SeriesAsked extends Window {
  readonly every: Period
  /** One scope; by default every scope that is defined by the window's last day, one after the other. */
  readonly scope?: string | undefined
}

/**
 * A figure over time: stocks at each period's last day, flows within each period. The last point is the window's last day, whether a
 * period ends there or not.
 *
 * Throws `LedgerError`: not-found where there is no such scope; usage where the figure is not counted by scope and one is given, where an
 * end of the window is no day, where the window ends before it begins, or where there is no such period.
 */
export function seriesOf(view: View, figure: Figure, asked: SeriesAsked): readonly Point[] {
  expectView(view)
  expectFigure(figure)
  expectObject(asked, 'asked')
  expectWholeWindow(asked, '')
  expectChoice(asked.every, 'every', periods)
  expectScopeOf(view.facts, figure, asked.scope)
  if (!figure.scoped || asked.scope !== undefined) return pointsOf(view, figure, asked)
  return scopesOf({ ...view, asOf: plusDays(asked.to, -1) }).flatMap(({ key: { scopeId } }) =>
    pointsOf(view, figure, { ...asked, scope: scopeId }).map((point) => ({ scope: scopeId, ...point })),
  )
}

function pointsOf(view: View, figure: Figure, { from, to, every, scope }: SeriesAsked): readonly Point[] {
  const points: Point[] = []
  const defined = figure.scoped ? view.facts.where(scopes, 'scopeId', scope) : undefined
  for (let start = from; start < to;) {
    const end = periodEnd(start, every)
    const next = end < to ? plusDays(end, 1) : to
    const on = plusDays(next, -1)
    const undefinedYet = defined && !defined.some((row) => holdsOn(row, on))
    const window = { from: overWindow(figure) ? start : on, to: next }
    points.push({ on, ...(undefinedYet ? { value: null } : valueIn(view.facts, figure, window, { scope })) })
    start = next
  }
  return points
}

const ends = {
  week: (date: string) => endOfWeek(date, { in: utc, weekStartsOn: 1 }),
  month: (date: string) => endOfMonth(date, { in: utc }),
  quarter: (date: string) => endOfQuarter(date, { in: utc }),
  year: (date: string) => endOfYear(date, { in: utc }),
}

const periodEnd = (day: CivilDate, every: Period): CivilDate =>
  every === 'day' ? day : ends[every](`${day}T00:00:00.000Z`).toISOString().slice(0, 10)
