import type { Draft, EventStore, Ledger } from '@taizhang/kernel'
import type { AnyEvent } from '@taizhang/kernel/define'
import * as kit from '@taizhang/testkit'
import { fewDays, givenOf, type RandomBooks, type Script, type Tried } from '@taizhang/testkit'
import * as fc from 'fast-check'
import { party } from '../party.ts'

/** Few ids and few days, so that random events meet. */
export interface PartyUniverse {
  readonly units: readonly string[]
  readonly organizations: readonly string[]
  readonly persons: readonly string[]
  readonly others: readonly string[]
  readonly days: readonly string[]
}

/** A few ids and days for random books. */
export const smallUniverse: PartyUniverse = {
  units: ['u1', 'u2', 'u3'],
  organizations: ['o1', 'o2', 'o3'],
  persons: ['p1', 'p2', 'p3'],
  others: ['x1', 'x2'],
  days: fewDays,
}

const often = [
  'UnitListed',
  'OrganizationFounded',
  'CoverageExtended',
  'MemberEnrolled',
  'MemberRecruited',
  'TermRenewed',
  'ActivityRecorded',
]

/**
 * How random books of the Party's domain are made.
 *
 * @example partyBooks().domain.name // => 'party'
 */
export const partyBooks = (universe: PartyUniverse = smallUniverse): RandomBooks => ({
  domain: party,
  opening: { name: '测试', jurisdiction: 'test' },
  often,
  openings: openings(universe),
  universe: {
    days: universe.days,
    stringsFor: (path) => stringsFor(path, universe),
    // A rule's parameters: these fit each of the checks that `stringsFor` names.
    recordFor: () => fc.record({ employeesMin: fc.nat(4) }),
  },
})

/**
 * Random drafts of one event; see the testkit's.
 *
 * @example
 * const listing = party.events.get('UnitListed')
 * const [draft] = listing ? fc.sample(draftArbitrary(listing), 1) : []
 * draft?.type // => 'UnitListed'
 */
export const draftArbitrary = (definition: AnyEvent, universe: PartyUniverse = smallUniverse): fc.Arbitrary<Draft> =>
  kit.draftArbitrary(definition, party.rules, partyBooks(universe).universe)

/**
 * Scripts of random books; see the testkit's.
 *
 * @example
 * const [script = []] = fc.sample(scriptArbitrary({ batches: 3 }), 1)
 * const ledger = await play(script)
 */
export const scriptArbitrary = ({
  universe,
  ...options
}: {
  readonly batches?: number
  readonly universe?: PartyUniverse
  readonly mostly?: readonly string[]
} = {}): fc.Arbitrary<Script> => kit.scriptArbitrary(partyBooks(universe), options)

/**
 * Plays a script into a new book; see the testkit's.
 *
 * @example
 * const ledger = await play([[{ draft: { type: 'UnitListed', effectiveOn: '2020-01-01', data: { unitId: 'u1', kind: 'enterprise', name: 'u1' } }, corrects: undefined }]])
 * ledger.size // => 2
 */
export const play = async (
  script: Script,
  options?: { readonly store?: EventStore; readonly onTried?: (tried: Tried, ledger: Ledger) => void },
): Promise<Ledger> => kit.play(partyBooks(), script, options)

/**
 * A domain test in three lines; see the testkit's.
 *
 * @example
 * await given(draft('UnitListed', '2020-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲' }))
 *   .when(draft('UnitDelisted', '2021-01-01', { unitId: 'u1', reason: 'deregistered' }))
 *   .shows('2021-06-30', (view) => rowsOn(view, relation.unit).length, 0)
 */
export const given = givenOf(partyBooks())

function draftOn(effectiveOn: string, type: string, data: Record<string, unknown>): Draft {
  return { type, effectiveOn, data }
}

/** Units, organizations and members that are there before the random events come. */
function openings({ units, organizations, persons, others }: PartyUniverse): readonly Draft[] {
  const kinds = ['enterprise', 'social-organization', 'enterprise']
  return [
    ...units.map((unitId, at) => draftOn('2015-01-01', 'UnitListed', { unitId, kind: kinds[at % 3], name: unitId })),
    ...organizations.map((organizationId, at) =>
      draftOn('2015-06-01', 'OrganizationFounded', {
        organizationId,
        name: organizationId,
        kind: ['committee', 'branch', 'general-branch'][at % 3],
        formation: ['joint', 'solo', 'functional'][at % 3],
        category: ['enterprise', 'social-organization', 'none'][at % 3],
        unitIds: [],
      }),
    ),
    ...persons.map((memberId, at) =>
      draftOn('2015-07-01', 'MemberEnrolled', {
        memberId,
        organizationId: organizations[at % organizations.length],
        status: 'full',
      }),
    ),
    // Most units meet these, until something becomes of them.
    draftOn('2015-08-01', 'ScopeDefined', {
      scopeId: others[0],
      name: '限定条件的口径',
      unitKinds: kinds.slice(0, 2),
      countsFormations: ['solo', 'joint'],
      denominator: 'listed',
      conditions: [
        { dimension: 'town', test: '!=', values: [others[0]] },
        { dimension: 'employees', test: '!=', values: ['0'] },
        { dimension: 'members', test: '!=', values: ['2'] },
      ],
    }),
  ]
}

function stringsFor(path: string, universe: PartyUniverse): readonly string[] {
  const field = path.slice(path.lastIndexOf('.') + 1)
  if (field === 'into') return path.startsWith('Unit') ? universe.units : universe.organizations
  if (/^unitIds?$/.test(field)) return universe.units
  if (/^(organization|superior)Id$/.test(field)) return universe.organizations
  if (/^(person|member|groupLeader)Id$|^introducers$/.test(field)) return universe.persons
  if (field === 'ruleId') return ['UNIT-NO-MEMBERS', 'TERM-REMIND', 'DEV-INTRODUCERS', ...universe.others]
  if (field === 'check') return ['UNIT-NO-MEMBERS', 'UNIT-NO-ORGANIZATION']
  if (field === 'figureId') return [...party.figures.keys()]
  if (field === 'scope') return ['enterprise', 'social-organization']
  if (field === 'creditCode') return ['91350305MA2XY12345', '52350305MJB1234567']
  if (field === 'values') return [...universe.others, ...universe.organizations.slice(0, 1), '0', '1', '2', 'true']
  if (field === 'sha256') return ['0'.repeat(64)]
  return universe.others
}
