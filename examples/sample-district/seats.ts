import type { CivilDate } from '@taizhang/core'
import type { District } from './district.ts'
import type { PlannedOrganization, PlannedUnit } from './plan.ts'
import type { Random } from './random.ts'

/** A place in an organization that somebody has on the report's day. */
export interface Seat {
  readonly organization: PlannedOrganization
  readonly unit: PlannedUnit
  /** Nobody has it earlier. */
  readonly from: CivilDate
  /** Taken from the beginning; the others are taken by those who are recruited or come later. */
  readonly founder: boolean
}

/** The seats that add up to the members of the report, without those of people who come from organizations that end. */
export function planSeats({ organizations, adjusted }: District, random: Random): readonly Seat[] {
  return organizations.flatMap((organization) => {
    if (organization.ends || organization === adjusted.organization) return []
    const adopted = organizations.reduce((sum, { ends }) => sum + (ends?.into === organization ? ends.keeps : 0), 0)
    const count = organization.size - adopted
    return organization.home
      ? seatsAtHome(organization, organization.home, count)
      : seatsOfJoint(organization, count, random)
  })
}

function seatsAtHome(organization: PlannedOrganization, unit: PlannedUnit, count: number): readonly Seat[] {
  const { foundedOn, origin, foundersShare } = organization
  const founders = foundersShare === undefined ? Math.min(3, count) : Math.round(count * foundersShare)
  return Array.from({ length: count }, (_, index) => {
    const founder = index < founders
    // Somebody recruited in a workshop may have been there before it had a branch of its own.
    return { organization, unit, founder, from: founder ? foundedOn : (origin?.foundedOn ?? foundedOn) }
  })
}

/** One from each unit since it is covered, and never three from one. */
function seatsOfJoint(organization: PlannedOrganization, count: number, random: Random): readonly Seat[] {
  const covers = organization.covers.filter(({ to, unit }) => to === undefined && unit.leaves === undefined)
  const firsts = covers.filter(({ brings }) => brings !== true)
  const seconds = random.shuffled(covers).slice(0, count - firsts.length)
  return [
    ...firsts.map(({ unit, from }) => ({ organization, unit, from, founder: true })),
    ...seconds.map(({ unit, from }) => ({ organization, unit, from, founder: false })),
  ]
}
