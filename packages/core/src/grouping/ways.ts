import { defineWay, step, type Way } from '@taizhang/kernel/define'
import { membership } from '../domain/member/membership.ts'
import { mobileMembership } from '../domain/member/mobile-membership.ts'
import { coverage } from '../domain/organization/coverage.ts'
import { organization } from '../domain/organization/organization.ts'
import { activity } from '../domain/outcomes/activity.ts'
import { brand } from '../domain/outcomes/brand.ts'
import { talentSite } from '../domain/outcomes/talent-site.ts'
import { interview } from '../domain/responsibility/interview.ts'
import { headcount } from '../domain/unit/headcount.ts'
import { legalRepresentative } from '../domain/unit/legal-representative.ts'
import { noOrganization } from '../domain/unit/no-organization.ts'
import { responsibility } from '../domain/unit/responsibility.ts'
import { revenue } from '../domain/unit/revenue.ts'
import { unit } from '../domain/unit/unit.ts'
import { assignment } from '../domain/work-coverage/assignment.ts'
import { instructor } from '../domain/work-coverage/instructor.ts'

const toUnit = step(unit, 'unitId')
const covered = [step(coverage, 'organizationId'), toUnit]

/**
 * How to come from what is counted to units and organizations, where relations themselves do not say it: an organization to the units that
 * it covers; a member to the own unit, else to those of the organization; what names a unit or an organization to that.
 */
export const ways: readonly Way[] = [
  ...[headcount, revenue, noOrganization, responsibility, legalRepresentative].map((relation) =>
    defineWay(unit, relation, [[step(relation, 'unitId')]]),
  ),
  defineWay(unit, coverage, [[step(coverage, 'unitId')]]),
  defineWay(unit, organization, [[step(coverage, 'unitId'), step(organization, 'organizationId')]]),
  defineWay(organization, unit, [covered]),
  defineWay(organization, coverage, [[step(coverage, 'organizationId')]]),
  ...[membership, mobileMembership].map((relation) => defineWay(relation, unit, [[toUnit], covered])),
  defineWay(instructor, unit, [[step(assignment, 'instructorId'), toUnit]]),
  defineWay(interview, organization, [[step(organization, 'organizationId', 'target')]]),
  ...[activity, brand, talentSite].flatMap((relation) => [
    defineWay(relation, unit, [[toUnit], covered]),
    defineWay(relation, organization, [
      [step(organization, 'organizationId')],
      [step(coverage, 'unitId'), step(organization, 'organizationId')],
    ]),
  ]),
]
