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
import { streamOf } from '@taizhang/kernel/internal'
import { type Snapshot } from '@taizhang/kernel/store'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf, play, scriptArbitrary, type Tried } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const stream = streamOf('test')

/** A store that keeps one snapshot in a variable and tells which events were read. */
interface SnapshotStore extends EventStore {
  snapshot: Snapshot | undefined
  readonly revisionsRead: number[]
}

function snapshotStore(events: EventStore = memoryStore()): SnapshotStore {
  const store: SnapshotStore = {
    ...events,
    snapshot: undefined,
    revisionsRead: [],
    read: async function* (name, options) {
      for await (const page of events.read(name, options)) {
        store.revisionsRead.push(...page.map(({ revision }) => revision))
        yield page
      }
    },
    snapshots: {
      // What is loaded is the caller's to change, so a copy is handed over.
      load: async () => store.snapshot && { ...store.snapshot, bytes: store.snapshot.bytes.slice() },
      keep: async (_, snapshot) => void (store.snapshot = snapshot),
    },
  }
  return store
}

async function kept(ledger: Ledger, store: SnapshotStore): Promise<Snapshot> {
  expect(await ledger.keepSnapshot()).toBe(true)
  return store.snapshot as Snapshot
}

/** The snapshot of a book that is replayed from its first event. */
async function replayed(events: EventStore, domain: Domain = party): Promise<Snapshot> {
  const store = snapshotStore(events)
  return kept(await openLedger(store, { book: 'test', domain }), store)
}

const expectSame = (found: Snapshot, expected: Snapshot): void => {
  expect([found.size, found.fingerprint]).toEqual([expected.size, expected.fingerprint])
  expect(Buffer.compare(found.bytes, expected.bytes)).toBe(0)
}

/** When `play` opens a book. */
const openedAt = new Date(Date.UTC(2021, 5, 1, 4))
const options = (now: Date): RecordOptions => ({ now, newId: () => idOf(0), actor: 'tester' })

test(`a batch that is refused or only checked leaves the very same bytes; seed ${seed}`, async () => {
  let [refused, checked] = [0, 0]
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), async (script) => {
      const tried: Tried[] = []
      await play(script, { onTried: (one) => tried.push(one) })
      const store = snapshotStore()
      const ledger: Ledger = await createLedger(store, { book: 'test', name: '测试' }, options(openedAt))
      let before = await kept(ledger, store)
      for (const { drafts, recordedAt } of tried) {
        const found = await ledger.check(drafts, options(recordedAt))
        expectSame(await kept(ledger, store), before)
        if (found.ok) checked++
        const outcome = await ledger.record(drafts, options(recordedAt))
        expect(outcome).toEqual(found)
        const after = await kept(ledger, store)
        if (!outcome.ok) {
          expectSame(after, before)
          refused++
        }
        before = after
      }
      expectSame(before, await replayed(store))
    }),
    { numRuns: 50, seed },
  )
  expect(refused).toBeGreaterThan(100)
  expect(checked).toBeGreaterThan(200)
})

test(`a ledger opened from a snapshot of any size reads no event before its last, and is the book; seed ${seed}`, async () => {
  let [opened, past] = [0, 0]
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.nat(), async (script, pick) => {
      const tried: Tried[] = []
      await play(script, { onTried: (one) => tried.push(one) })
      const store = snapshotStore()
      const ledger: Ledger = await createLedger(store, { book: 'test', name: '测试' }, options(openedAt))
      for (const [at, { drafts, recordedAt }] of tried.entries()) {
        if (at === pick % tried.length) await kept(ledger, store)
        await ledger.record(drafts, options(recordedAt))
      }
      const size = store.snapshot?.size ?? 0
      store.revisionsRead.length = 0
      const taken: Ledger = await openLedger(store, { book: 'test' })
      // Its last event is read to see that it is the store’s.
      const behind = Array.from({ length: ledger.size - size }, (_, at) => size + at)
      expect(store.revisionsRead).toEqual([size - 1, ...behind])
      expectSame(await kept(taken, store), await replayed(store))
      opened++
      if (size < ledger.size) past++
    }),
    { numRuns: 150, seed },
  )
  expect([opened, past > 75]).toEqual([150, true])
})

/** A snapshot that is not one of this program and this book. */
const spoilt: Readonly<Record<string, (snapshot: Snapshot, other: Snapshot) => Snapshot>> = {
  'is of another book': (_, other) => other,
  'is of a smaller size than it says': (snapshot) => ({ ...snapshot, size: snapshot.size + 1 }),
  'is of a larger size than it says': (snapshot) => ({ ...snapshot, size: snapshot.size - 1 }),
  'has other definitions': (snapshot) => ({ ...snapshot, fingerprint: `${snapshot.fingerprint} ` }),
  'has no bytes': (snapshot) => ({ ...snapshot, bytes: new Uint8Array() }),
  'has half of its bytes': (snapshot) => ({ ...snapshot, bytes: snapshot.bytes.slice(0, snapshot.bytes.length / 2) }),
}

/** A book of two units. */
async function twoUnits(second: string, domain: Domain = party): Promise<SnapshotStore> {
  const store = snapshotStore()
  await createLedger(store, { book: 'test', name: '测试' }, options(openedAt))
  const ledger: Ledger = await openLedger(store, { book: 'test', domain })
  for (const [at, unitId] of ['u1', second].entries()) {
    const data = { unitId, kind: 'enterprise', name: unitId }
    const draft = { id: idOf(at + 1), type: 'UnitListed', effectiveOn: '2020-01-01', data }
    expect(await ledger.record([draft], options(openedAt))).toMatchObject({ ok: true })
  }
  await kept(ledger, store)
  return store
}

test.each(Object.entries(spoilt))('a snapshot that %s is left aside: every event is read', async (_, spoil) => {
  const [store, other] = [await twoUnits('u2'), await twoUnits('u3')]
  store.snapshot = spoil(store.snapshot as Snapshot, other.snapshot as Snapshot)
  store.revisionsRead.length = 0
  const ledger: Ledger = await openLedger(store, { book: 'test' })
  expect(store.revisionsRead.slice(-3)).toEqual([0, 1, 2])
  expectSame(await kept(ledger, store), await replayed(store))
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
  // It keeps one of its own, and takes that up.
  expectSame(await kept(ledger, store), await replayed(store, domain))
  store.revisionsRead.length = 0
  await openLedger(store, { book: 'test', domain })
  expect(store.revisionsRead).toEqual([2])
})

test('a store without snapshots keeps none, and a store with one is asked for the book of its stream', async () => {
  const { snapshots, ...without } = await twoUnits('u2')
  expect(await (await openLedger(without, { book: 'test' })).keepSnapshot()).toBe(false)
  const streams: string[] = []
  const load: NonNullable<typeof snapshots>['load'] = async (name) => void streams.push(name)
  await openLedger({ ...without, snapshots: { load, keep: async () => undefined } }, { book: 'test' })
  expect(streams).toEqual([stream])
})
