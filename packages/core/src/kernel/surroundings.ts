import type { Change } from './change.ts'
import { openEndDay } from './days.ts'
import type { FactStore } from './fact-store.ts'
import type { Limit, Surroundings } from './fold.ts'
import type { Named, NamedFacts } from './named-facts.ts'
import type { Dependence, RelationPlan } from './relation-plans.ts'
import { noEvent, none, type RowChains } from './row-chains.ts'
import type { AnyRelation } from './relation.ts'
import type { Row } from './row.ts'
import { noSymbol } from './symbols.ts'

/** What is around facts, as the book stands. */
export class FactSurroundings implements Surroundings {
  readonly #store: FactStore
  readonly #chains: RowChains
  readonly #named: NamedFacts

  constructor(store: FactStore, chains: RowChains, named: NamedFacts) {
    this.#store = store
    this.#chains = chains
    this.#named = named
  }

  limitOn(plan: RelationPlan, change: Change, day: number): Limit | undefined {
    return this.#limit(this.#named.of(plan, change), day)
  }

  /** How long parents and successors let an episode of a fact last that began with a row; `undefined` where they did not let it begin. */
  limitOf(plan: RelationPlan, fact: number, opening: number): Limit | undefined {
    return this.#limit(this.#named.ofRow(plan, fact, opening), this.#chains.from(opening))
  }

  inherited(plan: RelationPlan, change: Change, attribute: number, day: number): number {
    const inherits = plan.inherits[attribute]
    if (!inherits) return noSymbol
    const parent = this.#named.of(plan, change).within[inherits.parent] ?? none
    const { number } = plan.within[inherits.parent] as Dependence
    for (let row = this.#store.lastRow(parent); row !== none; row = this.#chains.before(row))
      if (this.#chains.from(row) <= day && day < this.#chains.to(row))
        return this.#chains.symbol(number, row, inherits.attribute)
    return noSymbol
  }

  missingParent(
    plan: RelationPlan,
    change: Change,
    day: number,
  ): { readonly parent: AnyRelation; readonly row: Row | undefined } {
    const parents = this.#named.of(plan, change).within
    const at = parents.findIndex((parent) => this.#lifeOn(parent, day) === none)
    const { number, relation } = plan.within[at] as Dependence
    const parent = parents[at] ?? none
    const row = this.#endedOrFirst(parent, day)
    return { parent: relation, row: row === none ? undefined : this.#chains.row(number, this.#store.key(parent), row) }
  }

  /** The last row of a fact that has ended by a day, else its first one; {@link none} where it has no rows. */
  #endedOrFirst(fact: number, day: number): number {
    let row = this.#store.lastRow(fact)
    while (row !== none && this.#chains.to(row) > day && this.#chains.before(row) !== none)
      row = this.#chains.before(row)
    return row
  }

  #limit({ within, endedByNew }: Named, day: number): Limit | undefined {
    let limit = noLimit
    for (const parent of within) {
      const last = this.#lifeOn(parent, day)
      if (last === none) return undefined
      limit = sooner(limit, this.#chains.to(last), this.#chains.closedBy(last))
    }
    for (const successor of endedByNew) limit = this.#nextOf(successor, day, limit)
    return limit
  }

  /** The last row of the episode of a fact that holds on a day; {@link none} where none does. */
  #lifeOn(fact: number, day: number): number {
    let last: number = none
    for (let row = this.#store.lastRow(fact); row !== none; row = this.#chains.before(row)) {
      if (last === none) last = row
      if (this.#chains.from(row) <= day && day < this.#chains.to(last)) return last
      if (!this.#chains.continues(row)) last = none
    }
    return none
  }

  /** The first episode of a fact that begins after a day, if it is sooner. */
  #nextOf(fact: number, day: number, limit: Limit): Limit {
    let next = limit
    for (let row = this.#store.lastRow(fact); row !== none; row = this.#chains.before(row)) {
      const from = this.#chains.from(row)
      if (from > day && !this.#chains.continues(row)) next = sooner(next, from, this.#chains.openedBy(row))
    }
    return next
  }
}

const noLimit: Limit = { end: openEndDay, endedBy: noEvent }

/** The one that ends sooner; where two end on one day, the event that comes first in the book is named. */
function sooner(limit: Limit, end: number, endedBy: number): Limit {
  const first =
    end < limit.end ||
    (end === limit.end && endedBy !== noEvent && (limit.endedBy === noEvent || endedBy < limit.endedBy))
  return first ? { end, endedBy } : limit
}
