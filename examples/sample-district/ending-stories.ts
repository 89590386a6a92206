import { type CivilDate, draft, plusDays } from '@taizhang/core'
import { dissolveOrganization, mergeOrganization, windUpUnit } from '@taizhang/core/procedures'
import { departure } from './careers.ts'
import { dayBetween, workday } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { townDocument } from './documents.ts'
import type { People } from './person.ts'
import type { Ending, PlannedOrganization, PlannedUnit } from './plan.ts'
import { randomOf } from './random.ts'

/** How organizations ended, and how one shell and a few weak branches were put right. */
export const endingStories = (district: District, people: People): readonly Deed[] => [
  ...district.organizations.flatMap((organization) =>
    organization.ends && organization.home ? endingOf(organization, organization.home, organization.ends, people) : [],
  ),
  ...adjustShell(district, people),
  ...strengthenWeak(district),
]

function endingOf(
  organization: PlannedOrganization,
  unit: PlannedUnit,
  { on, how, into }: Ending,
  people: People,
): readonly Deed[] {
  const { id: organizationId, town } = organization
  const actor = town.clerk
  const leftOn = unit.leaves?.on ?? on
  switch (how) {
    case 'wound-up':
      return [
        {
          on,
          actor,
          drafts: (ledger) =>
            windUpUnit(ledger.asOf(on), {
              unitId: unit.id,
              reason: 'bankrupt',
              because: '企业破产注销',
              peopleTo: into.id,
            }),
        },
      ]
    case 'merged':
      return [merger(organization, into, on, '与所在片区联合党支部合并')]
    case 'shell-merged':
      return [flagging(organization, leftOn), merger(organization, into, on, '空壳党支部合并')]
    case 'shell-dissolved':
      return [
        flagging(organization, leftOn),
        {
          on,
          actor,
          drafts: (ledger) =>
            dissolveOrganization(ledger.asOf(on), { organizationId, reason: '空壳党支部撤销', peopleTo: into.id }),
        },
      ]
    case 'relocated':
      return [relocation(organization, unit, on, people)]
    case 'bankrupt':
      return bankruptcy(organization, into, on, people)
  }
}

const flagging = ({ id: organizationId, town }: PlannedOrganization, leftOn: CivilDate): Deed => {
  const on = workday(plusDays(leftOn, 40))
  const evidence = townDocument(town.name, on)
  return {
    on,
    actor: town.clerk,
    drafts: [draft('OrganizationFlagged', on, { organizationId, reason: 'shell' }, { evidence })],
  }
}

const merger = (
  { id: organizationId, town }: PlannedOrganization,
  into: PlannedOrganization,
  on: CivilDate,
  reason: string,
): Deed => ({
  on,
  actor: town.clerk,
  drafts: (ledger) => mergeOrganization(ledger.asOf(on), { organizationId, into: into.id, formation: 'joint', reason }),
})

/** The firm moved to another county and took its members along. */
const relocation = (organization: PlannedOrganization, unit: PlannedUnit, on: CivilDate, people: People): Deed => ({
  on,
  actor: organization.town.clerk,
  drafts: [
    ...people.membersOn(organization, plusDays(on, -1)).map(({ id }) => departure(id, { on, how: 'transferred-out' })),
    draft('OrganizationDissolved', on, { organizationId: organization.id, reason: '企业外迁' }),
    draft('UnitDelisted', on, { unitId: unit.id, reason: 'moved' }),
  ],
})

/** Told as it was done, in three steps: the firm went in September, its people in October, then the branch. */
function bankruptcy(
  { id: organizationId, town }: PlannedOrganization,
  into: PlannedOrganization,
  on: CivilDate,
  people: People,
): readonly Deed[] {
  const movedOn = plusDays(on, -5)
  const moved = people.all.filter(({ stays: [first] }) => first.organization.id === organizationId)
  const actor = town.clerk
  return [
    {
      on: movedOn,
      actor,
      drafts: moved.map(({ id: memberId }) =>
        draft('MemberTransferred', movedOn, { memberId, organizationId: into.id }),
      ),
    },
    { on, actor, drafts: [draft('OrganizationDissolved', on, { organizationId, reason: '企业破产' })] },
  ]
}

/** 空壳党支部调整设置: the branch was left without a firm and now covers four others nearby. */
function adjustShell(
  { adjusted: { organization, flaggedOn, closedOn: on } }: District,
  people: People,
): readonly Deed[] {
  const { id: organizationId, town, covers } = organization
  const nearby = covers.filter(({ from }) => from === on)
  const evidence = townDocument(town.name, on)
  return [
    flagging(organization, plusDays(flaggedOn, -40)),
    {
      on,
      actor: town.clerk,
      drafts: [
        ...nearby.map(({ unit }) =>
          draft('CoverageExtended', on, { organizationId, unitId: unit.id, formation: 'joint' }, { evidence }),
        ),
        ...people
          .membersOn(organization, on)
          .filter(({ entry }) => entry.on < on)
          .map(({ id: memberId, stays }) => {
            const unitId = stays.at(-1)?.unit?.id
            return draft('MemberTransferred', on, {
              memberId,
              organizationId,
              ...(unitId === undefined ? {} : { unitId }),
            })
          }),
        draft('OrganizationRenamed', on, { organizationId, name: `${town.name}北部企业联合党支部` }),
        draft('RectificationClosed', on, { organizationId, outcome: '调整设置，扩大覆盖' }),
      ],
    },
  ]
}

/** 软弱涣散党组织整顿. */
function strengthenWeak({ societies, enterprises }: District): readonly Deed[] {
  const random = randomOf('weak branches')
  const weak = [
    enterprises.solos[4],
    enterprises.solos[20],
    enterprises.joints[2],
    societies.solos[3],
    enterprises.solos[9],
  ]
  return weak.flatMap((organization, index): Deed[] => {
    if (!organization) return []
    const { id: organizationId, town } = organization
    const flagged = dayBetween(random, `${2016 + index}-03-07`, `${2016 + index}-04-28`)
    const closed = dayBetween(random, `${2016 + index}-09-05`, `${2016 + index}-12-10`)
    const drafts = [
      draft('OrganizationFlagged', flagged, { organizationId, reason: index === 2 ? 'irregular' : 'weak' }),
    ]
    const done = [draft('RectificationClosed', closed, { organizationId, outcome: '整顿到位，恢复正常组织生活' })]
    return [
      { on: flagged, actor: town.clerk, drafts },
      // The last of them is not finished yet.
      ...(index === 4 ? [] : [{ on: closed, actor: town.clerk, drafts: done }]),
    ]
  })
}
