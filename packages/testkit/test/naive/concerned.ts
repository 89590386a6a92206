import { readingOf } from './events.ts'
import { optionalText } from './plain-event.ts'
import type { PlainEvent } from './plain-event.ts'
import type { Reason } from './reason.ts'
import { relations } from './relations.ts'
import type { Reference } from './relations.ts'

/**
 * The events in the way, of those that a refusal names, that have nothing to do with it: they change neither its fact, nor what that lies
 * within, follows or refers to.
 */
export function unconcerned(reason: Reason, events: readonly PlainEvent[]): readonly number[] {
  const { relation, key, keys = [], target } = reason
  // What is wrong with an event itself names no fact.
  if (relation === undefined) return []
  const facts = [...(key === undefined ? keys : [key]).map((one) => ({ relation, key: one })), target]
  const concerned = new Set(facts.flatMap((fact) => (fact ? around(fact, events) : [])).map(nameOf))
  return reason.events.filter((position) => {
    const event = events[position]
    return event === undefined || !changedBy(event).some((fact) => concerned.has(nameOf(fact)))
  })
}

/** A fact, and what it lies within or follows by whatever event opens it. */
function around(fact: Reference, events: readonly PlainEvent[]): readonly Reference[] {
  const { within } = relations.find(({ name }) => name === fact.relation) ?? {}
  const name = nameOf(fact)
  const openings = events.flatMap((event) => readingOf(event.type)(event)).filter((change) => nameOf(change) === name)
  const parents = openings
    .filter(({ verb }) => verb === 'open' || verb === 'set')
    .flatMap(({ key, attributes }) => within?.(key, attributes) ?? [])
  const organizationId = fact.key['organizationId']
  const followed =
    fact.relation === 'office' && organizationId !== undefined ? [{ relation: 'term', key: { organizationId } }] : []
  return [fact, ...parents, ...followed]
}

/** The facts that an event changes, or needs on its day. */
function changedBy(event: PlainEvent): readonly Reference[] {
  const into = optionalText(event.data, 'into')
  const needed =
    into === undefined
      ? []
      : [
          { relation: 'unit', key: { unitId: into } },
          { relation: 'organization', key: { organizationId: into } },
        ]
  return [...readingOf(event.type)(event), ...needed]
}

const nameOf = ({ relation, key }: Reference): string =>
  JSON.stringify([relation, Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1))])
