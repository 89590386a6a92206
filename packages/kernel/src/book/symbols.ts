import type { Archive } from './archive.ts'

/** Stands for "no value". */
export const noSymbol = 0
const first = 1

/** JSON values as whole numbers: equal values have the same number, so that comparing and keeping them is cheap. */
export class Symbols {
  readonly #values: unknown[] = [undefined]
  /** Of texts, numbers and the like by themselves, of anything else by its JSON text. */
  readonly #numbers = new Map<unknown, number>()
  readonly #composite = new Map<string, number>()

  /** The value that was asked for last, which is often asked for again, and its number. */
  #last: unknown
  #lastNumber = noSymbol

  /** Whether values are found: those that come from an archive are not before somebody looks for one. */
  #indexed = true

  /** How many numbers are in segments. */
  #kept = first

  get length(): number {
    return this.#values.length
  }

  /** The number of a value; {@link noSymbol} for `undefined`. */
  of(value: unknown): number {
    if (value === undefined) return noSymbol
    if (value === this.#last) return this.#lastNumber
    if (!this.#indexed) this.#index()
    this.#lastNumber =
      typeof value === 'object'
        ? this.#enter(this.#composite, JSON.stringify(value), value)
        : this.#enter(this.#numbers, value, value)
    this.#last = value
    return this.#lastNumber
  }

  archive(archive: Archive): void {
    const from = archive.isWhole ? first : this.#kept
    const kept = archive.list(() => this.#values.slice(from))
    if (!archive.isReading || kept.length === 0) return
    for (const value of kept) this.#values.push(value)
    this.#indexed = false
  }

  /** From now on only what comes is written. */
  settle(): void {
    this.#kept = this.#values.length
  }

  /** The value of a number. */
  value(symbol: number): unknown {
    return this.#values[symbol]
  }

  /** Forgets all numbers from one on. */
  cut(length: number): void {
    for (const value of this.#values.slice(length)) {
      if (typeof value === 'object') this.#composite.delete(JSON.stringify(value))
      else this.#numbers.delete(value)
    }
    this.#values.length = length
    this.#last = undefined
    this.#lastNumber = noSymbol
  }

  #index(): void {
    this.#indexed = true
    for (const [symbol, value] of this.#values.entries()) {
      if (typeof value === 'object') this.#composite.set(JSON.stringify(value), symbol)
      else if (value !== undefined) this.#numbers.set(value, symbol)
    }
  }

  #enter<K>(known: Map<K, number>, by: K, value: unknown): number {
    const found = known.get(by)
    if (found !== undefined) return found
    known.set(by, this.#values.length)
    return this.#values.push(value) - 1
  }
}
