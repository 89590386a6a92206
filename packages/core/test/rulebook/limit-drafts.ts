import { draft, type DataOf, type Draft } from '@taizhang/core'

/**
 * Each rule on each side of its limits and of its dates. A line is what it shows, the events, a day, and what is found on it:
 * `subject severity since`.
 */
export type Line = readonly [what: string, events: readonly Draft[], day: string, ...found: readonly string[]]

export const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at + 1))
export const on = <T extends Parameters<typeof draft>[0]>(day: string, type: T, data: DataOf<T>): Draft =>
  draft(type, day, data)

export const start = '2012-01-01'
type Founded = DataOf<'OrganizationFounded'>
export const org = (organizationId: string, more: Partial<Founded> = {}, day = start): Draft =>
  on(day, 'OrganizationFounded', {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
    ...more,
  })
export const unit = (unitId: string, more: Partial<DataOf<'UnitListed'>> = {}): Draft =>
  on(start, 'UnitListed', { unitId, kind: 'enterprise', name: unitId, ...more })
export const member = (memberId: string, more: Partial<DataOf<'MemberEnrolled'>> = {}, day = start): Draft =>
  on(day, 'MemberEnrolled', { memberId, organizationId: 'o1', status: 'full', ...more })
export const members = (count: number, more: Partial<DataOf<'MemberEnrolled'>> = {}): Draft[] =>
  times(count, (at) => member(`m${at}`, more))
export const recruit = (day: string, more: Partial<DataOf<'MemberRecruited'>> = {}): Draft =>
  on(day, 'MemberRecruited', {
    memberId: 'p1',
    organizationId: 'o1',
    post: 'other',
    introducers: ['m1', 'm2'],
    ...more,
  })
export const term = (day: string, years: number, more: Partial<DataOf<'TermStarted'>> = {}): Draft =>
  on(day, 'TermStarted', { organizationId: 'o1', years, ...more })
export const renewal = (day: string, years = 3): Draft => on(day, 'TermRenewed', { organizationId: 'o1', years })
export const employees = (count: number): Draft =>
  on('2019-01-01', 'HeadcountReported', { unitId: 'u1', employees: count })

export const kindChange = (
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
export const elected = (posts: readonly ('secretary' | 'committee-member')[], day = start): Draft =>
  term(day, 9, { elected: posts.map((post, at) => ({ personId: `m${at + 1}`, post })) })
export const target = (activist: string, filed: string): Draft[] => [
  org('o1'),
  on('2012-06-01', 'ApplicationSubmitted', { personId: 'p1', organizationId: 'o1' }),
  on(activist, 'ActivistConfirmed', { personId: 'p1' }),
  on(filed, 'DevelopmentTargetFiled', { personId: 'p1' }),
]
export const removed = (suspended: string, ended: string, reason: 'removed' | 'expelled' = 'removed'): Draft[] => [
  org('o1'),
  member('m1'),
  on(suspended, 'MembershipSuspended', { memberId: 'm1' }),
  on(ended, 'MembershipEnded', { memberId: 'm1', reason }),
]
/** A member whose membership ended, and who was recruited again. */
export const rejoined = (ended: string, reason: DataOf<'MembershipEnded'>['reason'], again?: string): Draft[] => [
  org('o1'),
  member('m1'),
  on(ended, 'MembershipEnded', { memberId: 'm1', reason }),
  ...(again === undefined ? [] : [recruit(again, { memberId: 'm1', introducers: ['m2', 'm3'] })]),
]
export const reported = (
  value: number,
  qualifier: DataOf<'FigureReported'>['quantity']['qualifier'],
  figureId = 'dossiers',
  scope?: string,
): Draft =>
  on('2020-07-05', 'FigureReported', {
    figureId,
    ...(scope === undefined ? {} : { scope }),
    quantity: { value, qualifier },
    asOf: '2020-06-30',
    source: '年报',
  })
export const orgs = (count: number): Draft[] => times(count, (at) => org(`o${at}`))
export const venue = (flag: boolean, kind: 'activity-room' | 'station' = 'activity-room'): Draft[] => [
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
export const claim = (day: string, amountFen: number, payrollFen?: number): Draft =>
  on(day, 'PreTaxExpenseClaimed', { unitId: 'u1', amountFen, ...(payrollFen === undefined ? {} : { payrollFen }) })
/** What is on offer, as a book adopts it. */
export const adopt = (
  ruleId: 'UNIT-REPRESENTATIVE' | 'REL-ORPHAN' | 'TERM-EXTENSION' | 'UNIT-NO-MEMBERS' | 'UNIT-NO-ORGANIZATION',
  parameters: Readonly<Record<string, number>>,
  severity: 'warning' | 'notice' = 'warning',
): Draft =>
  on('2015-01-01', 'RuleAdopted', {
    ruleId,
    check: ruleId,
    parameters: { ...parameters },
    severity,
    title: '本地规定',
    citation: '本地规定',
  })
export const returns: Draft = on('2019-01-01', 'RuleAdopted', {
  ruleId: 'FUND-RETURN',
  check: 'FUND-RETURN',
  parameters: { months: 6 },
  severity: 'warning',
  title: '党费全额返还',
  citation: '本地规定',
})
export const dues = (type: 'DuesPaid' | 'DuesReturned', day: string, amountFen: number): Draft =>
  on(day, type, { organizationId: 'o1', amountFen })
export const joint = (units: number, more: readonly Draft[] = []): Draft[] => [
  ...times(units, (at) => unit(`u${at}`)),
  org('o1', { formation: 'joint', unitIds: times(units, (at) => `u${at}`) }),
  ...more,
]
export const temporary = org('o1', { kind: 'temporary-branch' })

export type Limits = Readonly<Record<string, readonly Line[]>>
