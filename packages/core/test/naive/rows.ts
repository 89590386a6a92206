import { measureOf } from './activities.ts'
import type { Attributes, Key } from './change.ts'
import { addDays } from './civil-date.ts'
import { occurrences } from './events.ts'
import { factsOf, type Facts } from './facts.ts'
import type { PlainEvent } from './plain-event.ts'

export interface View {
  readonly asOf: string
  readonly knownAt: number
}

/** A stretch of one fact with constant attributes: the days `[from, to)`, the events (positions) that begin and end it. */
export interface Row {
  readonly relation: string
  readonly key: Key
  readonly attributes: Attributes
  readonly from: string
  readonly to: string
  readonly openedBy: number
  readonly closedBy: number | null
}

/** All rows that hold on a day, as known at a size. */
export function rowsOn(events: readonly PlainEvent[], { asOf, knownAt }: View): Row[] {
  return allRows(events, knownAt).filter(({ from, to }) => from <= asOf && asOf < to)
}

/** All rows of at least one day, as known at a size; by relation, key and first day. */
export function allRows(events: readonly PlainEvent[], knownAt: number): Row[] {
  const facts = factsOf(events, knownAt)
  return [...stretches(facts), ...occurred(facts)].toSorted(byRelationKeyAndDay)
}

function stretches({ all }: Facts): Row[] {
  return all.flatMap(({ relation, key, episodes }) =>
    episodes
      .flatMap((episode) => episode.stretches)
      .filter(({ from, to }) => from < to)
      .map(({ from, to, attributes, openedBy, closedBy }) => ({
        relation,
        key,
        attributes,
        from,
        to,
        openedBy,
        closedBy,
      })),
  )
}

function occurred({ live }: Facts): Row[] {
  return live
    .filter(({ event }) => occurrences.includes(event.type) || event.type === 'ActivityRecorded')
    .map(({ event: { id, type, data, effectiveOn, position } }) => ({
      relation: type === 'ActivityRecorded' ? 'activity' : 'occurrence',
      key: { eventId: id },
      attributes: type === 'ActivityRecorded' ? { ...data, measure: measureOf(data) } : { type, data },
      from: effectiveOn,
      to: addDays(effectiveOn, 1),
      openedBy: position,
      closedBy: position,
    }))
}

function byRelationKeyAndDay(a: Row, b: Row): number {
  return compare(a.relation, b.relation) || compare(keyText(a.key), keyText(b.key)) || compare(a.from, b.from)
}

/** The key in canonical form, its members sorted. */
const keyText = (key: Key) =>
  JSON.stringify(Object.fromEntries(Object.entries(key).toSorted(([a], [b]) => compare(a, b))))

/** By code units, in no language. */
export function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
