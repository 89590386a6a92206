import { type CivilDate, type Draft, draft } from '@taizhang/core'
import { moveSystem } from '@taizhang/core/procedures'
import type { Candidacies } from './candidacies.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { organizationDocument, workCommitteeDocument } from './documents.ts'
import { firstMembers, founding } from './foundings.ts'
import type { People } from './person.ts'
import { districtClerk, educationCommitteeId, kindergartens, parkCommitteeId } from './places-and-names.ts'
import type { PlannedOrganization } from './plan.ts'
import type { System } from './systems.ts'
import type { Terms } from './terms.ts'

interface Told {
  readonly district: District
  readonly people: People
  readonly candidacies: Candidacies
  readonly terms: Terms
}

/** What concerned several organizations at once, each in one batch. */
export const systemStories = (told: Told): readonly Deed[] => [
  formGroupCommittee(told),
  becomeGeneralBranch(told, told.district.systems.upgraded),
  becomeGeneralBranch(told, told.district.systems.general),
  becomeCommittee(told),
  moveKindergartens(told),
  ...standInEpidemic(),
]

/** Branches founded out of a larger one, with their members, candidates and first terms. */
const divided = (departments: readonly PlannedOrganization[], { people, candidacies, terms }: Told): readonly Draft[] =>
  departments.flatMap((department) => [
    founding(department),
    ...firstMembers(department, people),
    ...candidacies.movedTo(department),
    ...terms.startOf(department),
  ])

/** 成立集团党委: the branch had outgrown one branch; what it had under the town comes under the new committee. */
function formGroupCommittee(told: Told): Deed {
  const { group } = told.district.systems
  const { head, headquarters, departments, subsidiaries, home, formedOn: on } = group
  const evidence = organizationDocument('2018-11-23')
  return {
    on,
    actor: districtClerk,
    drafts: [
      { ...founding(head), evidence },
      ...told.terms.startOf(head),
      draft('CoverageWithdrawn', on, { organizationId: headquarters.id, unitId: home.id }),
      draft('OrganizationRenamed', on, {
        organizationId: headquarters.id,
        name: headquarters.name.replace('党支部', '机关党支部'),
      }),
      ...[headquarters, ...subsidiaries].map(({ id: organizationId }) =>
        draft('OrganizationReassigned', on, { organizationId, superiorId: head.id }),
      ),
      ...divided(
        departments.filter((one) => one !== headquarters),
        told,
      ),
    ],
  }
}

/** 党支部升格为党总支. */
function becomeGeneralBranch(told: Told, system: System & { readonly generalBranchOn: CivilDate }): Deed {
  const { head, departments, generalBranchOn: on } = system
  const memberCount = membersOf(system, told.people, on)
  const evidence = workCommitteeDocument(on)
  return {
    on,
    actor: districtClerk,
    drafts: [
      draft(
        'BranchUpgraded',
        on,
        {
          organizationId: head.id,
          from: 'branch',
          to: 'general-branch',
          memberCount,
          ...(memberCount < 50 ? { exceptionApproval: evidence } : {}),
        },
        { evidence },
      ),
      draft('OrganizationRenamed', on, { organizationId: head.id, name: head.name.replace('党支部', '党总支') }),
      ...told.terms.electionOf(head, on),
      ...divided(departments, told),
    ],
  }
}

/** 党总支升格为党委: with 96 members, which takes an approved exception. */
function becomeCommittee({ district, people, terms }: Told): Deed {
  const { upgraded } = district.systems
  const { head, committeeOn: on } = upgraded
  const name = head.name.replace('党支部', '党委')
  return {
    on,
    actor: districtClerk,
    drafts: [
      draft(
        'BranchUpgraded',
        on,
        {
          organizationId: head.id,
          from: 'general-branch',
          to: 'committee',
          memberCount: membersOf(upgraded, people, on),
          exceptionApproval: organizationDocument('2019-05-08'),
        },
        { evidence: organizationDocument('2019-05-15') },
      ),
      draft('OrganizationRenamed', on, { organizationId: head.id, name }),
      draft('OrganizationReassigned', on, { organizationId: head.id, superiorId: parkCommitteeId }),
      ...terms.electionOf(head, on),
    ],
  }
}

const membersOf = ({ head, departments, subsidiaries }: System, people: People, day: CivilDate): number =>
  [head, ...departments, ...subsidiaries].reduce((sum, one) => sum + people.membersOn(one, day).length, 0)

/** 民办幼儿园整建制转移到教育系统党委: one batch, and no total changes that day. */
function moveKindergartens({ district }: Told): Deed {
  const on = '2019-08-30'
  const evidence = organizationDocument('2019-08-26')
  const organizationIds = district.organizations
    .filter(({ covers, ends }) => !ends && covers.some(({ unit }) => unit.industry === kindergartens.industry))
    .map(({ id }) => id)
  return {
    on,
    actor: districtClerk,
    drafts: (ledger) =>
      moveSystem(ledger.asOf(on), { organizationIds, to: educationCommitteeId }).map((one) => ({ ...one, evidence })),
  }
}

/** 疫情防控临时党支部: a temporary branch of some weeks, which covers no unit. */
function standInEpidemic(): readonly Deed[] {
  const [on, until, organizationId] = ['2020-02-06', '2020-04-28', 'o-epidemic']
  return [
    {
      on,
      actor: districtClerk,
      drafts: [
        draft(
          'OrganizationFounded',
          on,
          {
            organizationId,
            name: '产业园区疫情防控临时党支部',
            kind: 'temporary-branch',
            formation: 'functional',
            category: 'enterprise',
            unitIds: [],
            superiorId: parkCommitteeId,
          },
          { evidence: workCommitteeDocument('2020-02-05') },
        ),
      ],
    },
    {
      on: until,
      actor: districtClerk,
      drafts: [draft('OrganizationDissolved', until, { organizationId, reason: '任务完成' })],
    },
  ]
}
