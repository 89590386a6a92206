import {
  createLedger,
  memoryStore,
  openLedger,
  relations,
  restoreLedger,
  exportBook,
  type Facts,
  type Ledger,
  type RecordOptions,
} from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf, play, scriptArbitrary } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

/** Every row, without the events behind it: those are named by position, which a shuffle changes. */
const days = (facts: Facts): string[] =>
  relations
    .flatMap((relation) =>
      facts
        .rows(relation)
        .map(({ key, attributes, from, to }) => JSON.stringify([relation.name, key, attributes, from, to])),
    )
    .toSorted()

const textsOf = async (store: ReturnType<typeof memoryStore>): Promise<string[]> => {
  const texts: string[] = []
  for await (const page of exportBook(store, 'test')) texts.push(...page)
  return texts
}

test(`a view at an older size equals the view of a book that ends there; export, restore, export gives the same bytes; seed ${seed}`, async () => {
  let [rows, older] = [0, 0]
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.nat(), async (script, pick) => {
      const store = memoryStore()
      const ledger = await play(script, { store })
      const texts = await textsOf(store)
      const { size } = ledger.asOf('2021-01-01', { knownAt: 1 + (pick % ledger.size) })
      const shorter = memoryStore()
      expect(await restoreLedger(shorter, texts.slice(0, size))).toEqual({ ok: true, book: 'test', size })
      expect(await textsOf(shorter)).toEqual(texts.slice(0, size))
      const ended = await openLedger(shorter, { book: 'test' })
      const found = days(ended.asOf('2021-01-01').facts)
      expect(found).toEqual(days(ledger.asOf('2021-01-01', { knownAt: size }).facts))
      rows += found.length
      if (size < ledger.size) older++
    }),
    { numRuns: 200, seed },
  )
  expect([rows > 1000, older > 100]).toEqual([true, true])
})

/** The same ids from the beginning, whenever asked. */
const freshOptions = (): RecordOptions => {
  let next = 1000
  return { now: new Date('2021-12-01T00:00:00Z'), newId: () => idOf(next++), actor: 'tester' }
}
const freshLedger = async (): Promise<Ledger> =>
  createLedger(memoryStore(), { book: 'test', name: '测试' }, freshOptions())

test(`shuffling a batch, keeping the order within each fact, changes no fact; seed ${seed}`, async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.infiniteStream(fc.nat()), async (script, picks) => {
      const played = await play(
        script.map((batch) =>
          batch.filter(({ corrects, draft }) => corrects === undefined && draft.type !== 'EventWithdrawn'),
        ),
      )
      const drafts = played
        .events()
        .slice(1)
        .map(({ id, type, effectiveOn, data, evidence }) => ({ id, type, effectiveOn, data, evidence }))
      const straight = await freshLedger()
      const recorded = await straight.record(drafts, freshOptions())
      const shuffled = await freshLedger()
      const order = shuffle(played, drafts, () => Number(picks.next().value))
      // Only where each event stands is another.
      const stand = expect.any(Array) as object
      expect(await shuffled.record(order, freshOptions())).toEqual(
        recorded.ok ? { ...recorded, events: stand } : recorded,
      )
      expect(days(shuffled.asOf('2021-01-01').facts)).toEqual(days(straight.asOf('2021-01-01').facts))
      const moved = order.some(({ id }, at) => id !== drafts[at]?.id)
      compared += Number(recorded.ok && drafts.length > 3 && moved)
    }),
    { numRuns: 200, seed },
  )
  expect(compared).toBeGreaterThan(100)
})

/** Swaps neighbours at random, but never two that change one fact. */
function shuffle<
  T extends { readonly type: string; readonly data: unknown; readonly effectiveOn: string; readonly id: string },
>(ledger: Ledger, drafts: readonly T[], pick: () => number): T[] {
  const facts = (draft: T): string[] => {
    const definition = ledger.domain.events.get(draft.type)
    const changes = definition?.changes(draft.data, { ...draft, book: 'test' }, ledger.domain.rules) ?? []
    return changes.map(({ relation, key }) =>
      JSON.stringify([relation.name, (relation.key as readonly string[]).map((column) => key[column])]),
    )
  }
  const result = [...drafts]
  for (let round = 0; round < drafts.length * 5 && drafts.length > 1; round++) {
    const at = pick() % (result.length - 1)
    const [a, b] = [result[at] as T, result[at + 1] as T]
    if (!facts(a).some((fact) => facts(b).includes(fact))) [result[at], result[at + 1]] = [b, a]
  }
  return result
}
