import { plusDays } from '../kernel/civil-date.ts'
import type { Row } from '../kernel/row.ts'
import type { View } from '../view.ts'
import type { Figure } from './figure.ts'
import type { Window } from './figure-rows.ts'
import { entriesOf, partsOf } from './steps.ts'

/** One subject's or one event's share in a figure's value, and the events that make it so. */
export interface Contribution {
  readonly value: number
  /** The facts counted, the subject first; none for a flow, which counts events. */
  readonly rows: readonly Row[]
  /** Positions of the events behind it, in book order. */
  readonly events: readonly number[]
}

/**
 * What a figure's value on the view's day is made of: the values of all contributions add up to it (for a rate, to its part). A
 * figure that counts different things at most once may have a subject in several contributions.
 */
export function behind(
  view: View,
  figure: Figure,
  { scope, window = {} }: { readonly scope?: string | undefined; readonly window?: Partial<Window> } = {},
): readonly Contribution[] {
  if (figure.kind === 'rate') return behind(view, figure.part, { scope })
  if (figure.kind === 'stock') {
    return partsOf(view.facts, figure, scope)
      .filter(({ from, to }) => from <= view.asOf && view.asOf < to)
      .map(({ value, rows }) => ({ value, rows, events: eventsOf(rows) }))
  }
  const { from, to } = { from: figure.since, to: plusDays(view.asOf, 1), ...window }
  return entriesOf(view.facts, figure)
    .filter(({ on }) => from <= on && on < to)
    .map(({ value, events }) => ({ value, rows: [], events }))
}

/** The events that opened and amended the rows so far, and those recorded to end them. */
export function eventsOf(rows: readonly Row[]): readonly number[] {
  const found = new Set<number>()
  for (const row of rows) {
    if (row.closedBy !== null) found.add(row.closedBy)
    for (let part: Row | undefined = row; part; part = part.previous) found.add(part.openedBy)
  }
  return [...found].toSorted((a, b) => a - b)
}
