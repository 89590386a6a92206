import type { AnyRelation } from '@taizhang/kernel/define'
import { subjectsOf, type Definitions } from '@taizhang/kernel/internal'
import type { View } from '@taizhang/kernel'
import type { EventNote } from './event-note.ts'
import { relationNamed, type FactNote } from './fact-note.ts'

/** The ids that an event names. */
export function idsOf(definitions: Definitions, { type, data }: Pick<EventNote, 'type' | 'data'>): readonly string[] {
  const definition = definitions.events.get(type)
  return definition ? [...subjectsOf(definition, data)] : []
}

/** The names, on the view's day or the last before, of what the facts' keys and attributes mention by id, and of what events name. */
export function namesOf(
  definitions: Definitions,
  { facts, asOf }: View,
  notes: Iterable<Pick<FactNote, 'relation' | 'key' | 'attributes'>>,
  events: Iterable<Pick<EventNote, 'type' | 'data'>> = [],
): Readonly<Record<string, string>> {
  const named = definitions.relations.filter(({ key, attributes }) => key.length === 1 && 'name' in attributes)
  const names = new Map<string, string>()
  const add = (relation: AnyRelation | undefined, id: unknown): void => {
    if (!relation || typeof id !== 'string' || names.has(id)) return
    const rows = facts.where(relation, relation.key[0], id)
    const name: unknown = (rows.findLast(({ from }) => from <= asOf) ?? rows[0])?.attributes['name']
    if (typeof name === 'string') names.set(id, name)
  }
  for (const { relation, key, attributes } of notes) {
    for (const [column, id] of Object.entries(key))
      add(
        named.find((one) => one.key[0] === column),
        id,
      )
    for (const { attribute, relation: target } of relationNamed(definitions, relation).refersTo)
      add(named.includes(target) ? target : undefined, attributes[attribute])
  }
  for (const id of [...events].flatMap((event) => idsOf(definitions, event)))
    for (const relation of named) add(relation, id)
  return Object.fromEntries(names)
}
