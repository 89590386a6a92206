import { plus } from '../figures/amount.ts'

/** How many days and blocks of days are summed up together, as a power of two. */
const bits = 5

/** A sum that changes from day to day, and on which days: summed up by the day, by some thirty and by a thousand of them. */
export class DaySums {
  readonly #days = new Map<number, number>()
  readonly #blocks = new Map<number, number>()
  readonly #eras = new Map<number, number>()

  /** From a day on it is so much more. Throws `LedgerError` (too-large) where the sum is not exact any more. */
  add(day: number, value: number): void {
    add(this.#days, day, value)
    add(this.#blocks, day >> bits, value)
    add(this.#eras, day >> (2 * bits), value)
  }

  /** What it comes to on a day. */
  on(day: number): number {
    let sum = 0
    const [block, era] = [day >> bits, day >> (2 * bits)]
    for (const [at, value] of this.#eras) if (at < era) sum = plus(sum, value)
    for (let at = era << bits; at < block; at++) sum = plus(sum, this.#blocks.get(at) ?? 0)
    for (let at = block << bits; at <= day; at++) sum = plus(sum, this.#days.get(at) ?? 0)
    return sum
  }
}

function add(sums: Map<number, number>, at: number, value: number): void {
  const sum = plus(sums.get(at) ?? 0, value)
  if (sum === 0) sums.delete(at)
  else sums.set(at, sum)
}
