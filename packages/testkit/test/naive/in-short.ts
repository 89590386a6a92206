import { allRows, figureRows, impossible } from './index.ts'
import type { PlainEvent } from './index.ts'

/** The rows of a relation as `from..to opened>closed`, as known at a size: after all of the book, if none is given. */
export function lives(events: readonly PlainEvent[], relation: string, knownAt: number = events.length): string[] {
  return allRows(events, knownAt)
    .filter((row) => row.relation === relation)
    .map(({ from, to, openedBy, closedBy }) => `${from}..${to} ${openedBy}>${closedBy ?? ''}`)
}

/** The codes of the reasons why a book cannot be. */
export function codes(events: readonly PlainEvent[]): string[] {
  return impossible(events).map(({ code }) => code)
}

/** A figure on a day as `scope value`, `by value` or `value`. */
export function values(events: readonly PlainEvent[], figure: string, asOf: string): string[] {
  return figureRows(events, figure, { asOf, knownAt: events.length }).map(({ scope, by, value }) =>
    [scope, ...Object.values(by ?? {}), String(value)].filter((part) => part !== undefined).join(' '),
  )
}
