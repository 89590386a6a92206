import { amountFrom, labelText, type Label } from '@taizhang/kernel/internal'
import { plus, type Amount } from '@taizhang/kernel'
import { kinds } from './kinds.ts'
import type { FigureDeltas } from './page-data.ts'

/** The deltas of one figure as they are summed up. */
export interface Columns {
  readonly figure: string
  readonly labels: readonly Label[]
  readonly slot: Int32Array
  readonly batch: Int32Array
  readonly day: Int32Array
  readonly delta: Float64Array
  /** Whether sums may need thousandths. */
  readonly decimal: boolean
}

/** From when on, and up to which batch. */
export interface Place {
  /** Days since 1970-01-01. */
  readonly day: number
  /** Index of the last batch that is known. */
  readonly batch: number
}

/** Takes the deltas out of the form in which they are sent. */
export function columnsOf({ figure, labels, label, kind, batch, day, delta }: FigureDeltas): Columns {
  let on = 0
  return {
    figure,
    labels,
    slot: Int32Array.from(label, (one, at) => one * kinds.length + (kind[at] ?? 0)),
    batch: Int32Array.from(batch),
    day: Int32Array.from(day, (distance) => (on += distance)),
    delta: Float64Array.from(delta),
    decimal: delta.some((one) => !Number.isInteger(one)),
  }
}

/** What every number of a figure comes to on a day, as known after a batch: by label, then kind. */
export function sumsAt({ labels, slot, batch, day, delta, decimal }: Columns, place: Place): Float64Array {
  const sums = new Float64Array(labels.length * kinds.length)
  for (let at = 0; at < day.length && (day[at] as number) <= place.day; at++) {
    if ((batch[at] as number) > place.batch) continue
    const own = slot[at] as number
    const before = sums[own] as number
    sums[own] = decimal ? plus(before, delta[at] as number) : before + (delta[at] as number)
  }
  return sums
}

/** The amount of one label out of {@link sumsAt}. */
export const amountAt = (sums: Float64Array, label: number): Amount =>
  amountFrom((of) => sums[label * kinds.length + kinds.indexOf(of)] ?? 0)

/** What a figure comes to for each of its labels, by their text. */
export function amountsAt(columns: Columns, place: Place): ReadonlyMap<string, { label: Label; amount: Amount }> {
  const sums = sumsAt(columns, place)
  return new Map(columns.labels.map((label, at) => [labelText(label), { label, amount: amountAt(sums, at) }]))
}
