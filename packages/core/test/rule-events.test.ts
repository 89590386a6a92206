import {
  createLedger,
  draft,
  memoryStore,
  openEnd,
  type DataOf,
  type Draft,
  type View,
  type Ledger,
} from '@taizhang/core'
import { findingsOn, rulesOn, ruleTexts } from '@taizhang/core/rulebook'
import { describe, expect, test } from 'vitest'
import { given, idOf } from '../src/testing/index.ts'

/** What a book itself says of rules. */
const unit = draft('UnitListed', '2016-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲' })
const branch = draft('OrganizationFounded', '2016-01-01', {
  organizationId: 'o1',
  name: '甲',
  kind: 'branch',
  formation: 'solo',
  category: 'enterprise',
  unitIds: [],
})
const employees = (count: number, on = '2018-01-01'): Draft =>
  draft('HeadcountReported', on, { unitId: 'u1', employees: count })
const adopted = (on: string, more: Partial<DataOf<'RuleAdopted'>> = {}): Draft =>
  draft('RuleAdopted', on, {
    ruleId: 'UNIT-NO-MEMBERS',
    check: 'UNIT-NO-MEMBERS',
    parameters: { employeesMin: 30 },
    severity: 'warning',
    title: { zh: '30 人以上无党员', en: 'Thirty and no member' },
    citation: '本区工作计划',
    ...more,
  })
/** As the rule is on offer. */
const fifty = adopted('2018-01-01', { parameters: { employeesMin: 50 }, severity: 'notice' })
const repealed = (on: string, ruleId = 'UNIT-NO-MEMBERS'): Draft => draft('RuleRepealed', on, { ruleId })
const found =
  (rule = 'UNIT-NO-MEMBERS', window?: { from: string; to: string }) =>
  (view: View): unknown =>
    findingsOn(view, { rule, window }).map(({ severity, since, until }) =>
      [severity, since, ...(until === openEnd ? [] : [until])].join(' '),
    )

describe('other numbers for a default rule', () => {
  test('hold from the day of the event on', async () => {
    const then = given(unit, employees(40)).when(adopted('2019-01-01'))
    await then.shows('2018-12-31', found(), [])
    await then.shows('2019-01-01', found(), ['warning 2019-01-01'])
  })
  test('come with their own title, citation and severity; one text stands for both languages', async () =>
    given(unit, employees(40))
      .when(adopted('2019-01-01'))
      .shows(
        '2020-01-01',
        (view) => findingsOn(view).map(({ title, citation, text }) => [title.en, citation, text.zh]),
        [['Thirty and no member', { zh: '本区工作计划', en: '本区工作计划' }, '从业人员 30 人以上的单位应当有党员']],
      ))
  test('do not break a finding that goes on under them', async () =>
    given(unit, employees(60), fifty).when(adopted('2019-01-01')).shows('2020-01-01', found(), ['warning 2018-01-01']))
  test('may end a finding', async () => {
    const then = given(unit, employees(60), fifty).when(adopted('2019-01-01', { parameters: { employeesMin: 70 } }))
    await then.shows('2018-12-31', found(), ['notice 2018-01-01 2019-01-01'])
    await then.shows('2019-01-01', found(), [])
    await then.shows('2021-01-01', found('UNIT-NO-MEMBERS', { from: '2018-12-31', to: '2019-01-02' }), [
      'notice 2018-01-01 2019-01-01',
    ])
    await then.shows('2021-01-01', found('UNIT-NO-MEMBERS', { from: '2019-01-01', to: '2019-01-02' }), [])
  })
  test('a severity is the most that a finding of the rule has', async () =>
    given(
      branch,
      adopted('2018-01-01', {
        ruleId: 'DEV-APPROVE',
        check: 'DEV-APPROVE',
        parameters: { monthsMax: 3, monthsSpecial: 6 },
        severity: 'notice',
      }),
    )
      .when(
        ...['2020-02-01', '2020-09-01'].map((approvedOn, at) =>
          draft('MemberRecruited', '2019-10-01', {
            memberId: `p${at}`,
            organizationId: 'o1',
            post: 'other',
            approvedOn,
          }),
        ),
      )
      .shows('2021-01-01', found('DEV-APPROVE'), ['notice 2020-01-02', 'notice 2020-01-02']))
})

describe('a rule that is switched off', () => {
  test('finds nothing from that day on, until it is adopted again', async () => {
    const then = given(unit, employees(60), fifty, repealed('2019-01-01')).when(adopted('2020-01-01'))
    await then.shows('2018-12-31', found(), ['notice 2018-01-01 2019-01-01'])
    await then.shows('2019-06-01', found(), [])
    await then.shows('2020-01-01', found(), ['warning 2020-01-01'])
    await then.shows('2019-06-01', (view) => rulesOn(view).some(({ ruleId }) => ruleId === 'UNIT-NO-MEMBERS'), false)
  })
  test('finds no act either, whenever it was done', async () => {
    const then = given(branch, draft('TermStarted', '2019-01-01', { organizationId: 'o1', years: 9 })).when(
      repealed('2020-01-01', 'TERM-YEARS'),
    )
    await then.shows('2019-12-31', found('TERM-YEARS'), ['warning 2019-01-01 2020-01-01'])
    await then.shows('2020-01-01', found('TERM-YEARS'), [])
  })
  test('of the book’s own ends', async () => {
    const own = { ruleId: 'LOCAL-1' }
    const then = given(unit, employees(40), adopted('2019-01-01', own)).when(repealed('2020-01-01', 'LOCAL-1'))
    await then.shows('2019-06-01', found('LOCAL-1'), ['warning 2019-01-01 2020-01-01'])
    await then.shows('2020-01-01', found('LOCAL-1'), [])
    await then.shows('2020-01-01', (view) => ruleTexts(view, 'LOCAL-1').map(({ from, until }) => [from, until]), [
      ['2019-01-01', '2020-01-01'],
    ])
  })
  test('must be one', () => given(unit).when(repealed('2020-01-01', 'LOCAL-1')).isRefused('not-open'))
})

describe('the text in force on the day of an act', () => {
  const stricter = adopted('2019-06-01', {
    ruleId: 'TERM-YEARS',
    check: 'TERM-YEARS',
    parameters: { committeeMin: 5, committeeMax: 5, branchMin: 2, branchMax: 2 },
    severity: 'violation',
  })
  test('judges it, also when another has been adopted since', () =>
    given(branch, draft('TermStarted', '2019-05-31', { organizationId: 'o1', years: 3 }))
      .when(stricter)
      .shows('2020-01-01', found('TERM-YEARS'), []))
  test('is the adopted one from its own day on', () =>
    given(branch, stricter)
      .when(draft('TermStarted', '2019-06-01', { organizationId: 'o1', years: 3 }))
      .shows('2020-01-01', found('TERM-YEARS'), ['violation 2019-06-01']))
})

test.each([
  [{ check: 'NO-SUCH-CHECK' }, 'no-such-check'],
  [{ parameters: {} }, 'invalid'],
  [{ parameters: { employeesMin: -1 } }, 'invalid'],
  [{ parameters: { employeesMin: 30, other: 1 } }, 'invalid'],
])('what is adopted must fit a check: %j is refused', async (more, code) =>
  given(unit).when(adopted('2019-01-01', more)).isRefused(code),
)

test('a view of the past is judged by the rulebook as it was known then', async () => {
  let made = 0
  const at = (now: string) => ({ now: new Date(now), newId: () => idOf(made++), actor: 'tester' })
  const ledger: Ledger = await createLedger(memoryStore(), { book: 'test', name: '测试' }, at('2019-01-01T00:00:00Z'))
  await ledger.record([unit, employees(40)], at('2019-01-01T00:00:00Z'))
  await ledger.record([adopted('2018-06-01')], at('2020-01-01T00:00:00Z'))
  await ledger.record([repealed('2018-09-01')], at('2021-01-01T00:00:00Z'))
  const known = (knownAt: string, day = '2018-12-31'): unknown => found()(ledger.asOf(day, { knownAt }))
  expect(known('2019-06-01')).toEqual([])
  expect(known('2020-06-01')).toEqual(['warning 2018-06-01'])
  expect(known('2021-06-01')).toEqual([])
  expect(known('2021-06-01', '2018-08-31')).toEqual(['warning 2018-06-01 2018-09-01'])
})
