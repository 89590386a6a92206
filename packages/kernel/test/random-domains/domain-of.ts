import * as z from 'zod'
import { refuse } from '../../src/index.ts'
import {
  amend,
  bookOpening,
  close,
  closeIfOpen,
  count,
  countEvents,
  decimal,
  defineCheck,
  defineDomain,
  defineEvent,
  defineFlow,
  defineRelation,
  defineStock,
  each,
  eventId,
  mustHold,
  occur,
  open,
  set,
  subjectId,
  text,
  type AnyEvent,
  type AnyRelation,
  type Change,
  type Domain,
  type Figure,
} from '../../src/define.ts'
import {
  eventIdField,
  type ChangeRecipe,
  type CheckRecipe,
  type EventRecipe,
  type FieldRecipe,
  type FlowRecipe,
  type Kind,
  type Recipe,
  type RelationRecipe,
  type StockRecipe,
} from './recipe.ts'

type Data = Readonly<Record<string, unknown>>

const schemas: Readonly<Record<Kind, z.ZodType>> = {
  id: subjectId,
  text,
  count,
  decimal: decimal(2),
  flag: z.boolean(),
  list: z.array(text),
}

const schemaOf = ({ kind, optional, nullable = false }: FieldRecipe): z.ZodType => {
  const schema = nullable ? schemas[kind].nullable() : schemas[kind]
  return optional ? schema.optional() : schema
}

const dataOf = (fields: EventRecipe['fields'], withdraws: string | undefined): z.ZodObject =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, name === withdraws ? eventId : schemaOf(field)]),
    ),
  )

const title = (name: string) => ({ zh: name, en: name })

/** The first day of the books. */
export const dawn = '2000-01-01'

/** Builds the domain that a recipe describes, with what everybody defines domains with. */
export function domainOf(recipe: Recipe): Domain {
  const relations = new Map<string, AnyRelation>()
  for (const one of recipe.relations) relations.set(one.name, relationOf(one, relations))
  const named = (name: string): AnyRelation => relations.get(name) as AnyRelation
  const events = recipe.events.map((event) => eventOf(event, named))
  const opening = bookOpening()
  return defineDomain({
    name: 'random',
    version: 1,
    opening: { event: opening, on: dawn },
    relations: [...relations.values()],
    events: [opening, ...events],
    figures: [
      ...recipe.stocks.map((stock) => stockOf(stock, named)),
      ...recipe.flows.map((flow) => flowOf(flow, events)),
    ],
    checks: [checkOf(recipe.check, named)],
  })
}

function relationOf(
  { name, key, attributes, within, endedByNew, refersTo, inherits }: RelationRecipe,
  known: ReadonlyMap<string, AnyRelation>,
): AnyRelation {
  const named = (other: string): AnyRelation => known.get(other) as AnyRelation
  const mapped = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(names).map(([attribute, other]) => [attribute, named(other)]))
  return defineRelation({
    name,
    title: title(name),
    key,
    attributes: Object.fromEntries(Object.entries(attributes).map(([one, attribute]) => [one, schemaOf(attribute)])),
    within: within.map(named),
    endedByNew: endedByNew.map(named),
    refersTo: Object.fromEntries(
      Object.entries(refersTo).map(([attribute, other]) => [attribute, other === name ? 'itself' : named(other)]),
    ),
    inherits: mapped(inherits),
  }) as AnyRelation
}

function eventOf(
  { type, fields, changes, most, withdraws, earlier }: EventRecipe,
  named: (name: string) => AnyRelation,
): AnyEvent {
  return defineEvent({
    type,
    title: title(type),
    data: dataOf(fields, withdraws),
    ...(earlier
      ? {
          earlier: [
            {
              data: dataOf(earlier.fields, withdraws),
              ...admitOf(earlier.most),
              upcast: (data: Data) =>
                Object.fromEntries(
                  Object.entries(data).map(([name, value]) => [
                    earlier.renamed[name] ?? name,
                    name === earlier.doubled && typeof value === 'number' ? 2 * value : value,
                  ]),
                ),
            },
          ],
        }
      : {}),
    ...admitOf(most),
    ...(withdraws === undefined ? {} : { withdraws: (data: Data) => String(data[withdraws]), permanent: true }),
    changes: (data: Data, event) => changes.map((change) => changeOf(change, named(change.relation), data, event.id)),
    example: {},
  }) as AnyEvent
}

const admitOf = (most: EventRecipe['most']) =>
  most === undefined
    ? {}
    : {
        admit: (data: Data) =>
          Number(data[most.field] ?? 0) <= most.value || refuse('too-many', { zh: '太多', en: 'too many' }),
      }

function changeOf(change: ChangeRecipe, relation: AnyRelation, data: Data, id: string): Change {
  const given = (columns: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(columns).map(([column, field]) => [column, field === eventIdField ? id : data[field]]),
    )
  const key = given(change.key) as Readonly<Record<string, string>>
  const [values, expect] = [given(change.values), given(change.expect)]
  switch (change.verb) {
    case 'open':
      return open(relation, key, values)
    case 'set':
      return set(relation, key, values)
    case 'occur':
      return occur(relation, key, values)
    case 'amend':
      return amend(relation, key, values, { expect })
    case 'close':
      return close(relation, key, { expect })
    case 'closeIfOpen':
      return closeIfOpen(relation, key)
    case 'mustHold':
      return mustHold(relation, key)
  }
}

const firstKey = (key: Readonly<Record<string, string>>): string => String(Object.values(key)[0])

const attributeOf = (row: { attributes: Data }, name: string): unknown => row.attributes[name]

function stockOf(stock: StockRecipe, named: (name: string) => AnyRelation): Figure {
  const { id, of, sums, by, distinct, near, scopedBy } = stock
  return defineStock({
    id,
    title: title(id),
    measure: 'ones',
    of: named(of),
    ...(by === undefined
      ? {}
      : { by: 'kind', byOf: (row: { attributes: Data }) => attributeOf(row, by) as string | undefined }),
    ...(distinct === undefined
      ? {}
      : { distinct: (row: { attributes: Data }) => attributeOf(row, distinct) as string | undefined }),
    ...(scopedBy === undefined ? {} : { scopedBy: named(scopedBy.relation) }),
    ...(near === undefined
      ? {}
      : {
          near: {
            others: (facts, row) => facts.where(named(near.relation), near.column as never, firstKey(row.key)),
          },
        }),
    counts: (subject) => {
      const { row, scope, others } = subject as unknown as {
        row: { attributes: Data }
        scope: { attributes: Data }
        others: readonly unknown[]
      }
      if (near && others.length > 0 === near.absent) return 0
      if (scopedBy && attributeOf(row, scopedBy.mine) !== attributeOf(scope, scopedBy.theirs)) return 0
      return sums === undefined ? 1 : { value: Number(attributeOf(row, sums) ?? 0) }
    },
  })
}

function flowOf({ id, type, sums, by }: FlowRecipe, events: readonly AnyEvent[]): Figure {
  const event = events.find((one) => one.type === type) as AnyEvent
  return defineFlow({
    id,
    title: title(id),
    measure: 'ones',
    since: dawn,
    ...(by === undefined ? {} : { by: 'kind' }),
    entries: countEvents(event, ({ data }: { data: Data }) => ({
      ...(sums === undefined ? {} : { value: Number(data[sums] ?? 0) }),
      ...(by === undefined ? {} : { by: data[by] as string | undefined }),
    })),
  })
}

const checkOf = ({ relation, near, column }: CheckRecipe, named: (name: string) => AnyRelation) =>
  defineCheck({
    id: 'ALONE',
    parameters: z.strictObject({}),
    says: () => title('not alone'),
    next: title('find company'),
    looks: (look) => [
      look({
        subjects: each(named(relation)),
        near: { others: (facts, { id }) => facts.where(named(near), column as never, id) },
        holds: ({ others }) => (others.length === 0 ? { message: title('alone') } : undefined),
      }),
    ],
    texts: [{ id: 'ALONE', title: title('alone'), severity: 'notice', citation: title('nowhere'), parameters: {} }],
  })
