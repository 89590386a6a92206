import {
  canonicalText,
  createLedger,
  draft,
  memoryStore,
  exportBook,
  restoreLedger,
  type EventStore,
} from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

async function textsOf(store: EventStore): Promise<string[]> {
  const texts: string[] = []
  for await (const page of exportBook(store, 'test')) texts.push(...page)
  return texts
}

/** A text with some members of the event changed, in canonical form. */
const changed = (text: string, change: (event: Record<string, unknown>) => object): string => {
  const event = JSON.parse(text) as Record<string, unknown>
  return canonicalText({ ...event, ...change(event) })
}

/** What somebody may have done to the text at a place; the place where it must be noticed at the latest. */
const damages: Readonly<Record<string, (texts: readonly string[], at: number, other: number) => readonly string[]>> = {
  'a space': (texts, at) => texts.with(at, (texts[at] ?? '').replace(':', ': ')),
  'no JSON': (texts, at) => texts.with(at, (texts[at] ?? '').slice(1)),
  'another position': (texts, at, other) =>
    texts.with(
      at,
      changed(texts[at] ?? '', () => ({ position: other })),
    ),
  'another book': (texts, at) =>
    texts.with(
      at,
      changed(texts[at] ?? '', () => ({ book: 'other' })),
    ),
  'an unknown type': (texts, at) =>
    texts.with(
      at,
      changed(texts[at] ?? '', () => ({ type: 'Nothing' })),
    ),
  'an unknown member': (texts, at) =>
    texts.with(
      at,
      changed(texts[at] ?? '', () => ({ more: 1 })),
    ),
  'an earlier time': (texts, at) =>
    texts.with(
      at,
      changed(texts[at] ?? '', () => ({ recordedAt: '2001-01-01T00:00:00.000Z' })),
    ),
  'a larger batch': (texts, at) =>
    texts.with(
      at,
      changed(texts[at] ?? '', ({ batch }) => ({ batch: { ...(batch as object), count: texts.length + 1 } })),
    ),
  "another's id": (texts, at, other) =>
    texts.with(
      at,
      changed(texts[at] ?? '', () => ({ id: (JSON.parse(texts[other] ?? '') as { id: string }).id })),
    ),
  dropped: (texts, at) => texts.toSpliced(at, 1),
  doubled: (texts, at) => texts.toSpliced(at, 0, texts[at] ?? ''),
  swapped: (texts, at, other) => texts.with(at, texts[other] ?? '').with(other, texts[at] ?? ''),
}

test(`of a book with one text changed, dropped, doubled or swapped nothing is restored; seed ${seed}`, async () => {
  const noticed = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.nat(), fc.nat(), async (script, pick, more) => {
      const store = memoryStore()
      await play(script, { store })
      const texts = await textsOf(store)
      // Without its last event a book is a shorter one.
      const at = pick % (texts.length - 1)
      const other = (at + 1 + (more % (texts.length - 1))) % texts.length
      for (const [name, damage] of Object.entries(damages)) {
        // The first event may have been recorded at any time, and be of any book.
        if (at === 0 && (name === 'an earlier time' || name === 'another book')) continue
        const into = memoryStore()
        const restored = await restoreLedger(into, damage(texts, at, other))
        expect([name, restored.ok]).toEqual([name, false])
        if (restored.ok) continue
        // Of what is wrong the first text that is told is never behind the first that was damaged.
        expect([name, restored.refusals[0]?.draft ?? Infinity]).toSatisfy(
          ([, draft]: [string, number]) => draft <= Math.max(at, other) + 1,
        )
        expect(await into.streams()).toEqual([])
        noticed.set(name, (noticed.get(name) ?? 0) + 1)
      }
    }),
    { numRuns: 100, seed },
  )
  for (const name of Object.keys(damages))
    expect([name, noticed.get(name)]).toSatisfy(([, count]: [string, number]) => count > 50)
})

test('restoring tells of every thousand texts that were checked', async () => {
  const store = memoryStore()
  const options = { now: new Date('2021-12-01T00:00:00Z'), actor: 'tester', newId: () => crypto.randomUUID() }
  const ledger = await createLedger(store, { book: 'test', name: '测试' }, options)
  const towns = Array.from({ length: 2100 }, (_, at) => `镇${at}`)
  await ledger.record(
    towns.map((placeName) => draft('PlaceRegistered', '2020-01-01', { kind: 'town', placeName })),
    options,
  )
  const told: number[] = []
  await restoreLedger(memoryStore(), await textsOf(store), { onProgress: (done) => told.push(done) })
  expect(told.filter((done) => done % 1000 !== 0)).toEqual([])
  expect(told.slice(0, 2)).toEqual([1000, 2000])
})
