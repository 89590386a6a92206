import { endOfMonth } from 'date-fns/endOfMonth'
import { endOfQuarter } from 'date-fns/endOfQuarter'
import { endOfWeek } from 'date-fns/endOfWeek'
import { endOfYear } from 'date-fns/endOfYear'
import { plusDays, type CivilDate } from '../time/civil-date.ts'
import { holdsOn } from '../facts/row.ts'
import { utc } from '../time/utc.ts'
import type { View } from '../ledger/view.ts'
import type { Figure } from './figure.ts'
import { overWindow } from './figure-rows.ts'
import { figureValue, type FigureValue } from './figure-value.ts'
import { rowsOfScope } from './scopes.ts'
import type { Window } from './window.ts'

/** Weeks end on Sunday. */
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** `value` is `null` also where the scope is not defined on that day. */
export interface Point extends FigureValue {
  readonly on: CivilDate
}

/**
 * A figure over time: stocks at each period's last day, flows within each period. The last point is the window's last day, whether a
 * period ends there or not.
 */
export function seriesOf(
  view: View,
  figure: Figure,
  { from, to, every, scope }: Window & { readonly every: Period; readonly scope?: string | undefined },
): readonly Point[] {
  const points: Point[] = []
  const defined = figure.scopedBy && rowsOfScope(view.facts, figure.scopedBy, scope)
  for (let start = from; start < to;) {
    const end = periodEnd(start, every)
    const next = end < to ? plusDays(end, 1) : to
    const on = plusDays(next, -1)
    const undefinedYet = defined && !defined.some((row) => holdsOn(row, on))
    const window = { from: overWindow(figure) ? start : on, to: next }
    points.push({ on, ...(undefinedYet ? { value: null } : figureValue(view.facts, figure, window, { scope })) })
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
