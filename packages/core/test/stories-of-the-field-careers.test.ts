import { plusDays, relation, rowsOn, type DataOf, type Draft, type View } from '@taizhang/core'
import { figureCatalogue, figureRows, figureValue, listNamed, listOf } from '@taizhang/core/figures'
import { dossierOf, findingsOn } from '@taizhang/core/rulebook'
import { describe, test } from 'vitest'
import { given } from './recorded-later.ts'
import { on, org, unit } from './telling.ts'

/* Careers and books as regulations have them, told by nobody who knows the program: with the events of docs/wire.md alone. */

const member = (memberId: string, more: Partial<DataOf<'MemberEnrolled'>> = {}): Draft =>
  on('2015-02-01', 'MemberEnrolled', { memberId, organizationId: 'o1', status: 'full', ...more })
const book = [unit('u1'), org('o1', { unitIds: ['u1'] }), ...['m1', 'm2', 'm3', 'm4'].map((id) => member(id))]

/** A stock on the day (under a scope of enterprises, where it has any), or a flow since 2018. */
const value = (view: View, id: string, scope = 'enterprise'): unknown => {
  const figure = figureCatalogue.get(id)
  if (!figure) throw new Error(id)
  const window = { from: '2018-01-01', to: plusDays(view.asOf, 1) }
  return figureValue(view.facts, figure, window, figure.scopedBy ? { scope } : {}).value
}
const values =
  (...ids: readonly string[]) =>
  (view: View): unknown =>
    ids.map((id) => value(view, id))
/** A figure's value for each of what it is told apart by, and for all. */
const parts =
  (id: string, of: string) =>
  (view: View): unknown =>
    figureRows(view, figureCatalogue.get(id) ?? never()).map(({ by, value: many }) => [by?.[of] ?? 'all', many])
const told =
  (...subjects: readonly string[]) =>
  (view: View): unknown =>
    findingsOn(view)
      .filter(({ ruleId, subject }) => subjects.includes(subject) && ruleId !== 'DOSSIER-STALE')
      .map(({ ruleId, severity }) => `${ruleId} ${severity}`)
      .toSorted()
const fullSince =
  (memberId: string) =>
  (view: View): unknown =>
    rowsOn(view, relation.membership).find(({ key }) => key.memberId === memberId)?.attributes.fullSince
const partyAges = (view: View): unknown => {
  const { columns, rows } = listOf(view, listNamed(view, 'members'), { columns: ['memberId', 'partyAge'] })
  return [columns.length, ...rows.map(({ cells }) => cells.map(([cell]) => cell))]
}

/** Listed enterprises by a dimension, where there are any. */
const listedBy = (dimension: string) => (view: View) =>
  figureRows(view, figureCatalogue.get('units-listed') ?? never(), { by: [dimension], scope: 'enterprise' }).flatMap(
    (row) => (row.by && Number(row.value) > 0 ? [[row.by[dimension], row.value]] : []),
  )

describe('发展党员工作细则', () => {
  const activist = [
    on('2018-01-10', 'ApplicationSubmitted', { personId: 'p1', organizationId: 'o1' }),
    on('2018-03-01', 'ActivistConfirmed', { personId: 'p1' }),
    on('2018-09-01', 'CandidateTransferred', { personId: 'p1', organizationId: 'o2' }),
    on('2019-03-01', 'DevelopmentTargetFiled', { personId: 'p1' }),
  ]
  const recruited = on('2019-06-01', 'MemberRecruited', {
    memberId: 'p1',
    organizationId: 'o2',
    post: 'other',
    introducers: ['m5', 'm6'],
  })
  const before = [
    ...book,
    org('o2'),
    member('m5', { organizationId: 'o2' }),
    member('m6', { organizationId: 'o2' }),
    ...activist,
  ]
  const career = [
    recruited,
    on('2019-08-20', 'RecruitmentApproved', { memberId: 'p1' }),
    on('2020-06-01', 'ProbationExtended', { memberId: 'p1', until: '2020-12-01' }),
    // Moves to the first branch while on the extended probation, and is confirmed there.
    on('2020-09-01', 'MemberTransferred', { memberId: 'p1', organizationId: 'o1', unitId: 'u1' }),
    on('2020-12-01', 'MemberConfirmed', { memberId: 'p1', approvedOn: '2020-12-20' }),
  ]
  test('from the application to Party age, with two moves and an extension, breaks no rule', async () => {
    const then = given(...before).when(...career)
    await then.shows('2019-02-28', told('p1'), [])
    await then.shows('2020-11-30', told('p1'), [])
    await then.shows('2021-06-30', told('p1'), [])
    await then.shows('2021-06-30', fullSince('p1'), '2020-12-01')
    await then.shows(
      '2021-06-30',
      values('members-recruited', 'members-approved', 'members-confirmed', 'members'),
      [1, 1, 1, 7],
    )
  })
  test('the yearly form on confirmations can be filled in: who was due, and what was decided', async () => {
    const then = given(...before).when(...career)
    await then.shows('2020-06-30', values('members-probationary', 'members-confirmed'), [1, 0])
    await then.shows('2020-12-31', values('members-probationary', 'members-confirmed'), [0, 1])
  })
})

describe('党员组织关系管理', () => {
  test('a transfer to another county that is sent back: gone and here again, with the same Party age', async () => {
    const then = given(...book, member('m9', { joinedOn: '2000-07-01', fullSince: '2001-07-01' })).when(
      on('2019-03-01', 'MemberTransferredOut', { memberId: 'm9', toBook: '350304' }),
      on('2019-06-01', 'MemberTransferredIn', {
        memberId: 'm9',
        organizationId: 'o1',
        status: 'full',
        joinedOn: '2000-07-01',
        fullSince: '2001-07-01',
        fromBook: '350304',
      }),
    )
    await then.shows('2019-05-31', values('members', 'members-transferred-out'), [4, 1])
    await then.shows('2019-06-30', values('members', 'members-transferred-in', 'members-transferred-out'), [5, 1, 1])
    await then.shows('2019-06-30', partyAges, [
      2,
      ['m1', undefined],
      ['m2', undefined],
      ['m3', undefined],
      ['m4', undefined],
      ['m9', 17],
    ])
    await then.shows('2019-07-01', parts('members-by-party-age', 'partyAge'), [
      ['', 4],
      ['10-19', 1],
      ['all', 5],
    ])
  })
})

describe('纪律处分条例', () => {
  const expelled = on('2019-03-01', 'MembershipEnded', { memberId: 'm1', reason: 'expelled', approvedOn: '2019-03-20' })
  const back = on('2020-05-01', 'MembershipReinstated', {
    memberId: 'm1',
    organizationId: 'o1',
    status: 'full',
    joinedOn: '1999-07-01',
    fullSince: '2000-07-01',
  })
  test('an expulsion that an appeal turns into probation within the Party, and then all rights', async () => {
    const then = given(...book).when(
      expelled,
      back,
      on('2020-05-01', 'DisciplinaryProbationImposed', { memberId: 'm1', until: '2021-05-01' }),
      // Not yet worthy: another year, decided before the first is over.
      on('2021-04-28', 'DisciplinaryProbationImposed', { memberId: 'm1', until: '2022-05-01' }),
      on('2022-05-01', 'DisciplinaryProbationEnded', { memberId: 'm1' }),
    )
    await then.shows('2020-04-30', values('members', 'memberships-ended', 'memberships-restored'), [3, 1, 0])
    await then.shows('2022-06-30', values('members', 'memberships-ended', 'memberships-restored'), [4, 1, 1])
    for (const day of ['2020-06-01', '2021-06-01', '2022-06-30']) await then.shows(day, told('m1'), [])
    await then.shows('2022-06-30', fullSince('m1'), '2000-07-01')
  })
  test('on probation within the Party nobody introduces, and nobody is elected', async () => {
    const then = given(...book).when(
      on('2019-01-01', 'DisciplinaryProbationImposed', { memberId: 'm1', until: '2020-01-01' }),
      on('2019-03-01', 'MemberRecruited', {
        memberId: 'p1',
        organizationId: 'o1',
        post: 'other',
        introducers: ['m1', 'm2'],
        approvedOn: '2019-04-01',
      }),
      on('2019-05-01', 'TermRenewed', {
        organizationId: 'o1',
        years: 3,
        elected: [{ personId: 'm1', post: 'secretary' }],
      }),
    )
    await then.shows('2019-06-01', told('p1', 'm1'), ['DEV-INTRODUCERS violation', 'MEM-DISCIPLINE violation'])
  })
  test('expelled, and asked in again four and a half years later', async () => {
    const then = given(...book).when(
      expelled,
      on('2023-09-01', 'MemberRecruited', {
        memberId: 'm1',
        organizationId: 'o1',
        post: 'other',
        introducers: ['m2', 'm3'],
        approvedOn: '2023-10-01',
      }),
    )
    await then.shows('2023-10-02', told('m1'), ['DEV-REJOIN violation'])
    await then.shows('2023-10-02', values('members', 'members-recruited', 'memberships-ended'), [4, 1, 1])
  })
})

describe('不合格党员组织处置办法', () => {
  test('ordered to correct, not corrected, advised to withdraw, refuses, and is removed', async () => {
    const then = given(...book).when(
      on('2024-09-01', 'CorrectionOrdered', { memberId: 'm1', until: '2025-03-01' }),
      on('2025-03-01', 'CorrectionEnded', { memberId: 'm1', outcome: '无转变，劝其退党' }),
      on('2025-04-01', 'MembershipEnded', {
        memberId: 'm1',
        reason: 'advice-refused-removed',
        approvedOn: '2025-04-20',
      }),
    )
    await then.shows('2025-02-28', told('m1'), [])
    await then.shows('2025-04-30', told('m1'), [])
    await then.shows('2025-04-30', parts('memberships-ended', 'reason'), [
      ['advice-refused-removed', 1],
      ['all', 1],
    ])
  })
})

describe('停止党籍', () => {
  test('settled abroad for years, restored on the return; lost, found, and lost again', async () => {
    const then = given(...book).when(
      on('2018-02-01', 'AbsenceBegan', { memberId: 'm1', kind: 'studying-abroad' }),
      on('2023-02-01', 'MembershipSuspended', { memberId: 'm1', cause: 'abroad' }),
      on('2026-05-01', 'MembershipRestored', { memberId: 'm1' }),
      on('2026-05-01', 'AbsenceEnded', { memberId: 'm1' }),
      on('2020-02-01', 'MembershipSuspended', { memberId: 'm2', cause: 'not-found' }),
      on('2020-11-01', 'MembershipRestored', { memberId: 'm2' }),
      on('2021-05-01', 'MembershipSuspended', { memberId: 'm2', cause: 'not-found' }),
      on('2023-05-01', 'MembershipEnded', { memberId: 'm2', reason: 'left-removed' }),
    )
    await then.shows('2022-12-31', told('m1', 'm2'), [])
    await then.shows(
      '2023-04-30',
      values(
        'members',
        'memberships-suspended',
        'memberships-restored',
        'suspended-memberships-ended',
        'memberships-ended',
      ),
      [2, 3, 1, 0, 0],
    )
    await then.shows(
      '2026-05-01',
      values(
        'members',
        'memberships-suspended',
        'memberships-restored',
        'suspended-memberships-ended',
        'memberships-ended',
      ),
      [3, 3, 2, 1, 0],
    )
    // More than two years suspended, but abroad; and the two years of the second suspension are over on the day of the removal.
    await then.shows('2026-04-30', told('m1', 'm2'), [])
  })
})

describe('流动党员管理工作的意见', () => {
  test('a member goes to work elsewhere, is received there after a reminder, comes back', async () => {
    const then = given(...book).when(
      on('2025-01-10', 'AbsenceBegan', { memberId: 'm1', kind: 'mobile', destination: '厦门市湖里区' }),
      on('2025-08-01', 'MobileMemberPlaced', {
        memberId: 'm1',
        receivedBy: '湖里区某商会流动党员党支部',
        toBook: '350206',
      }),
      on('2026-02-10', 'AbsenceEnded', { memberId: 'm1' }),
    )
    await then.shows('2025-07-09', (view) => [value(view, 'mobile-members-out'), told('m1')(view)], [0, []])
    await then.shows('2025-07-10', (view) => [value(view, 'mobile-members-out'), told('m1')(view)], [
      1,
      ['MEM-MOBILE warning'],
    ])
    await then.shows(
      '2025-08-01',
      (view) => [value(view, 'mobile-members-out'), value(view, 'members'), told('m1')(view)],
      [1, 4, []],
    )
    await then.shows('2025-08-01', (view) => dossierOf(view, 'o1')?.absences.map(({ receivedBy }) => receivedBy), [
      '湖里区某商会流动党员党支部',
    ])
    await then.shows('2026-02-10', values('mobile-members-out', 'members'), [0, 4])
  })
  test('a branch of mobile members, approved by the county, takes in people of other books; they count at home', async () => {
    const then = given(...book).when(
      on('2025-01-01', 'OrganizationFounded', {
        organizationId: 'o7',
        name: '某商会流动党员党支部',
        kind: 'branch',
        formation: 'solo',
        category: 'enterprise',
        unitIds: [],
        superiorId: 'o1',
        forMobileMembers: true,
        approvalLevel: 'district',
      }),
      ...['x1', 'x2', 'x3'].map((memberId) =>
        on('2025-02-01', 'MobileMemberReceived', {
          memberId,
          organizationId: 'o7',
          since: '2024-06-01',
          fromBook: '350304',
        }),
      ),
    )
    await then.shows('2026-06-30', values('members', 'mobile-members-in', 'organizations'), [4, 3, 2])
    await then.shows('2026-06-30', told('o7'), [])
  })
})

describe('基层组织选举工作条例、任期意见', () => {
  test('a committee founded with few members by approval; sent secretary; an approved extension; a renewal within it', async () => {
    const committee = on('2019-01-01', 'OrganizationFounded', {
      organizationId: 'o5',
      name: '某园区党委',
      kind: 'committee',
      formation: 'solo',
      category: 'enterprise',
      unitIds: ['u5'],
      exceptionApproval: { documentNumber: '2018-101', issuer: '区委组织部' },
    })
    const then = given(...book, unit('u5'), ...['n1', 'n2', 'n3'].map((id) => member(id)), committee).when(
      ...['n1', 'n2', 'n3'].map((memberId) =>
        on('2019-01-02', 'MemberTransferred', { memberId, organizationId: 'o5', unitId: 'u5' }),
      ),
      on('2019-02-01', 'TermStarted', {
        organizationId: 'o5',
        years: 5,
        eligible: 3,
        present: 3,
        elected: [
          { personId: 'x1', post: 'secretary', sentBySuperior: true },
          { personId: 'n1', post: 'deputy-secretary' },
          { personId: 'n2', post: 'committee-member' },
        ],
      }),
      {
        ...on('2023-12-01', 'TermExtensionApproved', { organizationId: 'o5', until: '2024-08-01' }),
        evidence: { documentNumber: '2023-88' },
      },
      on('2024-07-20', 'TermRenewed', {
        organizationId: 'o5',
        years: 5,
        eligible: 3,
        present: 3,
        elected: [{ personId: 'n1', post: 'secretary' }],
      }),
    )
    await then.shows('2019-06-30', told('o5'), [])
    await then.shows('2024-05-01', told('o5'), ['TERM-REMIND notice'])
    await then.shows('2024-07-31', told('o5'), [])
    await then.shows('2024-07-31', values('committees', 'terms-overdue'), [1, 0])
  })
})

describe('两个区合并', () => {
  const came = [
    on('2020-07-01', 'OrganizationTransferredIn', {
      organizationId: 'b0',
      name: '乙区园区党总支',
      kind: 'general-branch',
      formation: 'joint',
      category: 'enterprise',
      unitIds: ['v1'],
      code: '350304000123',
      foundedOn: '2008-05-01',
      fromBook: '350304',
      exceptionApproval: { documentNumber: '2008-5' },
    }),
    on('2020-07-01', 'OrganizationTransferredIn', {
      organizationId: 'b1',
      name: '乙区某党支部',
      kind: 'branch',
      formation: 'solo',
      category: 'enterprise',
      unitIds: ['v1'],
      superiorId: 'b0',
      foundedOn: '2010-05-01',
      fromBook: '350304',
    }),
    on('2020-07-01', 'UnitListed', { unitId: 'v1', kind: 'enterprise', name: '乙区某公司', fromBook: '350304' }),
    on('2020-07-01', 'LegalRepresentativeRecorded', { unitId: 'v1', personId: 'b-m1' }),
    on('2020-07-01', 'TermStarted', {
      organizationId: 'b1',
      years: 3,
      startedOn: '2018-09-01',
      elected: [{ personId: 'b-m1', post: 'secretary' }],
    }),
    ...['b-m1', 'b-m2', 'b-m3'].map((memberId) =>
      on('2020-07-01', 'MemberTransferredIn', {
        memberId,
        organizationId: 'b1',
        unitId: 'v1',
        status: 'full',
        fullSince: '1990-07-01',
        fromBook: '350304',
        withOrganization: true,
      }),
    ),
    on('2020-07-01', 'MemberTransferredIn', {
      memberId: 'b-m4',
      organizationId: 'b1',
      status: 'suspended',
      fromBook: '350304',
      withOrganization: true,
    }),
  ]
  test('nothing is founded, dissolved or renewed; the stock grows by what came; who represents a unit leads its branch', async () => {
    const then = given(...book).when(...came)
    await then.shows(
      '2020-12-31',
      values('organizations-founded', 'terms-renewed', 'members-transferred-in', 'members', 'organizations'),
      [0, 0, 3, 7, 3],
    )
    await then.shows(
      '2020-12-31',
      values('units-with-member-representative', 'units-led-by-representative', 'units-covered'),
      [1, 1, 2],
    )
    await then.shows(
      '2020-12-31',
      (view) => [dossierOf(view, 'b0')?.profile.foundedOn, dossierOf(view, 'b0')?.together?.members],
      ['2008-05-01', 3],
    )
    await then.shows('2020-12-31', told('b0', 'b1', 'b-m1', 'b-m4'), [])
    await then.shows('2021-09-01', told('b1'), ['TERM-OVERDUE violation'])
  })
})

describe('社会组织', () => {
  const firm = on('2018-01-01', 'UnitListed', {
    unitId: 's1',
    kind: 'social-organization',
    form: 'law-firm',
    name: '某律师事务所',
    creditCode: '31350000MD01234562',
  })
  test('lawyers whose memberships are elsewhere: no members here, and the reason says so', async () => {
    const then = given(...book, firm).when(
      ...['x1', 'x2', 'x3'].map((personId) =>
        on('2018-03-01', 'OutsideMemberRecorded', { personId, unitId: 's1', employment: 'full-time' }),
      ),
      on('2018-06-01', 'NoOrganizationExplained', { unitId: 's1', reason: 'memberships-elsewhere' }),
      on('2019-01-01', 'OrganizationFounded', {
        organizationId: 'o8',
        name: '某律师事务所功能型党支部',
        kind: 'branch',
        formation: 'functional',
        category: 'social-organization',
        unitIds: ['s1'],
      }),
      on('2019-01-01', 'NoOrganizationExplained', { unitId: 's1', reason: null }),
      on('2019-02-01', 'MemberTransferredIn', { memberId: 'x1', organizationId: 'o8', unitId: 's1', status: 'full' }),
      on('2019-02-01', 'OutsideMemberLeft', { personId: 'x1', unitId: 's1' }),
    )
    await then.shows(
      '2018-12-31',
      (view) => [value(view, 'uncovered-no-members', 'social-organization'), told('s1')(view)],
      [1, []],
    )
    await then.shows(
      '2018-12-31',
      (view) =>
        figureRows(view, figureCatalogue.get('units-listed') ?? never(), {
          by: ['no-organization'],
          scope: 'social-organization',
        }).flatMap(({ by, value: many }) => (by && Number(many) > 0 ? [[by['no-organization'], many]] : [])),
      [['memberships-elsewhere', 1]],
    )
    await then.shows(
      '2019-06-30',
      (view) => [
        rowsOn(view, relation.outsideMember).length,
        value(view, 'members', 'social-organization'),
        told('s1', 'o8')(view),
      ],
      [2, 1, []],
    )
  })
})

describe('个体工商户、专业市场', () => {
  test('a market and its stalls, a joint branch, a Party group, an organization that answers for them, revenue by bands', async () => {
    const then = given(
      ...book,
      unit('k1', { form: 'market', sector: 'retail' }),
      unit('k2', { form: 'individual-business', creditCode: '92350305MA2XY1234M', sector: 'retail' }),
      unit('k3', { form: 'individual-business', sector: 'lodging-catering' }),
    ).when(
      on('2019-01-01', 'OrganizationFounded', {
        organizationId: 'o6',
        name: '市场联合党支部',
        kind: 'branch',
        formation: 'joint',
        category: 'enterprise',
        unitIds: ['k1', 'k2'],
        superiorId: 'o1',
      }),
      ...['k1', 'k2', 'k3'].map((unitId) =>
        on('2019-01-01', 'ResponsibleAuthorityAssigned', { unitId, organizationId: 'o1' }),
      ),
      on('2019-03-01', 'RevenueReported', { unitId: 'k1', year: 2018, amountFen: 600_000_000 }),
      on('2019-03-01', 'RevenueReported', { unitId: 'k3', year: 2018, amountFen: 30_000_000 }),
      on('2019-04-01', 'PartyGroupFormed', { groupId: 'g1', organizationId: 'o6', unitId: 'k1' }),
    )
    await then.shows('2019-12-31', listedBy('responsible'), [
      ['o1', 3],
      ['', 1],
    ])
    await then.shows('2019-12-31', listedBy('revenue'), [
      ['0-199999999', 1],
      ['500000000-999999999', 1],
      ['', 2],
    ])
    await then.shows(
      '2019-12-31',
      (view) =>
        dossierOf(view, 'o1')?.units.map(({ unitId, isCovered, isResponsible, form, revenue }) => [
          unitId,
          isCovered,
          isResponsible,
          form,
          revenue?.amountFen,
        ]),
      [
        ['k1', false, true, 'market', 600_000_000],
        ['k2', false, true, 'individual-business', undefined],
        ['k3', false, true, 'individual-business', 30_000_000],
        ['u1', true, false, undefined, undefined],
      ],
    )
    await then.shows('2019-12-31', told('k1', 'k3'), ['UNIT-SIZE notice'])
    await then.shows('2019-12-31', (view) => dossierOf(view, 'o6')?.partyGroups.map(({ unitId }) => unitId), ['k1'])
  })
})

function never(): never {
  throw new Error('no such figure')
}

/** What a dossier tells of its units, its exceptions and its candidates. */
const besides = (view: View): unknown => {
  const { units, exceptions, candidates } = dossierOf(view, 'o1') ?? never()
  return [
    units.map(({ headcount, legalRepresentative, outsideMembers }) => [headcount, legalRepresentative, outsideMembers]),
    exceptions.map(({ ruleId, until, document }) => [ruleId, until, document]),
    candidates,
  ]
}

test('a dossier names the exceptions of the day, and tells of its units what nobody else does', async () => {
  const then = given(...book).when(
    on('2019-01-01', 'HeadcountReported', { unitId: 'u1', employees: 30, fullTime: 28, onDuty: 29 }),
    on('2019-01-01', 'OutsideMemberRecorded', { personId: 'x1', unitId: 'u1' }),
    on('2019-01-01', 'LegalRepresentativeRecorded', { unitId: 'u1', personId: 'm1' }),
    {
      ...on('2019-06-01', 'FindingExcepted', {
        ruleId: 'ORG-SMALL',
        subject: 'o1',
        until: '2020-06-01',
        reason: '正在联建',
      }),
      evidence: { documentNumber: '2019-12' },
    },
    on('2019-07-01', 'CandidateTransferredIn', {
      personId: 'p1',
      organizationId: 'o1',
      stage: 'activist',
      since: '2019-01-01',
    }),
  )
  const units = [[{ employees: 30, fullTime: 28, onDuty: 29 }, { personId: 'm1', isMember: false }, ['x1']]]
  const candidates = [{ personId: 'p1', stage: 'activist', since: '2019-01-01', activistSince: '2019-01-01' }]
  await then.shows('2019-12-31', besides, [
    units,
    [['ORG-SMALL', '2020-06-01', { documentNumber: '2019-12' }]],
    candidates,
  ])
  await then.shows('2020-06-01', besides, [units, [], candidates])
})
