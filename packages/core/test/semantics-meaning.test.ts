import { draft, relation, rowsOn, type Draft, type View } from '@taizhang/core'
import { coverageOn, figureCatalogue, figureRows } from '@taizhang/core/figures'
import { dossierOf } from '@taizhang/core/rulebook'
import { describe, test } from 'vitest'
import { given } from '../src/testing/index.ts'

/**
 * docs/semantics.md, rules 9 to 13 and 20 to 28 as far as they show in one book. Elsewhere: 9 in `ledger.test.ts` and the store suite, 14 to 17 and 24
 * in the command line's tests, 18 and 19 in the tests of SQLite.
 */
const on = { a: '2018-06-01', b: '2019-06-01', c: '2020-06-01' }
const founded = (
  organizationId: string,
  more: Partial<{
    category: 'enterprise' | 'none'
    kind: 'branch' | 'committee'
    formation: 'joint' | 'functional'
    unitIds: string[]
    superiorId: string
  }> = {},
): Draft =>
  draft('OrganizationFounded', on.a, {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'joint',
    category: 'enterprise',
    unitIds: [],
    ...more,
  })
const unit = (unitId: string): Draft => draft('UnitListed', on.a, { unitId, kind: 'enterprise', name: unitId })
const recruited = (day: string): Draft =>
  draft('MemberRecruited', day, { memberId: 'p1', organizationId: 'o1', post: 'other' })
const enterprise = (view: View): unknown => coverageOn(view).scopes[0]
/** The relations by their names, to be looked up in. */
const relations = { ...relation }
type Name = keyof typeof relations

const attributes =
  (name: Name) =>
  (view: View): unknown =>
    rowsOn(view, relations[name]).map((row) => row.attributes)
const keys =
  (name: Name) =>
  (view: View): unknown =>
    rowsOn(view, relations[name]).map((row) => Object.values(row.key).join(' '))
const value =
  (id: string) =>
  (view: View): unknown => {
    const figure = figureCatalogue.get(id)
    return figure && figureRows(view, figure).map((row) => row.value)
  }

const merged = (organizationId: string, into: string): Draft =>
  draft('OrganizationMerged', on.b, { organizationId, into })
const confirmed = (day: string): Draft => draft('MemberConfirmed', day, { memberId: 'p1' })
const listed = (unitId: string): Draft => draft('UnitListed', on.a, { unitId, kind: 'enterprise', name: '甲' })
const listedOn = (day: string): Draft => ({ ...unit('u1'), effectiveOn: day })

describe('20 terms and offices', () => {
  const elected = [{ personId: 'p1', post: 'secretary' as const }]
  test('a term stays open after it expires', () =>
    given(founded('o1'))
      .when(draft('TermStarted', on.a, { organizationId: 'o1', years: 1 }))
      .shows(on.c, attributes('term'), [{ startedOn: on.a, years: 1, expiresOn: on.b }]))
  test('a new term ends all offices, and those elected take theirs', () =>
    given(founded('o1'), draft('OfficeTaken', on.a, { organizationId: 'o1', post: 'secretary', personId: 'p0' }))
      .when(draft('TermStarted', on.b, { organizationId: 'o1', years: 3, elected }))
      .shows(on.c, keys('office'), ['o1 secretary p1']))
  test('the evidence of an extension is its approval', () =>
    given(founded('o1'), draft('TermStarted', on.a, { organizationId: 'o1', years: 1 }))
      .when(
        draft(
          'TermExtensionApproved',
          on.b,
          { organizationId: 'o1', until: on.c },
          { evidence: { documentNumber: '7' } },
        ),
      )
      .shows(on.b, attributes('term'), [
        { startedOn: on.a, years: 1, expiresOn: on.b, extendedTo: on.c, extensionApproval: { documentNumber: '7' } },
      ]))
})

describe('21 merges', () => {
  test('need an into that differs', () => given(founded('o1')).when(merged('o1', 'o1')).isRefused('merged-into-itself'))
  test('need an into that holds on that day', () =>
    given(founded('o1')).when(merged('o1', 'o2')).isRefused('target-missing'))
  test('are refused later events that take into away', () =>
    given(founded('o1'), founded('o2'), merged('o1', 'o2'))
      .when(draft('OrganizationDissolved', on.b, { organizationId: 'o2', reason: 'x' }))
      .isRefused('target-missing'))
  test('a transferred candidate keeps the stage', () =>
    given(founded('o1'), founded('o2'), draft('ApplicationSubmitted', on.a, { personId: 'p1', organizationId: 'o1' }))
      .when(draft('CandidateTransferred', on.b, { personId: 'p1', organizationId: 'o2' }))
      .shows(on.b, attributes('candidacy'), [{ organizationId: 'o2', stage: 'applicant' }]))
})

describe('22, 23 what counts', () => {
  test('nothing counts an organization of category none', () =>
    given(unit('u1'))
      .when(founded('o1', { category: 'none', kind: 'committee' }))
      .shows(
        on.b,
        (view) => [value('organizations')(view), value('organizations-founded')(view), value('dossiers')(view)],
        [[0, 0], [0], [0]],
      ))
  test('a joint branch covers units and is one organization; functional ones do not cover', () =>
    given(unit('u1'), unit('u2'), unit('u3'), founded('o1', { unitIds: ['u1', 'u2'] }))
      .when(founded('o2', { formation: 'functional', unitIds: ['u3'] }))
      .shows(on.b, (view) => [value('units-covered')(view), value('organizations')(view), value('solo-rate')(view)], [
        [2, 0],
        [2, 0],
        ['0.0', null],
      ]))
  test('a mass organization or an assignment is work coverage', () =>
    given(unit('u1'))
      .when(draft('MassOrganizationFormed', on.a, { unitId: 'u1', kind: 'youth-league' }))
      .shows(on.b, value('work-coverage'), ['100.0', null]))
  test('no headcount is 0; the latest counts', () =>
    given(unit('u1'), unit('u2'), draft('HeadcountReported', on.a, { unitId: 'u1', employees: 9 }))
      .when(draft('HeadcountReported', on.b, { unitId: 'u1', employees: 4 }))
      .shows(on.b, value('employees'), [4, 0]))
})

test('24 a flow counts events whose fact lasted no days', () =>
  given(founded('o1'))
    .when(recruited(on.b), draft('ProbationCancelled', on.b, { memberId: 'p1', reason: 'x' }))
    .shows(on.c, value('members-recruited'), [1, 1]))

describe('25 members', () => {
  test('a recruit is on probation for a year; the candidacy ends', () =>
    given(founded('o1'), draft('ApplicationSubmitted', on.a, { personId: 'p1', organizationId: 'o1' }))
      .when(recruited('2020-02-29'))
      .shows(on.c, (view) => [keys('candidacy')(view), attributes('membership')(view)], [
        [],
        [
          {
            organizationId: 'o1',
            status: 'probationary',
            post: 'other',
            isInvestor: false,
            recruitedOn: '2020-02-29',
            joinedOn: '2020-02-29',
            probationEndsOn: '2021-02-28',
            approvalAwaited: true,
          },
        ],
      ]))
  test('only full members are suspended, only probationary ones confirmed, extended and cancelled', async () => {
    await given(founded('o1'), recruited(on.b))
      .when(draft('MembershipSuspended', on.c, { memberId: 'p1' }))
      .isRefused('unexpected-value')
    await given(founded('o1'), recruited(on.b), confirmed(on.c))
      .when(confirmed('2020-07-01'))
      .isRefused('unexpected-value')
    await given(founded('o1'), recruited(on.b), confirmed(on.c))
      .when(draft('ProbationExtended', '2020-07-01', { memberId: 'p1', until: '2021-01-01' }))
      .isRefused('unexpected-value')
  })
  test('a transfer without a unit clears it; null clears a detail, an absent one stays', async () => {
    const there = [
      founded('o1'),
      draft('MemberEnrolled', on.a, { memberId: 'p1', organizationId: 'o1', unitId: 'u1', status: 'full' }),
    ]
    await given(...there)
      .when(draft('MemberTransferred', on.b, { memberId: 'p1', organizationId: 'o1' }))
      .shows(on.b, attributes('membership'), [
        { organizationId: 'o1', status: 'full', post: 'other', isInvestor: false },
      ])
    await given(draft('UnitListed', on.a, { unitId: 'u1', kind: 'enterprise', name: '甲', park: '园', town: '镇' }))
      .when(draft('UnitDetailsChanged', on.b, { unitId: 'u1', park: null }))
      .shows(on.b, attributes('unit'), [
        { kind: 'enterprise', name: '甲', town: '镇', operating: true, aboveDesignatedSize: false },
      ])
  })
  test('a suspended member does not count', () =>
    given(founded('o1'), draft('MemberEnrolled', on.a, { memberId: 'p1', organizationId: 'o1', status: 'full' }))
      .when(draft('MembershipSuspended', on.b, { memberId: 'p1' }))
      .shows(on.b, value('members'), [0, 0]))
})

describe('27, 28 texts and ids', () => {
  test('text is 1 to 200 characters, whatever they take', async () => {
    await given(unit('u1'))
      .when(draft('UnitRenamed', on.b, { unitId: 'u1', name: '' }))
      .isRefused('invalid')
    await given(unit('u1'))
      .when(draft('UnitRenamed', on.b, { unitId: 'u1', name: '\u{20BB7}'.repeat(201) }))
      .isRefused('invalid')
    await given(unit('u1'))
      .when(draft('UnitRenamed', on.b, { unitId: 'u1', name: '\u{20BB7}'.repeat(200) }))
      .shows(on.b, keys('unit'), ['u1'])
  })
  test('a valid identity-card number is refused wherever it stands but in a credit code', async () => {
    await given().when(listed('p-11010519491231002X')).isRefused('invalid')
    await given()
      .when(
        draft('UnitListed', on.a, { unitId: 'u1', kind: 'enterprise', name: '甲', creditCode: '11010519491231002X' }),
      )
      .shows(on.b, keys('unit'), ['u1'])
  })
})

test('11 an effective date lies between 1921-07-23 and 366 days after recording', async () => {
  await given().when(listedOn('1921-07-22')).isRefused('effective-out-of-range')
  await given().when(listedOn('2022-07-02')).isRefused('effective-out-of-range')
  await given().when(listedOn('2022-07-01')).shows('2022-07-01', keys('unit'), ['u1'])
})

test('16 a book opens with the two default scopes, and opens once', async () => {
  await given()
    .when(unit('u1'))
    .shows(on.b, (view) => coverageOn(view).scopes.map(({ scope }) => scope), ['enterprise', 'social-organization'])
  await given()
    .when(draft('LedgerOpened', on.a, { name: 'x', jurisdiction: 'x' }))
    .isRefused('opens-twice')
  await given(unit('u1')).when(unit('u2')).shows('1900-01-01', enterprise, undefined)
})

const termsOfO1 = (view: View): unknown =>
  dossierOf(view, 'o1')?.terms.map(({ from, to, extendedTo, openedBy, closedBy }) => [
    from,
    to,
    extendedTo,
    openedBy,
    closedBy,
  ])

test('an extension of a term neither ends nor starts one: a dossier has one entry a term, with its own end', async () => {
  const extended = draft('TermExtensionApproved', on.b, { organizationId: 'o1', until: '2022-01-01' })
  const tried = given(founded('o1'), draft('TermStarted', on.a, { organizationId: 'o1', years: 3 }), extended).when(
    draft('TermRenewed', on.c, { organizationId: 'o1', years: 5 }),
  )
  const [before, after] = [undefined, '2022-01-01'].map((extendedTo) => [on.a, on.c, extendedTo, 2, 4])
  await tried.shows('2018-12-31', termsOfO1, [before])
  await tried.shows(on.b, termsOfO1, [after])
  await tried.shows(on.c, termsOfO1, [after, [on.c, '9999-12-31', undefined, 4, undefined]])
})
