import {
  createLedger,
  draft,
  memoryStore,
  openEnd,
  relation,
  rowsOn,
  type Draft,
  type Ledger,
  type View,
} from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { findingsOn } from '@taizhang/core/rulebook'
import { describe, expect, test } from 'vitest'
import { given, idOf } from '../src/testing/index.ts'

/** The ten worked examples of the rulebook (docs/rulebook.md), in their order. */

/** `subject since`, and `until` where the book knows one. */
const found =
  (rule: string) =>
  (view: View): unknown =>
    findingsOn(view, { rule }).map(({ subject, since, until }) =>
      [subject, since, ...(until === openEnd ? [] : [until])].join(' '),
    )
const severities =
  (rule: string) =>
  (view: View): unknown =>
    findingsOn(view, { rule }).map(({ subject, severity }) => `${subject} ${severity}`)
const enterprise = (view: View): unknown => {
  const { listed, covered, rate, solo, soloRate, organizations, members } = coverageOn(view).scopes[0] ?? {}
  return { listed, covered, rate, solo, soloRate, organizations, members }
}

const listed = (unitId: string, on = '2016-01-01'): Draft =>
  draft('UnitListed', on, { unitId, kind: 'enterprise', name: unitId })
const founded = (
  organizationId: string,
  more: Partial<{
    kind: 'branch' | 'general-branch' | 'committee'
    formation: 'joint' | 'solo'
    unitIds: string[]
  }> = {},
  on = '2016-02-01',
): Draft =>
  draft('OrganizationFounded', on, {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
    ...more,
  })
const member = (memberId: string, organizationId = 'o1', unitId?: string): Draft =>
  draft('MemberEnrolled', '2016-03-01', {
    memberId,
    organizationId,
    status: 'full',
    ...(unitId === undefined ? {} : { unitId }),
  })
const numbered = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at + 1))

test('1 125 listed, 119 covered by 80 organizations: 95.2 %, not 64.0 %', () => {
  const units = numbered(125, (at) => `u${at}`)
  // 79 cover one unit each, the last the other 40.
  const covering = numbered(80, (at) => (at < 80 ? [`u${at}`] : units.slice(79, 119)))
  return given(...units.map((unitId) => listed(unitId)))
    .when(...covering.map((unitIds, at) => founded(`o${at + 1}`, { formation: 'joint', unitIds })))
    .shows('2021-06-30', (view) => [enterprise(view), coverageOn(view).scopes[0]?.rate], [
      { listed: 125, covered: 119, rate: '95.2', solo: 0, soloRate: '0.0', organizations: 80, members: 0 },
      '95.2',
    ])
})

test('2 a joint branch over three firms with 1, 1 and 2 full members', () =>
  given(listed('u1'), listed('u2'), listed('u3'))
    .when(
      founded('o1', { formation: 'joint', unitIds: ['u1', 'u2', 'u3'] }),
      ...['u1', 'u2', 'u3', 'u3'].map((unitId, at) => member(`p${at}`, 'o1', unitId)),
    )
    .shows('2021-06-30', (view) => [enterprise(view), found('ORG-JOINT')(view), found('ORG-3')(view)], [
      { listed: 3, covered: 3, rate: '100.0', solo: 0, soloRate: '0.0', organizations: 1, members: 4 },
      [],
      [],
    ]))

const generalBranchOf = (members: number): Draft[] => [
  founded('o1', { kind: 'general-branch' }),
  ...numbered(members, (at) => member(`p${at}`)),
]
const upgraded = (approval: { exceptionApproval?: { documentNumber: string } } = {}): Draft =>
  draft('BranchUpgraded', '2019-05-20', { organizationId: 'o1', from: 'general-branch', to: 'committee', ...approval })

describe('3 a general branch becomes a committee', () => {
  test('at 96 with an approved exception: nothing', () =>
    given(...generalBranchOf(96))
      .when(upgraded({ exceptionApproval: { documentNumber: '2019-31' } }))
      .shows('2021-06-30', found('ORG-50-100'), []))
  test('at 96 without: a violation', () =>
    given(...generalBranchOf(96))
      .when(upgraded())
      .shows('2021-06-30', severities('ORG-50-100'), ['o1 violation']))
  test('at 96 without: since the upgrade', () =>
    given(...generalBranchOf(96))
      .when(upgraded())
      .shows('2021-06-30', found('ORG-50-100'), ['o1 2019-05-20']))
  test('at exactly 100: nothing', () =>
    given(...generalBranchOf(100))
      .when(upgraded())
      .shows('2021-06-30', found('ORG-50-100'), []))
})

describe('4 the seventh full member', () => {
  const branch = [
    founded('o1'),
    ...numbered(6, (at) => member(`p${at}`)),
    draft('MemberRecruited', '2020-03-15', { memberId: 'p7', organizationId: 'o1', post: 'other' }),
  ]
  const confirmed = draft('MemberConfirmed', '2021-03-15', { memberId: 'p7' })
  const elected = draft('TermStarted', '2021-05-10', {
    organizationId: 'o1',
    years: 3,
    elected: [
      { personId: 'p1', post: 'secretary' },
      { personId: 'p2', post: 'committee-member' },
      { personId: 'p3', post: 'committee-member' },
    ],
  })
  test('6 full and 1 probationary: silent', () =>
    given(...branch)
      .when(confirmed)
      .shows('2021-03-14', found('COM-7'), []))
  test('since the seventh is confirmed', () =>
    given(...branch)
      .when(confirmed)
      .shows('2021-06-30', found('COM-7'), ['o1 2021-03-15']))
  test('until a committee is elected', async () => {
    const then = given(...branch, confirmed).when(elected)
    await then.shows('2021-05-09', found('COM-7'), ['o1 2021-03-15 2021-05-10'])
    await then.shows('2021-05-10', found('COM-7'), [])
  })
})

const ends = (view: View): unknown => rowsOn(view, relation.term).map(({ attributes }) => attributes.expiresOn)

const said = (view: View): unknown => ['TERM-OVERDUE', 'TERM-YEARS', 'TERM-YEARS-OLD'].map((rule) => found(rule)(view))

test('5 a branch term of 2 years begun under the earlier rules runs to its end', async () => {
  const then = given(founded('o1'), draft('TermStarted', '2017-06-01', { organizationId: 'o1', years: 2 })).when(
    draft('TermRenewed', '2019-05-28', { organizationId: 'o1', years: 3 }),
  )
  await then.shows('2018-12-31', ends, ['2019-06-01'])
  await then.shows('2018-12-31', said, [[], [], []])
  await then.shows('2019-05-28', ends, ['2022-05-28'])
  await then.shows('2021-06-30', said, [[], [], []])
})

const extended = (until: string): Draft => draft('TermExtensionApproved', '2021-10-20', { organizationId: 'o1', until })

describe('6 a term from 2018-11-20 for 3 years', () => {
  const term = [founded('o1'), draft('TermStarted', '2018-11-20', { organizationId: 'o1', years: 3 })]
  test('reminder from 2021-05-20, overdue from 2021-11-20', async () => {
    const then = given(...term).when()
    await then.shows('2021-05-19', found('TERM-REMIND'), [])
    await then.shows('2021-05-20', found('TERM-REMIND'), ['o1 2021-05-20 2021-11-20'])
    await then.shows('2021-11-19', found('TERM-OVERDUE'), [])
    await then.shows('2021-11-20', (view) => [found('TERM-OVERDUE')(view), found('TERM-REMIND')(view)], [
      ['o1 2021-11-20'],
      [],
    ])
  })
  test('extended by 6 months', async () => {
    const then = given(...term).when(extended('2022-05-20'))
    await then.shows('2022-05-19', found('TERM-OVERDUE'), [])
    await then.shows('2022-05-20', found('TERM-OVERDUE'), ['o1 2022-05-20'])
    await then.shows('2021-11-19', found('TERM-REMIND'), [])
    await then.shows('2021-11-20', found('TERM-REMIND'), ['o1 2021-11-20 2022-05-20'])
    await then.shows('2021-12-31', found('TERM-EXTENSION'), [])
  })
  test('extended by 14 months: a warning', () =>
    given(...term)
      .when(extended('2023-01-20'))
      .shows('2021-12-31', severities('TERM-EXTENSION'), ['o1 warning']))
})

test('7 a term that ends 2021-08-31 is to be reminded of from 2021-02-28 on', () =>
  given(founded('o1'))
    .when(draft('TermStarted', '2018-08-31', { organizationId: 'o1', years: 3 }))
    .shows('2021-03-31', found('TERM-REMIND'), ['o1 2021-02-28 2021-08-31']))

const activist = [
  founded('o1'),
  draft('ApplicationSubmitted', '2018-10-01', { personId: 'p9', organizationId: 'o1' }),
  draft('ActivistConfirmed', '2019-03-01', { personId: 'p9' }),
]
const filed = (on: string): Draft => draft('DevelopmentTargetFiled', on, { personId: 'p9' })

describe('8 an activist from 2019-03-01', () => {
  test('a development target on 2020-02-20: a violation', () =>
    given(...activist)
      .when(filed('2020-02-20'))
      .shows('2020-06-30', severities('DEV-ACTIVIST'), ['p9 violation']))
  test('on 2020-03-01: nothing', () =>
    given(...activist)
      .when(filed('2020-03-01'))
      .shows('2020-06-30', found('DEV-ACTIVIST'), []))
})

const foundingId = idOf(9_000_000)
const rate = (view: View): unknown => coverageOn(view).scopes[0]?.rate

const lateOnes = (view: View): unknown =>
  findingsOn(view, { rule: 'RECORDED-LATE' })
    .filter(({ subject }) => subject === foundingId)
    .map(({ since }) => since)

test('9 a founding of 2021-06-20, recorded 2021-10-10', async () => {
  let made = 0
  const at = (now: string) => ({ now: new Date(now), newId: () => idOf(made++), actor: 'tester' })
  const ledger: Ledger = await createLedger(memoryStore(), { book: 'test', name: '测试' }, at('2021-06-01T00:00:00Z'))
  const units = numbered(125, (at) => `u${at}`)
  await ledger.record(
    [...units.map((unitId) => listed(unitId)), founded('o1', { formation: 'joint', unitIds: units.slice(0, 118) })],
    at('2021-06-01T00:00:00Z'),
  )
  await ledger.record(
    [{ ...founded('o2', { unitIds: ['u119'] }, '2021-06-20'), id: foundingId }],
    at('2021-10-10T02:00:00Z'),
  )
  expect(rate(ledger.asOf('2021-06-30', { knownAt: '2021-07-05' }))).toBe('94.4')
  expect(rate(ledger.asOf('2021-06-30'))).toBe('95.2')
  expect(lateOnes(ledger.asOf('2021-12-31', { knownAt: '2021-07-05' }))).toEqual([])
  expect(lateOnes(ledger.asOf('2021-12-31'))).toEqual(['2021-10-10'])
})

const dissolved = (on: string): Draft =>
  draft('OrganizationDissolved', on, { organizationId: 'o1', reason: '企业破产' })

describe('10 a firm goes bankrupt', () => {
  const before = [
    listed('u1'),
    listed('u2'),
    founded('o1', { unitIds: ['u1'] }),
    founded('o2', { unitIds: ['u2'] }),
    ...numbered(5, (at) => member(`p${at}`, 'o1', 'u1')),
    draft('UnitDelisted', '2020-09-01', { unitId: 'u1', reason: 'bankrupt' }),
  ]
  const moved = numbered(5, (at) =>
    draft('MemberTransferred', '2020-10-10', { memberId: `p${at}`, organizationId: 'o2' }),
  )
  test('its branch is a shell until it is dissolved; members are neither lost nor counted twice', async () => {
    const then = given(...before, ...moved).when(dissolved('2020-10-15'))
    await then.shows('2020-08-31', (view) => [found('ORG-SHELL')(view), enterprise(view)], [
      [],
      { listed: 2, covered: 2, rate: '100.0', solo: 2, soloRate: '100.0', organizations: 2, members: 5 },
    ])
    await then.shows('2020-09-30', (view) => [found('ORG-SHELL')(view), enterprise(view)], [
      ['o1 2020-09-01 2020-10-15'],
      { listed: 1, covered: 1, rate: '100.0', solo: 1, soloRate: '100.0', organizations: 2, members: 5 },
    ])
    await then.shows('2020-10-31', (view) => [found('ORG-SHELL')(view), enterprise(view)], [
      [],
      { listed: 1, covered: 1, rate: '100.0', solo: 1, soloRate: '100.0', organizations: 1, members: 5 },
    ])
  })
  test('dissolving it before its members have moved is refused', () =>
    given(...before, ...moved)
      .when(dissolved('2020-10-05'))
      .isRefused('still-referred-to'))
})
