import type { Archive } from './archive.ts'

/** Stands for "no value". */
export const noSymbol = 0

/** JSON values as whole numbers: equal values have the same number, so that comparing and keeping them is cheap. */
export class Symbols {
  #values: unknown[] = [undefined]
  readonly #texts = new Map<string, number>()
  /** Of values that are no texts, by their JSON text. */
  readonly #others = new Map<string, number>()

  /** Whether values are found: those that come from an archive are not before somebody looks for one. */
  #indexed = true

  get length(): number {
    return this.#values.length
  }

  /** The number of a value; {@link noSymbol} for `undefined`. */
  of(value: unknown): number {
    if (value === undefined) return noSymbol
    if (!this.#indexed) this.#index()
    return typeof value === 'string'
      ? this.#enter(this.#texts, value, value)
      : this.#enter(this.#others, JSON.stringify(value), value)
  }

  archive(archive: Archive): void {
    const own = this.#values.slice(1)
    const kept = archive.value(own)
    if (kept === own) return
    this.#values = [undefined, ...kept]
    this.#indexed = false
  }

  /** The value of a number. */
  value(symbol: number): unknown {
    return this.#values[symbol]
  }

  /** Forgets all numbers from one on. */
  cut(length: number): void {
    for (const value of this.#values.slice(length)) {
      if (typeof value === 'string') this.#texts.delete(value)
      else this.#others.delete(JSON.stringify(value))
    }
    this.#values.length = length
  }

  #index(): void {
    this.#indexed = true
    for (const [symbol, value] of this.#values.entries()) {
      if (typeof value === 'string') this.#texts.set(value, symbol)
      else if (value !== undefined) this.#others.set(JSON.stringify(value), symbol)
    }
  }

  #enter(known: Map<string, number>, text: string, value: unknown): number {
    const found = known.get(text)
    if (found !== undefined) return found
    known.set(text, this.#values.length)
    return this.#values.push(value) - 1
  }
}
