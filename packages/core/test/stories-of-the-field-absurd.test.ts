import { type DataOf, type Draft, type View } from '@taizhang/core'
import { findingsOn } from '@taizhang/core/rulebook'
import { describe, test } from 'vitest'
import { given } from '../src/testing/index.ts'
import { on } from './telling.ts'

/* What cannot be is refused, what should not be is a finding: each beside what is as it should be. */

const branch = { organizationId: 'o1', name: '甲', kind: 'branch', formation: 'solo', category: 'enterprise' } as const
const unit = on('2015-01-01', 'UnitListed', { unitId: 'u1', kind: 'enterprise', name: '甲' })
const founded = on('2015-01-01', 'OrganizationFounded', { ...branch, unitIds: ['u1'] })
const enrolled = (memberId: string, more: Partial<DataOf<'MemberEnrolled'>> = {}): Draft =>
  on('2015-02-01', 'MemberEnrolled', { memberId, organizationId: 'o1', unitId: 'u1', status: 'full', ...more })
const three = ['m1', 'm2', 'm3'].map((memberId) => enrolled(memberId))
const book = [unit, founded, ...three]
const recruited = (approvedOn?: string): Draft =>
  on('2019-03-01', 'MemberRecruited', {
    memberId: 'p1',
    organizationId: 'o1',
    post: 'other',
    introducers: ['m1', 'm2'],
    ...(approvedOn === undefined ? {} : { approvedOn }),
  })
const taking = (personId: string, more: Partial<DataOf<'OfficeTaken'>> = {}): Draft =>
  on('2019-01-01', 'OfficeTaken', { organizationId: 'o1', post: 'secretary', personId, ...more })
const begun = on('2017-01-01', 'TermStarted', { organizationId: 'o1', years: 3 })
const extended = (day: string, until: string): Draft => ({
  ...on(day, 'TermExtensionApproved', { organizationId: 'o1', until }),
  evidence: { documentNumber: '2019-7' },
})
const suspended = (cause: 'abroad' | 'not-found'): Draft =>
  on('2020-01-15', 'MembershipSuspended', { memberId: 'm1', cause })

const told = (rules: RegExp) => (view: View) =>
  findingsOn(view)
    .filter(({ ruleId }) => rules.test(ruleId))
    .map(({ ruleId, subject, severity }) => `${ruleId} ${subject} ${severity}`)

/** What is wrong, what is right, on a day, by which rule, and what is found. */
const found: readonly (readonly [string, readonly Draft[], readonly Draft[], string, RegExp, string])[] = [
  [
    'confirmed before probation is over',
    [recruited('2019-04-01'), on('2019-12-01', 'MemberConfirmed', { memberId: 'p1' })],
    [recruited('2019-04-01'), on('2020-03-01', 'MemberConfirmed', { memberId: 'p1' })],
    '2020-06-01',
    /DEV-EARLY|DEV-OVERDUE/,
    'DEV-EARLY p1 violation',
  ],
  [
    'confirmed before an extended probation is over',
    [
      recruited('2019-04-01'),
      on('2020-03-01', 'ProbationExtended', { memberId: 'p1', until: '2020-09-01' }),
      on('2020-08-31', 'MemberConfirmed', { memberId: 'p1' }),
    ],
    [
      recruited('2019-04-01'),
      on('2020-03-01', 'ProbationExtended', { memberId: 'p1', until: '2020-09-01' }),
      on('2020-09-01', 'MemberConfirmed', { memberId: 'p1' }),
    ],
    '2020-10-01',
    /DEV-EARLY|DEV-OVERDUE|DEV-PROBATION/,
    'DEV-EARLY p1 violation',
  ],
  [
    'a probation extended to an earlier day than its end',
    [recruited('2019-04-01'), on('2019-06-01', 'ProbationExtended', { memberId: 'p1', until: '2019-12-01' })],
    [recruited('2019-04-01'), on('2020-03-01', 'ProbationExtended', { memberId: 'p1', until: '2020-09-01' })],
    '2019-07-01',
    /DEV-PROBATION/,
    'DEV-PROBATION p1 violation',
  ],
  [
    'a solo branch below three full members for long',
    [on('2019-01-01', 'MembershipEnded', { memberId: 'm3', reason: 'died' })],
    [
      on('2019-01-01', 'MembershipEnded', { memberId: 'm3', reason: 'died' }),
      on('2019-09-01', 'MemberTransferredIn', { memberId: 'm4', organizationId: 'o1', status: 'full' }),
    ],
    '2020-01-01',
    /ORG-SMALL/,
    'ORG-SMALL o1 warning',
  ],
  [
    'suspended as not to be found for over two years without a decision; never those abroad',
    [suspended('not-found')],
    [suspended('abroad')],
    '2022-01-15',
    /MEM-LOST/,
    'MEM-LOST m1 warning',
  ],
  [
    'an officer who is no full member anywhere in the book and was not sent by the superior',
    [taking('x1')],
    [taking('x1', { sentBySuperior: true })],
    '2019-06-01',
    /OFFICE-MEMBER/,
    'OFFICE-MEMBER o1 notice',
  ],
  [
    'a probationary member in office',
    [recruited('2019-04-01'), { ...taking('p1'), effectiveOn: '2019-04-02' }],
    [taking('m1')],
    '2019-06-01',
    /OFFICE-MEMBER/,
    'OFFICE-MEMBER o1 notice',
  ],
  [
    'two secretaries at once',
    [taking('m1'), taking('m2')],
    [
      taking('m1'),
      on('2019-06-01', 'OfficeLeft', { organizationId: 'o1', post: 'secretary', personId: 'm1' }),
      { ...taking('m2'), effectiveOn: '2019-06-01' },
    ],
    '2020-01-01',
    /OFFICE-TWO/,
    'OFFICE-TWO o1 violation',
  ],
  [
    'an extension to a day before the term is over',
    [begun, extended('2019-06-01', '2019-12-01')],
    [begun, extended('2019-12-01', '2020-06-01')],
    '2019-12-31',
    /TERM-EXTENSION/,
    'TERM-EXTENSION o1 violation',
  ],
  [
    'a code of the wrong kind, assigned later',
    [on('2019-01-01', 'UnitCreditCodeAssigned', { unitId: 'u1', creditCode: '52350305MJB123456X' })],
    [on('2019-01-01', 'UnitCreditCodeAssigned', { unitId: 'u1', creditCode: '91350305MA2XY1236Y' })],
    '2020-01-01',
    /UNIT-CODE-KIND/,
    'UNIT-CODE-KIND u1 warning',
  ],
]

describe('what should not be is a finding', () => {
  test.each(found)('%s', async (_what, bad, good, day, rules, says) => {
    await given(...book)
      .when(...bad)
      .shows(day, told(rules), [says])
    await given(...book)
      .when(...good)
      .shows(day, told(rules), [])
  })
})

const more = (present: number): Draft =>
  on('2019-06-01', 'TermRenewed', { organizationId: 'o1', years: 3, eligible: 3, present })
const joining = (day: string): Draft => enrolled('m9', { joinedOn: day })
const listed = (data: Partial<DataOf<'UnitListed'>>): Draft =>
  on('2019-01-01', 'UnitListed', { unitId: 'u9', kind: 'enterprise', name: '乙', ...data })
const law = { kind: 'social-organization', form: 'law-firm' } as const
const accountants = { kind: 'social-organization', form: 'accounting-firm' } as const

const refused: readonly (readonly [string, Draft, Draft, string])[] = [
  ['more present than eligible', more(4), more(3), 'more-than-all'],
  ['an approval before the meeting', recruited('2019-02-28'), recruited('2019-03-01'), 'approved-before'],
  ['a join date after enrolment', joining('2015-02-02'), joining('2015-02-01'), 'joined-after'],
  [
    'an extension that ends before it begins',
    extended('2019-06-01', '2019-06-01'),
    extended('2019-06-01', '2020-06-01'),
    'ends-before',
  ],
  [
    '52… for an enterprise',
    listed({ creditCode: '52350305MJB123456X' }),
    listed({ creditCode: '91350305MA2XY1236Y' }),
    'code-of-another-kind',
  ],
  [
    '91… for a law firm',
    listed({ ...law, creditCode: '91350305MA2XY1236Y' }),
    listed({ ...law, creditCode: '31350000MD0123456T' }),
    'code-of-another-kind',
  ],
  [
    '31… for an accounting firm, which may be 91…',
    listed({ ...accountants, creditCode: '31350000MD0123456T' }),
    listed({ ...accountants, creditCode: '91350305MA2XY1236Y' }),
    'code-of-another-kind',
  ],
]

describe('what cannot be is refused', () => {
  test.each(refused)('%s', async (_what, bad, good, code) => {
    await given(...book, begun)
      .when(bad)
      .isRefused(code)
    await given(...book, begun)
      .when(good)
      .shows('2020-01-01', () => 'recorded', 'recorded')
  })
})

test('an approval that never comes is a finding after three months, a grave one after six', async () => {
  const then = given(...book).when(recruited())
  await then.shows('2019-06-01', told(/DEV-APPROVE/), [])
  await then.shows('2019-06-02', told(/DEV-APPROVE/), ['DEV-APPROVE p1 warning'])
  await then.shows('2019-09-02', told(/DEV-APPROVE/), ['DEV-APPROVE p1 violation'])
  const late = given(...book).when(recruited(), on('2019-08-01', 'RecruitmentApproved', { memberId: 'p1' }))
  await late.shows('2019-09-02', told(/DEV-APPROVE/), ['DEV-APPROVE p1 warning'])
})
