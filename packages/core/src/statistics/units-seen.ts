import { holdsOn } from '@taizhang/kernel/define'
import type { CivilDate, Facts, Row, View } from '@taizhang/kernel'
import { membership } from '../domain/member/membership.ts'
import { coverage } from '../domain/organization/coverage.ts'
import { organization } from '../domain/organization/organization.ts'
import { office } from '../domain/term/office.ts'
import { headcount } from '../domain/unit/headcount.ts'
import { legalRepresentative } from '../domain/unit/legal-representative.ts'
import { unit } from '../domain/unit/unit.ts'
import { assignment } from '../domain/work-coverage/assignment.ts'
import { areForAnOrganization, counts } from '../figures/counting.ts'

/** Where a unit stands: under an organization of its own by the kind of that, a joint one, or none. */
export type Standing = 'committee' | 'general-branch' | 'branch' | 'joint' | 'should' | 'few' | 'none'

/** A unit of a day, with what the forms ask of it. */
export interface Seen {
  readonly unit: Row<typeof unit>
  readonly standing: Standing
  readonly employees: number
  readonly members: number
  /** Has three full members. */
  readonly hasEnough: boolean
  readonly joint: readonly string[]
  readonly instructors: readonly string[]
  readonly representative: 'secretary' | 'member' | 'other'
}

/** The units of a kind that the book lists on a day. */
export const unitsOn = ({ facts }: View, day: CivilDate, kind: string): readonly Seen[] =>
  facts
    .rows(unit)
    .filter((row) => holdsOn(row, day) && row.attributes.kind === kind)
    .map((row) => seenOn(facts, row, day))

function seenOn(facts: Facts, row: Row<typeof unit>, day: CivilDate): Seen {
  const { unitId } = row.key
  const on = <R extends Row>(rows: readonly R[]): readonly R[] => rows.filter((one) => holdsOn(one, day))
  const people = on(facts.where(membership, 'unitId', unitId))
  const coverages = on(facts.where(coverage, 'unitId', unitId))
  const by = (formation: string): readonly string[] =>
    coverages.filter(({ attributes }) => attributes.formation === formation).map(({ key }) => key.organizationId)
  const own = by('solo').flatMap((id) =>
    on(facts.where(organization, 'organizationId', id)).map(({ attributes }) => attributes.kind),
  )
  const represents = on(facts.where(legalRepresentative, 'unitId', unitId))[0]?.attributes
  const isSecretary = coverages.some(({ key }) =>
    on(facts.where(office, 'organizationId', key.organizationId)).some(
      (one) => one.key.post === 'secretary' && one.key.personId === represents?.personId,
    ),
  )
  const hasEnough = areForAnOrganization(row, people)
  const members = people.filter(counts).length
  return {
    unit: row,
    standing: standingOf(own, by('joint').length > 0, hasEnough, members),
    employees: on(facts.where(headcount, 'unitId', unitId))[0]?.attributes.employees ?? 0,
    members,
    hasEnough,
    joint: by('joint'),
    instructors: on(facts.where(assignment, 'unitId', unitId)).map(({ key }) => key.instructorId),
    representative: !represents?.isMember ? 'other' : isSecretary ? 'secretary' : 'member',
  }
}

function standingOf(own: readonly string[], isJoint: boolean, hasEnough: boolean, members: number): Standing {
  if (own.includes('committee')) return 'committee'
  if (own.includes('general-branch')) return 'general-branch'
  if (own.length > 0) return 'branch'
  if (isJoint) return 'joint'
  return hasEnough ? 'should' : members > 0 ? 'few' : 'none'
}
