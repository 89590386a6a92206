import { draft, findingsOn, noFacts, ruleIds, type DataOf, type Draft } from '@taizhang/core'
import { describe, expect, test } from 'vitest'
import { given } from '../src/index.ts'

/**
 * Each rule on each side of its limits and of its dates. A line is what it shows, the events, a day, and what is found on it:
 * `subject severity since`.
 */
type Line = readonly [what: string, events: readonly Draft[], day: string, ...found: readonly string[]]

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at + 1))
const on = <T extends Parameters<typeof draft>[0]>(day: string, type: T, data: DataOf<T>): Draft =>
  draft(type, day, data)

const start = '2012-01-01'
type Founded = DataOf<'OrganizationFounded'>
const org = (organizationId: string, more: Partial<Founded> = {}, day = start): Draft =>
  on(day, 'OrganizationFounded', {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
    ...more,
  })
const unit = (unitId: string, more: Partial<DataOf<'UnitListed'>> = {}): Draft =>
  on(start, 'UnitListed', { unitId, kind: 'enterprise', name: unitId, ...more })
const member = (memberId: string, more: Partial<DataOf<'MemberEnrolled'>> = {}, day = start): Draft =>
  on(day, 'MemberEnrolled', { memberId, organizationId: 'o1', status: 'full', ...more })
const members = (count: number, more: Partial<DataOf<'MemberEnrolled'>> = {}): Draft[] =>
  times(count, (at) => member(`m${at}`, more))
const recruit = (day: string, more: Partial<DataOf<'MemberRecruited'>> = {}): Draft =>
  on(day, 'MemberRecruited', {
    memberId: 'p1',
    organizationId: 'o1',
    post: 'other',
    introducers: ['m1', 'm2'],
    ...more,
  })
const term = (day: string, years: number, more: Partial<DataOf<'TermStarted'>> = {}): Draft =>
  on(day, 'TermStarted', { organizationId: 'o1', years, ...more })
const renewal = (day: string, years = 3): Draft => on(day, 'TermRenewed', { organizationId: 'o1', years })
const employees = (count: number): Draft => on('2019-01-01', 'HeadcountReported', { unitId: 'u1', employees: count })

const kindChange = (
  type: 'BranchUpgraded' | 'OrganizationDowngraded',
  from: Founded['kind'],
  to: Founded['kind'],
  approved = false,
): Draft =>
  on('2015-01-01', type, {
    organizationId: 'o1',
    from,
    to,
    ...(approved ? { exceptionApproval: { documentNumber: '7' } } : {}),
  })
const elected = (posts: readonly ('secretary' | 'committee-member')[], day = start): Draft =>
  term(day, 9, { elected: posts.map((post, at) => ({ personId: `m${at + 1}`, post })) })
const target = (activist: string, filed: string): Draft[] => [
  org('o1'),
  on('2012-06-01', 'ApplicationSubmitted', { personId: 'p1', organizationId: 'o1' }),
  on(activist, 'ActivistConfirmed', { personId: 'p1' }),
  on(filed, 'DevelopmentTargetFiled', { personId: 'p1' }),
]
const removed = (suspended: string, ended: string, reason: 'removed' | 'expelled' = 'removed'): Draft[] => [
  org('o1'),
  member('m1'),
  on(suspended, 'MembershipSuspended', { memberId: 'm1' }),
  on(ended, 'MembershipEnded', { memberId: 'm1', reason }),
]
const reported = (
  value: number,
  qualifier: 'exact' | 'more-than' | 'at-least' | 'about',
  figureId = 'dossiers',
): Draft =>
  on('2020-07-05', 'FigureReported', { figureId, quantity: { value, qualifier }, asOf: '2020-06-30', source: '年报' })
const orgs = (count: number): Draft[] => times(count, (at) => org(`o${at}`))
const venue = (flag: boolean, kind: 'activity-room' | 'station' = 'activity-room'): Draft[] => [
  org('o1'),
  on('2019-01-01', 'VenueOpened', { venueId: 'v1', kind, organizationId: 'o1' }),
  on('2019-05-01', 'VenueAssessed', {
    venueId: 'v1',
    checklist: {
      version: '2018',
      place: true,
      facilities: true,
      signs: true,
      flag,
      readingMaterial: true,
      rules: true,
    },
  }),
]
const claim = (day: string, amountFen: number, payrollFen?: number): Draft =>
  on(day, 'PreTaxExpenseClaimed', { unitId: 'u1', amountFen, ...(payrollFen === undefined ? {} : { payrollFen }) })
const returns: Draft = on('2019-01-01', 'RuleAdopted', {
  ruleId: 'FUND-RETURN',
  check: 'FUND-RETURN',
  parameters: { months: 6 },
  severity: 'warning',
  title: '党费全额返还',
  citation: '本地规定',
})
const dues = (type: 'DuesPaid' | 'DuesReturned', day: string, amountFen: number): Draft =>
  on(day, type, { organizationId: 'o1', amountFen })
const joint = (units: number, more: readonly Draft[] = []): Draft[] => [
  ...times(units, (at) => unit(`u${at}`)),
  org('o1', { formation: 'joint', unitIds: times(units, (at) => `u${at}`) }),
  ...more,
]
const temporary = org('o1', { kind: 'temporary-branch' })

const rules: Readonly<Record<string, readonly Line[]>> = {
  'ORG-3': [
    ['two full members', [unit('u1'), org('o1'), ...members(2, { unitId: 'u1' })], '2020-01-01'],
    ['three', [unit('u1'), org('o1'), ...members(3, { unitId: 'u1' })], '2020-01-01', `u1 violation ${start}`],
    [
      'suspended and probationary ones are no full members',
      [
        unit('u1'),
        org('o1'),
        ...members(2, { unitId: 'u1' }),
        member('s', { unitId: 'u1', status: 'suspended' }),
        member('b', { unitId: 'u1', status: 'probationary' }),
      ],
      '2020-01-01',
    ],
    ['covered', [unit('u1'), org('o1', { unitIds: ['u1'] }), ...members(3, { unitId: 'u1' })], '2020-01-01'],
    [
      'covered by a functional organization, which the default scope does not count',
      [unit('u1'), org('o1', { unitIds: ['u1'], formation: 'functional' }), ...members(3, { unitId: 'u1' })],
      '2020-01-01',
      `u1 violation ${start}`,
    ],
    [
      'until it is covered',
      [
        unit('u1'),
        org('o1'),
        ...members(3, { unitId: 'u1' }),
        on('2020-01-01', 'CoverageExtended', { organizationId: 'o1', unitId: 'u1' }),
      ],
      '2019-12-31',
      `u1 violation ${start}`,
    ],
  ],
  'ORG-50-100': [
    [
      'a general branch of 49',
      [org('o1', { kind: 'general-branch' }), ...members(49)],
      '2020-01-01',
      `o1 violation ${start}`,
    ],
    ['of 50', [org('o1', { kind: 'general-branch' }), ...members(50)], '2020-01-01'],
    ['of 99', [org('o1', { kind: 'general-branch' }), ...members(99)], '2020-01-01'],
    ['of 100', [org('o1', { kind: 'general-branch' }), ...members(100)], '2020-01-01', `o1 violation ${start}`],
    ['a committee of 99', [org('o1', { kind: 'committee' }), ...members(99)], '2020-01-01', `o1 violation ${start}`],
    ['of 100', [org('o1', { kind: 'committee' }), ...members(100)], '2020-01-01'],
    [
      'members of what is under it count, suspended ones do not',
      [
        org('o2', { kind: 'general-branch' }),
        org('o1', { superiorId: 'o2' }),
        ...members(49),
        member('s', { status: 'suspended' }),
      ],
      '2020-01-01',
      `o2 violation ${start}`,
    ],
    [
      'two steps under it',
      [
        org('o3', { kind: 'general-branch' }),
        org('o2', { kind: 'branch', superiorId: 'o3' }),
        org('o1', { superiorId: 'o2' }),
        ...members(50),
      ],
      '2020-01-01',
    ],
    [
      'the approval of another change of kind does not count',
      [
        org('o1'),
        kindChange('BranchUpgraded', 'branch', 'committee', true),
        on('2016-01-01', 'OrganizationDowngraded', { organizationId: 'o1', from: 'committee', to: 'general-branch' }),
      ],
      '2020-01-01',
      'o1 violation 2016-01-01',
    ],
    [
      'an approved exception',
      [org('o1', { kind: 'committee' }), kindChange('OrganizationDowngraded', 'committee', 'general-branch', true)],
      '2020-01-01',
    ],
    ['a category of none', [org('o1', { kind: 'committee', category: 'none' })], '2020-01-01'],
    ['a branch', [org('o1')], '2020-01-01'],
  ],
  'ORG-MAX': [
    ['50 members', [org('o1'), ...members(50)], '2020-01-01'],
    ['51', [org('o1'), ...members(51)], '2020-01-01', 'o1 warning 2018-10-28'],
    ['51 the day before the regulations', [org('o1'), ...members(51)], '2018-10-27'],
    ['51, one of them suspended', [org('o1'), ...members(50), member('s', { status: 'suspended' })], '2020-01-01'],
    ['a general branch', [org('o1', { kind: 'general-branch' }), ...members(51)], '2020-01-01'],
  ],
  'ORG-JOINT': [
    ['five units', joint(5), '2020-01-01'],
    ['six', joint(6), '2020-01-01', 'o1 warning 2018-10-28'],
    ['six the day before the regulations', joint(6), '2018-10-27'],
    ['two full members in one of them', joint(2, members(2, { unitId: 'u1' })), '2020-01-01'],
    ['three', joint(2, members(3, { unitId: 'u1' })), '2020-01-01', 'o1 warning 2018-10-28'],
    [
      'six, one of them attached',
      [
        ...joint(5),
        unit('u9'),
        on('2019-01-01', 'CoverageExtended', { organizationId: 'o1', unitId: 'u9', formation: 'attached' }),
      ],
      '2020-01-01',
    ],
  ],
  'ORG-TEMP': [
    ['recruits', [temporary, recruit('2019-05-01')], '2020-01-01', 'o1 violation 2019-05-01'],
    ['recruits the day before the regulations', [temporary, recruit('2018-10-27')], '2020-01-01'],
    [
      'recruits on the day of the regulations',
      [temporary, recruit('2018-10-28')],
      '2020-01-01',
      'o1 violation 2018-10-28',
    ],
    ['elects', [temporary, term('2019-05-01', 3)], '2020-01-01', 'o1 violation 2019-05-01'],
    [
      'a branch by then',
      [
        temporary,
        on('2019-04-30', 'BranchUpgraded', { organizationId: 'o1', from: 'temporary-branch', to: 'branch' }),
        recruit('2019-05-01'),
      ],
      '2020-01-01',
    ],
    [
      'a branch only later',
      [
        temporary,
        on('2019-05-02', 'BranchUpgraded', { organizationId: 'o1', from: 'temporary-branch', to: 'branch' }),
        recruit('2019-05-01'),
      ],
      '2020-01-01',
      'o1 violation 2019-05-01',
    ],
    [
      'until the member has left',
      [temporary, recruit('2019-05-01'), on('2019-09-01', 'ProbationCancelled', { memberId: 'p1', reason: 'x' })],
      '2019-09-01',
    ],
    ['takes over a member', [temporary, member('m1', {}, '2019-05-01')], '2020-01-01'],
  ],
  'ORG-SHELL': [
    ['covers nothing', [org('o1')], '2020-01-01', 'o1 violation 2018-10-28'],
    ['the day before the regulations', [org('o1')], '2018-10-27'],
    ['covers a unit', [unit('u1'), org('o1', { unitIds: ['u1'] })], '2020-01-01'],
    ['has one under it', [unit('u1'), org('o1'), org('o2', { superiorId: 'o1', unitIds: ['u1'] })], '2020-01-01'],
    [
      'under one that covers',
      [unit('u1'), org('o2', { unitIds: ['u1'] }), org('o1', { superiorId: 'o2' })],
      '2020-01-01',
    ],
    [
      'two steps under one that covers',
      [unit('u1'), org('o3', { unitIds: ['u1'] }), org('o2', { superiorId: 'o3' }), org('o1', { superiorId: 'o2' })],
      '2020-01-01',
    ],
    ['under one that does not', [org('o2'), org('o1', { superiorId: 'o2' })], '2020-01-01', 'o1 violation 2018-10-28'],
    ['a category of none', [org('o1', { category: 'none' })], '2020-01-01'],
    [
      'since its last unit was delisted',
      [unit('u1'), org('o1', { unitIds: ['u1'] }), on('2019-05-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' })],
      '2020-01-01',
      'o1 violation 2019-05-01',
    ],
  ],
  'COM-7': [
    ['seven and no office', [org('o1'), ...members(7)], '2020-01-01', 'o1 violation 2018-10-28'],
    ['the day before the regulations', [org('o1'), ...members(7)], '2018-10-27'],
    [
      'seven and two',
      [org('o1'), ...members(7), elected(['secretary', 'committee-member'])],
      '2020-01-01',
      'o1 violation 2018-10-28',
    ],
    [
      'seven and three',
      [org('o1'), ...members(7), elected(['secretary', 'committee-member', 'committee-member'])],
      '2020-01-01',
    ],
    [
      'nine and seven',
      [org('o1'), ...members(9), elected(['secretary', ...times(6, () => 'committee-member' as const)])],
      '2020-01-01',
    ],
    [
      'nine and eight',
      [org('o1'), ...members(9), elected(['secretary', ...times(7, () => 'committee-member' as const)])],
      '2020-01-01',
      'o1 violation 2018-10-28',
    ],
    ['six and no office', [org('o1'), ...members(6)], '2020-01-01'],
    [
      'six and no secretary',
      [org('o1'), ...members(6), elected(['committee-member'])],
      '2020-01-01',
      'o1 violation 2018-10-28',
    ],
    ['six and a secretary', [org('o1'), ...members(6), elected(['secretary'])], '2020-01-01'],
    [
      'two posts of one person',
      [
        org('o1'),
        ...members(7),
        on(start, 'OfficeTaken', { organizationId: 'o1', post: 'secretary', personId: 'm1' }),
        on(start, 'OfficeTaken', { organizationId: 'o1', post: 'committee-member', personId: 'm1' }),
        on(start, 'OfficeTaken', { organizationId: 'o1', post: 'committee-member', personId: 'm2' }),
      ],
      '2020-01-01',
      'o1 violation 2018-10-28',
    ],
    ['a committee', [org('o1', { kind: 'committee' }), ...members(7)], '2020-01-01'],
  ],
  'TERM-YEARS': [
    ['a branch for 3', [org('o1'), term('2018-07-12', 3)], '2020-01-01'],
    ['a branch for 2', [org('o1'), term('2018-07-12', 2)], '2020-01-01', 'o1 violation 2018-07-12'],
    ['a branch for 5', [org('o1'), term('2018-07-12', 5)], '2020-01-01', 'o1 violation 2018-07-12'],
    ['a branch for 2, begun the day before', [org('o1'), term('2018-07-11', 2)], '2020-01-01'],
    ['a committee for 5', [org('o1', { kind: 'committee' }), term('2019-01-01', 5)], '2020-01-01'],
    [
      'a committee for 4',
      [org('o1', { kind: 'committee' }), term('2019-01-01', 4)],
      '2020-01-01',
      'o1 violation 2019-01-01',
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
    ['an election within the last six months', [org('o1'), term('2018-03-01', 3), renewal('2020-09-01')], '2021-06-30'],
    [
      'a day earlier, without approval',
      [org('o1'), term('2018-03-01', 3), renewal('2020-08-31')],
      '2021-06-30',
      'o1 violation 2020-08-31',
    ],
    [
      'a day earlier, approved',
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
  'DEV-ACTIVIST': [
    ['a year', target('2019-03-01', '2020-03-01'), '2020-06-01'],
    ['a day less', target('2019-03-01', '2020-02-29'), '2020-06-01', 'p1 violation 2020-02-29'],
    ['from the last day of February of a leap year', target('2016-02-29', '2017-02-28'), '2017-06-01'],
    ['filed the day before the rules', target('2014-01-01', '2014-06-09'), '2020-06-01'],
    ['filed on their day', target('2014-01-01', '2014-06-10'), '2020-06-01', 'p1 violation 2014-06-10'],
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
      'p1 warning 2020-01-31',
    ],
    [
      'within six',
      [org('o1'), recruit('2020-01-31', { approvedOn: '2020-07-31' })],
      '2021-01-01',
      'p1 warning 2020-01-31',
    ],
    [
      'a day later than six',
      [org('o1'), recruit('2020-01-31', { approvedOn: '2020-08-01' })],
      '2021-01-01',
      'p1 violation 2020-01-31',
    ],
    ['before the rules', [org('o1'), recruit('2014-06-09', { approvedOn: '2015-08-01' })], '2015-09-01'],
    [
      'on their day',
      [org('o1'), recruit('2014-06-10', { approvedOn: '2015-08-01' })],
      '2015-09-01',
      'p1 violation 2014-06-10',
    ],
    ['no approval on record', [org('o1'), recruit('2020-01-31')], '2021-01-01'],
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
      'one of them not in the book',
      [org('o1'), ...members(1), recruit('2020-01-31')],
      '2021-01-01',
      'p1 violation 2020-01-31',
    ],
    [
      'one of them a full member only later',
      [org('o1'), member('m1'), member('m2', {}, '2020-02-01'), recruit('2020-01-31')],
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
      [org('o1'), member('p1', { status: 'probationary', joinedOn: '2019-03-01' })],
      '2020-03-01',
      'p1 violation 2020-03-01',
    ],
    ['enrolled, the day of joining unknown', [org('o1'), member('p1', { status: 'probationary' })], '2020-03-01'],
  ],
  'MEM-SUSPENDED': [
    ['after two years', removed('2018-03-01', '2020-03-01'), '2021-01-01'],
    ['a day less', removed('2018-03-01', '2020-02-29'), '2021-01-01', 'm1 violation 2020-02-29'],
    ['expelled', removed('2018-03-01', '2020-02-29', 'expelled'), '2021-01-01'],
    ['removed before the regulations', removed('2018-03-01', '2019-05-05'), '2021-01-01'],
    ['on their day', removed('2018-03-01', '2019-05-06'), '2021-01-01', 'm1 violation 2019-05-06'],
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
      'm1 violation 2020-02-29',
    ],
  ],
  'REL-ORPHAN': [
    [
      'six months, less a day',
      [
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
        unit('u1'),
        org('o1'),
        member('m1', { unitId: 'u1' }),
        on('2020-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
      ],
      '2020-09-01',
      'm1 warning 2020-09-01',
    ],
    [
      'delisted long before the regulations',
      [
        unit('u1'),
        org('o1'),
        member('m1', { unitId: 'u1' }),
        on('2017-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
      ],
      '2019-05-05',
    ],
    [
      'on their day',
      [
        unit('u1'),
        org('o1'),
        member('m1', { unitId: 'u1' }),
        on('2017-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
      ],
      '2019-05-06',
      'm1 warning 2019-05-06',
    ],
    [
      'moved to another organization, the unit kept',
      [
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
        unit('u1'),
        org('o1'),
        member('m1', { unitId: 'u1' }),
        on('2020-03-01', 'UnitDelisted', { unitId: 'u1', reason: 'moved' }),
        on('2020-10-01', 'UnitListed', { unitId: 'u1', kind: 'enterprise', name: 'u1' }),
      ],
      '2020-10-01',
    ],
  ],
  'UNIT-NO-MEMBERS': [
    ['49 employees', [unit('u1'), employees(49)], '2020-01-01'],
    ['50', [unit('u1'), employees(50)], '2020-01-01', 'u1 notice 2019-01-01'],
    ['50 and a member', [unit('u1'), employees(50), org('o1'), member('m1', { unitId: 'u1' })], '2020-01-01'],
    [
      '50 and a suspended member',
      [unit('u1'), employees(50), org('o1'), member('m1', { unitId: 'u1', status: 'suspended' })],
      '2020-01-01',
      'u1 notice 2019-01-01',
    ],
    ['not reported', [unit('u1')], '2020-01-01'],
  ],
  'UNIT-NO-ORGANIZATION': [
    ['99 employees', [unit('u1'), employees(99)], '2020-01-01'],
    ['100', [unit('u1'), employees(100)], '2020-01-01', 'u1 notice 2019-01-01'],
    ['100 and covered', [unit('u1'), employees(100), org('o1', { unitIds: ['u1'] })], '2020-01-01'],
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
    ['before the rule', [claim('2013-12-31', 101, 10_000)], '2014-01-01'],
    ['on its day', [claim('2014-01-01', 101, 10_000)], '2014-01-01', 'u1 violation 2014-01-01'],
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
    [
      'reported again for the same day',
      [...orgs(3), reported(4, 'exact'), { ...reported(3, 'exact'), effectiveOn: '2020-08-01' }],
      '2020-08-01',
    ],
    ['a figure that nobody derives', [...orgs(3), reported(4, 'exact', 'no-such-figure')], '2021-01-01'],
  ],
}

/** Recorded on 2021-06-30, as everything here: the 90th day after its own is still in time. */
const late: readonly (readonly [day: string, count: number])[] = [
  ['2021-04-01', 0],
  ['2021-03-31', 1],
]

describe.each(Object.entries(rules))('%s', (rule, lines) => {
  test.each(lines.map(([what, events, day, ...found]) => ({ what, events, day, found })))(
    '$what',
    async ({ events, day, found }) =>
      given()
        .when(...events)
        .shows(
          day,
          (view) =>
            findingsOn(view, { rule })
              .map(({ subject, severity, since }) => `${subject} ${severity} ${since}`)
              .toSorted(),
          found,
        ),
  )
  test('has a case with a finding and one without', () => {
    expect(new Set(lines.map(([, , , ...found]) => found.length > 0))).toEqual(new Set([true, false]))
  })
})

test.each(late)('RECORDED-LATE: of %s there are %i', async (day, count) =>
  given()
    .when({ ...unit('u1'), effectiveOn: day })
    .shows(
      '2021-06-30',
      (view) => findingsOn(view, { rule: 'RECORDED-LATE' }).map(({ since }) => since),
      times(count, () => '2021-06-30'),
    ),
)

test('every rule that comes with the program is here', () => {
  expect([...Object.keys(rules), 'RECORDED-LATE'].toSorted()).toEqual(ruleIds(noFacts).toSorted())
})
