import type { scope } from '../domain/book/scope.ts'
import { membership } from '../domain/member/membership.ts'
import { coverage } from '../domain/organization/coverage.ts'
import { organizationFounded } from '../domain/organization/organization-founded.ts'
import { organizationTransferredIn } from '../domain/organization/organization-transferred-in.ts'
import { organization } from '../domain/organization/organization.ts'
import type { office } from '../domain/term/office.ts'
import { headcount } from '../domain/unit/headcount.ts'
import { massOrganization } from '../domain/unit/mass-organization.ts'
import type { unit } from '../domain/unit/unit.ts'
import { assignment } from '../domain/work-coverage/assignment.ts'
import type { CivilDate, Facts, Row } from '@taizhang/kernel'
import { inOrder } from '@taizhang/kernel/internal'
import type { AnyRelation } from '@taizhang/kernel/define'

type Scope = Row<typeof scope>
type Unit = Row<typeof unit>

/** What is near a unit, by the unit's id. */
export const coveringUnit = (facts: Facts, { key }: Unit): readonly Row<typeof coverage>[] =>
  facts.where(coverage, 'unitId', key.unitId)
export const assignedToUnit = (facts: Facts, { key }: Unit): readonly Row<typeof assignment>[] =>
  facts.where(assignment, 'unitId', key.unitId)
export const massOrganizationsOfUnit = (facts: Facts, { key }: Unit): readonly Row<typeof massOrganization>[] =>
  facts.where(massOrganization, 'unitId', key.unitId)
export const peopleOfUnit = (facts: Facts, { key }: Unit): readonly Row<typeof membership>[] =>
  facts.where(membership, 'unitId', key.unitId)
export const headcountOfUnit = (facts: Facts, { key }: Unit): readonly Row<typeof headcount>[] =>
  facts.where(headcount, 'unitId', key.unitId)

/** The organization that a member belongs to, and the one that an office is held in. */
export const organizationOfMember = (
  facts: Facts,
  { attributes }: Row<typeof membership>,
): readonly Row<typeof organization>[] => facts.where(organization, 'organizationId', attributes.organizationId)
export const organizationOfOffice = (facts: Facts, { key }: Row<typeof office>): readonly Row<typeof organization>[] =>
  facts.where(organization, 'organizationId', key.organizationId)

/** A full member with whom a unit should have an organization. Of a social organization only the full-time staff count, as far as the book knows. */
export const isForAnOrganization = (
  { attributes: { kind } }: Unit,
  { attributes: { status, employment } }: Row<typeof membership>,
): boolean => status === 'full' && (kind !== 'social-organization' || employment !== 'part-time')

/** Whether those are enough for an organization of its own: three full members (Party constitution, art. 30). */
export const areForAnOrganization = (one: Unit, people: readonly Row<typeof membership>[]): boolean =>
  people.filter((person) => isForAnOrganization(one, person)).length >= 3

/** Whether one of the coverages has a formation that the scope counts. */
export const covers = (
  { attributes: { countsFormations } }: Scope,
  coverages: readonly Row<typeof coverage>[],
): boolean => coverages.some(({ attributes }) => countsFormations.includes(attributes.formation))

/** Statistics count an organization where its category says, and nowhere when it says `none` (docs/semantics.md, 22 and 23). */
export const countedIn = (
  { attributes: { unitKinds } }: Scope,
  organizations: readonly Row<typeof organization>[],
): boolean => organizations.some(({ attributes: { category } }) => category !== 'none' && unitKinds.includes(category))

export const countedAnywhere = (organizations: readonly Row<typeof organization>[]): boolean =>
  organizations.some(({ attributes: { category } }) => category !== 'none')

/** Probationary and full members count, suspended ones do not. */
export const counts = ({ attributes: { status } }: Row<typeof membership>): boolean => status !== 'suspended'

/**
 * Whether an event about an organization counts: by the category with which it was last founded, also where it then lasted no
 * days and left no row. An event about none counts.
 */
export function eventCounts(facts: Facts, organizationId: unknown, on: CivilDate): boolean {
  if (organizationId === undefined) return true
  const beginnings = begins
    .flatMap((type) => facts.naming(type, 'organizationId', organizationId))
    .filter(({ effectiveOn }) => effectiveOn <= on)
  // Most organizations begin once.
  const last = beginnings.length < 2 ? beginnings[0] : beginnings.toSorted(inOrder).at(-1)
  return last?.data['category'] !== 'none'
}

/** The events with which organizations begin in a book: founded, or come from another one. */
export const begins: readonly string[] = [organizationFounded.type, organizationTransferredIn.type]

/** A fact where it counts by the organization that it names, on the day on which it began; one that names none counts. */
export function whereCounted<R extends AnyRelation>(facts: Facts, row: Row<R>): readonly Row<R>[] {
  const { organizationId } = { ...row.attributes, ...row.key } as Readonly<Record<string, unknown>>
  return eventCounts(facts, organizationId, row.from) ? [row] : []
}
