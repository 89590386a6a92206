import { attributeNames, type AnyRelation } from './relation.ts'

/** A column by which a fact names another one. */
interface NamingColumn {
  readonly name: string
  /** Its place among the columns of the fact's key and among its attributes; -1 where it is none. */
  readonly inKey: number
  readonly inAttributes: number
}

/** A relation that another one lies within or is ended by, and the columns that are its key. */
export interface Dependence {
  readonly number: number
  readonly relation: AnyRelation
  readonly columns: readonly NamingColumn[]
}

/** A relation with what it depends on, by numbers: looked up once, and not again with every event. */
export interface RelationPlan {
  readonly number: number
  readonly relation: AnyRelation
  readonly attributes: readonly string[]
  readonly within: readonly Dependence[]
  readonly endedByNew: readonly Dependence[]
  /** For each attribute that may be inherited: which of {@link within} it is inherited from, and its place among that one's attributes. */
  readonly inherits: readonly ({ readonly parent: number; readonly attribute: number } | undefined)[]
  /** The numbers of the relations that it inherits from. */
  readonly heirOf: readonly number[]
  readonly refersTo: readonly { readonly attribute: string; readonly number: number }[]
  /** Those that may be inherited: no change says them, so they are found in the rows. */
  readonly inheritedReferences: readonly { readonly inAttributes: number; readonly number: number }[]
}

/** Plans of all relations, in their order. Throws where a relation is listed before one that it depends on. */
export function plansOf(relations: readonly AnyRelation[]): readonly RelationPlan[] {
  const numbers = new Map(relations.map((relation, number) => [relation, number]))
  return relations.map((relation, number) => {
    const key = relation.key as readonly string[]
    const attributes = attributeNames(relation)
    const dependence = (on: AnyRelation): Dependence => {
      const found = numbers.get(on)
      if (found === undefined || found >= number)
        throw new Error(`${relation.name} is listed before ${on.name}, which it depends on`)
      const columns = (on.key as readonly string[]).map((name) => {
        const column = { name, inKey: key.indexOf(name), inAttributes: attributes.indexOf(name) }
        if (column.inKey < 0 && column.inAttributes < 0)
          throw new Error(`${relation.name} has no column ${name}, by which ${on.name} is found`)
        return column
      })
      return { number: found, relation: on, columns }
    }
    const within = relation.within.map(dependence)
    const refersTo = relation.refersTo.map(({ attribute, relation: referred }) => ({
      attribute,
      number: numberOf(numbers, referred),
    }))
    return {
      number,
      relation,
      attributes,
      within,
      endedByNew: relation.endedByNew.map(dependence),
      inherits: attributes.map((name) => inheritedBy(relation, within, name)),
      heirOf: Object.values<AnyRelation>(relation.inherits).map((from) => numberOf(numbers, from)),
      refersTo,
      inheritedReferences: refersTo
        .filter(({ attribute }) => Object.hasOwn(relation.inherits as object, attribute))
        .map(({ attribute, number }) => ({ inAttributes: attributes.indexOf(attribute), number })),
    }
  })
}

function inheritedBy(
  { name: heir, inherits }: AnyRelation,
  within: readonly Dependence[],
  name: string,
): RelationPlan['inherits'][number] {
  const from = (inherits as Readonly<Record<string, AnyRelation>>)[name]
  if (!from) return undefined
  const parent = within.findIndex(({ relation }) => relation === from)
  if (parent < 0) throw new Error(`${heir} inherits ${name} from ${from.name}, which it does not lie within`)
  return { parent, attribute: attributeNames(from).indexOf(name) }
}

/** The number of a relation; throws where it is not in the list. */
export function numberOf(numbers: ReadonlyMap<AnyRelation, number>, relation: AnyRelation): number {
  const number = numbers.get(relation)
  if (number === undefined) throw new Error(`the relation ${relation.name} is not in the list of relations`)
  return number
}
