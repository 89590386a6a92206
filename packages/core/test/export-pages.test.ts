import { createLedger, memoryStore, exportBook, type Draft, type EventStore, type Ledger } from '@taizhang/core'
import { expect, test } from 'vitest'
import { idOf } from '../src/testing/index.ts'

/** A book of so many events. */
async function bookOf(store: EventStore, size: number): Promise<void> {
  let made = 0
  const options = { now: new Date('2021-06-30T01:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
  const ledger: Ledger = await createLedger(store, { book: 'test', name: '测试' }, options)
  const units = Array.from({ length: size - 1 }, (_, at): Draft => {
    const data = { unitId: `u${at}`, kind: 'enterprise', name: `单位${at}` }
    return { type: 'UnitListed', effectiveOn: '2020-01-01', data }
  })
  const outcome = units.length > 0 ? await ledger.record(units, options) : { ok: true, size: ledger.size }
  expect(outcome).toMatchObject({ ok: true, size })
}

test.each([1, 2, 999, 1000, 1001, 2000, 2001])('no page of an export is empty: a book of %i events', async (size) => {
  const store = memoryStore()
  await bookOf(store, size)
  const texts: string[] = []
  for await (const page of exportBook(store, 'test')) {
    expect(page.length).toBeGreaterThan(0)
    texts.push(...page)
  }
  expect(texts).toHaveLength(size)
  expect(texts.map((text) => (JSON.parse(text) as { position: number }).position)).toEqual(texts.map((_, at) => at))
})
