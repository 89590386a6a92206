import { scopeIdOf, scopesOf } from './scopes.ts'
import type { Facts } from '../facts/facts.ts'
import { plusDays, type CivilDate } from '../time/civil-date.ts'
import { expectView } from '../facts/rows-on.ts'
import { type View } from '../ledger/view.ts'
import { expectObject } from '../doors/doors.ts'
import { plus, difference } from './amount.ts'
import { expectFigure, expectForwards, expectPartWindow, expectScopeOf } from './doors.ts'
import type { Figure, Flow, FlowRate, Measure, Stock } from './figure.ts'
import { valueIn, valueOfDay, type FigureValue } from './figure-value.ts'
import { reportedFigure, type Reported } from './reported.ts'
import { valuesOf } from './steps.ts'
import type { Window } from './window.ts'

/** What a figure needs of a view. */
type ViewOfDay = Pick<View, 'facts' | 'asOf'>

/** One figure's value, as programs read it. */
export interface FigureRow extends FigureValue {
  readonly figure: string
  readonly scope?: string
  /** What the figure is also counted by, with an empty text for what is of none (of a superior: organizations that came to report to nobody). */
  readonly by?: Readonly<Record<string, string>>
  readonly measure: Measure
  readonly asOf?: CivilDate
  readonly from?: CivilDate
  /** The first day after the window. */
  readonly to?: CivilDate
  /** What somebody reported for that day; of a flow, for its own window up to that day. */
  readonly reported?: Reported
  /** So much the reported value is above the value derived. */
  readonly difference?: number
  /** Of different things that count once: by so much the rows before come to more than this total, because what is in several of them is in it once. */
  readonly repeated?: number
}

/** A stock's or a rate's value on a day. */
export const valueOnDay = (
  view: ViewOfDay,
  figure: Exclude<Figure, Flow | FlowRate>,
  day: CivilDate,
  scope?: string,
): number | string | null => valueOfDay(view.facts, figure, day, { scope }).value

/** Whether a figure is counted over a window of days, not on a day. */
export const overWindow = (figure: Figure): figure is Flow | FlowRate =>
  figure.kind === 'flow' || figure.kind === 'flow-rate'

/**
 * The days that a figure is asked for: the view's day, or a flow's window, by default from its own start up to and including it. A flow that
 * starts later has not begun yet: its window ends where it starts, and has no days.
 *
 * Throws `LedgerError` (usage) where an end of the window is no day, or the window ends before it begins.
 */
export function windowOf(view: ViewOfDay, figure: Figure, window: Partial<Window> = {}): Window {
  expectView(view)
  expectFigure(figure)
  expectPartWindow(window)
  if (overWindow(figure)) expectForwards(window, endAsked(view, window))
  return daysAsked(view, figure, window)
}

/** The same, unchecked. */
export function daysAsked(view: Pick<View, 'asOf'>, figure: Figure, window: Partial<Window> = {}): Window {
  if (!overWindow(figure)) return { from: view.asOf, to: plusDays(view.asOf, 1) }
  const [from, to] = [window.from ?? figure.since, endAsked(view, window)]
  return { from, to: to < from ? from : to }
}

/** The first day after those that are asked about, whether the figure has begun by then or not. */
const endAsked = ({ asOf }: Pick<View, 'asOf'>, { to }: Partial<Window>): CivilDate => to ?? plusDays(asOf, 1)

/** What of a figure's rows is asked for. */
export interface RowsAsked {
  /** One scope; by default every scope that is defined on the view's day. */
  readonly scope?: string | undefined
  /** For a flow; by default from the figure's own start up to and including the view's day. */
  readonly window?: Partial<Window> | undefined
}

/**
 * A figure on the view's day, or over a window: one row for each scope where it is counted by scope, with a row for each value that
 * it is told apart by before the one for all. On days on which a scope is not defined it has no row.
 *
 * Throws `LedgerError`: not-found where there is no such scope; usage where the figure is not counted by scope and one is given, where
 * an end of the window is no day, or where the window ends before it begins.
 */
export function figureRows(view: ViewOfDay, figure: Figure, options: RowsAsked = {}): readonly FigureRow[] {
  expectObject(options, 'options')
  const { scope, window } = options
  windowOf(view, figure, window)
  expectScopeOf(view.facts, figure, scope)
  return rowsOf(view, figure, options)
}

/** The same, unchecked. */
export function rowsOf(view: ViewOfDay, figure: Figure, { scope, window = {} }: RowsAsked = {}): readonly FigureRow[] {
  if (!figure.scopedBy) return rowsFor(view, figure, window)
  return scopesOf(view, figure.scopedBy)
    .map(scopeIdOf)
    .filter((scopeId) => scope === undefined || scopeId === scope)
    .flatMap((scopeId) => rowsFor(view, figure, window, scopeId))
}

function rowsFor(view: ViewOfDay, figure: Figure, asked: Partial<Window>, scope?: string): readonly FigureRow[] {
  const { facts, asOf } = view
  const window = daysAsked(view, figure, asked)
  const subject = { figure: figure.id, ...(scope === undefined ? {} : { scope }) }
  const days = overWindow(figure) ? window : { asOf }
  const value = valueIn(facts, figure, window, { scope })
  const reported = reportedIn(facts, figure, { from: window.from, to: endAsked(view, asked) }, scope)
  const all: FigureRow = { ...subject, ...value, measure: figure.measure, ...days, ...against(value, reported) }
  if (!('by' in figure) || figure.by === undefined) return [all]
  const { by, measure, measureOf = () => measure } = figure
  const parts = valuesOf(facts, figure, scope)
    .map((one) => ({ one, part: valueIn(facts, figure, window, { scope, by: one }) }))
    .filter(({ part }) => part.value !== 0 || part.qualifier !== undefined)
    .map(({ one, part }) => ({ ...subject, by: { [by]: one }, ...part, measure: measureOf(one), ...days }))
  return [...parts, { ...all, ...repeatedIn(figure, parts, value) }]
}

/** Rows add up to their total, but where different things are counted, which may be in several rows. */
function repeatedIn(
  figure: Stock | Flow,
  parts: readonly FigureValue[],
  { value }: FigureValue,
): Pick<FigureRow, 'repeated'> {
  if (!figure.distinct || value === null) return {}
  const sum = parts.reduce((so, part) => plus(so, Number(part.value)), 0)
  const repeated = plus(sum, -Number(value))
  return repeated === 0 ? {} : { repeated }
}

/** A report names its last day alone, so it is about the window from the figure's own start: over another one nothing was reported. */
const reportedIn = (facts: Facts, figure: Figure, { from, to }: Window, scope?: string): Reported | undefined =>
  overWindow(figure) && from !== figure.since ? undefined : reportedFigure(facts, figure.id, scope, plusDays(to, -1))

function against({ value }: FigureValue, reported: Reported | undefined): Pick<FigureRow, 'reported' | 'difference'> {
  if (!reported) return {}
  return { reported, ...(value === null ? {} : { difference: difference(reported.value, Number(value)) }) }
}
