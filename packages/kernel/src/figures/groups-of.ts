import type { AnyRelation } from '../define/relation.ts'
import type { Facts } from '../facts/facts.ts'
import { holdsOn, type Row } from '../facts/row.ts'
import type { LiveEvent } from '../facts/table-changes.ts'
import { meets } from '../grouping/condition.ts'
import { Grouping } from '../grouping/grouping.ts'
import { trailOf } from '../grouping/trail.ts'
import { wayTo } from '../grouping/ways.ts'
import { plusDays, type CivilDate } from '../time/civil-date.ts'
import type { Cut } from './cut.ts'
import type { FlowEntry } from './figure.ts'
import { ofNone } from './steps.ts'

const groupingsOf = (): Map<string, Grouping | undefined> => new Map()

/** Made once for each relation and question; `undefined` where no way leads to what is asked for. */
export function groupingOf(
  facts: Facts,
  relation: AnyRelation,
  { domain, grouped, text, own }: Cut,
): Grouping | undefined {
  const made = facts.derive(groupingsOf)
  const name = `${relation.name} ${own} ${text}`
  if (!made.has(name)) made.set(name, Grouping.of(facts, domain, relation, grouped))
  return made.get(name)
}

/** Whether a row is in a group on a day; one that cannot be grouped is in none. */
export const isIn = (
  { facts, relation, cut }: { readonly facts: Facts; readonly relation: AnyRelation; readonly cut: Cut },
  group: Readonly<Record<string, string>>,
  row: Row,
  day: CivilDate,
): boolean =>
  (groupingOf(facts, relation, cut)?.groupsOf(row) ?? []).some(
    ({ values, days }) =>
      values.every((value, at) => value === group[cut.by[at] ?? '']) &&
      days.some(({ from, to }) => from <= day && day < to),
  )

const eventsByPosition = (facts: Facts): ReadonlyMap<number, LiveEvent> =>
  new Map(facts.events().map((event) => [event.position, event]))

/**
 * The groups of what an entry's events are about. An event names it by the columns of its key; of several relations that it names the one counts
 * from which the way is shortest, and of those the one that is listed last.
 */
export function groupsOfEvents(
  facts: Facts,
  entry: Pick<FlowEntry, 'on' | 'events' | 'about'>,
  cut: Cut,
): readonly (readonly string[])[] {
  const { on } = entry
  for (const data of namedBy(facts, entry)) {
    const about = rowAbout(facts, cut, data, on)
    if (!about) continue
    const { relation, row } = about
    // What the event ended stood until the day before.
    const day = row.to <= on ? plusDays(row.to, -1) : on
    const groups = groupingOf(facts, relation, cut)?.groupsOf(row) ?? []
    return groups.filter(({ days }) => days.some(({ from, to }) => from <= day && day < to)).map(({ values }) => values)
  }
  const { by, where } = cut.grouped
  const counts = where.every(({ dimension, condition }) => meets(dimension, condition, undefined))
  return counts ? [by.map(() => ofNone)] : []
}

/** What decides in which groups an entry is: the row that its event is about, and all on the ways from it. */
export function trailOfEntry(
  facts: Facts,
  entry: Pick<FlowEntry, 'on' | 'events' | 'about'>,
  cut: Cut,
): readonly Row[] {
  for (const data of namedBy(facts, entry)) {
    const about = rowAbout(facts, cut, data, entry.on)
    if (!about) continue
    const { row } = about
    const day = row.to <= entry.on ? plusDays(row.to, -1) : entry.on
    return [row, ...trailOf(facts, cut.domain, cut.grouped, { row, day })]
  }
  return []
}

/** What names the subjects of an entry: that of its last event first. */
function namedBy(facts: Facts, { events, about }: Pick<FlowEntry, 'events' | 'about'>): readonly LiveEvent['data'][] {
  if (about) return [about]
  const found = events.toReversed().map((position) => facts.derive(eventsByPosition).get(position))
  return found.flatMap((event) => (event ? [event.data] : []))
}

interface About {
  readonly relation: AnyRelation
  readonly row: Row
}

/** The row of what an event names that holds on its day, else the last one before it. */
function rowAbout(facts: Facts, cut: Cut, data: LiveEvent['data'], on: CivilDate): About | undefined {
  let before: About | undefined
  for (const relation of nearest(facts, cut)) {
    const columns = relation.key as readonly string[]
    if (!columns.every((column) => typeof data[column] === 'string')) continue
    const [first = ''] = columns
    const rows = facts
      .where(relation, first, data[first] as string)
      .filter(({ key }) => columns.every((column) => key[column] === data[column]))
    const row = rows.find((one) => holdsOn(one, on))
    if (row) return { relation, row }
    const last = rows.filter(({ to }) => to <= on).toSorted((a, b) => (a.to < b.to ? 1 : -1))[0]
    before ??= last && { relation, row: last }
  }
  return before
}

const nearestOf = (): Map<string, readonly AnyRelation[]> => new Map()

/** The relations from which a way leads to all that is asked for, the shortest way first, then what lies within others first. */
function nearest(facts: Facts, { domain, grouped, text }: Cut): readonly AnyRelation[] {
  const made = facts.derive(nearestOf)
  const found = made.get(text) ?? relationsNear(domain, grouped)
  made.set(text, found)
  return found
}

function relationsNear(domain: Cut['domain'], { by, where }: Cut['grouped']): readonly AnyRelation[] {
  const dimensions = [...by, ...where.map(({ dimension }) => dimension)]
  const far = (relation: AnyRelation): number =>
    Math.max(0, ...dimensions.map(({ of }) => wayTo(domain, relation, of)?.length ?? Infinity))
  return domain.relations
    .toReversed()
    .map((relation) => ({ relation, far: far(relation) }))
    .filter(({ far: length }) => length < Infinity)
    .toSorted((a, b) => a.far - b.far)
    .map(({ relation }) => relation)
}
