import { isDeepStrictEqual } from 'node:util'
import { LedgerError, type EventStore } from '@taizhang/core'
import { type AppendResult, type StoredEvent } from '@taizhang/kernel/store'
import * as fc from 'fast-check'
import type { EventStoreDbStore } from '../src/index.ts'
import type { Fault } from './double/faults.ts'
import type { Double } from './double/start-double.ts'
import { event, readAll } from './tools.ts'

/** What two writers append, what a reader and a follower see of it, and what goes wrong meanwhile. */
export interface Schedule {
  readonly stream: string
  /** Sizes of each writer's batches, in order. */
  readonly writers: readonly (readonly number[])[]
  /** Sizes of the batches of one who has little patience, and gives up what he is told was not recorded. */
  readonly hasty: readonly number[]
  readonly faults: readonly Fault[]
  /** Whether writers name the revision that they expect, as the ledger does. */
  readonly exact: boolean
  readonly followsLog: boolean
  /** Whether both begin with a batch of the same ids and other texts, of which one may be kept. */
  readonly contested: boolean
}

const times = fc.integer({ min: 1, max: 3 })
const skip = fc.nat(4)
const events = fc.nat(6)
const ms = fc.integer({ min: 1, max: 300 })

const faultArbitrary = (stream: string): fc.Arbitrary<Fault> =>
  fc.oneof(
    fc.record({
      on: fc.constant('append' as const),
      kind: fc.constantFrom(
        ...([
          'unavailable',
          'not-ready',
          'not-leader',
          'too-large',
          'internal',
          'silent',
          'silent-after-write',
        ] as const),
        ...(['late-write', 'hides-then-commits', 'hides-then-goes', 'cut', 'cut-after-write', 'slow'] as const),
      ),
      stream: fc.constant(stream),
      times,
      skip,
      ms,
    }),
    fc.record({
      on: fc.constant('read' as const),
      kind: fc.constantFrom(
        'unavailable',
        'not-ready',
        'not-leader',
        'internal',
        'silent',
        'cut',
        'cut-in-middle',
        'drop',
        'slow',
      ),
      stream: fc.constant(stream),
      times,
      skip,
      events,
      ms: fc.integer({ min: 1, max: 10 }),
    }),
    fc.record({
      on: fc.constant('subscribe' as const),
      kind: fc.constantFrom(
        'unavailable',
        'not-ready',
        'internal',
        'silent',
        'cut',
        'cut-in-middle',
        'drop',
        'too-slow',
        'end',
        'slow',
      ),
      times,
      skip,
      events,
      ms: fc.integer({ min: 1, max: 10 }),
    }),
  )

const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })

/** Schedules, the same ones for the same seed. */
export const schedules = (count: number, seed: number): readonly Schedule[] =>
  Array.from({ length: count }, (_, at) => `ledger-s${seed}-${at}`).map((stream, at) => {
    const schedule = fc.record({
      stream: fc.constant(stream),
      writers: fc.tuple(sizes, sizes),
      hasty: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
      faults: fc.array(faultArbitrary(stream), { minLength: 1, maxLength: 5 }),
      exact: fc.boolean(),
      followsLog: fc.boolean(),
      contested: fc.boolean(),
    })
    return fc.sample(schedule, { seed: seed + at, numRuns: 1 })[0] as Schedule
  })

/** What a schedule is played on. */
export interface Stage {
  readonly double: Double
  readonly stores: readonly [EventStoreDbStore, EventStoreDbStore]
  /** A store that gives up soon. */
  readonly hasty: EventStoreDbStore
}

/** Plays a schedule; what came out wrong, if anything. */
export async function play(schedule: Schedule, { double, stores, hasty }: Stage): Promise<string | undefined> {
  const { stream, writers, faults, exact, followsLog, contested } = schedule
  const start = (await stores[1].end()) ?? 'start'
  for (const fault of faults) await double.fault(fault)
  const batches = writers.map((batchSizes) => batchSizes.map((size) => Array.from({ length: size }, () => event())))
  const claimed = event().id
  const claims = contested ? ['{"n":0}', '{"n":1}'].map((text) => [{ id: claimed, text }]) : []
  const goal = new Goal()
  const follow = followsLog ? followedInLog(stores[1], stream, start, goal) : followed(stores[1], stream, goal)
  const won = await Promise.all(
    claims.map(async (claim, writer) => keptText(stores[writer === 0 ? 0 : 1], stream, claim)),
  )
  if (contested && won.filter((text) => text !== undefined).length !== 1) return `${won.length} were told that they won`
  const write = batches.map(async (own, writer) => written(stores[writer === 0 ? 0 : 1], stream, own, exact))
  const wanted = schedule.hasty.map((size) => Array.from({ length: size }, () => event()))
  const [kept, ...told] = await Promise.all([writtenInHaste({ hasty, patient: stores[0] }, stream, wanted), ...write])
  const acknowledged = told.flat()
  const all = [...(claims[0] ?? []), ...batches.flat(2), ...kept.flat()]
  goal.set(all.length)
  const seen = await follow
  const found = await readAll(stores[0], stream)

  const given = wanted.filter((batch) => !kept.includes(batch)).flat()
  if (given.some(({ id }) => found.some((one) => one.id === id))) return 'what was said not to be recorded is there'
  const ids = found.map(({ id }) => id)
  if (found.length !== all.length || new Set(ids).size !== ids.length)
    return `holds ${ids.length} events, not ${all.length}`
  if (contested && found[0]?.text !== won.find((text) => text !== undefined)) return 'another than the winner was kept'
  for (const { batch, revision } of acknowledged) {
    const there = found.slice(revision - batch.length + 1, revision + 1).map(({ id, text }) => ({ id, text }))
    if (!isDeepStrictEqual(there, batch)) return `a batch acknowledged at ${revision} is not there`
  }
  for (const own of batches) {
    const order = own.flat().map(({ id }) => ids.indexOf(id))
    if (
      !isDeepStrictEqual(
        order,
        order.toSorted((a, b) => a - b),
      )
    )
      return 'one writer’s events are out of order'
  }
  const expected = found.map(({ revision }) => revision)
  if (!isDeepStrictEqual(seen, expected)) return `the follower saw ${seen.join(' ')}`
  const backwards = await readAll(stores[1], stream, { direction: 'backwards' })
  return isDeepStrictEqual(backwards, found.toReversed()) ? undefined : 'reading backwards differs'
}

/** Appends until it is known what became of it; the text, if it was kept. */
async function keptText(store: EventStore, stream: string, batch: readonly StoredEvent[]): Promise<string | undefined> {
  for (;;) {
    const result = await tried(store.append(stream, batch, { expectedRevision: 'no-stream' }))
    if (result) return result.ok ? batch[0]?.text : undefined
  }
}

interface Acknowledged {
  readonly batch: readonly StoredEvent[]
  readonly revision: number
}

/** Appends batches one after the other, as somebody does who tries again until it is acknowledged. */
async function written(
  store: EventStore,
  stream: string,
  batches: readonly (readonly StoredEvent[])[],
  exact: boolean,
): Promise<readonly Acknowledged[]> {
  const acknowledged: Acknowledged[] = []
  let last = -1
  for (const batch of batches) {
    for (;;) {
      const expectedRevision = exact ? (last < 0 ? 'no-stream' : last) : 'any'
      const result = await tried(store.append(stream, batch, { expectedRevision }))
      if (result?.ok) {
        acknowledged.push({ batch, revision: result.revision })
        last = Math.max(last, result.revision)
        break
      }
      if (result?.reason === 'conflicting-content') throw new Error(`a conflict about ${result.ids.join(' ')}`)
      if (result) last = result.actual
    }
  }
  return acknowledged
}

/** The result, or nothing where the store gave up: then the same is tried again. */
async function tried(append: Promise<AppendResult>): Promise<AppendResult | undefined> {
  try {
    return await append
  } catch (error) {
    if (error instanceof LedgerError && ['unavailable', 'too-large'].includes(error.kind)) return undefined
    throw error
  }
}

/**
 * Appends batches through a store that gives up soon. What it says was not recorded is given up; where it does not know, the same is tried by
 * one with patience until it is known. Gives the batches that were recorded.
 */
async function writtenInHaste(
  { hasty, patient }: { readonly hasty: EventStore; readonly patient: EventStore },
  stream: string,
  batches: readonly (readonly StoredEvent[])[],
): Promise<readonly (readonly StoredEvent[])[]> {
  const kept: (readonly StoredEvent[])[] = []
  for (const batch of batches) {
    const aftermath = await hasty.append(stream, batch, { expectedRevision: 'any' }).then(
      () => 'recorded' as const,
      (error: unknown) => {
        if (error instanceof LedgerError && error.aftermath !== 'none') return error.aftermath
        throw error
      },
    )
    if (aftermath === 'unknown') while (!(await tried(patient.append(stream, batch, { expectedRevision: 'any' }))));
    if (aftermath !== 'nothing-recorded') kept.push(batch)
  }
  return kept
}

/** How many events there are to be seen; not known before everything is written. */
class Goal {
  #count = Infinity
  #seen = 0
  readonly #stop = new AbortController()

  get signal(): AbortSignal {
    return this.#stop.signal
  }

  set(count: number): void {
    this.#count = count
    this.saw(0)
  }

  saw(count: number): void {
    this.#seen += count
    if (this.#seen >= this.#count) this.#stop.abort()
  }
}

async function followed(store: EventStore, stream: string, goal: Goal): Promise<number[]> {
  const seen: number[] = []
  for await (const page of store.subscribe([stream], { signal: goal.signal })) {
    seen.push(...page.events.map(({ revision }) => revision))
    goal.saw(page.events.length)
  }
  return seen
}

async function followedInLog(
  store: EventStoreDbStore,
  stream: string,
  after: Parameters<EventStoreDbStore['follow']>[0]['after'],
  goal: Goal,
): Promise<number[]> {
  const seen: number[] = []
  for await (const { events: found } of store.follow({ after, filter: { prefixes: [stream] }, signal: goal.signal })) {
    const own = found.filter((one) => one.stream === stream).map(({ revision }) => revision)
    seen.push(...own)
    goal.saw(own.length)
  }
  return seen
}

/** Plays schedules, several at a time; gives those that came out wrong, each with what was wrong. */
export async function playAll(
  all: readonly Schedule[],
  stage: Stage,
  { lanes = 6, onPlayed }: { readonly lanes?: number; readonly onPlayed?: (played: number) => void } = {},
): Promise<readonly { readonly schedule: Schedule; readonly wrong: string }[]> {
  const wrong: { schedule: Schedule; wrong: string }[] = []
  const waiting = [...all]
  let played = 0
  const lane = async (): Promise<void> => {
    for (let schedule = waiting.shift(); schedule; schedule = waiting.shift()) {
      const found = await play(schedule, stage).catch((error: unknown) => String(error))
      if (found !== undefined) wrong.push({ schedule, wrong: found })
      onPlayed?.(++played)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return wrong
}
