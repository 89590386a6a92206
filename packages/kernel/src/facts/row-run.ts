import type { FactStore } from './fact-store.ts'
import { none, type Bounds, type RowChains, type State } from './row-chains.ts'
import type { Row } from './row.ts'

const nothing: readonly never[] = []

/** Rows that come one after the other in the place of those that a fact has behind one that stays. What is the same as before stays, too. */
export class RowRun {
  readonly #store: FactStore
  readonly #chains: RowChains
  #fact: number = none
  #relation = 0
  #kept: number = none
  #old: readonly number[] = nothing
  /** How many of the old ones have come again. */
  #same = 0
  #added = false
  #last: number = none

  constructor(store: FactStore, chains: RowChains) {
    this.#store = store
    this.#chains = chains
  }

  /** Begins with a fact, behind `kept`. */
  begin(fact: number, kept: number): void {
    const lastRow = this.#store.lastRow(fact)
    this.#fact = fact
    this.#relation = this.#store.relation(fact)
    this.#old = lastRow === kept ? nothing : this.#chains.list(lastRow, kept)
    this.#kept = kept
    this.#same = 0
    this.#added = false
    this.#last = kept
  }

  add(bounds: Bounds, state: State): void {
    const old = this.#added ? undefined : this.#old[this.#same]
    if (old !== undefined && this.#chains.says(this.#relation, old, bounds, state)) {
      this.#last = old
      this.#same++
      return
    }
    this.#added = true
    this.#last = this.#chains.add(this.#relation, this.#last, bounds, state)
  }

  /** Whether the rows are others than before. */
  get changed(): boolean {
    return this.#added || this.#same < this.#old.length
  }

  /** The last row so far. */
  get last(): number {
    return this.#last
  }

  /** Whether the last row so far ends after a day. */
  endsAfter(day: number): boolean {
    return this.#last !== none && this.#chains.to(this.#last) > day
  }

  /** The rows that are gone. */
  get gone(): readonly number[] {
    return this.#old.slice(this.#same)
  }

  /** The rows that are new. */
  get added(): readonly number[] {
    return this.#chains.list(this.#last, this.#same === 0 ? this.#kept : this.#old[this.#same - 1])
  }

  /** A row that has not come yet, for people to see. */
  shown(bounds: Bounds, state: State): Row {
    return this.#chains.shown(this.#relation, this.#store.key(this.#fact), bounds, state)
  }

  /** The last row so far, for people to see. */
  shownLast(): Row | undefined {
    return this.#last === none ? undefined : this.#chains.row(this.#relation, this.#store.key(this.#fact), this.#last)
  }
}
