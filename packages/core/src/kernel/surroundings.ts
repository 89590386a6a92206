import { keyTextOf } from './fact.ts'
import type { FactStore } from './fact-store.ts'
import { limitWithin, type Columns, type Named, type Surroundings } from './fold.ts'
import type { AnyRelation } from './relation.ts'
import { none, noLimit, sooner, type FoldedRow, type Limit, type RowChains } from './row-chains.ts'
import type { Row } from './row.ts'
import { noSymbol } from './symbols.ts'

/** What is around the fact that is being folded, as the book stands. */
export class FactSurroundings implements Surroundings {
  readonly #store: FactStore
  readonly #chains: RowChains
  readonly #columns: readonly Columns[]
  readonly #numbers: ReadonlyMap<AnyRelation, number>
  #fact: number = none
  #kept: number = none

  constructor(
    store: FactStore,
    chains: RowChains,
    columns: readonly Columns[],
    numbers: ReadonlyMap<AnyRelation, number>,
  ) {
    this.#store = store
    this.#chains = chains
    this.#columns = columns
    this.#numbers = numbers
  }

  /** Looks at what is around a fact, of which rows are kept up to one. */
  of(fact: number, kept: number): this {
    this.#fact = fact
    this.#kept = kept
    return this
  }

  lifeOn(parent: AnyRelation, change: Named, day: number): Limit | undefined {
    let limit = noLimit
    let last = true
    for (let row = this.#lastRow(parent, change); row !== none; row = this.#chains.before(row)) {
      if (last) limit = { end: this.#chains.to(row), endedBy: this.#chains.closedBy(row) }
      if (this.#chains.from(row) <= day && day < limit.end) return limit
      last = !this.#chains.continues(row)
    }
    return undefined
  }

  nextOf(successor: AnyRelation, change: Named, day: number): Limit {
    let next = noLimit
    for (let row = this.#lastRow(successor, change); row !== none; row = this.#chains.before(row)) {
      const from = this.#chains.from(row)
      if (from > day && !this.#chains.continues(row))
        next = sooner(next, { end: from, endedBy: this.#chains.openedBy(row) })
    }
    return next
  }

  /** How long parents and successors let an episode of a fact last that began with a row; `undefined` where they did not let it begin. */
  limitOf(fact: number, opening: number): Limit | undefined {
    const relation = this.#store.relationOf(fact)
    const row = this.#chains.row(
      this.#store.relation(fact),
      this.#store.key(fact),
      this.#chains.folded(this.#store.relation(fact), opening),
    )
    const named = { key: row.key, values: row.attributes }
    return limitWithin(relation, this, named, this.#chains.from(opening))
  }

  inherited(parent: AnyRelation, change: Named, attribute: string, day: number): number {
    const relation = this.#number(parent)
    const at = this.#columns[relation]?.attributes.indexOf(attribute) ?? -1
    for (let row = this.#lastRow(parent, change); row !== none; row = this.#chains.before(row))
      if (this.#chains.from(row) <= day && day < this.#chains.to(row)) return this.#chains.symbol(relation, row, at)
    return noSymbol
  }

  lastOf(parent: AnyRelation, change: Named): Row | undefined {
    const fact = this.#find(parent, change)
    const last = this.#store.lastRow(fact)
    if (last === none) return undefined
    const relation = this.#store.relation(fact)
    return this.#chains.row(relation, this.#store.key(fact), this.#chains.folded(relation, last))
  }

  shown(row: FoldedRow | undefined): Row | undefined {
    const relation = this.#store.relation(this.#fact)
    const seen = row ?? (this.#kept === none ? undefined : this.#chains.folded(relation, this.#kept))
    return seen && this.#chains.row(relation, this.#store.key(this.#fact), seen)
  }

  #lastRow(relation: AnyRelation, change: Named): number {
    return this.#store.lastRow(this.#find(relation, change))
  }

  #find(relation: AnyRelation, { key, values }: Named): number {
    return this.#store.find(this.#number(relation), keyTextOf(relation, key, values))
  }

  #number(relation: AnyRelation): number {
    // Parents are in the list of relations: the timelines have seen to that.
    return this.#numbers.get(relation) as number
  }
}
