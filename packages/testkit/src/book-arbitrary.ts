import {
  createLedger,
  domain,
  memoryStore,
  rowsOn,
  type AnyEvent,
  type Draft,
  type EventStore,
  type Ledger,
  type Refusal,
} from '@taizhang/core'
import * as fc from 'fast-check'
import { draftArbitrary, smallUniverse, type Universe } from './draft-arbitrary.ts'

/** A draft, and perhaps which of the events before it, counted back, it corrects or withdraws. */
export interface Move {
  readonly draft: Draft
  readonly corrects: number | undefined
  /** Where the draft ends or changes a fact: which of those that hold on its day it is aimed at; none: its own. */
  readonly aim?: number | undefined
}

/** Batches to try, in order. What is refused is not recorded, so every script plays into a whole valid book. */
export type Script = readonly (readonly Move[])[]

const often = [
  'UnitListed',
  'OrganizationFounded',
  'CoverageExtended',
  'MemberEnrolled',
  'MemberRecruited',
  'TermRenewed',
  'ActivityRecorded',
]

/** Types that stand together in the catalogue belong together: unless it is told, a book has most of its events from such a stretch. */
const stretch = 8

/** Scripts over a small universe, dense in backdating, corrections, withdrawals, same-day changes and batches of several events. */
export function scriptArbitrary({
  batches = 20,
  universe = smallUniverse,
  mostly,
}: {
  readonly batches?: number
  readonly universe?: Universe
  /** The types that most events are of. */
  readonly mostly?: readonly string[]
} = {}): fc.Arbitrary<Script> {
  const definitions = [...domain.events.values()].filter(({ type }) => type !== 'LedgerOpened')
  const weighted = definitions.map((definition: AnyEvent) => ({
    type: definition.type,
    arbitrary: draftArbitrary(definition, universe),
    weight: often.includes(definition.type) ? 6 : 2,
  }))
  const opening = fc
    .subarray(openings(universe), { minLength: 6 })
    .map((drafts) => drafts.map((made) => ({ draft: made, corrects: undefined })))
  const random = fc.nat(weighted.length - 1).chain((start) => {
    const together = mostly
      ? weighted.filter(({ type }) => mostly.includes(type)).map(({ arbitrary }) => arbitrary)
      : [...weighted, ...weighted].slice(start, start + stretch)
    const draft = fc.oneof(
      { arbitrary: fc.oneof(...together), weight: 3 },
      { arbitrary: fc.oneof(...weighted), weight: 1 },
    )
    const corrects = fc.oneof({ arbitrary: fc.constant(undefined), weight: 7 }, { arbitrary: fc.nat(12), weight: 1 })
    const aim = fc.option(fc.nat(5), { nil: undefined, freq: 3 })
    const move = fc.record({ draft, corrects, aim })
    const batch = fc.oneof(
      { arbitrary: fc.array(move, { minLength: 1, maxLength: 1 }), weight: 4 },
      { arbitrary: fc.array(move, { minLength: 2, maxLength: 4 }), weight: 1 },
    )
    return fc.array(batch, { maxLength: batches, size: 'max' })
  })
  return fc.tuple(opening, random).map(([first, rest]) => [...first.map((one) => [one]), ...rest])
}

const draftOn = (effectiveOn: string, type: string, data: Record<string, unknown>): Draft => ({
  type,
  effectiveOn,
  data,
})

/** Units, organizations and members that are there before the random events come. */
function openings({ units, organizations, persons }: Universe): Draft[] {
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
  ]
}

/** A v7-shaped id that only depends on its number. */
export const idOf = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

/** Tells of every batch tried: the drafts with their ids, and whether they were recorded or why not. */
export interface Tried {
  readonly drafts: readonly Draft[]
  readonly recorded: boolean
  /** None where they were recorded. */
  readonly refusals: readonly Refusal[]
  readonly recordedAt: Date
}

const noonOf = (day: number): Date => new Date(Date.UTC(2021, 5, 1 + day, 4))

/** Plays a script into a new book `test`; the clock starts in 2021 and moves one day a batch. */
export async function play(
  script: Script,
  {
    store = memoryStore(),
    onTried,
  }: { readonly store?: EventStore; readonly onTried?: (tried: Tried, ledger: Ledger) => void } = {},
): Promise<Ledger> {
  let made = 0
  const newId = (): string => idOf(made++)
  const ledger = await createLedger(store, { book: 'test', name: '测试' }, { now: noonOf(0), newId, actor: 'tester' })
  for (const [index, batch] of script.entries()) {
    const first = made
    const drafts = batch.map((move, at) => identified({ ...move, draft: aimed(move, ledger) }, newId(), first + at))
    const outcome = await ledger.record(drafts, { now: noonOf(index), newId, actor: 'tester' })
    const refusals = outcome.ok ? [] : outcome.refusals
    onTried?.({ drafts, recorded: outcome.ok, refusals, recordedAt: noonOf(index) }, ledger)
  }
  return ledger
}

/** What ends or changes a fact rarely finds one by chance, so most such drafts take the key of a fact that holds. */
function aimed({ draft, aim }: Move, ledger: Ledger): Draft {
  if (aim === undefined) return draft
  const context = { id: '', type: draft.type, book: ledger.book, effectiveOn: draft.effectiveOn }
  const [change] = ledger.definitions.events.get(draft.type)?.changes(draft.data, context) ?? []
  if (change?.verb !== 'close' && change?.verb !== 'amend') return draft
  const held = rowsOn(ledger.asOf(draft.effectiveOn), change.relation)
  return { ...draft, data: { ...draft.data, ...held[aim % held.length]?.key } }
}

function identified({ draft, corrects }: Move, id: string, number: number): Draft {
  const target = idOf(Math.max(0, number - 1 - (corrects ?? 0)))
  if (draft.type === 'EventWithdrawn') return { ...draft, id, data: { ...draft.data, eventId: target } }
  return corrects === undefined ? { ...draft, id } : { ...draft, id, corrects: target, reason: '更正' }
}
