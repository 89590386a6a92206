import { plusDays, type CivilDate } from '../time/civil-date.ts'
import type { Facts } from '../facts/facts.ts'
import { expectObject } from '../doors/doors.ts'
import { expectFacts } from '../facts/rows-on.ts'
import { plus, type Amount, type Inexact } from './amount.ts'
import { expectBy, expectFigure, expectOneScope, expectWholeWindow } from './doors.ts'
import type { Figure, Flow, Rate, Stock } from './figure.ts'
import { stockOnItsDay } from './on-day.ts'
import { amountKnown } from '../stream/histories.ts'
import { ratio, type Percent } from './rate.ts'
import { amountIn, entriesOf, flowSteps, stockSteps, valueOn, type Steps } from './steps.ts'
import type { Window } from './window.ts'

/** What a figure comes to: a number, or a rate; `null` also where there is no total. */
export interface FigureValue {
  readonly value: number | Percent
  /** Absent where it is exact. */
  readonly qualifier?: Inexact
}

/** Which part of a figure is asked for: that of one scope, of one value that it is told apart by. */
export interface Asked {
  /** For a figure that is counted by scope. On days on which it is not defined, nothing counts. */
  readonly scope?: string | undefined
  readonly by?: string | undefined
}

/**
 * A figure's value: of stocks and their rates on the window's last day, of flows and theirs over the window.
 *
 * Throws `LedgerError`: not-found where there is no such scope; usage where the figure is counted by scope and none is given, or is not and
 * one is, where it is not told apart by anything and `by` is given, where an end of the window is no day, or where it ends before it begins.
 *
 * @example
 * figureValue(view.facts, machines, { from: '2020-06-30', to: '2020-07-01' }) // => { value: 2 }
 * figureValue(view.facts, services, { from: '2020-01-01', to: '2020-07-01' }) // => { value: 1 }
 */
export function figureValue(facts: Facts, figure: Figure, window: Window, asked: Asked = {}): FigureValue {
  expectFacts(facts)
  expectFigure(figure)
  expectObject(window, 'window')
  expectWholeWindow(window)
  expectObject(asked, 'asked')
  expectOneScope(facts, figure, asked.scope)
  expectBy(figure, asked.by)
  return valueIn(facts, figure, window, asked)
}

/** The same, unchecked: without a scope, and where it is not defined, nothing counts. */
export function valueIn(facts: Facts, figure: Figure, window: Window, { scope, by }: Asked = {}): FigureValue {
  switch (figure.kind) {
    case 'stock':
    case 'rate':
      return valueOfDay(facts, figure, plusDays(window.to, -1), { scope, by })
    case 'flow':
      return untold(figure, by) ? { value: null } : flowOver(facts, figure, window, { scope, by })
    case 'flow-rate':
      return ratio(flowOver(facts, figure.part, window, { scope }), flowOver(facts, figure.whole, window, { scope }))
  }
}

/** A stock's or a rate's value on a day. */
export function valueOfDay(facts: Facts, figure: Stock | Rate, day: CivilDate, { scope, by }: Asked = {}): FigureValue {
  if (untold(figure, by)) return { value: null }
  return figure.kind === 'stock'
    ? stockOn(facts, figure, day, { scope, by })
    : ratio(stockOn(facts, figure.part, day, { scope }), stockOn(facts, figure.whole, day, { scope }))
}

/** Whether a figure has no total, and no part of it is asked for. */
const untold = ({ measure }: Figure, by: string | undefined): boolean => measure === 'various' && by === undefined

function stockOn(facts: Facts, stock: Stock, day: CivilDate, { scope, by }: Asked): Amount {
  const label = { ...(scope === undefined ? {} : { scope }), ...(by === undefined ? {} : { by }) }
  const known = amountKnown(facts, stock, label, day)
  if (known) return known
  if (facts.day !== day) return amountIn(stockSteps(facts, stock, scope, by), (steps) => valueOn(steps, day))
  const kept = scope === undefined || by !== undefined ? undefined : facts.kept?.(stock.id, scope)
  return kept === undefined ? stockOnItsDay(facts, stock, { scope, by }) : { value: kept }
}

function flowOver(facts: Facts, flow: Flow, window: Window, { scope, by }: Asked): Amount {
  if (!flow.distinct) return amountIn(flowSteps(facts, flow, { scope, by }), (steps) => growth(steps, window))
  const found = entriesIn(facts, flow, window, scope).filter((entry) => by === undefined || entry.by === by)
  return { value: new Set(found.map(({ subject }) => subject)).size }
}

/** A running sum's growth over a window. */
export const growth = (steps: Steps, { from, to }: Window): number =>
  from < to ? plus(valueOn(steps, plusDays(to, -1)), -valueOn(steps, plusDays(from, -1))) : 0

/** A flow's entries in a window, by day. */
const entriesIn = (facts: Facts, flow: Flow, { from, to }: Window, scope?: string): ReturnType<typeof entriesOf> =>
  entriesOf(facts, flow, scope).filter(({ on }) => from <= on && on < to)
