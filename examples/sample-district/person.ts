import { type CivilDate, type DataOf, plusDays, plusYears } from '@taizhang/core'
import type { PlannedOrganization, PlannedUnit } from './plan.ts'

/** Where a person belongs from a day on; `told`: it is said together with other things. */
export interface Stay {
  readonly organization: PlannedOrganization
  readonly unit?: PlannedUnit
  readonly from: CivilDate
  readonly told?: boolean
}

export interface Entry {
  readonly on: CivilDate
  readonly how: 'enrolled' | 'transferred-in' | 'recruited'
}

export interface Exit {
  readonly on: CivilDate
  readonly how: 'transferred-out' | 'probation-cancelled' | DataOf<'MembershipEnded'>['reason']
  readonly told?: boolean
}

/** A member with the whole of their time in the book. */
export interface Person {
  readonly id: string
  readonly entry: Entry
  readonly post: 'middle-or-above' | 'other'
  readonly isInvestor?: boolean
  /** In order; the first begins with the entry. */
  readonly stays: readonly [Stay, ...Stay[]]
  readonly exit?: Exit
  readonly suspension?: { readonly on: CivilDate; readonly restoredOn?: CivilDate }
  /** Probation is extended by half a year. */
  readonly extended?: boolean
}

/** Where the person belongs on a day, if anywhere. */
export const stayOn = ({ stays, exit }: Person, day: CivilDate): Stay | undefined =>
  exit && exit.on <= day ? undefined : stays.findLast(({ from }) => from <= day)

/** The last day of probation is over; the branch meeting confirms within weeks. */
export function confirmedOn({ id, entry, extended = false }: Person): CivilDate {
  // The id's last digits are random, so they serve for the days until the meeting.
  const days = Number.parseInt(id.slice(-2), 16) % 25
  return plusDays(plusYears(entry.on, 1), days + (extended ? 183 : 0))
}

export const isFullOn = (person: Person, day: CivilDate): boolean =>
  (person.entry.how !== 'recruited' || confirmedOn(person) <= day) &&
  !(
    person.suspension &&
    person.suspension.on <= day &&
    !(person.suspension.restoredOn !== undefined && person.suspension.restoredOn <= day)
  )

/** The day on which the person is no longer in that organization. */
export function leavesOn(person: Person, organization: PlannedOrganization): CivilDate {
  const after = person.stays.find(
    ({ from, organization: other }, index) =>
      other !== organization &&
      person.stays.slice(0, index).some((stay) => stay.organization === organization && stay.from <= from),
  )
  return after?.from ?? person.exit?.on ?? '9999-12-31'
}

/** Everybody, and who was where. */
export interface People {
  readonly all: readonly Person[]
  membersOn(organization: PlannedOrganization, day: CivilDate): readonly Person[]
}

export function indexed(all: readonly Person[]): People {
  const byOrganization = new Map<PlannedOrganization, Person[]>()
  for (const person of all) {
    for (const organization of new Set(person.stays.map((stay) => stay.organization))) {
      const found = byOrganization.get(organization)
      if (found) found.push(person)
      else byOrganization.set(organization, [person])
    }
  }
  return {
    all,
    membersOn: (organization, day) =>
      (byOrganization.get(organization) ?? []).filter(
        (person) => person.entry.on <= day && stayOn(person, day)?.organization === organization,
      ),
  }
}
