import { createLedger, party, memoryStore, relations, type Draft, type Ledger, type View } from '@taizhang/core'
import { type AnyEvent } from '@taizhang/kernel/define'
import { figureCatalogue, figureRows } from '@taizhang/core/figures'
import { findingsOn } from '@taizhang/core/rulebook'
import { draftArbitrary, idOf } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { exampleOf } from '../src/event-schema.ts'
import { possibleChanges } from '../src/possible-changes.ts'
import { noon, run } from './taizhang.ts'

const definitions: readonly AnyEvent[] = [...party.events.values()]
const recordable = definitions.filter(({ type }) => type !== 'LedgerOpened')

const on = (effectiveOn: string, type: string, data: Draft['data'], id?: string): Draft => ({
  type,
  effectiveOn,
  data,
  ...(id === undefined ? {} : { id }),
})
const early = '2016-01-01'
const units = ['u7', 'u12', 'u13'].map((unitId) =>
  on(early, 'UnitListed', { unitId, kind: 'enterprise', name: unitId, park: '木材加工区', town: '东峤镇' }),
)
const organization = (organizationId: string, more: object = {}): Draft =>
  on(early, 'OrganizationFounded', {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
    ...more,
  })
const above = [
  organization('o2', { kind: 'committee', unitIds: ['u7'] }),
  organization('education-committee', { category: 'none' }),
]
const member = (memberId: string): Draft =>
  on('2016-01-02', 'MemberEnrolled', { memberId, organizationId: 'o17', unitId: 'u12', status: 'full' })
const own = (type: string): Draft => {
  const definition = party.events.get(type)
  if (!definition) throw new Error(type)
  return { ...exampleOf(definition), effectiveOn: '2018-05-20' }
}
/** A branch in a firm, under a committee. */
const branch = [...units, ...above, organization('o17', { unitIds: ['u12'], superiorId: 'o2' })]
const firm = [...branch, ...['p3', 'p4', 'p21'].map(member)]
const generalBranch = [...units, ...above, organization('o17', { kind: 'general-branch', superiorId: 'o2' })]
const lastTerm = on('2016-06-01', 'TermStarted', { organizationId: 'o17', years: 3, elected: [] })
const applied = [...firm, own('ApplicationSubmitted')]
const recruited = [...firm, { ...own('MemberRecruited') }]
const awaiting = [
  ...firm,
  on('2019-03-20', 'MemberRecruited', {
    memberId: 'p9',
    organizationId: 'o17',
    post: 'other',
    introducers: ['p3', 'p4'],
  }),
]
const dispatched = [...units, own('InstructorDispatched')]

/** What is there before an example is recorded; nothing, where it is not told. */
const before: Readonly<Record<string, readonly Draft[]>> = {
  EventWithdrawn: [
    on(early, 'UnitListed', { unitId: 'u12', kind: 'enterprise', name: '甲' }, '0190a5c2-7f3e-7c1a-9d0e-3b1f5a2c4d6e'),
  ],
  ScopeDefined: [...units, on(early, 'UnitDetailsChanged', { unitId: 'u7', operating: false })],
  UnitDelisted: units,
  UnitRenamed: units,
  UnitCreditCodeAssigned: [...units.slice(0, 1), own('UnitListed')],
  UnitDetailsChanged: units,
  UnitsMerged: units,
  HeadcountReported: units,
  MassOrganizationFormed: units,
  MassOrganizationDissolved: [...units, own('MassOrganizationFormed')],
  OrganizationFounded: [...units, ...above],
  CoverageWithdrawn: [...branch, own('CoverageExtended')],
  BranchUpgraded: generalBranch,
  OrganizationDowngraded: generalBranch,
  RectificationClosed: [...branch, own('OrganizationFlagged')],
  OrganizationMerged: branch,
  OrganizationDissolved: branch,
  // The term ends on the day of the election.
  TermRenewed: [...firm, { ...lastTerm, effectiveOn: '2016-05-20' }],
  TermExtensionApproved: [...firm, lastTerm],
  EarlyElectionApproved: [...firm, lastTerm],
  RenewalReminderSent: [...firm, lastTerm],
  OfficeTaken: [...firm, lastTerm],
  OfficeLeft: [...firm, lastTerm, own('OfficeTaken')],
  CrossAppointmentEnded: [...firm, own('CrossAppointmentMade')],
  ActivistConfirmed: applied,
  DevelopmentTargetFiled: [...applied, own('ActivistConfirmed')],
  CandidateTransferred: applied,
  CandidacyEnded: applied,
  ProbationExtended: recruited,
  ProbationCancelled: recruited,
  MemberConfirmed: recruited,
  MemberEnrolled: branch,
  MemberTransferredIn: branch,
  MembershipRestored: [...firm, own('MembershipSuspended')],
  InstructorRecalled: dispatched,
  InstructorAssigned: dispatched,
  InstructorUnassigned: [...dispatched, own('InstructorAssigned')],
  InventoryClosed: [own('InventoryOpened')],
  InterviewFollowedUp: [own('InterviewHeld')],
  LeaderUnlinked: [...units, own('LeaderLinked')],
  VenueAssessed: [...branch, own('VenueOpened')],
  VenueClosed: [...branch, own('VenueOpened')],
  RoleUnitDisbanded: [...branch, own('RoleUnitEstablished')],
  VillageUnpaired: [...branch, own('VillagePaired')],
  RuleRepealed: [own('RuleAdopted')],
  PlaceStruck: [own('PlaceRegistered')],
  FindingExceptionLifted: [own('FindingExcepted')],
  OutsideMemberLeft: [...units, own('OutsideMemberRecorded')],
  OrganizationTransferredOut: branch,
  PartyGroupDissolved: [...branch, own('PartyGroupFormed')],
  RecruitmentApproved: awaiting,
  RecruitmentRejected: awaiting,
  MembershipReinstated: branch,
  DisciplinaryProbationEnded: [...firm, own('DisciplinaryProbationImposed')],
  CorrectionEnded: [...firm, own('CorrectionOrdered')],
  AbsenceEnded: [...firm, own('AbsenceBegan')],
  MobileMemberPlaced: [...firm, own('AbsenceBegan')],
  MobileMemberLeft: [...firm, own('MobileMemberReceived')],
}
/** What a rule finds because of what the example says: who leaves an office leaves it vacant. */
const follows: Readonly<Record<string, string>> = { OfficeLeft: 'COM-7' }
const alone = ['SupervisingAuthorityAssigned', 'UnitListed', 'InstructorDispatched', 'InventoryOpened']

const rowsOf = (view: View): readonly string[] =>
  relations.flatMap((relation) =>
    view.facts.rows(relation).map((row) => JSON.stringify({ ...row, previous: undefined })),
  )
const violations = (view: View, expected?: string): readonly string[] =>
  findingsOn(view)
    .filter(({ severity, ruleId }) => severity === 'violation' && ruleId !== expected)
    .map(({ ruleId, subject }) => JSON.stringify([ruleId, subject]))

async function bookBefore(type: string): Promise<{ ledger: Ledger; options: Parameters<Ledger['record']>[1] }> {
  let made = 0
  const options = { now: noon, newId: () => idOf(made++), actor: 'tester' }
  const ledger: Ledger = await createLedger(memoryStore(), { book: '350305', name: '台账' }, options)
  const there = before[type] ?? (alone.includes(type) ? [] : firm)
  for (const draft of there) {
    const outcome = await ledger.record([draft], options)
    expect([type, draft, outcome]).toEqual([type, draft, expect.objectContaining({ ok: true })])
  }
  return { ledger, options }
}

describe('an example of the catalogue does what it says', () => {
  test.each(recordable.map((definition) => [definition.type, definition] as const))(
    '%s is recorded, changes something, and breaks no rule',
    async (type, definition) => {
      const { ledger, options } = await bookBefore(type)
      const example = exampleOf(definition)
      const [day, known] = [example.effectiveOn, ledger.size]
      expect(await ledger.record([example], options)).toMatchObject({ ok: true })
      const [earlier, now] = [ledger.asOf(day, { knownAt: known }), ledger.asOf(day)]
      expect(rowsOf(now)).not.toEqual(rowsOf(earlier))
      expect(violations(now, follows[type]).filter((one) => !violations(earlier).includes(one))).toEqual([])
    },
  )

  test('that of a scope counts over what its name says', async () => {
    const { ledger, options } = await bookBefore('ScopeDefined')
    const example = exampleOf(party.events.get('ScopeDefined') as AnyEvent)
    await ledger.record([example], options)
    const listed = figureRows(ledger.asOf(example.effectiveOn), figureCatalogue.get('units-listed') as never)
    expect(example.data).toMatchObject({ name: '木材加工区在营企业' })
    expect(listed.find(({ scope }) => scope === example.data['scopeId'])).toMatchObject({ value: 2 })
  })

  test('the one that no book takes is of the day that books begin with', async () => {
    const example = exampleOf(party.events.get('LedgerOpened') as AnyEvent)
    const { ledger } = await bookBefore('UnitListed')
    expect(ledger.event(0)).toMatchObject({ type: example.type, effectiveOn: example.effectiveOn })
  })
})

const sorted = (all: Iterable<readonly [string, Iterable<string>]>): unknown =>
  Object.entries(Object.fromEntries([...all].map(([name, attributes]) => [name, [...attributes].toSorted()]))).toSorted(
    ([a], [b]) => (a < b ? -1 : 1),
  )

/** GB 32100-2015, once more: weights are powers of 3 modulo 31. */
function isCreditCode(code: string): boolean {
  const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const sum = Array.from(code).reduce(
    (so, character, at) => so + characters.indexOf(character) * (at < 17 ? 3 ** at % 31 : 1),
    0,
  )
  return sum % 31 === 0 && Array.from(code).every((character) => characters.includes(character))
}

test('credit codes in examples have their check digits', () => {
  const codes = definitions.flatMap((definition) => JSON.stringify(definition.example).match(/[0-9A-Z]{18}/g) ?? [])
  expect(codes.length).toBeGreaterThan(1)
  expect(codes.filter((code) => !isCreditCode(code))).toEqual([])
  expect(isCreditCode('91350305MA2XY12345')).toBe(false)
})

describe('what the catalogue says that an event changes', () => {
  test.each(recordable.map((definition) => [definition.type, definition] as const))(
    '%s: is what its changes say, whatever the data',
    (type, definition) => {
      const told = new Map(
        possibleChanges(party, definition).map((change) => [
          `${change.verb} ${change.relation.name}`,
          change.attributes,
        ]),
      )
      const said = new Map<string, Set<string>>()
      fc.assert(
        fc.property(draftArbitrary(definition), ({ data }) => {
          const context = { id: idOf(1), type, book: 'b', effectiveOn: '2019-05-20', evidence: {} }
          for (const { verb, relation, values } of definition.changes(data, context, party.rules)) {
            const name = `${verb} ${relation.name}`
            const attributes = Object.keys(values).filter((one) => values[one] !== undefined)
            said.set(name, new Set([...(said.get(name) ?? []), ...attributes]))
          }
        }),
        { numRuns: 300 },
      )
      expect(sorted(told)).toEqual(sorted(said))
    },
  )

  test('stands on its page', async () => {
    const { stdout } = await run(['events', 'UnitListed', '--lang', 'en'])
    expect(stdout).toContain('unit: kind, name, creditCode, industry, park, town, operating, aboveDesignatedSize')
  })
})
