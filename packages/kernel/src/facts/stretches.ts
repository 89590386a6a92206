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
    past = nothing,
    turns = [],
  }: { readonly near?: Lists; readonly past?: Lists; readonly turns?: readonly CivilDate[] },
): readonly Stretch[] {
  if (from >= to) return []
  const whole = turns.length === 0 && past === nothing ? throughout({ from, to }, near) : undefined
  if (whole) return [{ from, to, around: whole }]
  const lists = [
    ...Object.entries(near).map(([name, rows]) => new Seen(name, rows, (row) => row.to)),
    ...Object.entries(past).map(([name, rows]) => new Seen(name, rows, () => to)),
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

const nothing: Lists = {}
const none: readonly Row[] = []

/** The lists where each has at most one row, which holds on all of the days: most subjects have such, and there are many subjects. */
function throughout({ from, to }: Days, near: Lists): Lists | undefined {
  for (const name in near) {
    const rows = near[name] ?? none
    const [row] = rows
    if (rows.length > 1 || (row && (row.from > from || row.to < to))) return undefined
  }
  return near
}

/** By first day, book order and key, so that an answer does not depend on where the rows were read from. */
export const inOrder = (a: Row, b: Row): number =>
  compare(a.from, b.from) || a.openedBy - b.openedBy || compare(keyText(a), keyText(b))
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
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
    // Most subjects have one row about them, or none: there are many subjects.
    this.#rows = rows.length < 2 ? rows : rows.toSorted(inOrder)
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
