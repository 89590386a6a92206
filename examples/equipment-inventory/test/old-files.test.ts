import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { verifyBook } from '@taizhang/audit'
import { exportBook, figureRows, findingsOn, memoryStore, openLedger, restoreLedger } from '@taizhang/kernel'
import type { EventStore } from '@taizhang/kernel'
import { sqliteStore } from '@taizhang/sqlite'
import { afterAll, expect, test } from 'vitest'
import { inventory } from '../inventory.ts'

/**
 * A file with tables and a snapshot, and an export, that the program of 30 November 2026 wrote: with an event recorded late, a correction and a
 * withdrawal. What it answered then stands here.
 */
const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url))
const root = 'glz4V64pVdSnBOeBUXfsRRLXdYFuOFodxdGVOdYL+38='
const exported = fixture('inventory.ndjson').toString('utf8').trimEnd().split('\n')

const folder = mkdtempSync(join(tmpdir(), 'taizhang-old-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function oldFile(name: string): string {
  const path = join(folder, name)
  writeFileSync(path, gunzipSync(fixture('inventory.ledger.gz')))
  return path
}

async function textsOf(store: EventStore): Promise<readonly string[]> {
  const texts: string[] = []
  for await (const page of exportBook(store, { domain: inventory, book: 'workshop' })) texts.push(...page)
  return texts
}

/** What the book says of its figures and findings, then and now. */
async function answersOf(store: EventStore): Promise<unknown> {
  const ledger = await openLedger(store, { domain: inventory, book: 'workshop' })
  return [undefined, 5, 8, 10].map((knownAt) => {
    const view = ledger.asOf('2021-06-30', { knownAt })
    const values = [...inventory.figures.values()].flatMap((figure) =>
      figureRows(view, figure).map(({ value }) => value),
    )
    return [...values, ...findingsOn(view).map(({ subject, since }) => `${subject} ${since}`)]
  })
}

const answers = [
  [20, 0, 'm1 2021-01-02', 'm2 2021-02-01'],
  [12.5, 0, 'm1 2021-01-02'],
  [19.75, 1, 'm2 2021-02-01', 'm1 2021-06-01'],
  [19.75, 1, 'm2 2021-02-01', 'm1 2021-06-01'],
]

async function expectVerified(store: EventStore): Promise<void> {
  const { checks } = await verifyBook(store, 'workshop')
  expect(checks.filter(({ state }) => state !== 'held' && state !== 'skipped')).toEqual([])
}

test('it is opened read-only, and answers, exports and verifies as it did', async () => {
  const path = oldFile('read-only.ledger')
  const before = readFileSync(path)
  const store = sqliteStore(path, { domain: inventory, readOnly: true })
  expect(await answersOf(store)).toEqual(answers)
  expect(await textsOf(store)).toEqual(exported)
  const { root: found, checks } = await verifyBook(store, 'workshop')
  expect(found).toBe(root)
  expect(checks.filter(({ state }) => state !== 'held' && state !== 'skipped')).toEqual([])
  await store.close()
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('it is recorded into, and its first events stay what they are', async () => {
  const store = sqliteStore(oldFile('recorded.ledger'), { domain: inventory })
  const ledger = await openLedger(store, { book: 'workshop' })
  const options = {
    now: new Date('2026-12-01T00:00:00Z'),
    newId: () => '00000000-0000-7000-8000-0000000000ff',
    actor: 'x',
  }
  const serviced = { type: 'MachineServiced' as const, effectiveOn: '2021-03-01', data: { machineId: 'm1' } }
  expect(await ledger.record([serviced], options)).toMatchObject({ ok: true, recorded: 1 })
  const texts = await textsOf(store)
  expect(texts.slice(0, -1)).toEqual(exported)
  await expectVerified(store)
  await store.close()
})

test('its export is restored, and answers the same', async () => {
  const store = memoryStore()
  expect(await restoreLedger(store, exported, { domain: inventory })).toMatchObject({ ok: true, size: exported.length })
  expect(await answersOf(store)).toEqual(answers)
  expect(await textsOf(store)).toEqual(exported)
})
