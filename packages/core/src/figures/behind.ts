import { plusDays } from '../kernel/civil-date.ts'
import type { Row } from '../kernel/row.ts'
import type { View } from '../view.ts'
import type { Figure, Stock } from './figure.ts'
import type { Window } from './figure-rows.ts'
import { entriesOf, partsOf, type Part } from './steps.ts'

/** One subject's or one event's share in a figure's value, and the events that make it so. */
export interface Contribution {
  readonly value: number
  /** The facts counted, the subject first; none for a flow, which counts events. */
  readonly rows: readonly Row[]
  /** Positions of the events behind it, in book order. */
  readonly events: readonly number[]
  /** What different subjects have in common that count once together. */
  readonly group?: string
  /** What the figure is also counted by. */
  readonly by?: string
}

/** Which figure's value is asked for. */
export interface Asked {
  readonly scope?: string | undefined
  /** For a flow; by default from the figure's own start up to and including the view's day. */
  readonly window?: Partial<Window> | undefined
}

/**
 * What a figure's value on the view's day is made of: the values of all contributions add up to it (for a rate, to its part). Where
 * a figure counts different things at most once, all subjects that count together are one contribution.
 */
export function behind(view: View, figure: Figure, { scope, window = {} }: Asked = {}): readonly Contribution[] {
  if (figure.kind === 'rate') return behind(view, figure.part, { scope })
  if (figure.kind === 'stock') return stockContributions(view, figure, scope)
  const { from, to } = { from: figure.since, to: plusDays(view.asOf, 1), ...window }
  return entriesOf(view.facts, figure)
    .filter(({ on }) => from <= on && on < to)
    .map(({ value, events, by }) => ({ value, rows: [], events, ...(by === undefined ? {} : { by }) }))
}

function stockContributions(view: View, stock: Stock, scope: string | undefined): readonly Contribution[] {
  const parts = partsOf(view.facts, stock, scope).filter(({ from, to }) => from <= view.asOf && view.asOf < to)
  if (!stock.distinct) return parts.map(({ value, rows }) => ({ value, rows, events: eventsOf(rows) }))
  const groups = Map.groupBy(parts, ({ group }: Part) => String(group))
  return [...groups].map(([group, members]) => {
    const rows = members.flatMap((part) => part.rows)
    return { value: 1, rows, events: eventsOf(rows), group }
  })
}

/** The events that opened and amended the rows so far, and those recorded to end them. */
function eventsOf(rows: readonly Row[]): readonly number[] {
  const found = new Set<number>()
  for (const row of rows) {
    if (row.closedBy !== null) found.add(row.closedBy)
    for (let part: Row | undefined = row; part; part = part.previous) found.add(part.openedBy)
  }
  return [...found].toSorted((a, b) => a - b)
}
