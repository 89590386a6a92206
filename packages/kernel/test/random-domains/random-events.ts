import type { Choices } from './choices.ts'
import {
  eventIdField,
  type ChangeRecipe,
  type EventRecipe,
  type FieldRecipe,
  type RelationRecipe,
  type Verb,
} from './recipe.ts'

type Fields = Record<string, FieldRecipe>
type Columns = Readonly<Record<string, string>>

/** What events a relation has: always one that opens and one that closes. */
const more = ['Changed', 'Set', 'Renewed', 'Happened', 'Merged', 'Needed', 'Replaced'] as const

const withdrawalType = 'Withdrawn'

/** The field of a withdrawal that names its event. */
const withdrawnField = 'eventId'

export function randomEvents(choices: Choices, relations: readonly RelationRecipe[]): readonly EventRecipe[] {
  const events = relations.flatMap((relation) => [
    withChild(choices, opening(choices, relation), relations),
    closing(choices, relation),
    ...choices.some(more, 45).map((what) => eventOf(choices, what, relation)),
    // What refers to its own kind comes to refer to others.
    ...(Object.values(relation.refersTo).includes(relation.name) ? [reassigned(relation)] : []),
  ])
  const withdrawn: EventRecipe = {
    type: withdrawalType,
    fields: { [withdrawnField]: { kind: 'text', optional: false } },
    changes: [],
    withdraws: withdrawnField,
  }
  return [...events.map((event) => withMost(choices, event)), withdrawn]
}

/** Fields of the same names as columns. */
const fieldsNamed = (names: readonly string[]): Columns => Object.fromEntries(names.map((name) => [name, name]))

const keyFields = ({ key }: RelationRecipe): Fields =>
  Object.fromEntries(key.map((column) => [column, { kind: 'id', optional: false }]))

/** What must be said of a fact that opens: what it inherits may be left out. */
const openingFields = ({ attributes, inherits }: RelationRecipe): Fields =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { kind, optional }]) => [
      name,
      { kind, optional: optional || Object.hasOwn(inherits, name) },
    ]),
  )

const changeOf = (verb: Verb, relation: RelationRecipe, more: Partial<ChangeRecipe> = {}): ChangeRecipe => ({
  verb,
  relation: relation.name,
  key: fieldsNamed(relation.key),
  values: {},
  expect: {},
  ...more,
})

const begins = (verb: 'open' | 'set' | 'occur', relation: RelationRecipe): ChangeRecipe =>
  changeOf(verb, relation, { values: fieldsNamed(Object.keys(relation.attributes)) })

const event = (
  { name }: RelationRecipe,
  what: string,
  fields: Fields,
  ...changes: readonly ChangeRecipe[]
): EventRecipe => ({ type: `${name}-${what}`, fields, changes })

const opening = (_: Choices, relation: RelationRecipe): EventRecipe =>
  event(relation, 'Opened', { ...keyFields(relation), ...openingFields(relation) }, begins('open', relation))

/** Opens a fact, and at once one that lies within it. */
function withChild(choices: Choices, opened: EventRecipe, relations: readonly RelationRecipe[]): EventRecipe {
  const parent = relations.find(({ name }) => opened.changes[0]?.relation === name) as RelationRecipe
  const child = choices.perhaps(
    relations.filter(({ within }) => within.includes(parent.name)),
    20,
  )
  if (!child) return opened
  const fields = { ...keyFields(child), ...openingFields(child), ...opened.fields }
  // What both have and one of them needs must be said.
  const changes = [...opened.changes, begins('open', child)]
  const needed = new Set(
    [parent, child].flatMap(({ key, attributes, inherits }) => [
      ...key,
      ...Object.keys(attributes).filter(
        (name) => attributes[name]?.optional === false && !Object.hasOwn(inherits, name),
      ),
    ]),
  )
  return {
    ...opened,
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, needed.has(name) ? { ...field, optional: false } : field]),
    ),
    changes: choices.percent(50) ? changes : changes.toReversed(),
  }
}

function closing(choices: Choices, relation: RelationRecipe): EventRecipe {
  const expected = choices.perhaps(Object.keys(relation.attributes), 25)
  const { fields, expect } = expecting(choices, relation, expected)
  return event(relation, 'Closed', { ...keyFields(relation), ...fields }, changeOf('close', relation, { expect }))
}

/** A field that says what an attribute is expected to be. */
function expecting(
  choices: Choices,
  { attributes }: RelationRecipe,
  attribute: string | undefined,
): { readonly fields: Fields; readonly expect: Columns } {
  const kind = attribute === undefined ? undefined : attributes[attribute]?.kind
  if (attribute === undefined || kind === undefined) return { fields: {}, expect: {} }
  const optional = choices.percent(30)
  return { fields: { was: { kind, optional, nullable: choices.percent(30) } }, expect: { [attribute]: 'was' } }
}

function eventOf(choices: Choices, what: (typeof more)[number], relation: RelationRecipe): EventRecipe {
  const whole = { ...keyFields(relation), ...openingFields(relation) }
  switch (what) {
    case 'Changed':
      return changed(choices, relation)
    case 'Set':
      return event(relation, what, whole, begins('set', relation))
    case 'Renewed':
      return event(relation, what, whole, changeOf('closeIfOpen', relation), begins('open', relation))
    case 'Happened': {
      const change = begins('occur', relation)
      const [column] = relation.key
      // Keyed by the event, or by what it says: then it may be in the way of another.
      if (column === undefined || choices.percent(50) || relation.key.length > 1)
        return event(relation, what, whole, change)
      const { [column]: _, ...fields } = whole
      return event(relation, what, fields, { ...change, key: { [column]: eventIdField } })
    }
    case 'Merged': {
      const into = Object.fromEntries(relation.key.map((column) => [column, `into-${column}`]))
      const fields = Object.fromEntries(
        Object.values(into).map((name): [string, FieldRecipe] => [name, { kind: 'id', optional: false }]),
      )
      return event(
        relation,
        what,
        { ...keyFields(relation), ...fields },
        changeOf('close', relation),
        changeOf('mustHold', relation, { key: into }),
      )
    }
    case 'Needed':
      return event(relation, what, keyFields(relation), changeOf('mustHold', relation))
    case 'Replaced':
      return event(relation, what, whole, changeOf('close', relation), begins('open', relation))
  }
}

function reassigned(relation: RelationRecipe): EventRecipe {
  const names = Object.keys(relation.refersTo).filter((name) => relation.refersTo[name] === relation.name)
  const fields = names.map((name): [string, FieldRecipe] => {
    const optional = relation.attributes[name]?.optional === true
    return [name, { kind: 'id', optional, nullable: optional }]
  })
  const change = changeOf('amend', relation, { values: fieldsNamed(names) })
  return event(relation, 'Reassigned', { ...keyFields(relation), ...Object.fromEntries(fields) }, change)
}

function changed(choices: Choices, relation: RelationRecipe): EventRecipe {
  const attributes = Object.entries(relation.attributes)
  const patched = choices.some(attributes, 70)
  const fields = Object.fromEntries(
    patched.map(([name, { kind, optional }]): [string, FieldRecipe] => [
      name,
      { kind, optional: true, nullable: optional && choices.percent(60) },
    ]),
  )
  const expected = choices.perhaps(
    attributes.map(([name]) => name),
    30,
  )
  const { fields: more, expect } = expecting(choices, relation, expected)
  const change = changeOf('amend', relation, { values: fieldsNamed(patched.map(([name]) => name)), expect })
  return event(relation, 'Changed', { ...keyFields(relation), ...fields, ...more }, change)
}

function withMost(choices: Choices, one: EventRecipe): EventRecipe {
  const counts = Object.keys(one.fields).filter((name) => one.fields[name]?.kind === 'count')
  const field = choices.perhaps(counts, 40)
  return field === undefined ? one : { ...one, most: { field, value: 2 } }
}
