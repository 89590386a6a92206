import type { Change } from '../define/change.ts'
import type { FactStore } from './fact-store.ts'
import { keyTextOf } from './fact.ts'
import type { Dependence, RelationPlan } from '../define/relation-plans.ts'
import { none, type RowChains } from './row-chains.ts'
import type { Symbols } from '../book/symbols.ts'

/** The facts that a fact names, in the order in which its plan names their relations; {@link none} where no event spoke of one. */
export interface Named {
  readonly within: readonly number[]
  readonly endedByNew: readonly number[]
}

/** Finds the facts that changes and rows name, and keeps what leads back from them. */
export class NamedFacts {
  readonly #store: FactStore
  readonly #chains: RowChains
  readonly #symbols: Symbols
  /** The change that was entered last: going on with it asks several times. */
  #change: Change | undefined
  #named: Named = nobody

  constructor(store: FactStore, chains: RowChains, symbols: Symbols) {
    this.#store = store
    this.#chains = chains
    this.#symbols = symbols
  }

  /** Enters a fact with those it may depend on or refer to, so that they find it again. */
  link(plan: RelationPlan, fact: number, change: Change): void {
    this.#change = change
    this.#named = dependsOnNone(plan)
      ? nobody
      : {
          within: plan.within.map((on) => this.#enter(on, fact, change)),
          endedByNew: plan.endedByNew.map((on) => this.#enter(on, fact, change)),
        }
    for (const { attribute, number } of plan.refersTo) {
      const target = change.values[attribute] ?? change.key[attribute]
      if (typeof target === 'string') this.#store.link('referrers', this.#store.enter(number, target), fact)
    }
  }

  /** The same for what a fact refers to by what it has inherited, in rows of it. */
  linkInherited({ number: relation, inheritedReferences }: RelationPlan, fact: number, rows: readonly number[]): void {
    for (const { inAttributes, number } of inheritedReferences)
      for (const row of rows) {
        const target = this.#symbols.value(this.#chains.symbol(relation, row, inAttributes))
        if (typeof target === 'string') this.#store.link('referrers', this.#store.enter(number, target), fact)
      }
  }

  /** Those that a change names. */
  of(plan: RelationPlan, change: Change): Named {
    if (change === this.#change) return this.#named
    if (dependsOnNone(plan)) return nobody
    const find = (on: Dependence): number => {
      const text = textOf(on, change)
      return text === undefined ? none : this.#store.find(on.number, text)
    }
    return { within: plan.within.map(find), endedByNew: plan.endedByNew.map(find) }
  }

  /** Those that a row of a fact names. */
  ofRow({ number: relation, within, endedByNew }: RelationPlan, fact: number, row: number): Named {
    const find = ({ number, columns }: Dependence): number => {
      const values: unknown[] = columns.map(({ inKey, inAttributes }) =>
        inKey >= 0
          ? this.#store.keyPart(fact, inKey)
          : this.#symbols.value(this.#chains.symbol(relation, row, inAttributes)),
      )
      return values.includes(undefined) ? none : this.#store.find(number, values.join('\n'))
    }
    return { within: within.map(find), endedByNew: endedByNew.map(find) }
  }

  /** Forgets what it remembers: numbers of facts were taken back. */
  forget(): void {
    this.#change = undefined
    this.#named = nobody
  }

  #enter(on: Dependence, fact: number, change: Change): number {
    const text = textOf(on, change)
    if (text === undefined) return none
    const found = this.#store.enter(on.number, text)
    this.#store.link('dependents', found, fact)
    return found
  }
}

/** The key by which a change names a fact; `undefined` where it does not say all of it. */
function textOf({ relation, columns }: Dependence, { key, values }: Change): string | undefined {
  for (const { name } of columns) if ((key[name] ?? values[name]) === undefined) return undefined
  return keyTextOf(relation, key, values)
}

const nobody: Named = { within: [], endedByNew: [] }

const dependsOnNone = ({ within, endedByNew }: RelationPlan): boolean => within.length === 0 && endedByNew.length === 0
