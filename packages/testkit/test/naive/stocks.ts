import { addYears } from './civil-date.ts'
import { holding, organizationOn } from './facts.ts'
import type { Facts } from './facts.ts'
import { hasLeft } from './has-left.ts'
import { field } from './plain-event.ts'

type Stock = (facts: Facts, day: string) => number

/** Organizations that statistics count: those with a category (semantics 22). */
const countable = (facts: Facts, day: string) =>
  holding(facts, 'organization', day).filter(({ attributes }) => attributes['category'] !== 'none')

const groupCommittees: Stock = (facts, day) => {
  const superiors = holding(facts, 'organization', day).map(({ attributes }) => attributes['superiorId'])
  return countable(facts, day).filter(
    ({ key, attributes }) => attributes['kind'] === 'committee' && superiors.includes(key['organizationId']),
  ).length
}

/** A review on E counts on the days D with E <= D < E + 1 year. */
const dossiersReviewed: Stock = (facts, day) => {
  const reviewed = facts.live
    .filter(({ event }) => event.type === 'DossierReviewed')
    .filter(({ event }) => event.effectiveOn <= day && day < addYears(event.effectiveOn, 1))
    .map(({ event }) => field(event.data, 'organizationId'))
  return countable(facts, day).filter(({ key }) => reviewed.includes(key['organizationId'])).length
}

/**
 * Secretaries, as persons, who are core staff by a cross-appointment in the same organization and have not left: nobody counts
 * who died or lost membership, or who was a member of the organization or of one under it during the office and is no longer.
 */
const secretariesInManagement: Stock = (facts, day) => {
  const appointments = holding(facts, 'crossAppointment', day).filter(
    ({ attributes }) => attributes['isCoreStaff'] === true,
  )
  const offices = holding(facts, 'office', day)
    .filter(({ key }) => key['post'] === 'secretary')
    .filter(({ key }) => !hasLeft(facts, key, day))
    .filter(({ key }) => organizationOn(facts, key['organizationId'] ?? '', day)?.['category'] !== 'none')
    .filter((office) =>
      appointments.some(
        ({ key }) =>
          key['organizationId'] === office.key['organizationId'] && key['personId'] === office.key['personId'],
      ),
    )
  return new Set(offices.map(({ key }) => key['personId'])).size
}

const instructorBatches: Stock = (facts, day) =>
  new Set(holding(facts, 'instructor', day).flatMap(({ attributes }) => attributes['batch'] ?? [])).size

export const stocks: Readonly<Record<string, Stock>> = {
  'group-committees': groupCommittees,
  dossiers: (facts, day) => countable(facts, day).length,
  'dossiers-reviewed': dossiersReviewed,
  'secretaries-in-management': secretariesInManagement,
  instructors: (facts, day) => holding(facts, 'instructor', day).length,
  'instructor-batches': instructorBatches,
  'units-paired': (facts, day) => new Set(holding(facts, 'assignment', day).map(({ key }) => key['unitId'])).size,
}
