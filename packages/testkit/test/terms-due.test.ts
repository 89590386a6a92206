import { domain, draft, plusMonths, type Draft, type View } from '@taizhang/core'
import { termsDue } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draftArbitrary, given, play, scriptArbitrary } from '../src/index.ts'
import * as naive from './naive/index.ts'

const founded = (organizationId: string, category: 'enterprise' | 'none' = 'enterprise'): Draft =>
  draft('OrganizationFounded', '2015-01-01', {
    organizationId,
    name: `${organizationId}支部`,
    kind: 'branch',
    formation: 'solo',
    category,
    unitIds: [],
  })
const started = (organizationId: string, on: string, years = 3): Draft =>
  draft('TermStarted', on, { organizationId, years, elected: [{ personId: `p-${organizationId}`, post: 'secretary' }] })

const sixMonths = { amount: 6, unit: 'months' } as const
const due = (view: View): unknown =>
  termsDue(view, sixMonths).map(({ organizationId, dueOn, daysLeft }) => [organizationId, dueOn, daysLeft])

const term = started('o1', '2018-08-31')
const extended = draft('TermExtensionApproved', '2021-08-01', { organizationId: 'o1', until: '2022-02-28' })

test('the organization’s end is told, too', async () =>
  given(founded('o1'))
    .when(term, draft('OrganizationDissolved', '2021-05-01', { organizationId: 'o1', reason: '撤销' }))
    .shows('2021-04-30', (view) => termsDue(view, sixMonths).map(({ endsOn, renewed }) => [endsOn, renewed]), [
      ['2021-05-01', false],
    ]))

const secretaries = (view: View): unknown => termsDue(view, sixMonths).map(({ secretaryIds }) => secretaryIds)

describe('a secretary is told of', () => {
  const enrolled = draft('MemberEnrolled', '2015-01-01', { memberId: 'p-o1', organizationId: 'o1', status: 'full' })
  const home = draft('MemberEnrolled', '2015-01-01', { memberId: 'p-o1', organizationId: 'o2', status: 'full' })
  test.each([
    ['as a member of the branch', [enrolled], [['p-o1']]],
    [
      'not after having died',
      [enrolled, draft('MembershipEnded', '2021-01-01', { memberId: 'p-o1', reason: 'died' })],
      [[]],
    ],
    [
      'not after having moved away',
      [enrolled, draft('MemberTransferred', '2021-01-01', { memberId: 'p-o1', organizationId: 'o2' })],
      [[]],
    ],
    ['sent by the superior, with the membership at home', [home], [['p-o1']]],
  ])('%s', async (_, memberships, expected) =>
    given(founded('o1'), founded('o2'))
      .when(term, ...memberships)
      .shows('2021-05-01', secretaries, expected),
  )
})

describe('a term that ends on 31 August', () => {
  test.each([
    ['the day before it is due within six months', '2021-02-27', []],
    ['from 28 February on', '2021-02-28', [['o1', '2021-08-31', 184]]],
    ['the last day with a term', '2021-08-30', [['o1', '2021-08-31', 1]]],
    ['overdue on the first day without one', '2021-08-31', [['o1', '2021-08-31', 0]]],
    ['and until it is renewed', '2021-12-31', [['o1', '2021-08-31', -122]]],
  ])('%s', async (_, day, expected) => given(founded('o1')).when(term).shows(day, due, expected))

  test.each([
    ['2021-07-31', [['o1', '2021-08-31', 31]]],
    ['2021-08-01', []],
    ['2021-08-28', [['o1', '2022-02-28', 184]]],
  ])('extended, it is due later, from the day of the approval: %s', async (day, expected) =>
    given(founded('o1')).when(term, extended).shows(day, due, expected),
  )

  test.each([
    ['2021-07-31', [['2021-09-10', true]]],
    ['2021-09-09', [['2021-09-10', true]]],
    ['2021-09-10', []],
  ])('what the book knows to come is told before, and nothing once it is renewed: %s', async (day, expected) =>
    given(founded('o1'))
      .when(term, extended, draft('TermRenewed', '2021-09-10', { organizationId: 'o1', years: 3 }))
      .shows(day, (view) => termsDue(view, sixMonths).map(({ endsOn, renewed }) => [endsOn, renewed]), expected),
  )

  test.each([
    ['2021-02-28', [[null, null]]],
    ['2021-03-01', [['2021-03-01', null]]],
    ['2021-03-10', [['2021-03-01', '2021-06-01']]],
  ])(
    'a reminder counts in the last six months only, an early election from its approval on: %s',
    async (day, expected) =>
      given(founded('o1'))
        .when(
          term,
          draft('RenewalReminderSent', '2021-02-27', { organizationId: 'o1' }),
          draft('RenewalReminderSent', '2021-03-01', { organizationId: 'o1' }),
          draft('EarlyElectionApproved', '2021-03-10', { organizationId: 'o1', on: '2021-06-01' }),
        )
        .shows(
          day,
          (view) =>
            termsDue(view, sixMonths).map(({ remindedOn, earlyElectionOn }) => [
              remindedOn ?? null,
              earlyElectionOn ?? null,
            ]),
          expected,
        ),
  )
})

test('soonest first; organizations that statistics do not count are left out; the secretary and the superior are named', async () => {
  await given(founded('o9'), founded('o2'), founded('o1'), founded('town', 'none'))
    .when(
      started('o9', '2017-01-01'),
      started('o2', '2018-03-01'),
      started('o1', '2018-03-01'),
      started('town', '2015-01-01'),
      draft('OrganizationReassigned', '2016-01-01', { organizationId: 'o9', superiorId: 'town' }),
    )
    .shows('2021-01-01', (view) => termsDue(view, sixMonths), [
      {
        organizationId: 'o9',
        name: 'o9支部',
        kind: 'branch',
        category: 'enterprise',
        superiorId: 'town',
        superiorName: 'town支部',
        startedOn: '2017-01-01',
        years: 3,
        expiresOn: '2020-01-01',
        dueOn: '2020-01-01',
        daysLeft: -366,
        secretaryIds: ['p-o9'],
        openedBy: 5,
      },
      expect.objectContaining({ organizationId: 'o1', dueOn: '2021-03-01', daysLeft: 59 }),
      expect.objectContaining({ organizationId: 'o2', dueOn: '2021-03-01', daysLeft: 59 }),
    ])
})

const termMoves = fc.array(
  fc
    .oneof(
      ...[...domain.events.values()]
        .filter(({ type }) => /^(Term|Organization(Founded|Dissolved))/.test(type))
        .map((definition) => draftArbitrary(definition)),
    )
    .map((made) => [{ draft: made, corrects: undefined }]),
  { minLength: 6, maxLength: 12 },
)

test('for any book and day, what the naive model finds', async () => {
  let seen = 0
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 4 }),
      termMoves,
      fc.integer({ min: 1, max: 30 }),
      async (script, moves, amount) => {
        const ledger = await play([...script, ...moves])
        const events = ledger.events().map(({ order, recordedFrom, recordedTo, withdrawnBy, ...event }) => event)
        for (const asOf of ['2018-06-30', '2020-02-29', '2020-12-31', '2021-07-01', '2023-01-01']) {
          const rows = naive.rowsOn(events, { asOf, knownAt: ledger.size })
          const counted = new Set(
            rows
              .filter(({ relation, attributes }) => relation === 'organization' && attributes['category'] !== 'none')
              .map(({ key }) => key['organizationId']),
          )
          const expected = rows
            .filter(({ relation, key }) => relation === 'term' && counted.has(key['organizationId']))
            .map(({ key, attributes }) => ({
              id: key['organizationId'],
              end: String(attributes['extendedTo'] ?? attributes['expiresOn']),
            }))
            .filter(({ end }) => plusMonths(end, -amount) <= asOf)
            .map(({ id, end }) => `${end} ${id}`)
          const found = termsDue(ledger.asOf(asOf), { amount, unit: 'months' })
          seen += found.length
          expect(found.map(({ organizationId, dueOn }) => `${dueOn} ${organizationId}`)).toEqual(expected.toSorted())
        }
      },
    ),
    { numRuns: 200 },
  )
  expect(seen).toBeGreaterThan(100)
})
