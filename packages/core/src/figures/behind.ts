import type { Row } from '../kernel/row.ts'
import type { View } from '../view.ts'
import type { Amount } from './amount.ts'
import type { Figure, FlowEntry } from './figure.ts'
import { windowOf } from './figure-rows.ts'
import { entriesIn } from './figure-value.ts'
import { partsOf, type Part } from './steps.ts'
import type { Window } from './window.ts'

/** One subject's or one event's share in a figure's value, and the events that make it so. */
export interface Contribution extends Amount {
  /** What of the figure's `by` it belongs to. */
  readonly by?: string
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
  switch (figure.kind) {
    case 'rate':
    case 'flow-rate':
      return behind(view, figure.part, { scope, window: windowOf(view, figure, window) })
    case 'stock':
      return partsOf(view.facts, figure, scope)
        .filter(({ from, to }) => from <= view.asOf && view.asOf < to)
        .map((part) => ({ ...shareOf(part), rows: part.rows, events: eventsOf(part.rows) }))
    case 'flow':
      return entriesIn(view.facts, figure, windowOf(view, figure, window)).map((entry) => ({
        ...shareOf(entry),
        rows: [],
        events: entry.events,
      }))
  }
}

const shareOf = ({ value, qualifier, by }: Part | FlowEntry): Pick<Contribution, 'value' | 'qualifier' | 'by'> => ({
  value,
  ...(qualifier === undefined ? {} : { qualifier }),
  ...(by === undefined ? {} : { by }),
})

/** The events that opened and amended the rows so far, and those recorded to end them. */
export function eventsOf(rows: readonly Row[]): readonly number[] {
  const found = new Set<number>()
  for (const row of rows) {
    if (row.closedBy !== null) found.add(row.closedBy)
    for (let part: Row | undefined = row; part; part = part.previous) found.add(part.openedBy)
  }
  return [...found].toSorted((a, b) => a - b)
}
