import { adopt, on, org, term, renewal, type Limits } from './limit-drafts.ts'

const grace = adopt('TERM-EXTENSION', { monthsMax: 12, monthsOrdinary: 6 })

export const limitsOfTerms: Limits = {
  'TERM-YEARS': [
    ['a branch for 3', [org('o1'), term('2018-07-12', 3)], '2020-01-01'],
    ['a branch for 2', [org('o1'), term('2018-07-12', 2)], '2020-01-01', 'o1 warning 2018-07-12'],
    ['a branch for 5', [org('o1'), term('2018-07-12', 5)], '2020-01-01', 'o1 warning 2018-07-12'],
    ['a branch of a village for 5', [org('o1', { category: 'none' }), term('2019-01-01', 5)], '2020-01-01'],
    [
      'a general branch of a village, or of an office, for 3',
      [org('o1', { category: 'none', kind: 'general-branch' }), term('2019-01-01', 3)],
      '2020-01-01',
      'o1 warning 2019-01-01',
    ],
    [
      'a committee of a village for 5',
      [org('o1', { category: 'none', kind: 'committee' }), term('2019-01-01', 5)],
      '2020-01-01',
    ],
    ['a committee for 5', [org('o1', { kind: 'committee' }), term('2019-01-01', 5)], '2020-01-01'],
    [
      'a committee for 4',
      [org('o1', { kind: 'committee' }), term('2019-01-01', 4)],
      '2020-01-01',
      'o1 warning 2019-01-01',
    ],
    ['a general branch for 3', [org('o1', { kind: 'general-branch' }), term('2019-01-01', 3)], '2020-01-01'],
    [
      'the kind of the day on which it began',
      [
        org('o1'),
        term('2019-01-01', 3),
        on('2019-02-01', 'BranchUpgraded', { organizationId: 'o1', from: 'branch', to: 'committee' }),
      ],
      '2020-01-01',
    ],
    ['until the next one', [org('o1'), term('2019-01-01', 2), renewal('2020-12-01')], '2020-12-01'],
  ],
  'TERM-YEARS-OLD': [
    ['a branch for 1', [org('o1'), term('2018-07-11', 1)], '2020-01-01', 'o1 violation 2018-07-11'],
    ['a branch for 1, begun under the new rules', [org('o1'), term('2018-07-12', 1)], '2020-01-01'],
    ['a branch for 2', [org('o1'), term('2017-01-01', 2)], '2018-01-01'],
    ['a branch for 2, the day before the congress', [org('o1'), term('2017-10-23', 2)], '2018-01-01'],
    [
      'a branch for 2, on the day of the congress',
      [org('o1'), term('2017-10-24', 2)],
      '2018-01-01',
      'o1 violation 2017-10-24',
    ],
    ['a branch for 4 after the congress', [org('o1'), term('2018-01-01', 4)], '2018-02-01'],
    ['a branch for 5 on the last day before the opinions', [org('o1'), term('2018-07-11', 5)], '2020-01-01'],
    ['a branch for 6', [org('o1'), term('2018-01-01', 6)], '2018-02-01', 'o1 violation 2018-01-01'],
    ['a committee for 4 after the congress', [org('o1', { kind: 'committee' }), term('2018-01-01', 4)], '2018-02-01'],
    ['a branch of a village for 3', [org('o1', { category: 'none' }), term('2018-01-01', 3)], '2018-02-01'],
    ['a branch for 3', [org('o1'), term('2017-01-01', 3)], '2018-01-01'],
    ['a branch for 4', [org('o1'), term('2017-01-01', 4)], '2018-01-01', 'o1 violation 2017-01-01'],
    [
      'a committee for 2',
      [org('o1', { kind: 'committee' }), term('2017-01-01', 2)],
      '2018-01-01',
      'o1 violation 2017-01-01',
    ],
    ['a committee for 3', [org('o1', { kind: 'committee' }), term('2017-01-01', 3)], '2018-01-01'],
    ['a committee for 5', [org('o1', { kind: 'committee' }), term('2017-01-01', 5)], '2018-01-01'],
  ],
  'TERM-OVERDUE': [
    ['the last day', [org('o1'), term('2017-03-01', 3)], '2020-02-29'],
    ['the day after', [org('o1'), term('2017-03-01', 3)], '2020-03-01', 'o1 violation 2020-03-01'],
    [
      'extended in time',
      [
        org('o1'),
        term('2017-03-01', 3),
        on('2020-02-20', 'TermExtensionApproved', { organizationId: 'o1', until: '2020-06-01' }),
      ],
      '2020-05-31',
    ],
    [
      'past the extension',
      [
        org('o1'),
        term('2017-03-01', 3),
        on('2020-02-20', 'TermExtensionApproved', { organizationId: 'o1', until: '2020-06-01' }),
      ],
      '2020-06-01',
      'o1 violation 2020-06-01',
    ],
    ['renewed', [org('o1'), term('2017-03-01', 3), renewal('2020-04-01')], '2020-04-01'],
    [
      'a book of long ago',
      [org('o1', {}, '1995-01-01'), term('1995-01-01', 3)],
      '1998-01-01',
      'o1 violation 1998-01-01',
    ],
  ],
  'TERM-EXTENSION': [
    [
      'by a year',
      [
        org('o1'),
        term('2018-03-01', 3),
        on('2021-02-01', 'TermExtensionApproved', { organizationId: 'o1', until: '2022-03-01' }),
      ],
      '2021-06-30',
    ],
    [
      'by a year and a day',
      [
        org('o1'),
        term('2018-03-01', 3),
        on('2021-02-01', 'TermExtensionApproved', { organizationId: 'o1', until: '2022-03-02' }),
      ],
      '2021-06-30',
      'o1 warning 2021-02-01',
    ],
    [
      'approved before the rule',
      [
        org('o1'),
        term('2015-03-01', 3),
        on('2018-07-11', 'TermExtensionApproved', { organizationId: 'o1', until: '2020-03-02' }),
      ],
      '2019-06-30',
    ],
    ['an election on the last day', [org('o1'), term('2018-03-01', 3), renewal('2021-02-28')], '2021-06-30'],
    [
      'a day earlier, without approval',
      [org('o1'), term('2018-03-01', 3), renewal('2021-02-27')],
      '2021-06-30',
      'o1 violation 2021-02-27',
    ],
    [
      'a day earlier, approved',
      [
        org('o1'),
        term('2018-03-01', 3),
        on('2021-02-01', 'EarlyElectionApproved', { organizationId: 'o1', on: '2021-02-27' }),
        renewal('2021-02-27'),
      ],
      '2021-06-30',
    ],
    [
      'within the last six months, which a local rule allows',
      [grace, org('o1'), term('2018-03-01', 3), renewal('2020-09-01')],
      '2021-06-30',
    ],
    [
      'a day earlier than the local rule allows',
      [grace, org('o1'), term('2018-03-01', 3), renewal('2020-08-31')],
      '2021-06-30',
      'o1 warning 2020-08-31',
    ],
    [
      'six months early, without approval',
      [org('o1'), term('2018-03-01', 3), renewal('2020-08-31')],
      '2021-06-30',
      'o1 violation 2020-08-31',
    ],
    [
      'six months early, approved',
      [
        org('o1'),
        term('2018-03-01', 3),
        on('2020-08-01', 'EarlyElectionApproved', { organizationId: 'o1', on: '2020-08-31' }),
        renewal('2020-08-31'),
      ],
      '2021-06-30',
    ],
    [
      'approved in the term before',
      [
        org('o1'),
        term('2015-03-01', 3),
        on('2018-02-01', 'EarlyElectionApproved', { organizationId: 'o1', on: '2018-03-01' }),
        renewal('2018-03-01'),
        renewal('2020-08-31'),
      ],
      '2021-06-30',
      'o1 violation 2020-08-31',
    ],
    [
      'approved, a year early',
      [
        org('o1'),
        term('2018-03-01', 3),
        on('2020-02-01', 'EarlyElectionApproved', { organizationId: 'o1', on: '2020-03-01' }),
        renewal('2020-03-01'),
      ],
      '2021-06-30',
    ],
    [
      'approved, more than a year early',
      [
        org('o1'),
        term('2018-03-01', 3),
        on('2020-02-01', 'EarlyElectionApproved', { organizationId: 'o1', on: '2020-02-29' }),
        renewal('2020-02-29'),
      ],
      '2021-06-30',
      'o1 warning 2020-02-29',
    ],
    ['an early election before the rule', [org('o1'), term('2016-03-01', 3), renewal('2018-07-11')], '2019-06-30'],
  ],
  'TERM-REMIND': [
    ['six months before, less a day', [org('o1'), term('2018-03-01', 3)], '2020-08-31'],
    ['six months before', [org('o1'), term('2018-03-01', 3)], '2020-09-01', 'o1 notice 2020-09-01'],
    ['the last day', [org('o1'), term('2018-03-01', 3)], '2021-02-28', 'o1 notice 2020-09-01'],
    ['overdue', [org('o1'), term('2018-03-01', 3)], '2021-03-01'],
    [
      'reminded',
      [org('o1'), term('2018-03-01', 3), on('2020-10-01', 'RenewalReminderSent', { organizationId: 'o1' })],
      '2020-10-01',
    ],
    [
      'extended inside the six months: another end, another reminder',
      [
        org('o1'),
        term('2018-03-01', 3),
        on('2021-02-01', 'TermExtensionApproved', { organizationId: 'o1', until: '2021-06-01' }),
      ],
      '2021-03-01',
      'o1 notice 2021-02-01',
    ],
    [
      'extended inside the six months: before that',
      [
        org('o1'),
        term('2018-03-01', 3),
        on('2021-02-01', 'TermExtensionApproved', { organizationId: 'o1', until: '2021-06-01' }),
      ],
      '2021-01-31',
      'o1 notice 2020-09-01',
    ],
    [
      'not reminded yet',
      [org('o1'), term('2018-03-01', 3), on('2020-10-01', 'RenewalReminderSent', { organizationId: 'o1' })],
      '2020-09-30',
      'o1 notice 2020-09-01',
    ],
    [
      'reminded too early',
      [org('o1'), term('2018-03-01', 3), on('2020-08-31', 'RenewalReminderSent', { organizationId: 'o1' })],
      '2020-10-01',
      'o1 notice 2020-09-01',
    ],
    ['before the regulations', [org('o1'), term('2016-01-01', 3)], '2018-10-27'],
    ['on their day', [org('o1'), term('2016-01-01', 3)], '2018-10-28', 'o1 notice 2018-10-28'],
  ],
  'ELEC-QUORUM': [
    ['4 of 5 under the rules of 2020', [org('o1'), term('2020-07-13', 3, { eligible: 5, present: 4 })], '2021-01-01'],
    [
      '4 of 5 under those of 1990',
      [org('o1'), term('2020-07-12', 3, { eligible: 5, present: 4 })],
      '2021-01-01',
      'o1 warning 2020-07-12',
    ],
    [
      'fewer than 4 of 5 under those of 1990',
      [org('o1'), term('2020-07-12', 3, { eligible: 10, present: 7 })],
      '2021-01-01',
      'o1 violation 2020-07-12',
    ],
    ['5 of 6 under those of 1990', [org('o1'), term('2020-07-12', 3, { eligible: 6, present: 5 })], '2021-01-01'],
    [
      '7 of 9 under those of 2020',
      [org('o1'), term('2020-07-13', 3, { eligible: 9, present: 7 })],
      '2021-01-01',
      'o1 violation 2020-07-13',
    ],
    ['no numbers', [org('o1'), term('2020-07-13', 3, { eligible: 9 })], '2021-01-01'],
  ],
}
