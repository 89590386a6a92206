import type { Domain } from '@taizhang/kernel/define'
import type * as z from 'zod'
import {
  createLedger,
  party,
  memoryStore,
  openLedger,
  type EventStore,
  type Ledger,
  type RecordOptions,
} from '@taizhang/core'
import { fingerprintOf, streamOf } from '@taizhang/kernel/internal'
import { type Segment } from '@taizhang/kernel/store'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf, play, scriptArbitrary, type Tried } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const stream = streamOf('test')

/** A store that keeps segments in a list and tells which events were read. */
interface SegmentStore extends EventStore {
  segments: Segment[]
  fingerprint: string
  readonly revisionsRead: number[]
}

function segmentStore(events: EventStore = memoryStore(), every = 1000): SegmentStore {
  const store: SegmentStore = {
    ...events,
    segments: [],
    fingerprint: '',
    revisionsRead: [],
    read: async function* (name, options) {
      for await (const page of events.read(name, options)) {
        store.revisionsRead.push(...page.map(({ revision }) => revision))
        yield page
      }
    },
    snapshots: {
      events: every,
      load: async function* (name, fingerprint) {
        if (name === stream && fingerprint === store.fingerprint) yield* store.segments
      },
      keep: async (_, fingerprint, segments) => {
        if (fingerprint !== store.fingerprint) store.segments = []
        store.fingerprint = fingerprint
        for (const segment of segments) {
          const at = store.segments.findIndex(({ from }) => from === segment.from)
          if (at >= 0) expectSame([segment], [store.segments[at] as Segment])
          else store.segments.push(segment)
        }
      },
    },
  }
  return store
}

const bytesOf = (segments: readonly Segment[]): Buffer => Buffer.concat(segments.map(({ bytes }) => bytes))

/** What a book that is replayed from its first event is, in one segment. */
async function replayed(events: EventStore, domain: Domain = party): Promise<readonly Segment[]> {
  const store = segmentStore(events, Infinity)
  const ledger: Ledger = await openLedger(store, { book: 'test', domain })
  await ledger.keepSnapshot()
  return store.segments
}

function expectSame(found: readonly Segment[], expected: readonly Segment[]): void {
  expect(found.map(({ from, size }) => [from, size])).toEqual(expected.map(({ from, size }) => [from, size]))
  expect(Buffer.compare(bytesOf(found), bytesOf(expected))).toBe(0)
}

/** The whole book in one segment, as a ledger that is opened from the store's segments has it. */
async function takenUp(store: SegmentStore, domain: Domain = party): Promise<readonly Segment[]> {
  const ledger: Ledger = await openLedger(store, { book: 'test', domain })
  // What it knows is written into a fresh store event by event, as it would be told.
  const fresh = memoryStore()
  const events = ledger.events().map(({ id, position }) => ({ id, text: ledger.text(position) ?? '' }))
  await fresh.append(stream, events, { expectedRevision: 'no-stream' })
  return replayed(fresh, domain)
}

/** When `play` opens a book. */
const openedAt = new Date(Date.UTC(2021, 5, 1, 4))
const options = (now: Date): RecordOptions => ({ now, newId: () => idOf(0), actor: 'tester' })

test(`recorded with refusals and trials between, or replayed: the segments are the same, to the byte; seed ${seed}`, async () => {
  let [refused, checked, made] = [0, 0, 0]
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.integer({ min: 1, max: 9 }), async (script, every) => {
      const tried: Tried[] = []
      await play(script, { onTried: (one) => tried.push(one) })
      const store = segmentStore(memoryStore(), every)
      const ledger: Ledger = await createLedger(store, { book: 'test', name: '测试' }, options(openedAt))
      for (const { drafts, recordedAt } of tried) {
        const before = bytesOf(store.segments)
        const found = await ledger.check(drafts, options(recordedAt))
        if (found.ok) checked++
        const outcome = await ledger.record(drafts, options(recordedAt))
        expect(outcome).toEqual(found)
        if (outcome.ok) continue
        expect(Buffer.compare(bytesOf(store.segments), before)).toBe(0)
        refused++
      }
      await ledger.keepSnapshot()
      // Segments end behind the first batch that makes them long enough, whoever makes them.
      const again = segmentStore(store, every)
      const reopened: Ledger = await openLedger(again, { book: 'test' })
      expect(again.segments).toEqual([])
      await reopened.keepSnapshot()
      expectSame(again.segments, store.segments)
      expect(store.segments.slice(0, -1).every(({ from, size }) => size - from >= every)).toBe(true)
      made += store.segments.length
    }),
    { numRuns: 50, seed },
  )
  expect([refused > 100, checked > 200, made > 200]).toEqual([true, true, true])
})

test(`a ledger opened from segments reads no event before the last of them, goes on like any other, and is the book; seed ${seed}`, async () => {
  let [opened, past] = [0, 0]
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.integer({ min: 1, max: 9 }), fc.nat(), async (script, every, pick) => {
      const tried: Tried[] = []
      await play(script, { onTried: (one) => tried.push(one) })
      const store = segmentStore(memoryStore(), every)
      let ledger: Ledger = await createLedger(store, { book: 'test', name: '测试' }, options(openedAt))
      const readThose: boolean[] = []
      for (const [at, { drafts, recorded, recordedAt }] of tried.entries()) {
        if (at === pick % tried.length) {
          const size = store.segments.at(-1)?.size ?? 0
          store.revisionsRead.length = 0
          ledger = await openLedger(store, { book: 'test' })
          // Their last event is read to see that it is the store’s.
          const behind = Array.from({ length: ledger.size - size }, (_, index) => size + index)
          readThose.push(
            JSON.stringify(store.revisionsRead) === JSON.stringify(size === 0 ? behind : [size - 1, ...behind]),
          )
          opened++
          if (0 < size && size < ledger.size) past++
        }
        expect((await ledger.record(drafts, options(recordedAt))).ok).toBe(recorded)
      }
      expect(readThose).toEqual([true])
      expectSame(await takenUp(store), await replayed(store))
      const straight = segmentStore(store, every)
      await (await openLedger(straight, { book: 'test' })).keepSnapshot()
      await ledger.keepSnapshot()
      expectSame(store.segments, straight.segments)
    }),
    { numRuns: 100, seed },
  )
  expect([opened, past > 30]).toEqual([100, true])
})

/** Segments that are not of this program and this book, or not all of them. */
const spoilt: Readonly<Record<string, (store: SegmentStore, other: SegmentStore) => void>> = {
  'are of another book': (store, other) => (store.segments = other.segments),
  'are of a smaller size than they say': (store) => edit(store, 1, ({ size }) => ({ size: size + 1 })),
  'are of a larger size than they say': (store) => edit(store, 1, ({ size }) => ({ size: size - 1 })),
  'have other definitions': (store) => (store.fingerprint += ' '),
  'have no bytes': (store) => edit(store, 0, () => ({ bytes: new Uint8Array() })),
  'have half of their bytes': (store) => edit(store, 1, ({ bytes }) => ({ bytes: bytes.slice(0, bytes.length / 2) })),
  'come in another order': (store) => void store.segments.reverse(),
  'lack the first': (store) => void store.segments.shift(),
  'have one twice': (store) => edit(store, 1, () => store.segments[0] as Segment),
}

function edit(store: SegmentStore, at: number, change: (segment: Segment) => Partial<Segment>): void {
  const segment = store.segments[at] as Segment
  store.segments = store.segments.with(at, { ...segment, ...change(segment) })
}

/** A book of two units, a segment for each event. */
async function twoUnits(second: string, domain: Domain = party): Promise<SegmentStore> {
  const store = segmentStore(memoryStore(), 1)
  await createLedger(store, { book: 'test', name: '测试' }, options(openedAt))
  const ledger: Ledger = await openLedger(store, { book: 'test', domain })
  for (const [at, unitId] of ['u1', second].entries()) {
    const data = { unitId, kind: 'enterprise', name: unitId }
    const draft = { id: idOf(at + 1), type: 'UnitListed', effectiveOn: '2020-01-01', data }
    expect(await ledger.record([draft], options(openedAt))).toMatchObject({ ok: true })
  }
  expect(store.segments.map(({ size }) => size)).toEqual([1, 2, 3])
  return store
}

test.each(Object.entries(spoilt))('segments that %s are left aside: events are read instead', async (_, spoil) => {
  const [store, other] = [await twoUnits('u2'), await twoUnits('u3')]
  spoil(store, other)
  store.revisionsRead.length = 0
  const ledger: Ledger = await openLedger(store, { book: 'test' })
  expect(store.revisionsRead.length).toBeGreaterThan(1)
  const units = ledger.events().flatMap(({ data }) => ('unitId' in data ? data.unitId : []))
  expect([units, ledger.size]).toEqual([['u1', 'u2'], 3])
  expectSame(await takenUp(store), await replayed(store))
})

const [oneEvent] = party.events.values()
const otherDefinitions: Readonly<Record<string, Domain>> = {
  'a relation less': { ...party, relations: party.relations.slice(0, -1) },
  'an event less': { ...party, events: new Map([...party.events].slice(0, -1)) },
  'a newer version of an event': {
    ...party,
    events: new Map(party.events).set(oneEvent?.type ?? '', {
      ...(oneEvent as NonNullable<typeof oneEvent>),
      version: 2,
      earlier: [{ data: (oneEvent as NonNullable<typeof oneEvent>).data as z.ZodObject, upcast: (data) => data }],
    }),
  },
}

test.each(Object.entries(otherDefinitions))('a program with %s reads every event', async (_, domain) => {
  const store = await twoUnits('u2')
  store.revisionsRead.length = 0
  const ledger: Ledger = await openLedger(store, { book: 'test', domain })
  expect(store.revisionsRead).toEqual([0, 1, 2])
  // It keeps some of its own, and takes those up.
  await ledger.keepSnapshot()
  expect(store.fingerprint).toBe(fingerprintOf(domain))
  store.revisionsRead.length = 0
  await openLedger(store, { book: 'test', domain })
  expect(store.revisionsRead).toEqual([2])
})

test('a store without segments keeps none, and one that takes none does not keep anybody from recording', async () => {
  const { snapshots, ...without } = await twoUnits('u2')
  expect(await (await openLedger(without, { book: 'test' })).keepSnapshot()).toBe(false)
  const full: EventStore['snapshots'] = {
    ...(snapshots as NonNullable<typeof snapshots>),
    events: 1,
    keep: async () => {
      await memoryStore().append('x', [], { expectedRevision: 'any' })
    },
  }
  const ledger: Ledger = await openLedger({ ...without, snapshots: full }, { book: 'test' })
  const data = { unitId: 'u9', kind: 'enterprise', name: 'u9' }
  const draft = { id: idOf(9), type: 'UnitListed', effectiveOn: '2020-01-01', data }
  expect(await ledger.record([draft], options(openedAt))).toMatchObject({ ok: true, size: 4 })
})
