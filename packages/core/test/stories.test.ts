import { plusDays, relation, rowsOn, type Draft, type View } from '@taizhang/core'
import { figureCatalogue, figureValue } from '@taizhang/core/figures'
import { findingsOn } from '@taizhang/core/rulebook'
import { factsFrom } from '@taizhang/kernel/internal'
import { describe, test } from 'vitest'
import { given } from '../src/testing/index.ts'
import { on, org, unit } from './telling.ts'

/* Whole careers, moves and mergers as offices tell them, without a workaround. */

const members = ['m1', 'm2', 'm3'].map((memberId) =>
  on('2015-02-01', 'MemberEnrolled', { memberId, organizationId: 'o1', status: 'full', joinedOn: '2000-07-01' }),
)

const value = (view: View, id: string, scope?: string): unknown => {
  const figure = figureCatalogue.get(id)
  if (!figure) throw new Error(id)
  const window = { from: view.asOf, to: plusDays(view.asOf, 1) }
  return figureValue(view.facts, figure, window, scope === undefined ? {} : { scope }).value
}
const found = (view: View): string[] =>
  findingsOn(view)
    .filter(({ ruleId }) => /^(DEV|MEM|OFFICE)-/.test(ruleId))
    .map(({ ruleId, subject }) => `${ruleId} ${subject}`)
/** From the beginning of 2019 to the view's day. */
const approvedSoFar = (view: View): unknown => {
  const figure = figureCatalogue.get('members-approved')
  return figure && figureValue(view.facts, figure, { from: '2019-01-01', to: plusDays(view.asOf, 1) }).value
}
const membersIn = (view: View): unknown => value(view, 'members', 'enterprise')

/** Members, organizations and covered units. */
const counts = (view: View): unknown => [
  membersIn(view),
  value(view, 'organizations', 'enterprise'),
  value(view, 'units-covered', 'enterprise'),
]
const codes = (view: View): unknown => findingsOn(view, { rule: 'UNIT-CODE' }).map(({ since }) => since)

describe('a career', () => {
  const activist = on('2019-03-01', 'CandidateTransferredIn', {
    personId: 'p1',
    organizationId: 'o1',
    stage: 'activist',
    since: '2018-06-01',
    fromBook: '350304',
  })
  const target = on('2019-06-01', 'DevelopmentTargetFiled', { personId: 'p1' })
  const recruited = on('2019-09-01', 'MemberRecruited', {
    memberId: 'p1',
    organizationId: 'o1',
    post: 'other',
    introducers: ['m1', 'm2'],
    work: 'professional',
  })
  const approved = on('2019-10-20', 'RecruitmentApproved', { memberId: 'p1' })

  test('the time as activist elsewhere counts; approval, confirmation and Party age follow', async () => {
    const then = given(org('o1'), ...members).when(
      activist,
      target,
      recruited,
      approved,
      on('2020-09-01', 'MemberConfirmed', { memberId: 'p1', approvedOn: '2020-09-20' }),
    )
    await then.shows('2020-12-31', found, [])
    await then.shows(
      '2020-12-31',
      (view) =>
        rowsOn(view, relation.membership)
          .filter(({ key }) => key.memberId === 'p1')
          .map(({ attributes: { approvedOn, fullSince, work } }) => [approvedOn, fullSince, work]),
      [['2019-10-20', '2020-09-01', 'professional']],
    )
  })
  test('on probation abroad nothing is overdue until the return', async () => {
    const then = given(org('o1'), ...members, activist, target, recruited, approved).when(
      on('2020-02-01', 'AbsenceBegan', { memberId: 'p1', kind: 'studying-abroad' }),
      on('2021-07-01', 'AbsenceEnded', { memberId: 'p1' }),
    )
    await then.shows('2021-06-30', found, [])
    await then.shows('2021-07-01', found, ['DEV-OVERDUE p1'])
  })
  test('a recruitment that the superior does not approve leaves no member, and nobody who was approved', async () => {
    const then = given(org('o1'), ...members, activist, target, recruited).when(
      on('2019-11-01', 'RecruitmentRejected', { memberId: 'p1', reason: '手续不全' }),
    )
    await then.shows('2019-11-01', membersIn, 3)
    await then.shows('2019-11-01', approvedSoFar, 0)
  })
  test('a recruit counts as approved by the day of the approval, not of the meeting', async () => {
    const then = given(org('o1'), ...members, activist, target, recruited).when(approved)
    await then.shows('2019-10-19', approvedSoFar, 0)
    await then.shows('2019-10-20', approvedSoFar, 1)
    await then.shows('2019-10-20', (view) => value(view, 'members-approved'), 1)
  })
  test('where nobody knows the day of the approval, the meeting counts until it is recorded', async () => {
    const long = { memberId: 'p1', organizationId: 'o1', post: 'other', approvalUnknown: true } as const
    const then = given(org('o1'), ...members, activist, target).when(on('2019-09-01', 'MemberRecruited', long))
    await then.shows('2019-09-01', approvedSoFar, 1)
    const known = given(org('o1'), ...members, activist, target, on('2019-09-01', 'MemberRecruited', long)).when(
      approved,
    )
    await known.shows('2019-09-30', approvedSoFar, 0)
    await known.shows('2019-12-31', approvedSoFar, 1)
  })
})

describe('leaving and coming back', () => {
  test('expelled by mistake and reinstated, with the same Party age; not recruited again', async () => {
    const then = given(org('o1'), ...members).when(
      on('2019-03-01', 'MembershipEnded', { memberId: 'm1', reason: 'expelled' }),
      on('2020-06-01', 'MembershipReinstated', {
        memberId: 'm1',
        organizationId: 'o1',
        status: 'full',
        joinedOn: '2000-07-01',
        fullSince: '2001-07-01',
      }),
    )
    await then.shows('2019-12-31', membersIn, 2)
    await then.shows('2020-12-31', (view) => [membersIn(view), found(view)], [3, []])
  })
  test('on probation within the Party: counted, but no office; then all rights again', async () => {
    const then = given(
      org('o1'),
      ...members,
      on('2018-01-01', 'OfficeTaken', { organizationId: 'o1', post: 'secretary', personId: 'm1' }),
    ).when(
      on('2019-03-01', 'DisciplinaryProbationImposed', { memberId: 'm1', until: '2020-03-01' }),
      on('2019-03-10', 'OfficeLeft', { organizationId: 'o1', post: 'secretary', personId: 'm1' }),
      on('2020-03-01', 'DisciplinaryProbationEnded', { memberId: 'm1' }),
    )
    await then.shows('2019-03-05', (view) => [membersIn(view), found(view)], [3, ['MEM-DISCIPLINE m1']])
    await then.shows('2019-12-31', (view) => [membersIn(view), found(view)], [3, []])
    await then.shows('2020-06-30', found, [])
  })
  test('lost, suspended, and removed as having left after two years', async () => {
    const then = given(org('o1'), ...members).when(
      on('2019-07-01', 'MembershipSuspended', { memberId: 'm1', cause: 'not-found' }),
      on('2021-08-01', 'MembershipEnded', { memberId: 'm1', reason: 'left-removed' }),
    )
    await then.shows('2021-07-15', (view) => [membersIn(view), found(view)], [2, ['MEM-LOST m1']])
    await then.shows('2021-08-01', found, [])
  })
})

/** Whom the rules on offices tell of. */
const told = (view: View): unknown =>
  findingsOn(view)
    .filter(({ ruleId }) => ruleId.startsWith('OFFICE-'))
    .map(({ ruleId, message }) => [ruleId, /m\d|x\d/.exec(message.en)?.[0]])
const took = (personId: string) =>
  on('2019-01-01', 'OfficeTaken', { organizationId: 'o1', post: 'committee-member', personId })

const backwards = ({ facts, ...view }: View): unknown =>
  told({
    ...view,
    facts: factsFrom({
      rows: (asked) => facts.rows(asked).toReversed(),
      events: (type) => facts.events(type),
    }),
  })

test('of several in one organization whom a rule finds, the first is told of, wherever the facts are read from', async () => {
  const gone = ['m3', 'm2'].map((memberId) => on('2020-01-01', 'MembershipEnded', { memberId, reason: 'died' }))
  const then = given(org('o1'), ...members).when(...['m3', 'x2', 'm2', 'x1'].map(took), ...gone)
  for (const read of [told, backwards]) {
    await then.shows('2019-06-01', read, [['OFFICE-MEMBER', 'x2']])
    await then.shows('2020-06-01', read, [
      ['OFFICE-HOLDER', 'm3'],
      ['OFFICE-MEMBER', 'm3'],
    ])
  }
})

/** Three members who work in a unit, in full time or in part. */
const staff = (employment: 'full-time' | 'part-time') =>
  ['m4', 'm5', 'm6'].map((memberId) =>
    on('2015-02-01', 'MemberEnrolled', {
      memberId,
      organizationId: 'o1',
      unitId: 'u9',
      status: 'full',
      employment,
    }),
  )

describe('units without an organization', () => {
  test('part-time staff of a social organization are members, but not enough for an organization', async () => {
    const scope = 'social-organization'
    const listed = on('2015-01-01', 'UnitListed', { unitId: 'u9', kind: scope, name: 'u9' })
    const uncovered = (view: View): unknown =>
      ['should-have-but-lacks', 'uncovered-few-members', 'uncovered-no-members'].map((id) => value(view, id, scope))
    await given(org('o1'), listed)
      .when(...staff('part-time'))
      .shows('2019-12-31', uncovered, [0, 1, 0])
    await given(org('o1'), listed)
      .when(...staff('full-time'))
      .shows('2019-12-31', uncovered, [1, 0, 0])
    const joint = on('2019-01-01', 'OrganizationFounded', {
      organizationId: 'o2',
      name: 'o2',
      kind: 'branch',
      formation: 'joint',
      category: scope,
      unitIds: ['u9'],
    })
    const enough = (view: View): unknown => value(view, 'joint-with-enough-members', scope)
    await given(org('o1'), listed, joint)
      .when(...staff('part-time'))
      .shows('2019-12-31', enough, 0)
    await given(org('o1'), listed, joint)
      .when(...staff('full-time'))
      .shows('2019-12-31', enough, 1)
  })
})

describe('moves between counties', () => {
  test('a whole organization comes with its members: neither founded nor dissolved', async () => {
    const then = given(unit('u1'), org('o1'), ...members).when(
      on('2019-05-01', 'OrganizationTransferredIn', {
        organizationId: 'o9',
        name: '随迁党支部',
        kind: 'branch',
        formation: 'solo',
        category: 'enterprise',
        unitIds: ['u1'],
        fromBook: '350304',
        foundedOn: '2010-07-01',
      }),
      on('2019-05-01', 'MemberTransferredIn', {
        memberId: 'm9',
        organizationId: 'o9',
        unitId: 'u1',
        status: 'full',
        joinedOn: '1999-07-01',
        fromBook: '350304',
        withOrganization: true,
      }),
      on('2020-05-01', 'MemberTransferredOut', { memberId: 'm9', toBook: '350304', withOrganization: true }),
      on('2020-05-01', 'OrganizationTransferredOut', { organizationId: 'o9', toBook: '350304' }),
    )
    await then.shows('2019-12-31', counts, [4, 2, 1])
    await then.shows('2020-12-31', counts, [3, 1, 0])
    const founded = figureCatalogue.get('organizations-founded')
    if (!founded) throw new Error('no such figure')
    const window = { from: '2018-01-01', to: '2021-01-01' }
    await then.shows('2020-12-31', ({ facts }) => figureValue(facts, founded, window).value, 0)
    await then.shows('2019-05-01', (view) => value(view, 'members-transferred-in'), 1)
    await then.shows('2020-05-01', (view) => value(view, 'members-transferred-out'), 1)
  })
  test('an organization cannot leave while its members stay', async () =>
    given(org('o1'), ...members)
      .when(on('2020-05-01', 'OrganizationTransferredOut', { organizationId: 'o1' }))
      .isRefused('still-referred-to'))
  test('a mobile member takes part elsewhere and counts once', async () =>
    given(org('o1'), org('o2'), ...members)
      .when(
        on('2019-05-01', 'AbsenceBegan', { memberId: 'm1', kind: 'mobile' }),
        on('2019-12-01', 'MobileMemberReceived', { memberId: 'm1', organizationId: 'o2', since: '2019-05-01' }),
      )
      .shows('2020-06-30', (view) => [membersIn(view), rowsOn(view, relation.mobileMembership).length], [3, 1]))
})

describe('an exception', () => {
  const code = on('2019-01-01', 'UnitCreditCodeAssigned', { unitId: 'u1', creditCode: '91350305MA2XY12345' })
  const excepted: Draft = {
    ...on('2019-06-01', 'FindingExcepted', {
      ruleId: 'UNIT-CODE',
      subject: 'u1',
      until: '2020-06-01',
      reason: '早期代码，登记机关证明有效',
    }),
    evidence: { documentNumber: '2019-12' },
  }

  test('holds for its subject, up to its day, unless it is lifted before', async () => {
    const then = given(unit('u1'), code).when(excepted)
    await then.shows('2019-05-31', codes, ['2019-01-01'])
    await then.shows('2019-06-01', codes, [])
    await then.shows('2020-06-01', codes, ['2020-06-01'])
    await given(unit('u1'), code, excepted)
      .when(on('2019-09-01', 'FindingExceptionLifted', { ruleId: 'UNIT-CODE', subject: 'u1' }))
      .shows('2019-09-01', codes, ['2019-09-01'])
  })
  test('needs a document', async () => {
    const { evidence: _, ...without } = excepted
    await given(unit('u1'), code).when(without).isRefused('evidence-missing')
  })
})
