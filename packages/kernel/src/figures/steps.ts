import { compare } from '../events/canonical.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import { amountFrom, plus, type Amount, type Inexact } from './amount.ts'
import type { Flow, FlowEntry, Stock } from './figure.ts'
import { eachCount, unscoped } from './counts.ts'
import { isInScope } from './in-scope.ts'
import { rowsOfScope, scopeIdOf } from './scopes.ts'
import { candidatesOf, nearOf } from './subject.ts'

/**
 * A step function of the day: `values[i]` from `days[i]` on, 0 before the first. Days are {@link ordinal}s, sorted: halving many texts would
 * go to as many places in memory.
 */
export interface Steps {
  readonly days: Int32Array
  readonly values: readonly number[]
}

/** A civil date as a number that comes in the same order: 20210630. */
function ordinal(day: CivilDate): number {
  let digits = 0
  for (let at = 0; at < day.length; at++) {
    const digit = day.charCodeAt(at) - zero
    if (digit >= 0) digits = digits * 10 + digit
  }
  return digits
}

const zero = '0'.charCodeAt(0)

/** What one subject counts over a stretch of days, and the rows that make it so. */
export interface Part extends Amount {
  readonly from: CivilDate
  readonly to: CivilDate
  /** The subject first. */
  readonly rows: readonly [Row, ...Row[]]
  /** Of what the stock is also counted by. */
  readonly by?: string
  readonly group?: string
}

/** The value on a day, by halving. */
export function valueOn({ days, values }: Steps, day: CivilDate): number {
  const on = ordinal(day)
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle] as number) <= on) low = middle + 1
    else high = middle
  }
  return values[low - 1] ?? 0
}

/** In the place of what a figure is also counted by: for what has none of it, so that rows add up to their total. No id is empty. */
export const ofNone = ''

type Memo = Map<Stock | Flow, Map<string, unknown>>
const memoOf = (): Memo => new Map()

/** Made once for each figure and variant, and kept with the facts. */
export function once<T>(facts: Facts, figure: Stock | Flow, variant: string, make: () => T): T {
  const memo = facts.derive(memoOf)
  const made = memo.get(figure) ?? new Map<string, unknown>()
  memo.set(figure, made)
  if (!made.has(variant)) made.set(variant, make())
  return made.get(variant) as T
}

/** How an amount goes over the days: its value, and for each qualifier that it ever has the number of parts with it. */
export interface AmountSteps {
  readonly value: Steps
  readonly inexact: ReadonlyMap<Inexact, Steps>
}

/** The amount that the step functions come to, read in one way from each. */
export const amountIn = ({ value, inexact }: AmountSteps, read: (steps: Steps) => number): Amount =>
  amountFrom((of) => {
    const steps = of === 'value' ? value : inexact.get(of)
    return steps ? read(steps) : 0
  })

/** A stock over the days, for one scope where it is counted by scope, and for all or what is told apart by a value. */
export function stockSteps(facts: Facts, stock: Stock, scopeId?: string, by?: string): AmountSteps {
  if (!stock.distinct && by === undefined)
    return stepsOfScopes(facts, stock).get(stock.scopedBy ? scopeId : undefined) ?? noSteps
  return once(facts, stock, `steps ${scopeId ?? ''} ${by ?? ''} ${by === undefined}`, () => {
    const found = partsOf(facts, stock, scopeId)
    return amountSteps(stock.distinct ? distinctParts(found) : found, by)
  })
}

/** The same for all scopes, in one pass: each subject is looked at once, and nothing is kept of it. */
const stepsOfScopes = (facts: Facts, stock: Stock): ReadonlyMap<string | undefined, AmountSteps> =>
  once(facts, stock, 'steps of scopes', () => {
    const sums = new Map<string | undefined, AmountSums>()
    const under = stock.scopedBy ? facts.rows(stock.scopedBy) : unscoped
    for (const row of candidatesOf(facts, stock))
      eachCount(stock, row, nearOf(facts, stock, row), under, {
        found: ({ from, to, amount, scope }) => {
          const scopeId = scope && scopeIdOf(scope)
          const sum = sums.get(scopeId) ?? new AmountSums()
          sums.set(scopeId, sum)
          sum.add(from, to, amount)
        },
      })
    return new Map([...sums].map(([scopeId, sum]) => [scopeId, sum.steps()]))
  })

/** Everything that a stock counts, with the rows behind it: the sum of the parts on a day is the value. */
export const partsOf = (facts: Facts, stock: Stock, scopeId?: string): readonly Part[] =>
  once(facts, stock, `parts ${scopeId ?? ''}`, () => {
    const found: Part[] = []
    // A scope's definition may change, so a scoped figure is counted under each of its rows in turn.
    const under = stock.scopedBy ? rowsOfScope(facts, stock.scopedBy, scopeId) : unscoped
    for (const row of candidatesOf(facts, stock)) {
      const group = stock.distinct?.(row)
      if (stock.distinct && group === undefined) continue
      const by = stock.byOf && (stock.byOf(row) ?? ofNone)
      const told = { ...(by === undefined ? {} : { by }), ...(group === undefined ? {} : { group }) }
      eachCount(stock, row, nearOf(facts, stock, row), under, {
        found: ({ from, to, amount, around }) =>
          found.push({ from, to, ...amount, rows: [row, ...Object.values(around).flat()], ...told }),
      })
    }
    return found
  })

/** Parts of one group that overlap count once. */
export function distinctParts(parts: readonly Part[]): readonly Part[] {
  const groups = Map.groupBy(parts, (part) => part.group)
  return [...groups.values()].flatMap((group) => {
    const merged: Part[] = []
    for (const part of group.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
      const last = merged.at(-1)
      if (last && part.from <= last.to)
        merged[merged.length - 1] = { ...last, to: last.to > part.to ? last.to : part.to }
      else merged.push({ ...part, value: 1 })
    }
    return merged
  })
}

/** What is added from a day on, and taken away again on another. */
interface Stretch extends Amount {
  readonly from: CivilDate
  readonly to?: CivilDate
  readonly by?: string | undefined
}

export function amountSteps(parts: readonly Stretch[], by?: string): AmountSteps {
  const sums = new AmountSums()
  for (const part of parts) if (by === undefined || part.by === by) sums.add(part.from, part.to, part)
  return sums.steps()
}

/** Amounts that come and go on days. */
export class AmountSums {
  readonly #value = new Sum()
  readonly #inexact = new Map<Inexact, Sum>()

  add(from: CivilDate, to: CivilDate | undefined, { value, qualifier }: Amount): void {
    this.#value.add(from, to, value)
    if (qualifier === undefined) return
    const counted = this.#inexact.get(qualifier) ?? new Sum()
    this.#inexact.set(qualifier, counted)
    counted.add(from, to, 1)
  }

  steps(): AmountSteps {
    return {
      value: this.#value.steps(),
      inexact: new Map([...this.#inexact].map(([qualifier, sum]) => [qualifier, sum.steps()])),
    }
  }
}

class Sum {
  readonly #deltas = new Map<CivilDate, number>()

  add(from: CivilDate, to: CivilDate | undefined, value: number): void {
    this.#change(from, value)
    if (to !== undefined) this.#change(to, -value)
  }

  steps(): Steps {
    const days = [...this.#deltas.keys()].toSorted()
    let sum = 0
    return {
      days: Int32Array.from(days, ordinal),
      values: days.map((day) => (sum = plus(sum, this.#deltas.get(day) ?? 0))),
    }
  }

  #change(day: CivilDate, delta: number): void {
    this.#deltas.set(day, plus(this.#deltas.get(day) ?? 0, delta))
  }
}

export const noSteps: AmountSteps = new AmountSums().steps()

/** A flow's entries, by day: all, or those of one scope. */
export const entriesOf = (facts: Facts, flow: Flow, scopeId?: string): readonly FlowEntry[] =>
  once(facts, flow, `entries ${scopeId ?? ''} ${scopeId === undefined}`, () => {
    if (scopeId !== undefined)
      return entriesOf(facts, flow).filter((entry) => isInScope(facts, flow.scopedAs ?? [], entry, scopeId))
    const entries = [...flow.entries(facts)].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    return flow.by === undefined ? entries : entries.map((entry) => ({ ...entry, by: entry.by ?? ofNone }))
  })

/** The part of a flow that is asked for. */
interface PartAsked {
  readonly scope?: string | undefined
  readonly by?: string | undefined
}

/** A flow's running sum. A window's flow is a difference of two values, and its qualifier one of those whose count grows in it. */
export const flowSteps = (facts: Facts, flow: Flow, { scope, by }: PartAsked): AmountSteps =>
  once(facts, flow, `steps ${JSON.stringify([scope ?? null, by ?? null])}`, () =>
    amountSteps(
      entriesOf(facts, flow, scope).map(({ on, ...entry }) => ({ ...entry, from: on })),
      by,
    ),
  )

/** By the numbers that they begin with, as bands do (`5-9` before `10-19`), then as texts. */
const byNumber = (a: string, b: string): number => Number.parseInt(a, 10) - Number.parseInt(b, 10) || compare(a, b)

/** The values that a figure's parts or entries are told apart by, in order. */
export const valuesOf = (facts: Facts, figure: Stock | Flow, scopeId?: string): readonly string[] =>
  once(facts, figure, `values ${scopeId ?? ''}`, () => {
    const parts = figure.kind === 'flow' ? entriesOf(facts, figure, scopeId) : partsOf(facts, figure, scopeId)
    return [...new Set(parts.flatMap(({ by }) => by ?? []))].toSorted(byNumber)
  })
