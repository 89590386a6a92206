import {
  createLedger,
  memoryStore,
  rowsOn,
  type Draft,
  type EventStore,
  type Ledger,
  type Refusal,
} from '@taizhang/kernel'
import type { AnyEvent, Change, Domain } from '@taizhang/kernel/define'
import * as fc from 'fast-check'
import { draftArbitrary, fewDays, type Universe } from './draft-arbitrary.ts'

/** A draft, and perhaps which of the events before it, counted back, it corrects or withdraws. */
export interface Move {
  readonly draft: Draft
  readonly corrects: number | undefined
  /** Where the draft ends or changes a fact: which of those that hold on its day it is aimed at; none: its own. */
  readonly aim?: number | undefined
}

/** Batches to try, in order. What is refused is not recorded, so every script plays into a whole valid book. */
export type Script = readonly (readonly Move[])[]

/** How random books of a domain are made, besides what its definitions say. */
export interface RandomBooks {
  readonly domain: Domain
  /** The data of the first event. */
  readonly opening: Readonly<Record<string, unknown>>
  readonly universe?: Universe
  /** What may be there before the random events come; of these most are taken. */
  readonly openings?: readonly Draft[]
  /** Types that come more often than others. */
  readonly often?: readonly string[]
}

/** Types that stand together in the catalogue belong together: unless it is told, a book has most of its events from such a stretch. */
const stretch = 8

/**
 * Scripts over a small universe, dense in backdating, corrections, withdrawals, same-day changes and batches of several events.
 *
 * @example
 * const books = { domain: inventory, opening: { name: 'test' } }
 * const [script = []] = fc.sample(scriptArbitrary(books, { batches: 5 }), 1)
 * const ledger = await play(books, script)
 */
export function scriptArbitrary(
  { domain, universe, openings = [], often = [] }: RandomBooks,
  {
    batches = 20,
    mostly,
  }: {
    readonly batches?: number
    /** The types that most events are of. */
    readonly mostly?: readonly string[]
  } = {},
): fc.Arbitrary<Script> {
  const definitions = [...domain.events.values()].filter(({ type }) => type !== domain.opening.type)
  const weighted = definitions.map((definition: AnyEvent) => ({
    type: definition.type,
    arbitrary: draftArbitrary(definition, domain.rules, universe),
    weight: often.includes(definition.type) ? 6 : 2,
  }))
  const opening = fc
    .subarray([...openings], { minLength: Math.min(6, openings.length) })
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
  const mortal = mortalFacts(domain).length > 0
  const lives =
    mostly || !mortal ? fc.constant([]) : fc.array(livesArbitrary(domain, universe), { minLength: 1, maxLength: 2 })
  return fc
    .tuple(opening, random, lives)
    .map(([first, rest, stories]) => [...first.map((one) => [one]), ...stories.reduce(spread, rest)])
}

/** Puts the moves of a story among batches, in their order. */
const spread = (batches: Script, story: readonly Move[]): Script =>
  story.reduceRight<Script>((all, move, at) => {
    const place = Math.floor(((at + 1) * batches.length) / (story.length + 1))
    return [...all.slice(0, place), [move], ...all.slice(place)]
  }, batches)

/** One fact that begins, ends, begins and ends again, and begins once more: by chance few ever do. */
function livesArbitrary(domain: Domain, universe: Universe | undefined): fc.Arbitrary<readonly Move[]> {
  const days = [...new Set((universe ?? { days: fewDays }).days)].toSorted()
  return fc.constantFrom(...mortalFacts(domain)).chain(({ opens, closes }) => {
    const [beginning, ending] = [opens, closes].map((types) =>
      fc.oneof(...types.map((one) => draftArbitrary(one, domain.rules, universe))),
    )
    return fc
      .record({
        begin: beginning as fc.Arbitrary<Draft>,
        ends: fc.tuple(ending as fc.Arbitrary<Draft>, ending as fc.Arbitrary<Draft>),
        on: fc.subarray(days, { minLength: Math.min(5, days.length) }),
      })
      .map(({ begin, ends: [first, second], on }) => {
        const key = changeOf(domain, begin)?.key
        return [begin, first, begin, second, begin].flatMap((one, at): readonly Move[] => {
          const effectiveOn = on[at]
          if (effectiveOn === undefined) return []
          return [{ draft: { ...one, effectiveOn, data: { ...one.data, ...key } }, corrects: undefined }]
        })
      })
  })
}

/** What an event does first. */
const changeOf = ({ events, rules }: Domain, { type, data }: Pick<Draft, 'type' | 'data'>): Change | undefined =>
  events.get(type)?.changes(data, { id: '', type, book: 'test', effectiveOn: '2020-01-01' }, rules)[0]

/** The facts that events of a domain both begin and end. */
const mortalFacts = (domain: Domain): readonly Record<'opens' | 'closes', readonly AnyEvent[]>[] =>
  domain.relations.flatMap((relation) => {
    const [opens = [], closes = []] = (['open', 'close'] as const).map((verb) =>
      [...domain.events.values()].filter((definition: AnyEvent) => {
        const change = changeOf(domain, { type: definition.type, data: definition.example as Draft['data'] })
        return change?.relation === relation && change.verb === verb
      }),
    )
    return opens.length > 0 && closes.length > 0 ? [{ opens, closes }] : []
  })

/**
 * An id in the form of a UUID version 7 that depends only on the number.
 *
 * @example idOf(1) // => '00000000-0000-7000-8000-000000000001'
 */
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

/**
 * Plays a script into a new book `test`; the clock starts in 2021 and moves one day a batch.
 *
 * @example
 * const draft = { type: 'RoomOpened', effectiveOn: '2020-01-01', data: { roomId: 'r1', name: '101', floor: 1 } }
 * const ledger = await play({ domain: inventory, opening: { name: 'test' } }, [[{ draft, corrects: undefined }]])
 * ledger.size // => 2
 */
export async function play(
  { domain, opening }: Pick<RandomBooks, 'domain' | 'opening'>,
  script: Script,
  {
    store = memoryStore(),
    onTried,
  }: { readonly store?: EventStore; readonly onTried?: (tried: Tried, ledger: Ledger) => void } = {},
): Promise<Ledger> {
  let made = 0
  const newId = (): string => idOf(made++)
  const ledger = await createLedger(
    store,
    { domain, book: 'test', opening },
    { now: noonOf(0), newId, actor: 'tester' },
  )
  for (const [index, batch] of script.entries()) {
    const first = made
    const drafts = batch.map((move, at) =>
      identified(domain, { ...move, draft: aimed(move, ledger) }, newId(), first + at),
    )
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
  const [change] = ledger.domain.events.get(draft.type)?.changes(draft.data, context, ledger.domain.rules) ?? []
  if (change?.verb !== 'close' && change?.verb !== 'amend') return draft
  const held = rowsOn(ledger.asOf(draft.effectiveOn), change.relation)
  return { ...draft, data: { ...draft.data, ...held[aim % held.length]?.key } }
}

function identified({ events }: Domain, { draft, corrects }: Move, id: string, number: number): Draft {
  const target = idOf(Math.max(0, number - 1 - (corrects ?? 0)))
  if (events.get(draft.type)?.withdraws) return { ...draft, id, data: { ...draft.data, eventId: target } }
  return corrects === undefined ? { ...draft, id } : { ...draft, id, corrects: target, reason: '更正' }
}
