import type { Counted } from './counted.ts'

/** What of a number counts once together. */
interface Group {
  readonly label: number
  readonly counted: Counted[]
  /** The days from which on it counts and no longer does, one after the other. */
  days: readonly number[]
}

/**
 * On which days things count that count once together: of a stock, on the days of any of them; of a flow, from the first of its days that is not before
 * the flow's start.
 */
export class GroupDays {
  readonly #since: number | undefined
  readonly #groups = new Map<string, Group>()
  readonly #changed = new Set<Group>()

  /** @param since of a flow, its start */
  constructor(since: number | undefined) {
    this.#since = since
  }

  /** Adds something, or takes it away. */
  change(one: Counted, sign: 1 | -1): void {
    const name = `${one.label} ${one.group}`
    const group = this.#groups.get(name) ?? { label: one.label, counted: [], days: [] }
    this.#groups.set(name, group)
    this.#changed.add(group)
    if (sign === 1) group.counted.push(one)
    else group.counted.splice(group.counted.indexOf(one), 1)
  }

  /** Counts again what has changed, and tells by how much the number of groups is another from which days on. */
  settle(found: (label: number, day: number, delta: number) => void): void {
    for (const group of this.#changed) {
      const days = this.#since === undefined ? daysOf(group.counted) : firstDay(group.counted, this.#since)
      for (const [at, day] of group.days.entries()) found(group.label, day, at % 2 === 0 ? -1 : 1)
      for (const [at, day] of days.entries()) found(group.label, day, at % 2 === 0 ? 1 : -1)
      group.days = days
    }
    this.#changed.clear()
  }
}

/** Stretches of days, those that overlap or meet as one. */
function daysOf(counted: readonly Counted[]): readonly number[] {
  const days: number[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const { from, to = from } of counted.toSorted((a, b) => a.from - b.from)) {
    if (from > end) days.push(from, to)
    else if (to > end) days[days.length - 1] = to
    end = Math.max(end, to)
  }
  return days
}

function firstDay(counted: readonly Counted[], since: number): readonly number[] {
  const days = counted.map(({ from }) => from).filter((day) => day >= since)
  return days.length === 0 ? [] : [days.reduce((a, b) => Math.min(a, b))]
}
