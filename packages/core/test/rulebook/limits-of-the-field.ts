import type { Draft } from '@taizhang/core'
import { adopt, elected, members, term, member, on, org, recruit, unit, type Limits } from './limit-drafts.ts'

const revenue = (amountFen: number) => on('2019-03-01', 'RevenueReported', { unitId: 'u1', year: 2018, amountFen })
const lost = (cause: 'abroad' | 'not-found') => [
  org('o1'),
  member('m1'),
  on('2020-01-15', 'MembershipSuspended', { memberId: 'm1', cause }),
]
const mobile = (approvalLevel: 'township' | 'district', day: string) =>
  org('o1', { forMobileMembers: true, approvalLevel }, day)
const confirmed = (day: string) => on(day, 'MemberConfirmed', { memberId: 'p1' })
const vote = (eligible: number) => term('2020-01-01', 3, { eligible, present: eligible })
const watched = (until: string) => on('2020-01-01', 'DisciplinaryProbationImposed', { memberId: 'm1', until })
const corrected = (until: string) => on('2024-07-01', 'CorrectionOrdered', { memberId: 'm1', until })

const away = (...more: readonly Draft[]): Draft[] => [
  org('o1'),
  member('m1'),
  on('2025-01-01', 'AbsenceBegan', { memberId: 'm1', kind: 'mobile' }),
  ...more,
]
const received = on('2025-03-01', 'MobileMemberReceived', { memberId: 'm1', organizationId: 'o2' })
const left = on('2025-09-01', 'MobileMemberLeft', { memberId: 'm1', organizationId: 'o2' })
const lacking = (count: number): Draft[] => [unit('u1'), org('o1'), ...members(count, { unitId: 'u1' })]
const told = (reason: 'no-members' | 'too-few-members' | 'owner-unwilling') =>
  on('2019-01-01', 'NoOrganizationExplained', { unitId: 'u1', reason })
const represented = (isMember?: boolean) =>
  on('2019-01-01', 'LegalRepresentativeRecorded', {
    unitId: 'u1',
    personId: 'x1',
    ...(isMember === undefined ? {} : { isMember }),
  })
const adopted = adopt('UNIT-REPRESENTATIVE', {}, 'notice')

/** What came with the second versions of events. */
export const limitsOfTheField: Limits = {
  'ORG-SMALL': [
    [
      'two for a year',
      [unit('u1'), org('o1', { unitIds: ['u1'] }), ...members(2)],
      '2018-12-31',
      'o1 warning 2018-10-28',
    ],
    ['three', [unit('u1'), org('o1', { unitIds: ['u1'] }), ...members(3)], '2018-12-31'],
    [
      'two since a day less than a year',
      [
        unit('u1'),
        org('o1', { unitIds: ['u1'] }),
        ...members(3),
        on('2019-03-01', 'MembershipEnded', { memberId: 'm1', reason: 'died' }),
      ],
      '2020-02-29',
    ],
    [
      'two since a year',
      [
        unit('u1'),
        org('o1', { unitIds: ['u1'] }),
        ...members(3),
        on('2019-03-01', 'MembershipEnded', { memberId: 'm1', reason: 'died' }),
      ],
      '2020-03-01',
      'o1 warning 2020-03-01',
    ],
    ['a joint one', [unit('u1'), org('o1', { formation: 'joint', unitIds: ['u1'] }), ...members(2)], '2018-12-31'],
  ],
  'ORG-MOBILE': [
    ['approved in the township', [mobile('township', '2024-12-01')], '2025-01-01', 'o1 warning 2024-12-01'],
    ['approved in the county', [mobile('district', '2024-12-01')], '2025-01-01'],
    ['before the opinions', [mobile('township', '2024-10-31')], '2025-01-01'],
  ],
  'OFFICE-MEMBER': [
    [
      'in no membership',
      [
        org('o1'),
        ...members(3),
        on('2020-01-01', 'OfficeTaken', { organizationId: 'o1', post: 'secretary', personId: 'x' }),
      ],
      '2020-06-01',
      'o1 notice 2020-01-01',
    ],
    [
      'sent by the superior',
      [
        org('o1'),
        ...members(3),
        on('2020-01-01', 'OfficeTaken', {
          organizationId: 'o1',
          post: 'secretary',
          personId: 'x',
          sentBySuperior: true,
        }),
      ],
      '2020-06-01',
    ],
    ['a full member', [org('o1'), ...members(3), elected(['secretary'])], '2020-06-01'],
  ],
  'OFFICE-TWO': [
    [
      'two at once',
      [org('o1'), ...members(3), elected(['secretary', 'secretary'])],
      '2013-01-01',
      'o1 violation 2012-01-01',
    ],
    [
      'one after the other',
      [
        org('o1'),
        ...members(3),
        elected(['secretary']),
        on('2013-01-01', 'OfficeLeft', { organizationId: 'o1', post: 'secretary', personId: 'm1' }),
        on('2013-01-01', 'OfficeTaken', { organizationId: 'o1', post: 'secretary', personId: 'm2' }),
      ],
      '2014-01-01',
    ],
  ],
  'ELEC-ELIGIBLE': [
    ['as many as have a vote', [org('o1'), ...members(3), vote(3)], '2020-06-01'],
    ['one more', [org('o1'), ...members(3), vote(4)], '2020-06-01', 'o1 notice 2020-01-01'],
    [
      'one of them on probation within the Party',
      [org('o1'), ...members(3), watched('2021-01-01'), vote(3)],
      '2020-06-01',
      'o1 notice 2020-01-01',
    ],
    [
      'one of them of a branch below',
      [org('o1'), org('o2', { superiorId: 'o1' }), ...members(2), member('m3', { organizationId: 'o2' }), vote(3)],
      '2020-06-01',
    ],
    [
      'a probationary one',
      [org('o1'), ...members(2), member('m3', { status: 'probationary' }), vote(3)],
      '2020-06-01',
      'o1 notice 2020-01-01',
    ],
    ['of a book without members', [org('o1'), vote(30)], '2020-06-01'],
  ],
  'DEV-EARLY': [
    ['on the day', [org('o1'), recruit('2019-03-01'), confirmed('2020-03-01')], '2021-01-01'],
    [
      'a day before',
      [org('o1'), recruit('2019-03-01'), confirmed('2020-02-29')],
      '2021-01-01',
      'p1 violation 2020-02-29',
    ],
    [
      'a day before, and moved since',
      [
        org('o1'),
        org('o2'),
        recruit('2019-03-01'),
        confirmed('2020-02-29'),
        on('2020-06-01', 'MemberTransferred', { memberId: 'p1', organizationId: 'o2' }),
      ],
      '2021-01-01',
      'p1 violation 2020-02-29',
    ],
  ],
  'MEM-LOST': [
    ['for two years', lost('not-found'), '2022-01-15', 'm1 warning 2022-01-15'],
    ['for a day less', lost('not-found'), '2022-01-14'],
    ['abroad', lost('abroad'), '2025-01-01'],
  ],
  'MEM-DISCIPLINE': [
    ['two years', [org('o1'), member('m1'), watched('2022-01-01')], '2021-12-31'],
    ['a day more', [org('o1'), member('m1'), watched('2022-01-02')], '2021-12-31', 'm1 violation 2020-01-01'],
    [
      'a year, and another',
      [
        org('o1'),
        member('m1'),
        watched('2021-01-01'),
        on('2020-12-20', 'DisciplinaryProbationImposed', { memberId: 'm1', until: '2022-01-01' }),
      ],
      '2021-12-31',
    ],
    [
      'over without a decision',
      [org('o1'), member('m1'), watched('2021-01-01')],
      '2021-01-01',
      'm1 warning 2021-01-01',
    ],
    ['not over yet', [org('o1'), member('m1'), watched('2021-01-01')], '2020-12-31'],
    [
      'still in office',
      [org('o1'), ...members(3), elected(['secretary']), watched('2021-01-01')],
      '2020-06-01',
      'm1 violation 2020-01-01',
    ],
  ],
  'MEM-MOBILE': [
    ['six months', away(), '2025-07-01', 'm1 warning 2025-07-01'],
    ['a day less', away(), '2025-06-30'],
    [
      'received elsewhere',
      away(on('2025-08-01', 'MobileMemberPlaced', { memberId: 'm1', receivedBy: '商会党支部' })),
      '2025-08-01',
    ],
    ['received here', away(org('o2'), received), '2025-08-01'],
    ['and left again', away(org('o2'), received, left), '2025-09-01', 'm1 warning 2025-09-01'],
    [
      'abroad',
      [org('o1'), member('m1'), on('2025-01-01', 'AbsenceBegan', { memberId: 'm1', kind: 'working-abroad' })],
      '2026-01-01',
    ],
    ['back in time', away(on('2025-06-30', 'AbsenceEnded', { memberId: 'm1' })), '2026-01-01'],
    [
      'before the opinions a reminder',
      [org('o1'), member('m1'), on('2019-03-01', 'AbsenceBegan', { memberId: 'm1', kind: 'mobile' })],
      '2020-01-01',
      'm1 notice 2019-09-01',
    ],
  ],
  'UNIT-REASON': [
    ['should have one, and says nothing', lacking(3), '2020-01-01', 'u1 notice 2012-01-01'],
    ['says why', [...lacking(3), told('owner-unwilling')], '2020-01-01'],
    ['two members need no reason', lacking(2), '2020-01-01'],
    ['no members, it says', [...lacking(2), told('no-members')], '2020-01-01', 'u1 notice 2019-01-01'],
    ['too few, it says of three', [...lacking(3), told('too-few-members')], '2020-01-01', 'u1 notice 2012-01-01'],
    ['too few, it says of two', [...lacking(2), told('too-few-members')], '2020-01-01'],
    [
      'covered since',
      [...lacking(3), on('2019-06-01', 'CoverageExtended', { organizationId: 'o1', unitId: 'u1' })],
      '2020-01-01',
    ],
  ],
  'UNIT-REPRESENTATIVE': [
    ['a member, the book says', [adopted, unit('u1'), represented(true)], '2020-01-01', 'u1 notice 2019-01-01'],
    [
      'a member of the book',
      [adopted, unit('u1'), org('o1'), member('x1'), represented()],
      '2020-01-01',
      'u1 notice 2019-01-01',
    ],
    ['no member', [adopted, unit('u1'), represented()], '2020-01-01'],
    ['covered', [adopted, unit('u1'), org('o1', { unitIds: ['u1'] }), represented(true)], '2020-01-01'],
    ['not adopted', [unit('u1'), represented(true)], '2020-01-01'],
  ],
  'MEM-CORRECTION': [
    [
      'a year before the measures of 2024',
      [org('o1'), member('m1'), on('2020-01-01', 'CorrectionOrdered', { memberId: 'm1', until: '2021-01-02' })],
      '2020-06-01',
      'm1 violation 2020-01-01',
    ],
    [
      'extended to a year and a day',
      [
        org('o1'),
        member('m1'),
        corrected('2025-01-01'),
        on('2024-12-20', 'CorrectionOrdered', { memberId: 'm1', until: '2025-07-02' }),
      ],
      '2025-06-30',
      'm1 violation 2024-12-20',
    ],
    ['a year', [org('o1'), member('m1'), corrected('2025-07-01')], '2025-06-30'],
    ['more than a year', [org('o1'), member('m1'), corrected('2025-07-02')], '2024-07-01', 'm1 violation 2024-07-01'],
    ['over', [org('o1'), member('m1'), corrected('2025-01-01')], '2025-01-01', 'm1 warning 2025-01-01'],
  ],
  'UNIT-CODE-KIND': [
    [
      '52 for an enterprise, assigned later',
      [unit('u1'), on('2019-01-01', 'UnitCreditCodeAssigned', { unitId: 'u1', creditCode: '52350305MJB123456X' })],
      '2020-01-01',
      'u1 warning 2019-01-01',
    ],
    ['91 for one', [unit('u1', { creditCode: '91350305MA2XY1236Y' })], '2020-01-01'],
    [
      '91 for an accounting firm',
      [unit('u1', { kind: 'social-organization', form: 'accounting-firm', creditCode: '91350305MA2XY1236Y' })],
      '2020-01-01',
    ],
    [
      '91 for a law firm',
      [
        unit('u1', { kind: 'social-organization', form: 'law-firm' }),
        on('2019-01-01', 'UnitCreditCodeAssigned', { unitId: 'u1', creditCode: '91350305MA2XY1236Y' }),
      ],
      '2020-01-01',
      'u1 warning 2019-01-01',
    ],
  ],
  'UNIT-SIZE': [
    [
      'twenty million in industry, said to be below',
      [unit('u1', { sector: 'industrial' }), revenue(2_000_000_000)],
      '2020-01-01',
      'u1 notice 2019-03-01',
    ],
    ['a fen less', [unit('u1', { sector: 'industrial' }), revenue(1_999_999_999)], '2020-01-01'],
    [
      'ten million in research',
      [unit('u1', { sector: 'business-services' }), revenue(1_000_000_000)],
      '2020-01-01',
      'u1 notice 2020-01-01',
    ],
    [
      'ten million in transport',
      [unit('u1', { sector: 'transport-information' }), revenue(1_000_000_000)],
      '2020-01-01',
    ],
    [
      'five million in sports',
      [unit('u1', { sector: 'personal-services', aboveDesignatedSize: true }), revenue(500_000_000)],
      '2020-01-01',
    ],
    ['services before 2020', [unit('u1', { sector: 'business-services' }), revenue(1_000_000_000)], '2019-12-31'],
    ['a builder goes by qualification', [unit('u1', { sector: 'construction' }), revenue(9_000_000_000)], '2020-01-01'],
    ['of no known sector', [unit('u1'), revenue(2_000_000_000)], '2020-01-01'],
  ],
  'UNIT-PLACE': [
    [
      'a town that is not in the register',
      [unit('u1', { town: '东桥镇' }), on('2019-01-01', 'PlaceRegistered', { kind: 'town', placeName: '东峤镇' })],
      '2020-01-01',
      'u1 notice 2019-01-01',
    ],
    ['without a register', [unit('u1', { town: '东桥镇' })], '2020-01-01'],
    [
      'one that is',
      [unit('u1', { town: '东峤镇' }), on('2019-01-01', 'PlaceRegistered', { kind: 'town', placeName: '东峤镇' })],
      '2020-01-01',
    ],
  ],
}
