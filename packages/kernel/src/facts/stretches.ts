import { compare } from '../events/canonical.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Row } from './row.ts'

/** Days `[from, to)`. */
export interface Days {
  readonly from: CivilDate
  readonly to: CivilDate
}

/** Lists of rows that an answer depends on, by name. */
export type Lists = Readonly<Record<string, readonly Row[]>>

/** A stretch of days on which nothing changes, with the rows of each list that are to be seen on them. */
export interface Stretch extends Days {
  readonly around: Lists
}

/**
 * Goes through days from one turning point to the next: the cost grows with the changes, not with the days.
 *
 * @param around.near rows that are seen on the days they hold
 * @param around.past rows that are seen from their first day on, also when they hold no more
 * @param around.turns further days on which an answer may change
 */
export function stretches(
  { from, to }: Days,
  {
    near = {},
    past = {},
    turns = [],
  }: { readonly near?: Lists; readonly past?: Lists; readonly turns?: readonly CivilDate[] },
): readonly Stretch[] {
  if (from >= to) return []
  const held: Record<string, readonly Row[]> = {}
  for (const name of Object.keys(near)) held[name] = heldIn(near[name] ?? none, { from, to })
  if (turns.length === 0 && Object.keys(past).length === 0 && lastThroughout({ from, to }, held))
    return [{ from, to, around: sortedLists(held) }]
  const lists = [
    ...Object.entries(held).map(([name, rows]) => new Seen(name, rows, (row) => row.to)),
    ...Object.entries(past).map(([name, rows]) => new Seen(name, begunBefore(rows, to), () => to)),
  ]
  const found = new Set([from])
  const turn = (day: CivilDate): void => {
    if (from < day && day < to) found.add(day)
  }
  for (const day of turns) turn(day)
  for (const list of lists) list.eachTurn(turn)
  const days = found.size === 1 ? [from] : [...found].toSorted()
  return days.map((day, at) => {
    const around: Record<string, readonly Row[]> = {}
    for (const list of lists) around[list.name] = list.on(day)
    return { from: day, to: days[at + 1] ?? to, around }
  })
}

/** The rows that hold on some of the days. */
export function heldIn(rows: readonly Row[], { from, to }: Days): readonly Row[] {
  const holds = (row: Row): boolean => row.from < to && from < row.to
  return rows.every(holds) ? rows : rows.filter(holds)
}

const begunBefore = (rows: readonly Row[], day: CivilDate): readonly Row[] =>
  rows.every((row) => row.from < day) ? rows : rows.filter((row) => row.from < day)

const none: readonly Row[] = []

/** Whether all rows hold on all of the days: near most subjects they do, and there are many subjects. */
function lastThroughout({ from, to }: Days, near: Lists): boolean {
  for (const name in near) for (const row of near[name] ?? none) if (row.from > from || row.to < to) return false
  return true
}

function sortedLists(near: Lists): Lists {
  const sorted: Record<string, readonly Row[]> = {}
  for (const name of Object.keys(near)) sorted[name] = inSequence(near[name] ?? none)
  return sorted
}

/** In order. Most subjects have one row about them, or none. */
export const inSequence = (rows: readonly Row[]): readonly Row[] => (rows.length < 2 ? rows : rows.toSorted(inOrder))

/** By first day, book order and key, so that an answer does not depend on where the rows were read from. */
export const inOrder = (a: Row, b: Row): number =>
  compare(a.from, b.from) || a.openedBy - b.openedBy || compare(keyText(a), keyText(b))
const keyText = ({ key }: Row): string => Object.values(key).join('\n')

/** One list, read day by day in order: only what is seen at the time is looked at again. */
class Seen {
  readonly name: string
  readonly #rows: readonly Row[]
  readonly #endOf: (row: Row) => CivilDate
  #next = 0
  #seen: readonly Row[] = []

  constructor(name: string, rows: readonly Row[], endOf: (row: Row) => CivilDate) {
    this.name = name
    this.#rows = inSequence(rows)
    this.#endOf = endOf
  }

  eachTurn(turn: (day: CivilDate) => void): void {
    for (const row of this.#rows) {
      turn(row.from)
      turn(this.#endOf(row))
    }
  }

  on(day: CivilDate): readonly Row[] {
    const seen = this.#seen.filter((row) => day < this.#endOf(row))
    for (let row = this.#rows[this.#next]; row && row.from <= day; row = this.#rows[++this.#next])
      if (day < this.#endOf(row)) seen.push(row)
    return (this.#seen = seen)
  }
}
