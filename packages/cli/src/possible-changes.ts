import {
  attributeColumns,
  type AnyRelation,
  type Change,
  type Domain,
  type EventDefinition,
  type Verb,
} from '@taizhang/kernel/define'

import { dataSchema, type JsonSchema } from './event-schema.ts'

/** What an event may do to the facts of a relation, and all attributes that it may say. */
export interface PossibleChange {
  readonly verb: Verb
  readonly relation: AnyRelation
  readonly attributes: readonly string[]
}

/** What events of a type may change: the definition is asked with data that has all its fields, and with each of their choices in turn. */
export function possibleChanges(domain: Domain, definition: EventDefinition): readonly PossibleChange[] {
  const found = new Map<string, { verb: Verb; relation: AnyRelation; attributes: Set<string> }>()
  for (const { verb, relation, values } of everyData(definition).flatMap((data) =>
    changesOf(domain, definition, data),
  )) {
    const own = `${verb} ${relation.name}`
    const { attributes } = found.get(own) ?? { attributes: new Set<string>() }
    for (const [name, value] of Object.entries(values)) if (value !== undefined) attributes.add(name)
    found.set(own, { verb, relation, attributes })
  }
  return [...found.values()].map(({ verb, relation, attributes }) => ({
    verb,
    relation,
    attributes: attributeColumns(relation).flatMap(({ name }) => (attributes.has(name) ? [name] : [])),
  }))
}

/** None where the definition cannot do with data that only has the right form. */
function changesOf(domain: Domain, definition: EventDefinition, data: unknown): readonly Change[] {
  const context = { id: eventId, type: definition.type, book: 'book', effectiveOn: day, evidence: {} }
  try {
    return definition.changes(data as Readonly<Record<string, unknown>>, context, domain.rules)
  } catch {
    return []
  }
}

const day = '2019-05-20'
const eventId = '0190a5c2-7f3e-7c1a-9d0e-3b1f5a2c4d6e'

/** The example, then data with all fields, with those alone that it must have, and with all and each other choice of one. */
function everyData(definition: EventDefinition): readonly unknown[] {
  const { properties = {}, required = [] } = dataSchema(definition)
  const choices = Object.entries(properties).map(([name, schema]) => [name, choicesOf(schema)] as const)
  const whole = Object.fromEntries(choices.map(([name, [first]]) => [name, first]))
  const others = choices.flatMap(([name, [, ...rest]]) => rest.map((value) => ({ ...whole, [name]: value })))
  const least = Object.fromEntries(required.map((name) => [name, whole[name]]))
  return [definition.example, whole, least, ...others]
}

/** Values of a schema: one of each kind that it tells apart. */
function choicesOf(schema: JsonSchema): readonly unknown[] {
  if (schema.anyOf) return schema.anyOf.flatMap(choicesOf)
  if (schema.enum) return schema.enum
  switch (schema.type) {
    case 'boolean':
      return [true, false]
    case 'integer':
    case 'number':
      return [1]
    case 'null':
      return [null]
    case 'array':
      return [choicesOf(schema.items ?? {}).slice(0, 1)]
    case 'object':
      return [
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, choicesOf(one)[0]])),
      ]
    case undefined:
    default:
      return [schema.format === 'date' ? day : 'x']
  }
}
