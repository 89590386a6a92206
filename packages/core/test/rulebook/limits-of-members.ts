import type { Draft } from '@taizhang/core'
import {
  adopt,
  on,
  org,
  unit,
  member,
  members,
  recruit,
  rejoined,
  target,
  removed,
  type Limits,
} from './limit-drafts.ts'

const orphans = adopt('REL-ORPHAN', { months: 6 })
/** Recruited on 2019-03-01, and transferred to another organization. */
const moved = (day: string): Draft[] => [
  org('o1'),
  org('o2'),
  recruit('2019-03-01'),
  on(day, 'MemberTransferred', { memberId: 'p1', organizationId: 'o2' }),
]

export const limitsOfMembers: Limits = {
  'DEV-ACTIVIST': [
    ['a year', target('2019-03-01', '2020-03-01'), '2020-06-01'],
    ['a day less', target('2019-03-01', '2020-02-29'), '2020-06-01', 'p1 violation 2020-02-29'],
    ['from the last day of February of a leap year', target('2016-02-29', '2017-02-28'), '2017-06-01'],
    ['filed the day before the rules', target('2014-01-01', '2014-06-09'), '2020-06-01'],
    ['filed on their day', target('2014-01-01', '2014-06-10'), '2020-06-01', 'p1 violation 2014-06-10'],
    ['a year, under the revised rules', target('2025-06-01', '2026-06-01'), '2026-09-01'],
    [
      'a day less, under the revised rules',
      target('2025-06-01', '2026-05-31'),
      '2026-09-01',
      'p1 violation 2026-05-31',
    ],
    [
      'transferred in between',
      [
        org('o2'),
        ...target('2019-03-01', '2020-03-01'),
        on('2019-09-01', 'CandidateTransferred', { personId: 'p1', organizationId: 'o2' }),
      ],
      '2020-06-01',
    ],
    [
      'never an activist',
      [
        org('o1'),
        on('2018-01-01', 'ApplicationSubmitted', { personId: 'p1', organizationId: 'o1' }),
        on('2020-03-01', 'DevelopmentTargetFiled', { personId: 'p1' }),
      ],
      '2020-06-01',
      'p1 violation 2020-03-01',
    ],
    ['until the candidacy ends', [...target('2019-03-01', '2020-02-01'), recruit('2020-06-01')], '2020-06-01'],
  ],
  'DEV-APPROVE': [
    ['within three months', [org('o1'), recruit('2020-01-31', { approvedOn: '2020-04-30' })], '2021-01-01'],
    [
      'a day later',
      [org('o1'), recruit('2020-01-31', { approvedOn: '2020-05-01' })],
      '2021-01-01',
      'p1 warning 2020-05-01',
    ],
    [
      'within six',
      [org('o1'), recruit('2020-01-31', { approvedOn: '2020-07-31' })],
      '2021-01-01',
      'p1 warning 2020-05-01',
    ],
    [
      'a day later than six',
      [org('o1'), recruit('2020-01-31', { approvedOn: '2020-08-01' })],
      '2021-01-01',
      'p1 violation 2020-05-01',
    ],
    ['before the rules', [org('o1'), recruit('2014-06-09', { approvedOn: '2015-08-01' })], '2015-09-01'],
    [
      'on their day',
      [org('o1'), recruit('2014-06-10', { approvedOn: '2015-08-01' })],
      '2015-09-01',
      'p1 violation 2014-09-11',
    ],
    [
      'three months have not passed yet',
      [org('o1'), recruit('2020-01-31', { approvedOn: '2020-08-01' })],
      '2020-04-30',
    ],
    [
      'three have and six have not',
      [org('o1'), recruit('2020-01-31', { approvedOn: '2020-08-01' })],
      '2020-07-31',
      'p1 warning 2020-05-01',
    ],
    ['an approval that nobody knows of', [org('o1'), recruit('2020-01-31', { approvalUnknown: true })], '2021-01-01'],
    ['awaited for three months', [org('o1'), recruit('2020-01-31')], '2020-04-30'],
    ['awaited for a day longer', [org('o1'), recruit('2020-01-31')], '2020-05-01', 'p1 warning 2020-05-01'],
    ['never approved', [org('o1'), recruit('2020-01-31')], '2021-01-01', 'p1 violation 2020-05-01'],
    [
      'approved later, by an event of its own',
      [org('o1'), recruit('2020-01-31'), on('2020-04-30', 'RecruitmentApproved', { memberId: 'p1' })],
      '2021-01-01',
    ],
    [
      'within three months, under the revised rules',
      [org('o1'), recruit('2026-05-18', { approvedOn: '2026-08-18' })],
      '2027-01-01',
    ],
    [
      'a day later than six, under the revised rules',
      [org('o1'), recruit('2026-05-18', { approvedOn: '2026-11-19' })],
      '2027-01-01',
      'p1 violation 2026-08-19',
    ],
  ],
  'DEV-INTRODUCERS': [
    ['two full members', [org('o1'), ...members(2), recruit('2020-01-31')], '2021-01-01'],
    [
      'one twice',
      [org('o1'), ...members(2), recruit('2020-01-31', { introducers: ['m1', 'm1'] })],
      '2021-01-01',
      'p1 violation 2020-01-31',
    ],
    [
      'one of them not in the book, though the branch has two',
      [org('o1'), ...members(2), recruit('2020-01-31', { introducers: ['m1', 'x'] })],
      '2021-01-01',
      'p1 violation 2020-01-31',
    ],
    [
      'one of them of another branch of the superior, outside the book: the branch has one',
      [org('o1'), ...members(1), recruit('2020-01-31')],
      '2021-01-01',
    ],
    ['both of them outside the book: the branch has none', [org('o1'), recruit('2020-01-31')], '2021-01-01'],
    [
      'of another branch of the superior, in the book',
      [
        org('o0', { kind: 'committee' }),
        org('o1', { superiorId: 'o0' }),
        org('o2', { superiorId: 'o0' }),
        ...members(2, { organizationId: 'o2' }),
        recruit('2020-01-31'),
      ],
      '2021-01-01',
    ],
    [
      'one outside the book is one too few',
      [org('o1'), recruit('2020-01-31', { introducers: ['x'] })],
      '2021-01-01',
      'p1 violation 2020-01-31',
    ],
    [
      'one of them removed before',
      [
        org('o1'),
        ...members(2),
        on('2019-05-01', 'MembershipEnded', { memberId: 'm2', reason: 'removed' }),
        recruit('2020-01-31'),
      ],
      '2021-01-01',
      'p1 violation 2020-01-31',
    ],
    [
      'one of them recruited only later',
      [
        org('o1'),
        member('m1'),
        recruit('2020-01-31'),
        recruit('2020-03-31', { memberId: 'm2', introducers: ['m1', 'm3'] }),
        member('m3'),
      ],
      '2021-01-01',
      'p1 violation 2020-01-31',
    ],
    [
      'one of them on probation',
      [org('o1'), member('m1'), member('m2', { status: 'probationary' }), recruit('2020-01-31')],
      '2021-01-01',
      'p1 violation 2020-01-31',
    ],
    [
      'none on record',
      [org('o1'), on('2020-01-31', 'MemberRecruited', { memberId: 'p1', organizationId: 'o1', post: 'other' })],
      '2021-01-01',
      'p1 violation 2020-01-31',
    ],
    ['enrolled', [org('o1'), member('p1')], '2021-01-01'],
  ],
  'DEV-PROBATION': [
    [
      'extended by half a year',
      [
        org('o1'),
        recruit('2019-03-01'),
        on('2020-02-20', 'ProbationExtended', { memberId: 'p1', until: '2020-09-01' }),
      ],
      '2020-06-01',
    ],
    [
      'a day less',
      [
        org('o1'),
        recruit('2019-03-01'),
        on('2020-02-20', 'ProbationExtended', { memberId: 'p1', until: '2020-08-31' }),
      ],
      '2020-06-01',
      'p1 violation 2020-02-20',
    ],
    [
      'by a year',
      [
        org('o1'),
        recruit('2019-03-01'),
        on('2020-02-20', 'ProbationExtended', { memberId: 'p1', until: '2021-03-01' }),
      ],
      '2020-06-01',
    ],
    [
      'a day more',
      [
        org('o1'),
        recruit('2019-03-01'),
        on('2020-02-20', 'ProbationExtended', { memberId: 'p1', until: '2021-03-02' }),
      ],
      '2020-06-01',
      'p1 violation 2020-02-20',
    ],
    [
      'twice',
      [
        org('o1'),
        recruit('2019-03-01'),
        ...['2020-02-20', '2020-08-20'].map((day) =>
          on(day, 'ProbationExtended', { memberId: 'p1', until: '2020-09-01' }),
        ),
      ],
      '2020-10-01',
      'p1 violation 2020-08-20',
    ],
    [
      'twice, and confirmed',
      [
        org('o1'),
        recruit('2019-03-01'),
        ...['2020-02-20', '2020-08-20'].map((day) =>
          on(day, 'ProbationExtended', { memberId: 'p1', until: '2020-09-01' }),
        ),
        on('2020-09-01', 'MemberConfirmed', { memberId: 'p1' }),
      ],
      '2020-10-01',
    ],
    [
      'the day of joining unknown',
      [
        org('o1'),
        member('p1', { status: 'probationary' }),
        on('2020-02-20', 'ProbationExtended', { memberId: 'p1', until: '2020-03-01' }),
      ],
      '2020-02-25',
    ],
  ],
  'DEV-OVERDUE': [
    ['the last day of probation', [org('o1'), recruit('2019-03-01')], '2020-02-29'],
    ['the day after', [org('o1'), recruit('2019-03-01')], '2020-03-01', 'p1 violation 2020-03-01'],
    [
      'confirmed',
      [org('o1'), recruit('2019-03-01'), on('2020-03-10', 'MemberConfirmed', { memberId: 'p1' })],
      '2020-03-10',
    ],
    [
      'extended',
      [
        org('o1'),
        recruit('2019-03-01'),
        on('2020-02-20', 'ProbationExtended', { memberId: 'p1', until: '2020-09-01' }),
      ],
      '2020-08-31',
    ],
    [
      'past the extension',
      [
        org('o1'),
        recruit('2019-03-01'),
        on('2020-02-20', 'ProbationExtended', { memberId: 'p1', until: '2020-09-01' }),
      ],
      '2020-09-01',
      'p1 violation 2020-09-01',
    ],
    [
      'enrolled, the day of joining known',
      [org('o1'), member('p1', { status: 'probationary', joinedOn: '2019-03-01' }, '2019-03-01')],
      '2020-03-01',
      'p1 violation 2020-03-01',
    ],
    ['enrolled, the day of joining unknown', [org('o1'), member('p1', { status: 'probationary' })], '2020-03-01'],
    [
      'transferred on probation: it may be put off for six months',
      moved('2019-09-01'),
      '2020-08-31',
      'p1 warning 2020-03-01',
    ],
    ['transferred on probation, six months later', moved('2019-09-01'), '2020-09-01', 'p1 violation 2020-03-01'],
    ['transferred only after probation', moved('2020-03-01'), '2020-08-31', 'p1 violation 2020-03-01'],
    [
      'transferred in on probation, from outside the book',
      [
        org('o1'),
        on('2019-09-01', 'MemberTransferredIn', {
          memberId: 'p1',
          organizationId: 'o1',
          status: 'probationary',
          joinedOn: '2019-03-01',
        }),
      ],
      '2020-08-31',
      'p1 warning 2020-03-01',
    ],
    [
      'another unit of the same organization is no transfer',
      [
        unit('u1'),
        org('o1', { unitIds: ['u1'] }),
        recruit('2019-03-01'),
        on('2019-09-01', 'MemberTransferred', { memberId: 'p1', organizationId: 'o1', unitId: 'u1' }),
      ],
      '2020-03-01',
      'p1 violation 2020-03-01',
    ],
  ],
  'DEV-REJOIN': [
    ['five years after being expelled', rejoined('2015-03-01', 'expelled', '2020-03-01'), '2021-01-01'],
    ['a day less', rejoined('2015-03-01', 'expelled', '2020-02-29'), '2021-01-01', 'm1 violation 2020-02-29'],
    ['removed, before the measures', rejoined('2018-03-01', 'removed', '2024-06-15'), '2024-12-31'],
    [
      'expelled, on the last day before the measures',
      rejoined('2020-03-01', 'expelled', '2024-06-15'),
      '2024-12-31',
      'm1 violation 2024-06-15',
    ],
    ['removed, five years later', rejoined('2024-06-16', 'removed', '2029-06-16'), '2029-12-31'],
    ['a day less', rejoined('2024-06-16', 'removed', '2029-06-15'), '2029-12-31', 'm1 violation 2029-06-15'],
    [
      'withdrew, of the own wish or not',
      rejoined('2024-06-16', 'withdrew', '2026-01-01'),
      '2026-12-31',
      'm1 warning 2026-01-01',
    ],
    [
      'removed before the measures, recruited under them',
      rejoined('2022-03-01', 'removed', '2024-06-16'),
      '2024-12-31',
      'm1 warning 2024-06-16',
    ],
    [
      'joined elsewhere, and transferred in',
      [
        ...rejoined('2020-03-01', 'expelled'),
        on('2023-01-01', 'MemberTransferredIn', {
          memberId: 'm1',
          organizationId: 'o1',
          status: 'full',
          joinedOn: '2021-07-01',
        }),
      ],
      '2023-12-31',
      'm1 violation 2023-01-01',
    ],
    [
      'expelled by mistake, and a member again',
      [...rejoined('2020-03-01', 'expelled'), member('m1', { joinedOn: '2001-07-01' }, '2021-01-01')],
      '2023-12-31',
    ],
    [
      'probation cancelled',
      [
        org('o1'),
        recruit('2019-03-01'),
        on('2020-03-01', 'ProbationCancelled', { memberId: 'p1', reason: 'x' }),
        recruit('2021-03-01'),
      ],
      '2021-12-31',
    ],
    [
      'until the new membership ends',
      [
        ...rejoined('2020-03-01', 'expelled', '2021-03-01'),
        on('2021-09-01', 'ProbationCancelled', { memberId: 'm1', reason: 'x' }),
      ],
      '2021-09-01',
    ],
  ],
  'MEM-SUSPENDED': [
    ['after two years', removed('2018-03-01', '2020-03-01'), '2021-01-01'],
    ['a day less', removed('2018-03-01', '2020-02-29'), '2021-01-01', 'm1 warning 2020-02-29'],
    ['expelled', removed('2018-03-01', '2020-02-29', 'expelled'), '2021-01-01'],
    ['removed before the regulations', removed('2018-03-01', '2019-05-05'), '2021-01-01'],
    ['on their day', removed('2018-03-01', '2019-05-06'), '2021-01-01', 'm1 warning 2019-05-06'],
    [
      'not suspended',
      [org('o1'), member('m1'), on('2020-01-01', 'MembershipEnded', { memberId: 'm1', reason: 'removed' })],
      '2021-01-01',
    ],
    [
      'suspended since nobody knows when',
      [
        org('o1'),
        member('m1', { status: 'suspended' }),
        on('2020-01-01', 'MembershipEnded', { memberId: 'm1', reason: 'removed' }),
      ],
      '2021-01-01',
    ],
    [
      'transferred while suspended',
      [
        org('o2'),
        ...removed('2018-03-01', '2020-02-29'),
        on('2019-09-01', 'MemberTransferred', { memberId: 'm1', organizationId: 'o2' }),
      ],
      '2021-01-01',
      'm1 warning 2020-02-29',
    ],
  ],
  'REL-ORPHAN': [
    [
      'six months, less a day',
      [
        orphans,
        unit('u1'),
        org('o1'),
        member('m1', { unitId: 'u1' }),
        on('2020-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
      ],
      '2020-08-31',
    ],
    [
      'six months',
      [
        orphans,
        unit('u1'),
        org('o1'),
        member('m1', { unitId: 'u1' }),
        on('2020-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
      ],
      '2020-09-01',
      'm1 warning 2020-09-01',
    ],
    [
      'no book has adopted it',
      [
        unit('u1'),
        org('o1'),
        member('m1', { unitId: 'u1' }),
        on('2020-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
      ],
      '2021-01-01',
    ],
    [
      'moved to another organization, the unit kept',
      [
        orphans,
        unit('u1'),
        org('o1'),
        org('o2'),
        member('m1', { unitId: 'u1' }),
        on('2020-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
        on('2020-06-01', 'MemberTransferred', { memberId: 'm1', organizationId: 'o2', unitId: 'u1' }),
      ],
      '2020-11-30',
    ],
    [
      'and six months after that',
      [
        orphans,
        unit('u1'),
        org('o1'),
        org('o2'),
        member('m1', { unitId: 'u1' }),
        on('2020-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
        on('2020-06-01', 'MemberTransferred', { memberId: 'm1', organizationId: 'o2', unitId: 'u1' }),
      ],
      '2020-12-01',
      'm1 warning 2020-12-01',
    ],
    [
      'moved away',
      [
        orphans,
        unit('u1'),
        org('o1'),
        org('o2'),
        member('m1', { unitId: 'u1' }),
        on('2020-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
        on('2020-06-01', 'MemberTransferred', { memberId: 'm1', organizationId: 'o2' }),
      ],
      '2021-01-01',
    ],
    [
      'listed again',
      [
        orphans,
        unit('u1'),
        org('o1'),
        member('m1', { unitId: 'u1' }),
        on('2020-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
        on('2020-10-01', 'UnitListed', { unitId: 'u1', kind: 'enterprise', name: 'u1' }),
      ],
      '2020-10-01',
    ],
  ],
}
