import type { AnyRelation } from '../define/relation.ts'
import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import { meets } from '../grouping/condition.ts'
import { Grouping } from '../grouping/grouping.ts'
import { trailOf } from '../grouping/trail.ts'
import { wayTo } from '../grouping/ways.ts'
import type { CivilDate } from '../time/civil-date.ts'
import { aboutOf, type NamingEntry } from './about.ts'
import type { Cut } from './cut.ts'
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

/**
 * The groups of what an entry's events are about. An event names it by the columns of its key; of several relations that it names the one counts
 * from which the way is shortest, and of those the one that is listed last.
 */
export function groupsOfEvents(facts: Facts, entry: NamingEntry, cut: Cut): readonly (readonly string[])[] {
  const about = aboutOf(facts, entry, nearest(facts, cut))
  if (about) {
    const { relation, row, day } = about
    const groups = groupingOf(facts, relation, cut)?.groupsOf(row) ?? []
    return groups.filter(({ days }) => days.some(({ from, to }) => from <= day && day < to)).map(({ values }) => values)
  }
  const { by, where } = cut.grouped
  const counts = where.every(({ dimension, condition }) => meets(dimension, condition, undefined))
  return counts ? [by.map(() => ofNone)] : []
}

/** What decides in which groups an entry is: the row that its event is about, and all on the ways from it. */
export function trailOfEntry(facts: Facts, entry: NamingEntry, cut: Cut): readonly Row[] {
  const about = aboutOf(facts, entry, nearest(facts, cut))
  return about ? [about.row, ...trailOf(facts, cut.domain, cut.grouped, about)] : []
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
