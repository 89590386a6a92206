import type { Check } from '../checks/check.ts'
import { keptFigures } from '../figures/kept.ts'
import type { Figure } from '../figures/figure.ts'
import type { Dimension, Way } from '../grouping/dimension.ts'
import type { List } from '../lists/list.ts'
import { groupingFaults } from '../grouping/faults.ts'
import { isCivilDate } from '../time/civil-date.ts'
import type { AnyEvent } from './define-event.ts'
import { plansOf } from './relation-plans.ts'
import { tableNameFaults } from './table-names.ts'
import {
  attributeColumns,
  attributeNames,
  attributesBeyondTables,
  type AnyRelation,
  type Reference,
} from './relation.ts'

/** The parts of a domain, before they are put together. */
interface Parts {
  readonly relations: readonly AnyRelation[]
  readonly events: readonly AnyEvent[]
  readonly figures: readonly Figure[]
  readonly checks: readonly Check[]
  readonly dimensions: readonly Dimension[]
  readonly ways: readonly Way[]
  readonly lists: readonly List[]
  readonly opening: { readonly type: string; readonly on: string }
}

/**
 * What does not fit in a domain's parts: two of one name, or of names that SQL takes for one; a parent after its child, an attribute that no table can hold, a figure over a
 * relation that is not there. Each names its culprit.
 */
export const faultsOf = (parts: Parts): readonly string[] => [
  ...twice(
    'relation',
    parts.relations.map(({ name }) => name),
  ),
  ...twice(
    'event',
    parts.events.map(({ type }) => type),
  ),
  ...twice(
    'figure',
    parts.figures.map(({ id }) => id),
  ),
  ...twice(
    'check',
    parts.checks.map(({ id }) => id),
  ),
  ...twice(
    'dimension',
    parts.dimensions.map(({ id }) => id),
  ),
  ...twice(
    'list',
    parts.lists.map(({ id }) => id),
  ),
  ...parts.lists.flatMap(({ id, of, columns }) => [
    ...(parts.relations.includes(of)
      ? []
      : [`the list ${id} is about the relation ${of.name}, which is not in the list of relations`]),
    ...twice(
      `columns of the list ${id}`,
      columns.map((column) => column.id),
    ),
  ]),
  ...openingFaults(parts),
  ...relationFaults(parts.relations),
  ...parts.figures.flatMap((figure) => figureFaults(figure, new Set(parts.relations))),
  ...groupingFaults(parts),
]

function twice(what: string, names: readonly string[]): readonly string[] {
  const name = names.find((one, at) => names.indexOf(one) !== at)
  return name === undefined ? [] : [`two ${what}s are called ${name}`]
}

const openingFaults = ({ events, opening: { type, on } }: Parts): readonly string[] => [
  ...(events.some((event) => event.type === type) ? [] : [`its first event ${type} is not in the list of events`]),
  ...(isCivilDate(on) ? [] : [`its first event takes effect on ${on}, which is no date`]),
]

function relationFaults(relations: readonly AnyRelation[]): readonly string[] {
  const shapes = relations.flatMap((relation): readonly string[] => {
    const columns = [...(relation.key as readonly string[]), ...attributeNames(relation)]
    const [beyond] = attributesBeyondTables(relation)
    return [
      ...(relation.key.length === 0 ? [`the relation ${relation.name} has no key`] : []),
      ...twice(`columns of ${relation.name}`, columns),
      ...(beyond === undefined ? [] : [`no table can hold the attribute ${beyond} of ${relation.name}`]),
      ...relation.refersTo.flatMap((reference: Reference) => referenceFaults(relation, reference)),
      ...inheritanceFaults(relation),
    ]
  })
  const named = [...shapes, ...tableNameFaults(relations)]
  return named.length > 0 ? named : thrownBy(() => plansOf(relations))
}

/** A reference is an attribute that holds the whole key of another fact: one text. */
function referenceFaults(relation: AnyRelation, { attribute, relation: target }: Reference): readonly string[] {
  const by = `${relation.name} refers to ${target.name} by ${attribute}`
  const column = attributeColumns(relation).find(({ name }) => name === attribute)
  if (!column) return [`${by}, which is none of its attributes`]
  if (column.kind !== 'text') return [`${by}, which holds no text`]
  return target.key.length === 1 ? [] : [`${by}, but the key of ${target.name} is not one column`]
}

function inheritanceFaults(relation: AnyRelation): readonly string[] {
  const inherits = Object.entries(relation.inherits as Readonly<Record<string, AnyRelation>>)
  return inherits.flatMap(([attribute, from]) =>
    [relation, from]
      .filter((one) => !attributeNames(one).includes(attribute))
      .map(({ name }) => `${relation.name} inherits ${attribute} from ${from.name}, and ${name} has no such attribute`),
  )
}

function figureFaults(figure: Figure, known: ReadonlySet<AnyRelation>): readonly string[] {
  switch (figure.kind) {
    case 'flow': {
      const { id, scopedAs = [] } = figure
      const scopes = new Set(scopedAs.map(({ scopedBy }) => scopedBy))
      return [
        ...scopedAs.flatMap((stock) => figureFaults(stock, known)),
        ...(scopes.size > 1 || scopes.has(undefined)
          ? [`the flow ${id} is scoped as stocks that are not counted by the same scopes`]
          : []),
      ]
    }
    case 'rate':
    case 'flow-rate':
      return [...figureFaults(figure.part, known), ...figureFaults(figure.whole, known)]
    case 'stock': {
      const { id, of, scopedBy } = figure
      const missing = [of, ...(scopedBy ? [scopedBy] : [])].find((relation) => !known.has(relation))
      if (missing)
        return [`the figure ${id} is over the relation ${missing.name}, which is not in the list of relations`]
      if (scopedBy && scopedBy.key.length !== 1)
        return [`the figure ${id} is scoped by ${scopedBy.name}, whose key is not one column`]
      return figure.kept ? thrownBy(() => keptFigures([figure], known)) : []
    }
  }
}

function thrownBy(work: () => unknown): readonly string[] {
  try {
    work()
    return []
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
