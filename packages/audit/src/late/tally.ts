import type { CivilDate } from '@taizhang/kernel'
import { plus, type Facts, type Window } from '@taizhang/kernel'
import { entriesOf, partsOf } from '@taizhang/kernel/internal'
import type { Summed } from '../shares.ts'

/** Which of a figure's numbers: that of a scope, of one value that it is told apart by, or the total. */
export interface Label {
  readonly scope: string | undefined
  readonly by: string | undefined
}

/** What is counted from a day on; of a stock until another. */
interface Counted extends Label {
  readonly from: CivilDate
  readonly to?: CivilDate
  readonly value: number
  /** What counts once together. */
  readonly group: string
}

/** The days on which a sum becomes another, and by how much. */
type Changes = Map<CivilDate, number>

/** Everything that one side of a figure counts in a book, or what a batch changed of it, to be summed up for any window. */
export class Tally {
  readonly #distinct: boolean
  readonly #lasting: boolean
  readonly #labels = new Map<string, Label>()
  readonly #sums = new Map<string, Map<string, Changes>>()

  constructor({ kind, distinct }: Summed) {
    this.#distinct = distinct !== undefined && distinct !== false
    this.#lasting = kind === 'stock'
  }

  /** Adds everything that the side counts by these facts, or subtracts it. */
  count(facts: Facts, side: Summed, scopes: readonly string[], sign: 1 | -1): void {
    for (const { scope, by, from, to, value, group } of countedIn(facts, side, scopes)) {
      for (const label of by === undefined ? [undefined] : [by, undefined]) {
        const changes = this.#changesOf({ scope, by: label }, group)
        change(changes, from, sign * value)
        if (to !== undefined) change(changes, to, -sign * value)
      }
    }
  }

  subtract(other: Tally): void {
    for (const [text, groups] of other.#sums)
      for (const [group, changes] of groups) {
        const own = this.#changesOf(other.#labels.get(text) as Label, group)
        for (const [day, value] of changes) change(own, day, -value)
        if (own.size === 0) this.#sums.get(text)?.delete(group)
      }
  }

  /** The labels of which something is other than nothing, on whatever day. */
  labels(): readonly Label[] {
    return [...this.#labels].flatMap(([text, label]) =>
      [...(this.#sums.get(text)?.values() ?? [])].some(({ size }) => size > 0) ? [label] : [],
    )
  }

  /** What it comes to: of a stock on the window's last day, of a flow in the window. */
  value(label: Label, window: Window): number {
    const sums = [...(this.#sums.get(textOf(label))?.values() ?? [])].map((changes) => this.#sum(changes, window))
    return this.#distinct ? sums.filter((sum) => sum > 0).length : sums.reduce(plus, 0)
  }

  /** Whether it comes to nothing in the window, also where things count once together. */
  isNothing(label: Label, window: Window): boolean {
    return [...(this.#sums.get(textOf(label))?.values() ?? [])].every((changes) => this.#sum(changes, window) === 0)
  }

  #sum(changes: Changes, { from, to }: Window): number {
    let sum = 0
    for (const [day, value] of changes) if (day < to && (this.#lasting || day >= from)) sum = plus(sum, value)
    return sum
  }

  #changesOf(label: Label, group: string): Changes {
    const text = textOf(label)
    const groups = this.#sums.get(text) ?? new Map<string, Changes>()
    if (groups.size === 0) {
      this.#labels.set(text, label)
      this.#sums.set(text, groups)
    }
    const changes = groups.get(group) ?? new Map<CivilDate, number>()
    groups.set(group, changes)
    return changes
  }
}

function change(changes: Changes, day: CivilDate, value: number): void {
  const sum = plus(changes.get(day) ?? 0, value)
  if (sum === 0) changes.delete(day)
  else changes.set(day, sum)
}

function* countedIn(facts: Facts, side: Summed, scopes: readonly string[]): Generator<Counted> {
  if (side.kind === 'flow') {
    for (const { on, value, by, subject = '' } of entriesOf(facts, side))
      yield { scope: undefined, by, from: on, value, group: side.distinct ? subject : '' }
    return
  }
  for (const scope of side.scopedBy ? scopes : [undefined])
    for (const { from, to, value, by, group = '' } of partsOf(facts, side, scope))
      yield { scope, by, from, to, value, group }
}

const textOf = ({ scope, by }: Label): string => JSON.stringify([scope, by])
