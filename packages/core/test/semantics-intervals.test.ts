import { draft, relation, rowsOn, type Draft, type View } from '@taizhang/core'
import { describe, test } from 'vitest'
import { given, idOf } from '../src/testing/index.ts'

/** docs/semantics.md, rules 1 to 8. The naive model's own tests and `against-naive` go over the same ground at random. */
const on = { a: '2018-01-01', b: '2019-01-01', c: '2020-01-01', d: '2021-01-01' }
const unit = (day: string, unitId = 'u1'): Draft =>
  draft('UnitListed', day, { unitId, kind: 'enterprise', name: unitId })
const delisted = (day: string): Draft => draft('UnitDelisted', day, { unitId: 'u1', reason: 'moved' })
const founded = (day: string, organizationId = 'o1', superiorId?: string): Draft =>
  draft('OrganizationFounded', day, {
    organizationId,
    name: organizationId,
    kind: 'general-branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
    ...(superiorId === undefined ? {} : { superiorId }),
  })
const dissolved = (day: string, organizationId = 'o1'): Draft =>
  draft('OrganizationDissolved', day, { organizationId, reason: '合并' })
const enrolled = (day: string, organizationId = 'o1'): Draft =>
  draft('MemberEnrolled', day, { memberId: 'm1', organizationId, status: 'full' })
const headcount = (day: string, employees: number): Draft =>
  draft('HeadcountReported', day, { unitId: 'u1', employees })
const union = (day: string): Draft => draft('MassOrganizationFormed', day, { unitId: 'u1', kind: 'trade-union' })
const unionEnded = (day: string): Draft =>
  draft('MassOrganizationDissolved', day, { unitId: 'u1', kind: 'trade-union' })
const withdrawn = (day: string, number: number): Draft =>
  draft('EventWithdrawn', day, { eventId: idOf(number), reason: '误录' })

/** The relations by their names, to be looked up in. */
const relations = { ...relation }
type Name = keyof typeof relations

/** The lives of a relation's facts, as far as they have days. */
const lives =
  (name: Name) =>
  (view: View): readonly string[] =>
    view.facts.rows(relations[name]).map(({ from, to }) => `${from} ${to}`)
const end = '9999-12-31'

const employees = (view: View): unknown =>
  rowsOn(view, relation.headcount).map(({ attributes }) => attributes.employees)

describe('1 intervals are half-open; a fact of no days is not judged', () => {
  test('the closing day is the first day without', () =>
    given(unit(on.a))
      .when(delisted(on.b))
      .shows(on.b, (view) => rowsOn(view, relation.unit), []))
  test('a membership of no days needs no organization', () =>
    given()
      .when(enrolled(on.a, 'nowhere'), draft('MembershipEnded', on.a, { memberId: 'm1', reason: 'died' }))
      .shows(on.a, lives('membership'), []))
})

describe('2 within', () => {
  test('opens only where the parent holds', () => given(unit(on.b)).when(union(on.a)).isRefused('parent-missing'))
  test('ends where the parent ends', () =>
    given(unit(on.a), union(on.b))
      .when(delisted(on.c))
      .shows(on.d, lives('massOrganization'), [`${on.b} ${on.c}`]))
  test('closing and reopening the parent on one day makes two episodes', () =>
    given(unit(on.a), union(on.a), delisted(on.b))
      .when(unit(on.b))
      .shows(on.c, lives('massOrganization'), [`${on.a} ${on.b}`]))
  test('a close on the day of the end is accepted, on a later day refused', async () => {
    await given(unit(on.a), union(on.a), delisted(on.b))
      .when(unionEnded(on.b))
      .shows(on.b, lives('massOrganization'), [`${on.a} ${on.b}`])
    await given(unit(on.a), union(on.a), delisted(on.b)).when(unionEnded(on.c)).isRefused('not-open')
  })
  test('an opening on the day of the end opens anew if the parent holds again', () =>
    given(unit(on.a), union(on.a), delisted(on.b), unit(on.b))
      .when(union(on.b))
      .shows(on.b, lives('massOrganization'), [`${on.a} ${on.b}`, `${on.b} ${end}`]))
  test('a clipped fact names the closing event of its parent', () =>
    given(unit(on.a), union(on.a))
      .when(delisted(on.b))
      .shows(on.b, (view) => view.facts.rows(relation.massOrganization).map(({ closedBy }) => closedBy), [3]))
})

describe('3 refersTo', () => {
  test('dissolved and founded again on one day is no gap', () =>
    given(founded(on.a), enrolled(on.a))
      .when(dissolved(on.b), founded(on.b))
      .shows(on.c, lives('membership'), [`${on.a} ${end}`]))
  test('any other day without is', () =>
    given(founded(on.a), enrolled(on.a)).when(dissolved(on.b), founded(on.c)).isRefused('still-referred-to'))
  test('superiors have no cycle', () =>
    given(founded(on.a), founded(on.a, 'o2', 'o1'))
      .when(draft('OrganizationReassigned', on.b, { organizationId: 'o1', superiorId: 'o2' }))
      .isRefused('cycle'))
})

test('4 an end in the future counts at once', () =>
  given(founded(on.a), enrolled(on.a)).when(dissolved('2022-01-01')).isRefused('still-referred-to'))

describe('5 order', () => {
  test('of one fact on one day it is book order', () =>
    given(unit(on.a))
      .when(headcount(on.b, 5), headcount(on.b, 7))
      .shows(on.b, (view) => rowsOn(view, relation.headcount).map(({ attributes }) => attributes.employees), [7]))
  test('of others it does not matter', () =>
    given()
      .when(union(on.a), unit(on.a))
      .shows(on.a, lives('massOrganization'), [`${on.a} ${end}`]))
})

describe('6 verbs', () => {
  test('open refuses what is open', () => given(unit(on.a)).when(unit(on.b)).isRefused('already-open'))
  test('open refuses what is opened later, too', () => given(unit(on.b)).when(unit(on.a)).isRefused('already-open'))
  test('amend refuses what is not open, and accepts a change of nothing', async () => {
    await given()
      .when(draft('UnitRenamed', on.a, { unitId: 'u1', name: '甲' }))
      .isRefused('not-open')
    await given(unit(on.a))
      .when(draft('UnitRenamed', on.b, { unitId: 'u1', name: 'u1' }))
      .shows(on.c, lives('unit'), [`${on.a} ${end}`])
  })
  test('amend may expect a value', () =>
    given(founded(on.a))
      .when(draft('BranchUpgraded', on.b, { organizationId: 'o1', from: 'branch', to: 'committee' }))
      .isRefused('unexpected-value'))
  test('a renewal closes the term before, if there is one', () =>
    given(founded(on.a), draft('TermRenewed', on.b, { organizationId: 'o1', years: 3 }))
      .when(draft('TermRenewed', on.c, { organizationId: 'o1', years: 3 }))
      .shows(on.d, lives('term'), [`${on.b} ${on.c}`, `${on.c} ${end}`]))
})

describe('7 corrections', () => {
  test('take the place of the first event of their chain on the same day', () =>
    given(unit(on.a), headcount(on.b, 1), headcount(on.b, 2))
      .when({ ...headcount(on.b, 3), corrects: idOf(2), reason: '更正' })
      .shows(on.c, employees, [2]))
  test('need a live target at a lower position', async () => {
    await given(unit(on.a))
      .when({ ...headcount(on.b, 3), corrects: idOf(9), reason: '更正' })
      .isRefused('no-such-event')
    await given(unit(on.a), headcount(on.b, 1), withdrawn(on.b, 2))
      .when({ ...headcount(on.b, 3), corrects: idOf(2), reason: '更正' })
      .isRefused('already-withdrawn')
  })
  test('within a batch: what is taken back in the same batch is not judged', () =>
    given(unit(on.a))
      .when(draft('UnitsMerged', on.b, { unitId: 'u1', into: 'u1' }, { id: idOf(50) }), {
        ...headcount(on.b, 3),
        corrects: idOf(50),
        reason: '更正',
      })
      .shows(on.c, employees, [3]))
  test('LedgerOpened and EventWithdrawn are no targets', async () => {
    await given().when(withdrawn(on.a, 0)).isRefused('permanent')
    await given(unit(on.a), withdrawn(on.a, 1)).when(withdrawn(on.a, 2)).isRefused('permanent')
  })
})

describe('8 withdrawals', () => {
  test('of a correction do not revive what it replaced', () =>
    given(unit(on.a), headcount(on.b, 1), { ...headcount(on.b, 3), corrects: idOf(2), reason: '更正' })
      .when(withdrawn(on.d, 3))
      .shows(on.d, lives('headcount'), []))
  test('of an ending restore all that it ended', () =>
    given(unit(on.a), union(on.a), delisted(on.b))
      .when(withdrawn(on.d, 3))
      .shows(on.c, lives('massOrganization'), [`${on.a} ${end}`]))
  test('of an ending are refused where something was opened since', () =>
    given(unit(on.a), delisted(on.b), unit(on.c)).when(withdrawn(on.d, 2)).isRefused('already-open'))
})
