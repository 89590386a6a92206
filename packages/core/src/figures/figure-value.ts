import { plusDays, type CivilDate } from '../kernel/civil-date.ts'
import type { Facts } from '../kernel/facts.ts'
import { amountFrom, plus, type Amount, type Inexact } from './amount.ts'
import type { Figure, Flow, Stock } from './figure.ts'
import { stockOnItsDay } from './on-day.ts'
import { ratio } from './rate.ts'
import { entriesOf, flowSteps, stockSteps, valueOn, type Steps } from './steps.ts'
import type { Window } from './window.ts'

/** What a figure comes to. Rates are texts such as `"95.2"`; `null` over nothing, and where there is no total. */
export interface FigureValue {
  readonly value: number | string | null
  /** Absent where it is exact. */
  readonly qualifier?: Inexact
}

/** Which part of a figure is asked for: that of one scope, of one value that it is told apart by. */
export interface Asked {
  readonly scope?: string | undefined
  readonly by?: string | undefined
}

/** A figure's value: of stocks and their rates on the window's last day, of flows and theirs over the window. */
export function figureValue(facts: Facts, figure: Figure, window: Window, { scope, by }: Asked = {}): FigureValue {
  if (figure.measure === 'various' && by === undefined) return { value: null }
  const day = plusDays(window.to, -1)
  switch (figure.kind) {
    case 'stock':
      return stockOn(facts, figure, day, { scope, by })
    case 'rate':
      return ratio(stockOn(facts, figure.part, day, { scope }), stockOn(facts, figure.whole, day, { scope }))
    case 'flow':
      return flowOver(facts, figure, window, by)
    case 'flow-rate':
      return ratio(flowOver(facts, figure.part, window), flowOver(facts, figure.whole, window))
  }
}

function stockOn(facts: Facts, stock: Stock, day: CivilDate, { scope, by }: Asked): Amount {
  if (facts.day !== day) return amountFrom((of) => valueOn(stockSteps(facts, stock, scope, { by, of }), day))
  const kept = scope === undefined || by !== undefined ? undefined : facts.kept?.(stock.id, scope)
  return kept === undefined ? stockOnItsDay(facts, stock, { scope, by }) : { value: kept }
}

function flowOver(facts: Facts, flow: Flow, window: Window, by?: string): Amount {
  if (!flow.distinct) return amountFrom((of) => growth(flowSteps(facts, flow, { by, of }), window))
  const found = entriesIn(facts, flow, window).filter((entry) => by === undefined || entry.by === by)
  return { value: new Set(found.map(({ subject }) => subject)).size }
}

/** A running sum's growth over a window. */
const growth = (steps: Steps, { from, to }: Window): number =>
  from < to ? plus(valueOn(steps, plusDays(to, -1)), -valueOn(steps, plusDays(from, -1))) : 0

/** A flow's entries in a window, by day. */
export const entriesIn = (facts: Facts, flow: Flow, { from, to }: Window): ReturnType<typeof entriesOf> =>
  entriesOf(facts, flow).filter(({ on }) => from <= on && on < to)
