import { expectObject } from '../doors/doors.ts'
import { expectView } from '../facts/rows-on.ts'
import type { View } from '../ledger/view.ts'
import { plus, type Inexact } from './amount.ts'
import type { Figure } from './figure.ts'
import { figureRows, overWindow, windowOf, type FigureRow, type RowsAsked } from './figure-rows.ts'
import { nothingOf } from './group-values.ts'
import type { FigureValue } from './figure-value.ts'
import { rowsOfScope, scopesOfFigure } from './scopes.ts'
import type { Window } from './window.ts'

/** A row of a figure, and what it came to in another view. */
export interface ComparedRow extends FigureRow {
  /** What it came to then; `null` as ever, and where its scope was not defined. */
  readonly before: FigureValue['value']
  readonly beforeQualifier?: Inexact
  /** How much more it is now; of rates in percentage points as both are printed. `null` where one of them has no value. */
  readonly change: number | null
  /** The day, or the window (`beforeTo` is the first day after it), that `before` is about. */
  readonly beforeAsOf?: string
  readonly beforeFrom?: string
  readonly beforeTo?: string
}

/** What is compared: as for `figureRows`, and the window of the other view where it is another one. */
export interface ComparedAsked extends RowsAsked {
  readonly windowBefore?: Partial<Window> | undefined
}

/**
 * A figure in two views: then, now, and the difference. There is a row for each row of `figureRows` in either view; a group that one view
 * does not have counts as zero there.
 *
 * Throws `LedgerError` as `figureRows` does.
 *
 *
 * @example
 * const [row] = comparedRows(ledger.asOf('2020-03-31'), ledger.asOf('2020-06-30'), machines)
 * row?.before // => 1
 */
export function comparedRows(then: View, now: View, figure: Figure, asked: ComparedAsked = {}): readonly ComparedRow[] {
  expectView(then, 'then')
  expectView(now, 'now')
  expectObject(asked, 'asked')
  const { windowBefore, ...rest } = asked
  const knowsScope = asked.scope === undefined || hasScope(then, figure, asked.scope)
  const before = knowsScope ? figureRows(then, figure, { ...rest, window: windowBefore }) : []
  const after = figureRows(now, figure, rest)
  const old = new Map(before.map((row) => [nameOf(row), row]))
  const current = new Set(after.map(nameOf))
  const days = daysOf(then, figure, windowBefore)
  const gone = before.filter((row) => row.by !== undefined && !current.has(nameOf(row)))
  const rows = [
    ...after,
    ...gone.map((row) => ({ ...row, ...noValue(figure), ...daysOfNow(now, figure, asked.window) })),
  ]
  return inScopes(rows).map((row) => {
    const was = old.get(nameOf(row))
    const value = was ? was.value : row.by === undefined ? null : noValue(figure).value
    return {
      ...row,
      before: value,
      ...(was?.qualifier === undefined ? {} : { beforeQualifier: was.qualifier }),
      change: changeOf(value, row.value),
      ...days,
    }
  })
}

function hasScope({ facts }: View, figure: Figure, scope: string): boolean {
  const scopedBy = scopesOfFigure(figure)
  return scopedBy === undefined || rowsOfScope(facts, scopedBy, scope).length > 0
}

const nameOf = ({ scope, by }: FigureRow): string => JSON.stringify([scope, by])

const noValue = (figure: Figure): FigureValue => nothingOf(figure, { own: 0 })

/** Rows of one scope together, that for all behind its parts. */
const inScopes = (rows: readonly FigureRow[]): readonly FigureRow[] =>
  [...Map.groupBy(rows, ({ scope }) => scope).values()].flatMap((own) => [
    ...own.filter(({ by }) => by !== undefined),
    ...own.filter(({ by }) => by === undefined),
  ])

const changeOf = (then: FigureValue['value'], now: FigureValue['value']): number | null =>
  then === null || now === null ? null : plus(Number(now), -Number(then))

function daysOf(then: View, figure: Figure, window: Partial<Window> | undefined) {
  if (!overWindow(figure)) return { beforeAsOf: then.asOf }
  const { from, to } = windowOf(then, figure, window)
  return { beforeFrom: from, beforeTo: to }
}

const daysOfNow = (now: View, figure: Figure, window: Partial<Window> | undefined): Partial<FigureRow> =>
  overWindow(figure) ? windowOf(now, figure, window) : { asOf: now.asOf }
