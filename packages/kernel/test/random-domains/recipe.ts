/** A domain as plain data: what a real one is built from, and what the naive model reads. */
export interface Recipe {
  readonly relations: readonly RelationRecipe[]
  readonly events: readonly EventRecipe[]
  readonly stocks: readonly StockRecipe[]
  readonly flows: readonly FlowRecipe[]
  readonly check: CheckRecipe
}

/** What an attribute or a field holds. */
export type Kind = 'id' | 'text' | 'count' | 'decimal' | 'flag' | 'list'

export interface AttributeRecipe {
  readonly kind: Kind
  readonly optional: boolean
}

export interface RelationRecipe {
  readonly name: string
  readonly key: readonly string[]
  readonly attributes: Readonly<Record<string, AttributeRecipe>>
  /** Names of relations, here and below. */
  readonly within: readonly string[]
  readonly endedByNew: readonly string[]
  readonly refersTo: Readonly<Record<string, string>>
  readonly inherits: Readonly<Record<string, string>>
}

export interface FieldRecipe extends AttributeRecipe {
  /** Whether `null` may be said, which clears. */
  readonly nullable?: boolean
}

export type Verb = 'open' | 'amend' | 'close' | 'set' | 'closeIfOpen' | 'occur' | 'mustHold'

/** A change; its columns say by which field of the data they are given. */
export interface ChangeRecipe {
  readonly verb: Verb
  readonly relation: string
  readonly key: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, string>>
  readonly expect: Readonly<Record<string, string>>
}

export interface EventRecipe {
  readonly type: string
  readonly fields: Readonly<Record<string, FieldRecipe>>
  readonly changes: readonly ChangeRecipe[]
  /** The most that a field may say: the little that an event refuses by itself. */
  readonly most?: { readonly field: string; readonly value: number }
  /** The field that names an event to take back. */
  readonly withdraws?: string
  /** The version before, and how its data becomes that of this one. */
  readonly earlier?: EarlierRecipe
}

/** In the next version a field has another name, counts double, and another one may be said besides. */
export interface EarlierRecipe {
  readonly fields: EventRecipe['fields']
  readonly most?: EventRecipe['most']
  readonly renamed: Readonly<Record<string, string>>
  readonly doubled?: string
}

/** Counts facts, or adds up what an attribute of them says. */
export interface StockRecipe {
  readonly id: string
  readonly of: string
  readonly sums?: string
  readonly by?: string
  readonly distinct?: string
  /** Those alone of whose key a column of another relation tells; or those alone of whose key none does. */
  readonly near?: { readonly relation: string; readonly column: string; readonly absent: boolean }
  /** By the facts of a relation: those alone with the same text in two attributes. */
  readonly scopedBy?: { readonly relation: string; readonly theirs: string; readonly mine: string }
}

/** Counts events of a type, or adds up what a field of them says. */
export interface FlowRecipe {
  readonly id: string
  readonly type: string
  readonly sums?: string
  readonly by?: string
}

/** Finds facts of a relation near which another one does not hold. */
export interface CheckRecipe {
  readonly relation: string
  readonly near: string
  readonly column: string
}

/** Where nothing is said of a key's column, or a change is keyed by its event. */
export const eventIdField = '@id'

export const relationNamed = ({ relations }: Pick<Recipe, 'relations'>, name: string): RelationRecipe => {
  const found = relations.find((relation) => relation.name === name)
  if (!found) throw new Error(`no relation ${name}`)
  return found
}
