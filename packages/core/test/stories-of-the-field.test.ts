import { bookProfile, type View } from '@taizhang/core'
import { figureCatalogue, figureRows, figureValue } from '@taizhang/core/figures'
import { dossierOf, findingsOn } from '@taizhang/core/rulebook'
import { describe, test } from 'vitest'
import { given } from '../src/testing/index.ts'
import { on } from './telling.ts'

/* What came with the second versions, as regulations and offices tell it: said without a workaround, counted and judged. */

const branch = { name: '甲', kind: 'branch', formation: 'solo', category: 'enterprise' } as const
const unit = on('2015-01-01', 'UnitListed', { unitId: 'u1', kind: 'enterprise', name: '甲', ownership: 'private' })
const founded = on('2015-01-01', 'OrganizationFounded', { ...branch, organizationId: 'o1', unitIds: ['u1'] })
const members = ['m1', 'm2', 'm3', 'm4'].map((memberId) =>
  on('2015-02-01', 'MemberEnrolled', {
    memberId,
    organizationId: 'o1',
    unitId: 'u1',
    status: 'full',
    work: 'management',
  }),
)
const book = [unit, founded, ...members]

/** A stock on the view's day; a flow from `from` on. */
const value = (view: View, id: string, from = view.asOf, scope?: string): unknown => {
  const figure = figureCatalogue.get(id)
  if (!figure) throw new Error(id)
  return figure.kind === 'flow'
    ? figureValue(view.facts, figure, { from, to: '2099-01-01' }).value
    : figureRows(view, figure).find((row) => row.scope === scope && row.by === undefined)?.value
}
const found = (view: View): readonly string[] => findingsOn(view).map(({ ruleId, subject }) => `${ruleId} ${subject}`)

const sum = (view: View, ids: readonly string[]): number =>
  ids.reduce((all, id) => all + Number(value(view, id, '2015-01-01')), 0)
const groups = (id: string, by: string) => (view: View) => {
  const figure = figureCatalogue.get(id)
  const rows = figure ? figureRows(view, figure, { by: [by] }) : []
  return rows
    .filter((row) => row.scope === 'enterprise' && row.by !== undefined && Number(row.value) > 0)
    .map(({ by: of, value: many }) => [of, many])
}
const said = (view: View) => findingsOn(view, { rule: 'ORG-3' }).map(({ message }) => message.zh)

describe('two districts become one', () => {
  const came = [
    on('2019-05-01', 'UnitListed', { unitId: 'u9', kind: 'enterprise', name: '乙', fromBook: '350304' }),
    on('2019-05-01', 'OrganizationTransferredIn', {
      ...branch,
      organizationId: 'o9',
      name: '乙',
      unitIds: ['u9'],
      fromBook: '350304',
      foundedOn: '2010-07-01',
    }),
    on('2019-05-01', 'TermStarted', {
      organizationId: 'o9',
      years: 3,
      startedOn: '2017-03-01',
      elected: [{ personId: 'n1', post: 'secretary' }],
    }),
    ...['n1', 'n2', 'n3'].map((memberId) =>
      on('2019-05-01', 'MemberTransferredIn', {
        memberId,
        organizationId: 'o9',
        unitId: 'u9',
        status: 'full',
        joinedOn: '2001-07-01',
        fullSince: '2002-07-01',
        fromBook: '350304',
        withOrganization: true,
      }),
    ),
    on('2019-05-01', 'MemberTransferredIn', {
      memberId: 'n4',
      organizationId: 'o9',
      status: 'probationary',
      joinedOn: '2018-09-01',
      probationEndsOn: '2020-03-01',
      withOrganization: true,
    }),
    on('2019-05-01', 'CandidateTransferredIn', {
      personId: 'n5',
      organizationId: 'o9',
      stage: 'development-target',
      since: '2019-01-01',
      activistSince: '2017-06-01',
    }),
  ]
  test('the organization keeps its founding and its term, the recruits keep their time; nothing is founded or dissolved', async () => {
    const then = given(...book).when(
      ...came,
      on('2019-06-01', 'MemberRecruited', {
        memberId: 'n5',
        organizationId: 'o9',
        post: 'other',
        introducers: ['n1', 'n2'],
        approvedOn: '2019-06-20',
      }),
    )
    await then.shows('2019-12-31', (view) => dossierOf(view, 'o9')?.profile.foundedOn, '2010-07-01')
    await then.shows(
      '2019-12-31',
      (view) =>
        ['organizations-founded', 'members-transferred-in', 'members-recruited', 'terms-renewed'].map((id) =>
          value(view, id, '2015-02-02'),
        ),
      [0, 4, 1, 0],
    )
    await then.shows(
      '2019-12-31',
      (view) => ['members', 'units-covered', 'terms-overdue'].map((id) => value(view, id, undefined, 'enterprise')),
      [9, 2, 0],
    )
    await then.shows('2019-12-31', (view) => found(view).filter((text) => / (o9|n\d)$/.test(text)), ['TERM-REMIND o9'])
    await then.shows(
      '2020-03-01',
      (view) =>
        found(view)
          .filter((text) => / (o9|n\d)$/.test(text))
          .toSorted(),
      ['DEV-OVERDUE n4', 'TERM-OVERDUE o9'],
    )
  })
  test('a term cannot begin after it came', async () =>
    given(...book)
      .when(on('2019-05-01', 'TermStarted', { organizationId: 'o1', years: 3, startedOn: '2019-05-02' }))
      .isRefused('started-after'))
})

test('the movements explain the stock of members to the last one', async () => {
  const then = given(...book).when(
    on('2019-01-10', 'MembershipEnded', { memberId: 'm1', reason: 'expelled' }),
    on('2019-02-10', 'MembershipReinstated', { memberId: 'm1', organizationId: 'o1', status: 'full' }),
    on('2019-03-10', 'MembershipSuspended', { memberId: 'm2', cause: 'abroad' }),
    on('2019-04-10', 'MembershipRestored', { memberId: 'm2' }),
    on('2019-05-10', 'MembershipSuspended', { memberId: 'm3', cause: 'not-found' }),
    on('2019-06-10', 'MemberTransferredOut', { memberId: 'm4' }),
    on('2019-07-10', 'MemberRecruited', { memberId: 'p1', organizationId: 'o1', post: 'other' }),
    on('2019-08-10', 'RecruitmentRejected', { memberId: 'p1', reason: '手续不全' }),
    on('2019-09-10', 'MembershipEnded', { memberId: 'm2', reason: 'left-removed' }),
    // Suspended before, so no member any more.
    on('2021-06-10', 'MembershipEnded', { memberId: 'm3', reason: 'left-removed' }),
  )
  await then.shows('2019-12-31', (view) => value(view, 'members', undefined, 'enterprise'), 1)
  await then.shows(
    '2021-12-31',
    (view) => [
      value(view, 'members', undefined, 'enterprise'),
      value(view, 'memberships-suspended', '2015-01-01'),
      value(view, 'suspended-memberships-ended', '2015-01-01'),
      sum(view, ['members-enrolled', 'members-recruited', 'members-transferred-in', 'memberships-restored']) -
        sum(view, ['members-transferred-out', 'memberships-ended', 'memberships-suspended']),
    ],
    [1, 2, 1, 1],
  )
  await then.shows(
    '2019-12-31',
    (view) =>
      sum(view, ['members-enrolled', 'members-recruited', 'members-transferred-in', 'memberships-restored']) -
      sum(view, ['members-transferred-out', 'memberships-ended', 'memberships-suspended']),
    1,
  )
})

test('a dossier has Party groups, mobile members and what is over members', async () => {
  const o2 = on('2015-01-01', 'OrganizationFounded', { ...branch, organizationId: 'o2', unitIds: [] })
  const then = given(...book, o2).when(
    on('2019-01-10', 'PartyGroupFormed', { groupId: 'g1', organizationId: 'o1', unitId: 'u1', groupLeaderId: 'm1' }),
    on('2019-01-10', 'AbsenceBegan', { memberId: 'm1', kind: 'mobile', destination: '上海' }),
    on('2019-01-10', 'DisciplinaryProbationImposed', { memberId: 'm2', until: '2020-01-10' }),
    on('2019-01-10', 'CorrectionOrdered', { memberId: 'm3', until: '2019-07-10' }),
    on('2019-08-01', 'MobileMemberReceived', { memberId: 'm1', organizationId: 'o2', since: '2019-01-10' }),
  )
  await then.shows(
    '2019-12-31',
    (view) => {
      const [one, two] = [dossierOf(view, 'o1'), dossierOf(view, 'o2')]
      return [
        one?.partyGroups.map(({ groupId, groupLeaderId, from }) => [groupId, groupLeaderId, from]),
        one?.absences.map(({ memberId, kind, destination }) => [memberId, kind, destination]),
        one?.disciplinaryProbations.map(({ memberId, until }) => [memberId, until]),
        one?.corrections.map(({ memberId, until }) => [memberId, until]),
        two?.mobileMembers.map(({ memberId, since }) => [memberId, since]),
        two?.members.counted,
      ]
    },
    [
      [['g1', 'm1', '2019-01-10']],
      [['m1', 'mobile', '上海']],
      [['m2', '2020-01-10']],
      [['m3', '2019-07-10']],
      [['m1', '2019-01-10']],
      0,
    ],
  )
})

test('what the field is called, and the second name of the authority, are dated', async () => {
  const then = given(...book).when(
    on('2016-01-01', 'SupervisingAuthorityAssigned', { authority: '区委两新工委' }),
    on('2019-01-01', 'SupervisingAuthorityAssigned', { authority: '区委社会工作部', secondName: '区委两新工委' }),
    on('2019-06-01', 'FieldNamed', { name: '新兴领域' }),
  )
  await then.shows('2018-12-31', (view) => bookProfile(view).authority, '区委两新工委')
  await then.shows('2018-12-31', (view) => Object.keys(bookProfile(view)), ['name', 'jurisdiction', 'authority'])
  await then.shows(
    '2019-06-01',
    (view) => [bookProfile(view).authority, bookProfile(view).authoritySecondName, bookProfile(view).field],
    ['区委社会工作部', '区委两新工委', '新兴领域'],
  )
})

test('figures are told apart by what the field records of units and members', async () => {
  const then = given(...book).when(
    on('2019-01-01', 'UnitListed', { unitId: 'u2', kind: 'enterprise', name: '丙', ownership: 'foreign' }),
    on('2019-02-01', 'MemberDetailsChanged', { memberId: 'm1', work: 'professional' }),
  )
  await then.shows('2019-12-31', groups('units-listed', 'ownership'), [
    [{ ownership: 'foreign' }, 1],
    [{ ownership: 'private' }, 1],
  ])
  await then.shows('2019-12-31', groups('members', 'work'), [
    [{ work: 'management' }, 3],
    [{ work: 'professional' }, 1],
  ])
})

test('the reason that was told for a unit without an organization stands beside the finding, whatever it says', async () => {
  const then = given(
    on('2015-01-01', 'UnitListed', { unitId: 'u1', kind: 'enterprise', name: '甲' }),
    on('2015-01-01', 'OrganizationFounded', { ...branch, organizationId: 'o1', unitIds: [] }),
    ...members,
  ).when(on('2019-01-01', 'NoOrganizationExplained', { unitId: 'u1', reason: 'owner-unwilling' }))
  await then.shows('2018-12-31', said, ['有 4 名正式党员，尚无党组织覆盖'])
  await then.shows('2019-01-01', said, ['有 4 名正式党员，尚无党组织覆盖；填报的未建原因：出资人不支持'])
})
