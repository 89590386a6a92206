import {
  adopt,
  on,
  start,
  times,
  org,
  unit,
  member,
  employees,
  reported,
  orgs,
  venue,
  claim,
  returns,
  dues,
  type Limits,
  type Line,
} from './limit-drafts.ts'

const noMembers = adopt('UNIT-NO-MEMBERS', { employeesMin: 50 }, 'notice')
const noOrganization = adopt('UNIT-NO-ORGANIZATION', { employeesMin: 100 }, 'notice')
export const coverageOf158 = [
  ...times(158, (at) => unit(`u${at}`)),
  org('o1', { formation: 'joint', unitIds: times(130, (at) => `u${at}`) }),
]
export const coverage = (rate: number, qualifier: Parameters<typeof reported>[1] = 'exact') =>
  reported(rate, qualifier, 'organization-coverage', 'enterprise')

export const limitsOfOthers: Limits = {
  'UNIT-NO-MEMBERS': [
    ['50, where no book has adopted it', [unit('u1'), employees(50)], '2020-01-01'],
    ['49 employees', [noMembers, unit('u1'), employees(49)], '2020-01-01'],
    ['50', [noMembers, unit('u1'), employees(50)], '2020-01-01', 'u1 notice 2019-01-01'],
    [
      '50 and a member',
      [noMembers, unit('u1'), employees(50), org('o1'), member('m1', { unitId: 'u1' })],
      '2020-01-01',
    ],
    [
      '50 and a suspended member',
      [noMembers, unit('u1'), employees(50), org('o1'), member('m1', { unitId: 'u1', status: 'suspended' })],
      '2020-01-01',
      'u1 notice 2019-01-01',
    ],
    ['not reported', [noMembers, unit('u1')], '2020-01-01'],
  ],
  'UNIT-NO-ORGANIZATION': [
    ['99 employees', [noOrganization, unit('u1'), employees(99)], '2020-01-01'],
    ['100', [noOrganization, unit('u1'), employees(100)], '2020-01-01', 'u1 notice 2019-01-01'],
    ['100 and covered', [noOrganization, unit('u1'), employees(100), org('o1', { unitIds: ['u1'] })], '2020-01-01'],
  ],
  'UNIT-CODE': [
    ['a code that is right', [unit('u1', { creditCode: '91350100M000100Y43' })], '2020-01-01'],
    [
      'its last character changed',
      [unit('u1', { creditCode: '91350100M000100Y44' })],
      '2020-01-01',
      `u1 warning ${start}`,
    ],
    [
      'two characters changed places',
      [unit('u1', { creditCode: '19350100M000100Y43' })],
      '2020-01-01',
      `u1 warning ${start}`,
    ],
    [
      'a letter that codes do not have',
      [unit('u1', { creditCode: '9135010OM000100Y43' })],
      '2020-01-01',
      `u1 warning ${start}`,
    ],
    [
      'put right',
      [
        unit('u1', { creditCode: '91350100M000100Y44' }),
        on('2020-01-01', 'UnitCreditCodeAssigned', { unitId: 'u1', creditCode: '91350100M000100Y43' }),
      ],
      '2020-01-01',
    ],
    ['none', [unit('u1')], '2020-01-01'],
  ],
  'UNIT-DUPLICATE': [
    [
      'one code twice',
      ['u1', 'u2'].map((id) => unit(id, { creditCode: '91350100M000100Y43' })),
      '2020-01-01',
      `u1 warning ${start}`,
      `u2 warning ${start}`,
    ],
    [
      'until one is delisted',
      [
        ...['u1', 'u2'].map((id) => unit(id, { creditCode: '91350100M000100Y43' })),
        on('2020-01-01', 'UnitDelisted', { unitId: 'u2', reason: 'duplicate' }),
      ],
      '2020-01-01',
    ],
    ['no codes', [unit('u1'), unit('u2')], '2020-01-01'],
  ],
  'FUND-RETURN': [
    ['no book has adopted it', [org('o1'), dues('DuesPaid', '2020-01-01', 100)], '2021-01-01'],
    ['on its way back', [returns, org('o1'), dues('DuesPaid', '2020-01-01', 100)], '2020-06-30'],
    [
      'not returned in six months',
      [returns, org('o1'), dues('DuesPaid', '2020-01-01', 100)],
      '2020-07-01',
      'o1 warning 2020-07-01',
    ],
    [
      'returned in part',
      [returns, org('o1'), dues('DuesPaid', '2020-01-01', 100), dues('DuesReturned', '2020-05-01', 99)],
      '2020-07-01',
      'o1 warning 2020-07-01',
    ],
    [
      'returned in full',
      [returns, org('o1'), dues('DuesPaid', '2020-01-01', 100), dues('DuesReturned', '2020-05-01', 100)],
      '2021-01-01',
    ],
    [
      'more than was paid',
      [returns, org('o1'), dues('DuesPaid', '2020-01-01', 100), dues('DuesReturned', '2020-05-01', 101)],
      '2021-01-01',
      'o1 warning 2020-05-01',
    ],
    ['adopted later', [returns, org('o1'), dues('DuesPaid', '2018-01-01', 100)], '2018-12-31'],
  ],
  'FUND-PRETAX': [
    ['1 % of the payroll', [claim('2020-03-01', 100, 10_000)], '2021-01-01'],
    ['more', [claim('2020-03-01', 101, 10_000)], '2021-01-01', 'u1 violation 2020-03-01'],
    [
      'two of one year',
      [claim('2020-03-01', 60, 10_000), claim('2020-09-01', 41, 10_000)],
      '2021-01-01',
      'u1 violation 2020-09-01',
    ],
    ['two of two years', [claim('2019-12-31', 60, 10_000), claim('2020-01-01', 41, 10_000)], '2021-01-01'],
    ['no payroll known', [claim('2020-03-01', 101)], '2021-01-01'],
    ['before the notice', [claim('2014-12-04', 101, 10_000)], '2014-12-31'],
    ['on its day', [claim('2014-12-05', 101, 10_000)], '2014-12-05', 'u1 violation 2014-12-05'],
  ],
  'VENUE-SIX': [
    ['all six', venue(true), '2020-01-01'],
    ['no flag', venue(false), '2020-01-01', 'v1 notice 2019-05-01'],
    ['not assessed yet', venue(false), '2019-04-30'],
    ['a station', venue(false, 'station'), '2020-01-01'],
  ],
  'INTERVIEW-OVERDUE': [
    [
      'on the deadline',
      [on('2020-01-01', 'InterviewHeld', { interviewId: 'i1', target: 'park-1', issue: 'x', deadline: '2020-06-30' })],
      '2020-06-30',
    ],
    [
      'the day after',
      [on('2020-01-01', 'InterviewHeld', { interviewId: 'i1', target: 'park-1', issue: 'x', deadline: '2020-06-30' })],
      '2020-07-01',
      'i1 warning 2020-07-01',
    ],
    [
      'followed up',
      [
        on('2020-01-01', 'InterviewHeld', { interviewId: 'i1', target: 'park-1', issue: 'x', deadline: '2020-06-30' }),
        on('2020-07-05', 'InterviewFollowedUp', { interviewId: 'i1' }),
      ],
      '2020-07-05',
    ],
  ],
  'DOSSIER-STALE': [
    ['a year after the founding, less a day', [org('o1', {}, '2019-03-01')], '2020-02-29'],
    ['a year after', [org('o1', {}, '2019-03-01')], '2020-03-01', 'o1 warning 2020-03-01'],
    [
      'reviewed',
      [org('o1', {}, '2019-03-01'), on('2020-03-10', 'DossierReviewed', { organizationId: 'o1' })],
      '2021-03-09',
    ],
    [
      'a year after the review',
      [org('o1', {}, '2019-03-01'), on('2020-03-10', 'DossierReviewed', { organizationId: 'o1' })],
      '2021-03-10',
      'o1 warning 2021-03-10',
    ],
    ['a category of none', [org('o1', { category: 'none' }, '2019-03-01')], '2020-03-01'],
  ],
  'FIGURE-GAP': [
    ['exactly', [...orgs(3), reported(3, 'exact')], '2021-01-01'],
    ['one off', [...orgs(3), reported(4, 'exact')], '2021-01-01', 'dossiers warning 2020-07-05'],
    ['before the report', [...orgs(3), reported(4, 'exact')], '2020-07-04'],
    ['more than 2', [...orgs(3), reported(2, 'more-than')], '2021-01-01'],
    ['more than 3', [...orgs(3), reported(3, 'more-than')], '2021-01-01', 'dossiers warning 2020-07-05'],
    ['at least 3', [...orgs(3), reported(3, 'at-least')], '2021-01-01'],
    ['at least 4', [...orgs(3), reported(4, 'at-least')], '2021-01-01', 'dossiers warning 2020-07-05'],
    ['about 20', [...orgs(19), reported(20, 'about')], '2021-01-01'],
    ['about 20, two off', [...orgs(18), reported(20, 'about')], '2021-01-01', 'dossiers warning 2020-07-05'],
    ['less than 4', [...orgs(3), reported(4, 'less-than')], '2021-01-01'],
    ['less than 3', [...orgs(3), reported(3, 'less-than')], '2021-01-01', 'dossiers warning 2020-07-05'],
    ['at most 3', [...orgs(3), reported(3, 'at-most')], '2021-01-01'],
    ['at most 2', [...orgs(3), reported(2, 'at-most')], '2021-01-01', 'dossiers warning 2020-07-05'],
    ['nearly 20', [...orgs(19), reported(20, 'nearly')], '2021-01-01'],
    ['nearly 20, and it is 20', [...orgs(20), reported(20, 'nearly')], '2021-01-01', 'dossiers warning 2020-07-05'],
    ['nearly 20, two off', [...orgs(18), reported(20, 'nearly')], '2021-01-01', 'dossiers warning 2020-07-05'],
    ...[82, 82.3, 82.28, 82.2785].map((rate): Line => [
      `130 of 158 reported as ${rate}`,
      [...coverageOf158, coverage(rate)],
      '2021-01-01',
    ]),
    ...[83, 82.2, 82.27, 82.29, 82.2784].map((rate): Line => [
      `130 of 158 reported as ${rate}`,
      [...coverageOf158, coverage(rate)],
      '2021-01-01',
      'organization-coverage:enterprise warning 2020-07-05',
    ]),
    ['more than 82.2', [...coverageOf158, coverage(82.2, 'more-than')], '2021-01-01'],
    [
      'more than 82.28, of which 82.278 falls short',
      [...coverageOf158, coverage(82.28, 'more-than')],
      '2021-01-01',
      'organization-coverage:enterprise warning 2020-07-05',
    ],
    ['at least 82.3, to which it is rounded', [...coverageOf158, coverage(82.3, 'at-least')], '2021-01-01'],
    [
      'less than 82.3, which only the rounded one is not',
      [...coverageOf158, coverage(82.3, 'less-than')],
      '2021-01-01',
    ],
    [
      'reported again for the same day',
      [...orgs(3), reported(4, 'exact'), { ...reported(3, 'exact'), effectiveOn: '2020-08-01' }],
      '2020-08-01',
    ],
    ['by scope, and it is one of them', [unit('u1'), unit('u2'), reported(2, 'exact', 'units-listed')], '2021-01-01'],
    [
      'by scope, and it is all of them',
      [
        unit('u1'),
        { ...unit('s1'), data: { ...unit('s1').data, kind: 'social-organization' } },
        reported(2, 'exact', 'units-listed'),
      ],
      '2021-01-01',
    ],
    [
      'by scope, and it is none',
      [unit('u1'), unit('u2'), reported(3, 'exact', 'units-listed')],
      '2021-01-01',
      'units-listed warning 2020-07-05',
    ],
    ['a figure that nobody derives', [...orgs(3), reported(4, 'exact', 'no-such-figure')], '2021-01-01'],
  ],
}
