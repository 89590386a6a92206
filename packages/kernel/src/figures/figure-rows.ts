import { scopeIdOf, scopesOf, scopesOfFigure } from './scopes.ts'
import type { Facts } from '../facts/facts.ts'
import { plusDays, type CivilDate } from '../time/civil-date.ts'
import { expectView } from '../facts/rows-on.ts'
import { type View } from '../ledger/view.ts'
import { expectObject } from '../doors/doors.ts'
import { plus, difference } from './amount.ts'
import { expectFigure, expectForwards, expectPartWindow, expectScopeOf } from './doors.ts'
import { byOf, cutOf, wholeOf, type Cut, type GroupedAsked } from './cut.ts'
import type { Figure, Flow, FlowRate, Measure } from './figure.ts'
import { groupValues, nothingOf } from './group-values.ts'
import { valueIn, valueOfDay, type FigureValue } from './figure-value.ts'
import { reportedFigure, type Reported } from './reported.ts'
import { ofNone, valuesOf } from './steps.ts'
import type { Window } from './window.ts'

/** What a figure needs of a view; by groups also what the book is about. */
type ViewOfDay = Pick<View, 'facts' | 'asOf'> & Partial<Pick<View, 'domain'>>

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
  /** By so much the rows before come to more than this total, because what is in several of them is in it once. */
  readonly repeated?: number
  /** Grouped by a text that seems to name several things (木材加工、电子商务): it is a group of its own, and not split. */
  readonly several?: boolean
}

/** A stock's or a rate's value on a day. */
export const valueOnDay = (
  view: ViewOfDay,
  figure: Exclude<Figure, Flow | FlowRate>,
  day: CivilDate,
  scope?: string,
): FigureValue['value'] => valueOfDay(view.facts, figure, day, { scope }).value

/**
 * Whether a figure is counted over a window of days, not on a day.
 *
 * @example
 * overWindow(services) // => true
 * overWindow(machines) // => false
 */
export const overWindow = (figure: Figure): figure is Flow | FlowRate =>
  figure.kind === 'flow' || figure.kind === 'flow-rate'

/**
 * The days that a figure is asked for: the view's day, or the window of a flow. By default a window begins at the flow's own start and
 * includes the view's day. If a flow starts later, its window has no days.
 *
 * Throws `LedgerError` (usage) where an end of the window is no day, or the window ends before it begins.
 *
 * @example windowOf(view, services, { from: '2020-03-01' }) // => { from: '2020-03-01', to: '2020-07-01' }
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
export interface RowsAsked extends GroupedAsked {
  /** One scope; by default every scope that is defined on the view's day. */
  readonly scope?: string | undefined
  /** For a flow; by default from the figure's own start up to and including the view's day. */
  readonly window?: Partial<Window> | undefined
}

/**
 * A figure on the view's day, or over a window: one row for each scope where it is counted by scope, with a row for each value that
 * it is told apart by before the one for all. On days on which a scope is not defined it has no row. Grouped by dimensions (`by`), it has
 * a row for each group instead, in which each value is under the dimension's id, and an empty text is "not filled in".
 *
 * Throws `LedgerError`: not-found where there is no such scope or dimension; usage where the figure is not counted by scope and one is given,
 * where it cannot be grouped so, where an end of the window is no day, or where the window ends before it begins.
 *
 *
 * @example
 * const rows = figureRows(view, placed, { by: ['floor'], where: [conditionOf('floor>=1')] })
 * rows.map(({ by, value }) => [by, value]) // => [[{ floor: '1' }, 1], [undefined, 1]]
 */
export function figureRows(view: ViewOfDay, figure: Figure, options: RowsAsked = {}): readonly FigureRow[] {
  expectObject(options, 'options')
  const { scope, window } = options
  windowOf(view, figure, window)
  expectScopeOf(view.facts, figure, scope)
  return rowsOf(view, figure, options)
}

/** The same, unchecked. */
export function rowsOf(view: ViewOfDay, figure: Figure, asked: RowsAsked = {}): readonly FigureRow[] {
  const { scope, window = {} } = asked
  const cut = cutOf(view, figure, asked)
  const rows = (scopeId?: string): readonly FigureRow[] =>
    cut ? rowsOfGroups(view, figure, cut, { window, scope: scopeId }) : rowsFor(view, figure, window, scopeId)
  const scopedBy = scope === undefined ? figure.scopedBy : scopesOfFigure(figure)
  if (!scopedBy) return rows()
  return scopesOf(view, scopedBy)
    .map(scopeIdOf)
    .filter((scopeId) => scope === undefined || scopeId === scope)
    .flatMap(rows)
}

/** One row for each group, and one for all of them. */
function rowsOfGroups(
  view: ViewOfDay,
  figure: Figure,
  cut: Cut,
  { window: asked, scope }: { readonly window: Partial<Window>; readonly scope: string | undefined },
): readonly FigureRow[] {
  const { facts, asOf } = view
  const window = daysAsked(view, figure, asked)
  const subject = { figure: figure.id, ...(scope === undefined ? {} : { scope }) }
  const days = overWindow(figure) ? window : { asOf }
  const measureOf = (values: readonly string[]): Measure =>
    ('measureOf' in figure && cut.own >= 0 && figure.measureOf?.(values[cut.own] ?? ofNone)) || figure.measure
  const rows = groupValues(facts, figure, cut, { window, scope }).map(({ values, value }): FigureRow => {
    const several = values.some((text, at) => at !== cut.own && namesSeveral(text))
    const row = { ...subject, by: byOf(cut, values), ...value, measure: measureOf(values), ...days }
    return several ? { ...row, several } : row
  })
  const whole = wholeOf(cut)
  const [all] = groupValues(facts, figure, whole, { window, scope })
  const value = all?.value ?? nothingOf(figure, whole)
  const total: FigureRow = { ...subject, ...value, measure: figure.measure, ...days }
  if (cut.by.length === 0) return [total]
  return [...rows, { ...total, ...(figure.measure === 'percent' ? {} : repeatedIn(rows, value)) }]
}

const namesSeveral = (text: string): boolean => /[、，,;；/]/u.test(text)

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
  return [...parts, { ...all, ...(figure.distinct ? repeatedIn(parts, value) : {}) }]
}

/** Rows add up to their total, but where what counts once may be in several of them. */
function repeatedIn(parts: readonly FigureValue[], { value }: FigureValue): Pick<FigureRow, 'repeated'> {
  if (value === null) return {}
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
