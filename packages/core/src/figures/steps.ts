import { scope as scopes } from '../domain/book/scope.ts'
import type { CivilDate } from '../kernel/civil-date.ts'
import type { Facts } from '../kernel/facts.ts'
import type { Row } from '../kernel/row.ts'
import { plus, type Amount, type Inexact } from './amount.ts'
import type { Flow, FlowEntry, Stock } from './figure.ts'
import { eachCount, unscoped } from './counts.ts'
import { candidatesOf, nearOf } from './subject.ts'

/** A step function of the day: `values[i]` from `days[i]` on, 0 before the first. Sorted; a chart is the list itself. */
export interface Steps {
  readonly days: readonly CivilDate[]
  readonly values: readonly number[]
}

/** What one subject counts over a stretch of days, and the rows that make it so. */
export interface Part extends Amount {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly rows: readonly Row[]
  /** Of what the stock is also counted by. */
  readonly by?: string
  readonly group?: string
}

/** The value on a day, by halving. */
export function valueOn({ days, values }: Steps, day: CivilDate): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle] as CivilDate) <= day) low = middle + 1
    else high = middle
  }
  return values[low - 1] ?? 0
}

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

/** What a step function tells of: all, or what is told apart by a value; the values, or the number of parts with a qualifier. */
export interface Told {
  readonly by?: string | undefined
  readonly of?: 'value' | Inexact
}

const variantOf = ({ by, of = 'value' }: Told): string => `${of} ${by ?? ''} ${by === undefined}`

const toldOf = <P extends Amount & { readonly by?: string | undefined }>(
  parts: readonly P[],
  { by, of = 'value' }: Told,
): readonly P[] => {
  const told = by === undefined ? parts : parts.filter((part) => part.by === by)
  return of === 'value' ? told : told.filter(({ qualifier }) => qualifier === of).map((part) => ({ ...part, value: 1 }))
}

/** A stock as a step function, for one scope where it is counted by scope. */
export const stockSteps = (facts: Facts, stock: Stock, scopeId?: string, told: Told = {}): Steps =>
  once(facts, stock, `steps ${scopeId ?? ''} ${variantOf(told)}`, () => {
    const found = partsOf(facts, stock, scopeId)
    return summed(toldOf(stock.distinct ? distinctParts(found) : found, told))
  })

/** Everything that a stock counts, with the rows behind it: the sum of the parts on a day is the value. */
export const partsOf = (facts: Facts, stock: Stock, scopeId?: string): readonly Part[] =>
  once(facts, stock, `parts ${scopeId ?? ''}`, () => {
    const found: Part[] = []
    // A scope's definition may change, so a scoped figure is counted under each of its rows in turn.
    const under = stock.scoped ? facts.where(scopes, 'scopeId', scopeId) : unscoped
    for (const row of candidatesOf(facts, stock)) {
      const group = stock.distinct?.(row)
      if (stock.distinct && group === undefined) continue
      const by = stock.byOf?.(row)
      const told = { ...(by === undefined ? {} : { by }), ...(group === undefined ? {} : { group }) }
      eachCount(stock, row, nearOf(facts, stock, row), under, {
        found: ({ from, to, amount, around }) =>
          found.push({ from, to, ...amount, rows: [row, ...Object.values(around).flat()], ...told }),
      })
    }
    return found
  })

/** Parts of one group that overlap count once. */
function distinctParts(parts: readonly Part[]): readonly Part[] {
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

function summed(parts: Iterable<{ readonly from: CivilDate; readonly to?: CivilDate; readonly value: number }>): Steps {
  const deltas = new Map<CivilDate, number>()
  const add = (day: CivilDate, delta: number): void => void deltas.set(day, plus(deltas.get(day) ?? 0, delta))
  for (const { from, to, value } of parts) {
    add(from, value)
    if (to !== undefined) add(to, -value)
  }
  const days = [...deltas.keys()].toSorted()
  let sum = 0
  return { days, values: days.map((day) => (sum = plus(sum, deltas.get(day) ?? 0))) }
}

/** A flow's entries, by day. */
export const entriesOf = (facts: Facts, flow: Flow): readonly FlowEntry[] =>
  once(facts, flow, 'entries', () =>
    [...flow.entries(facts)].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
  )

/** A flow's running sum. A window's flow is a difference of two values, and its qualifier one of those whose count grows in it. */
export const flowSteps = (facts: Facts, flow: Flow, told: Told = {}): Steps =>
  once(facts, flow, `steps ${variantOf(told)}`, () =>
    summed(toldOf(entriesOf(facts, flow), told).map(({ on, value }) => ({ from: on, value }))),
  )

/** The values that a figure's parts or entries are told apart by, sorted. */
export const valuesOf = (facts: Facts, figure: Stock | Flow, scopeId?: string): readonly string[] =>
  once(facts, figure, `values ${scopeId ?? ''}`, () => {
    const parts = figure.kind === 'flow' ? entriesOf(facts, figure) : partsOf(facts, figure, scopeId)
    return [...new Set(parts.flatMap(({ by }) => by ?? []))].toSorted()
  })
