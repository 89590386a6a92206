import { occurrence } from '../domain/book/occurrence.ts'
import { scope } from '../domain/book/scope.ts'
import { candidacy } from '../domain/member/candidacy.ts'
import { membership } from '../domain/member/membership.ts'
import { coverage } from '../domain/organization/coverage.ts'
import { organization } from '../domain/organization/organization.ts'
import { term } from '../domain/term/term.ts'
import { unit } from '../domain/unit/unit.ts'
import type { CivilDate } from '../kernel/civil-date.ts'
import type { LiveEvent } from '../kernel/event-store.ts'
import type { Facts } from '../kernel/facts.ts'
import type { AnyRelation } from '../kernel/relation.ts'
import { hasDays, holdsOn, type Row } from '../kernel/row.ts'
import type { Subject } from './check.ts'

/** A subject that is one fact. */
export interface FactSubject<R extends AnyRelation> extends Subject {
  readonly row: Row<R>
}

/** Every fact of a relation as a subject, by the first column of its key; `as` names it otherwise. */
export const each =
  <R extends AnyRelation>(relation: R, as: (row: Row<R>) => string = firstKey) =>
  (facts: Facts): readonly FactSubject<R>[] =>
    facts.rows(relation).map((row) => ({ id: as(row), from: row.from, to: row.to, row }))

const firstKey = ({ key }: Row): string => String(Object.values(key)[0])

export const units = each(unit)
export const organizations = each(organization)
export const terms = each(term)
export const candidacies = each(candidacy)
export const memberships = each(membership)

/**
 * The row with which something about a fact began: the earliest row before this one, without a break in the same episode, for which
 * it was so. Rows of no days are passed over: nothing is judged by them.
 */
export function begunWith<R extends AnyRelation>(row: Row<R>, was: (row: Row<R>) => boolean): Row<R> {
  let first = row
  for (let earlier = row.previous; earlier; earlier = earlier.previous) {
    if (!hasDays(earlier)) continue
    if (!was(earlier)) break
    first = earlier
  }
  return first
}

/** The row that the fact had before this one in the same episode. */
export function rowBefore<R extends AnyRelation>(row: Row<R>): Row<R> | undefined {
  let earlier = row.previous
  while (earlier && !hasDays(earlier)) earlier = earlier.previous
  return earlier
}

/** Occurrences of a type whose data names an id in a member. */
export const occurrencesOf = (
  facts: Facts,
  type: string,
  member: string,
  id: string,
): readonly Row<typeof occurrence>[] =>
  indexed(facts.derive(occurrenceIndexes), `${type} ${member}`, () =>
    Map.groupBy(facts.where(occurrence, 'type', type), ({ attributes: { data } }) => data[member]),
  ).get(id) ?? []

/** Live events of a type whose data names an id in a member, by day and book order. */
export const eventsNaming = (facts: Facts, type: string, member: string, id: string): readonly LiveEvent[] =>
  indexed(facts.derive(eventIndexes), `${type} ${member}`, () =>
    Map.groupBy(facts.events(type), ({ data }) => data[member]),
  ).get(id) ?? []

type Index<T> = ReadonlyMap<unknown, readonly T[]>
const occurrenceIndexes = (): Map<string, Index<Row<typeof occurrence>>> => new Map()
const eventIndexes = (): Map<string, Index<LiveEvent>> => new Map()

function indexed<T>(indexes: Map<string, Index<T>>, name: string, make: () => Index<T>): Index<T> {
  const found = indexes.get(name) ?? make()
  indexes.set(name, found)
  return found
}

type Organization = Row<typeof organization>

/** Branches that statistics count: their members are in the book. */
export const branches = (facts: Facts): readonly FactSubject<typeof organization>[] =>
  organizations(facts).filter(({ row }) => row.attributes.kind === 'branch' && isCounted(row))

export const organizationOn = (facts: Facts, organizationId: string, day: CivilDate): Organization | undefined =>
  facts.where(organization, 'organizationId', organizationId).find((row) => holdsOn(row, day))

/** Statistics do not count an organization of category `none`: its members are not in the book (docs/semantics.md, 22). */
export const isCounted = ({ attributes: { category } }: Organization): boolean => category !== 'none'

/** What an organization covers, and who belongs to it, by its id. */
export const coverageOf = (facts: Facts, { id }: Subject): readonly Row<typeof coverage>[] =>
  facts.where(coverage, 'organizationId', id)
export const membersOf = (facts: Facts, { id }: Subject): readonly Row<typeof membership>[] =>
  facts.where(membership, 'organizationId', id)

/** The default scope of a unit's kind, which has the kind's name. */
export const scopeOfUnit = (facts: Facts, { row }: FactSubject<typeof unit>): readonly Row<typeof scope>[] =>
  facts.where(scope, 'scopeId', row.attributes.kind)

/** The rows of all organizations that have ever been under one, at any depth. */
export const everUnder = (facts: Facts, organizationId: string): readonly Organization[] =>
  everFrom(
    organizationId,
    (id) => facts.where(organization, 'superiorId', id),
    ({ key }) => key.organizationId,
  )

/** The ids of all organizations that have ever been above one, at any height. */
export const everAbove = (facts: Facts, organizationId: string): readonly string[] => [
  ...new Set(
    everFrom(
      organizationId,
      (id) => facts.where(organization, 'organizationId', id),
      ({ attributes }) => attributes.superiorId,
    ).flatMap(({ attributes }) => attributes.superiorId ?? []),
  ),
]

/** Follows organizations from one to the next, and each only once; what is above on one day may be below on another. */
function everFrom(
  start: string,
  rowsOf: (id: string) => readonly Organization[],
  next: (row: Organization) => string | undefined,
): readonly Organization[] {
  const found: Organization[] = []
  const seen = new Set([start])
  for (const id of seen) {
    for (const row of rowsOf(id)) {
      found.push(row)
      const following = next(row)
      if (following !== undefined) seen.add(following)
    }
  }
  return found
}

/** Of the rows that hold on one day, the ids of an organization and of all under it. */
export function treeOf(organizationId: string, under: readonly Organization[]): ReadonlySet<string> {
  const bySuperior = Map.groupBy(under, ({ attributes }) => attributes.superiorId)
  const tree = new Set([organizationId])
  for (const id of tree) for (const { key } of bySuperior.get(id) ?? []) tree.add(key.organizationId)
  return tree
}

/** The organization that admitted a member: the member may have moved since. */
export const recruitedBy = (row: Row<typeof membership>): string => begunWith(row, () => true).attributes.organizationId

export const isFull = ({ attributes: { status } }: Row<typeof membership>): boolean => status === 'full'

/** The first day without a term: its end, or that of the approved extension. */
export const endOfTerm = ({ attributes: { expiresOn, extendedTo } }: Row<typeof term>): CivilDate =>
  extendedTo ?? expiresOn
