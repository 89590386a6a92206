import type { AnyRelation } from '../define/relation.ts'
import type { Facts } from '../facts/facts.ts'
import { holdsOn, type Row } from '../facts/row.ts'
import type { LiveEvent } from '../facts/table-changes.ts'
import { plusDays, type CivilDate } from '../time/civil-date.ts'
import type { FlowEntry } from './figure.ts'

/** What of an entry says what it is about. */
export type NamingEntry = Pick<FlowEntry, 'on' | 'events' | 'about'>

/** What an entry is about, and the day on which that is looked at: the entry's own, or the last one of what the event ended. */
export interface About {
  readonly relation: AnyRelation
  readonly row: Row
  readonly day: CivilDate
}

const eventsByPosition = (facts: Facts): ReadonlyMap<number, LiveEvent> =>
  new Map(facts.events().map((event) => [event.position, event]))

/** What an entry is about, of some relations: the events name it by the columns of its key, the last event first. `undefined` where it never had a row. */
export function aboutOf(facts: Facts, entry: NamingEntry, relations: readonly AnyRelation[]): About | undefined {
  for (const data of namedBy(facts, entry)) {
    const about = rowAbout(facts, relations, data, entry.on)
    if (about) return about
  }
  return undefined
}

function namedBy(facts: Facts, { events, about }: NamingEntry): readonly LiveEvent['data'][] {
  if (about) return [about]
  const found = events.toReversed().map((position) => facts.derive(eventsByPosition).get(position))
  return found.flatMap((event) => (event ? [event.data] : []))
}

/** The row of what an event names that holds on its day, else the last one before it. */
function rowAbout(
  facts: Facts,
  relations: readonly AnyRelation[],
  data: LiveEvent['data'],
  on: CivilDate,
): About | undefined {
  let before: About | undefined
  for (const relation of relations) {
    const columns = relation.key as readonly string[]
    if (!columns.every((column) => typeof data[column] === 'string')) continue
    const [first = ''] = columns
    const rows = facts
      .where(relation, first, data[first] as string)
      .filter(({ key }) => columns.every((column) => key[column] === data[column]))
    const row = rows.find((one) => holdsOn(one, on))
    if (row) return { relation, row, day: on }
    const last = rows.filter(({ to }) => to <= on).toSorted((a, b) => (a.to < b.to ? 1 : -1))[0]
    // What the event ended stood until the day before.
    before ??= last && { relation, row: last, day: plusDays(last.to, -1) }
  }
  return before
}
