import { elected, members, member, on, org, recruit, unit, type Limits } from './limit-drafts.ts'

const revenue = (amountFen: number) => on('2019-03-01', 'RevenueReported', { unitId: 'u1', year: 2018, amountFen })
const lost = (cause: 'abroad' | 'not-found') => [
  org('o1'),
  member('m1'),
  on('2020-01-15', 'MembershipSuspended', { memberId: 'm1', cause }),
]
const mobile = (approvalLevel: 'township' | 'district', day: string) =>
  org('o1', { forMobileMembers: true, approvalLevel }, day)
const confirmed = (day: string) => on(day, 'MemberConfirmed', { memberId: 'p1' })
const watched = (until: string) => on('2020-01-01', 'DisciplinaryProbationImposed', { memberId: 'm1', until })
const corrected = (until: string) => on('2024-07-01', 'CorrectionOrdered', { memberId: 'm1', until })

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
  'MEM-CORRECTION': [
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
