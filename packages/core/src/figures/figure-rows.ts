import { scope as scopes } from '../domain/book/scope.ts'
import { plusDays, type CivilDate } from '../kernel/civil-date.ts'
import { beginningOf, type Row } from '../kernel/row.ts'
import { rowsOn, type View } from '../view.ts'
import type { Figure, Flow, Measure } from './figure.ts'
import { percent } from './rate.ts'
import { flowSteps, flowValues, stockSteps, valueOn, type Steps } from './steps.ts'

/** Days `[from, to)`. */
export interface Window {
  readonly from: CivilDate
  readonly to: CivilDate
}

/** One figure's value, as programs read it. Rates are texts such as `"95.2"`, `null` over zero units. */
export interface FigureRow {
  readonly figure: string
  readonly scope?: string
  readonly by?: Readonly<Record<string, string>>
  readonly value: number | string | null
  readonly measure: Measure
  readonly asOf?: CivilDate
  readonly from?: CivilDate
  /** The first day after the window. */
  readonly to?: CivilDate
}

/** The scopes that are defined on the view's day, in order of their opening. */
export const scopesOn = (view: View): readonly Row<typeof scopes>[] =>
  rowsOn(view, scopes)
    .map((row) => ({ row, opened: beginningOf(row) }))
    .toSorted((a, b) =>
      a.opened.from < b.opened.from ? -1 : a.opened.from > b.opened.from ? 1 : a.opened.openedBy - b.opened.openedBy,
    )
    .map(({ row }) => row)

/** A stock's or a rate's value on a day. */
export function valueOnDay(
  view: View,
  figure: Exclude<Figure, Flow>,
  day: CivilDate,
  scopeId?: string,
): number | string | null {
  if (figure.kind === 'stock') return valueOn(stockSteps(view.facts, figure, scopeId), day)
  const [part, whole] = [figure.part, figure.whole].map((stock) => valueOn(stockSteps(view.facts, stock, scopeId), day))
  return percent(part ?? 0, whole ?? 0)
}

/** A running sum's growth over a window. */
export const growth = (steps: Steps, { from, to }: Window): number =>
  from < to ? valueOn(steps, plusDays(to, -1)) - valueOn(steps, plusDays(from, -1)) : 0

/**
 * A figure on the view's day: one row for each scope where it is counted by scope; flows over the window, by default from the
 * figure's own start up to and including the view's day, with a row for each value they are counted by and one for all.
 */
export function figureRows(
  view: View,
  figure: Figure,
  { scope, window = {} }: { readonly scope?: string | undefined; readonly window?: Partial<Window> } = {},
): readonly FigureRow[] {
  const { id, measure } = figure
  if (figure.kind !== 'flow') {
    if (!figure.scoped) return [{ figure: id, value: valueOnDay(view, figure, view.asOf), measure, asOf: view.asOf }]
    return scopesOn(view)
      .map(({ key: { scopeId } }) => scopeId)
      .filter((scopeId) => scope === undefined || scopeId === scope)
      .map((scopeId) => ({
        figure: id,
        scope: scopeId,
        value: valueOnDay(view, figure, view.asOf, scopeId),
        measure,
        asOf: view.asOf,
      }))
  }
  const days: Window = { from: window.from ?? figure.since, to: window.to ?? plusDays(view.asOf, 1) }
  const { by } = figure
  const row = (value?: string): FigureRow => ({
    figure: id,
    ...(by === undefined || value === undefined ? {} : { by: { [by]: value } }),
    value: growth(flowSteps(view.facts, figure, value), days),
    measure,
    ...days,
  })
  const parts = by === undefined ? [] : flowValues(view.facts, figure).map(row)
  return [...parts.filter(({ value }) => value !== 0), row()]
}
