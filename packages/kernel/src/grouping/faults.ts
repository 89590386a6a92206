import { attributeNames, type AnyRelation } from '../define/relation.ts'
import type { Dimension, Way } from './dimension.ts'

/** The columns of a relation: those of its key and its attributes. */
const columnsOf = (relation: AnyRelation): readonly string[] => [
  ...(relation.key as readonly string[]),
  ...attributeNames(relation),
]

const hasColumn = (what: string, relation: AnyRelation, column: string): readonly string[] =>
  columnsOf(relation).includes(column) ? [] : [`${what}: ${relation.name} has no ${column}`]

interface Known {
  readonly relations: readonly AnyRelation[]
  readonly dimensions: readonly Dimension[]
  readonly ways: readonly Way[]
}

/** What does not fit in dimensions and ways; each names its culprit. */
export function groupingFaults({ relations, dimensions, ways }: Known): readonly string[] {
  const known = new Set(relations)
  const missing = (what: string, relation: AnyRelation): readonly string[] =>
    known.has(relation) ? [] : [`${what} is about the relation ${relation.name}, which is not in the list of relations`]
  return [
    ...dimensions.flatMap(({ id, of, attribute, bands, throughout }) => {
      const what = `the dimension ${id}`
      const rising = !bands || (bands.length > 0 && bands.every((from, at) => from > (bands[at - 1] ?? 0)))
      const own = of.refersTo.some((one) => one.attribute === attribute && one.relation === of)
      return [
        ...(/^[a-z][a-z0-9-]*$/.test(id) ? [] : [`${what}: an id is written in small letters, digits and "-"`]),
        ...missing(what, of),
        ...hasColumn(what, of, attribute),
        ...(rising ? [] : [`${what}: its bands begin at numbers above 0, each above the one before`]),
        ...(throughout === true && !own ? [`${what}: ${of.name} does not refer to itself by ${attribute}`] : []),
      ]
    }),
    ...ways.flatMap(({ from, to, chains }) => {
      const what = `the way from ${from.name} to ${to.name}`
      return [
        ...[from, to].flatMap((relation) => missing(what, relation)),
        ...chains.flatMap((chain) => {
          const steps = chain.flatMap(({ relation, column, by }, at) => [
            ...missing(what, relation),
            ...hasColumn(what, relation, column),
            ...hasColumn(what, chain[at - 1]?.relation ?? from, by),
          ])
          return chain.at(-1)?.relation === to ? steps : [...steps, `${what} leads elsewhere`]
        }),
      ]
    }),
  ]
}
