import { readFileSync } from 'node:fs'
import { diff, explain, late, verifyBook } from '@taizhang/audit'
import {
  createLedger,
  exportBook,
  figureRows,
  findingsOn,
  memoryStore,
  openLedger,
  restoreLedger,
  seriesOf,
  type DataOf,
  type EventStore,
  type EventType,
} from '@taizhang/kernel'
import type { Figure } from '@taizhang/kernel/define'
import { sqliteStore } from '@taizhang/sqlite'
import { idOf, play, scriptArbitrary, givenOf } from '@taizhang/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventory } from '../inventory.ts'

const opening = { name: '机房' }
const given = givenOf({ domain: inventory, opening })
type Inventory = typeof inventory
const on = <const T extends EventType<Inventory>>(effectiveOn: string, type: T, data: DataOf<Inventory, T>) => ({
  type,
  effectiveOn,
  data,
})
const room = (roomId: string, day = '2020-01-01') => on(day, 'RoomOpened', { roomId, name: roomId })
const bought = (machineId: string, worthYuan: number, day = '2020-01-02') =>
  on(day, 'MachineBought', { machineId, name: machineId, worthYuan })
const moved = (machineId: string, roomId: string, day = '2020-01-02') => on(day, 'MachineMoved', { machineId, roomId })

function figureNamed(id: string): Figure {
  const found = inventory.figures.get(id)
  if (!found) throw new Error(`there is no figure ${id}`)
  return found
}

test('the example has at most 100 lines', () => {
  const text = readFileSync(new URL('../inventory.ts', import.meta.url), 'utf8')
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(100)
})

test('a machine counts while it stands in a room: with decimals, exactly', async () => {
  const then = given(room('r1'), bought('m1', 0.1), bought('m2', 0.2)).when(moved('m1', 'r1'), moved('m2', 'r1'))
  await then.shows('2020-06-01', (view) => figureRows(view, figureNamed('worth-placed'))[0]?.value, 0.3)
})

test('a closed room ends what stands in it; what is moved goes on', async () => {
  const there = [room('r1'), room('r2'), bought('m1', 12.5), bought('m2', 7.25), moved('m1', 'r1'), moved('m2', 'r1')]
  const then = given(...there).when(moved('m1', 'r2', '2020-03-01'), on('2020-04-01', 'RoomClosed', { roomId: 'r1' }))
  await then.shows('2020-03-31', (view) => figureRows(view, figureNamed('worth-placed'))[0]?.value, 19.75)
  await then.shows('2020-04-01', (view) => figureRows(view, figureNamed('worth-placed'))[0]?.value, 12.5)
  await given(room('r1')).when(moved('m9', 'r1')).isRefused('parent-missing')
})

test('a service is due after a year', async () => {
  const serviced = on('2020-06-01', 'MachineServiced', { machineId: 'm1' })
  const then = given(bought('m1', 1)).when(serviced)
  await then.shows('2021-06-01', (view) => findingsOn(view).map(({ ruleId, since }) => [ruleId, since]), [
    ['SERVICE-DUE', '2021-06-01'],
  ])
  await then.shows('2021-05-31', (view) => findingsOn(view), [])
  await then.shows('2021-05-31', (view) => figureRows(view, figureNamed('services'))[0]?.value, 1)
})

async function recordedIn(store: EventStore): Promise<void> {
  let made = 0
  const options = (now: string) => ({ now: new Date(now), newId: () => idOf(made++), actor: 'tester' })
  const ledger = await createLedger(store, { domain: inventory, book: 'b', opening }, options('2020-01-03T00:00:00Z'))
  const first = [room('r1'), room('r2'), bought('m1', 12.5), moved('m1', 'r1')]
  expect(await ledger.record(first, options('2020-01-03T01:00:00Z'))).toMatchObject({ ok: true, recorded: 4 })
  // Recorded half a year after it took effect.
  const second = [bought('m2', 7.25, '2020-02-01'), moved('m2', 'r2', '2020-02-01')]
  expect(await ledger.record(second, options('2020-08-01T01:00:00Z'))).toMatchObject({ ok: true, recorded: 2 })
}

test('a file of it is verified, exported, restored, explained and compared', async () => {
  const store = sqliteStore(':memory:', { domain: inventory, create: true })
  await recordedIn(store)
  const ledger = await openLedger(store, { book: 'b' })
  const worth = figureNamed('worth-placed')
  const [then, now] = [ledger.asOf('2020-06-30', { knownAt: '2020-07-01' }), ledger.asOf('2020-06-30')]
  expect([then, now].map((view) => figureRows(view, worth)[0]?.value)).toEqual([12.5, 19.75])
  expect(
    seriesOf(now, worth, { from: '2020-01-01', to: '2020-04-01', every: 'month' }).map(({ value }) => value),
  ).toEqual([12.5, 19.75, 19.75])
  expect(
    explain(ledger, now, worth)[0]
      ?.counted.map(({ value }) => value)
      .toSorted(),
  ).toEqual([12.5, 7.25])
  expect(diff(ledger, then, now).differences.map(({ figure }) => figure)).toEqual(['worth-placed'])
  expect(late(ledger, { days: 30 }).batches.length).toBe(1)
  const { checks } = await verifyBook(store, 'b')
  expect(checks.filter(({ state }) => state !== 'held' && state !== 'skipped')).toEqual([])
  const texts: string[] = []
  for await (const page of exportBook(store, { book: 'b' })) texts.push(...page)
  const copy = memoryStore()
  expect(await restoreLedger(copy, texts, { domain: inventory })).toMatchObject({ ok: true, size: 7 })
  const again: string[] = []
  for await (const page of exportBook(copy, { domain: inventory, book: 'b' })) again.push(...page)
  expect(again).toEqual(texts)
  await store.close()
})

test('random books of it are verified', async () => {
  const books = { domain: inventory, opening }
  let recorded = 0
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(books, { batches: 10 }), async (script) => {
      const store = sqliteStore(':memory:', { domain: inventory, create: true })
      const ledger = await play(books, script, { store })
      recorded += ledger.size
      const { checks } = await verifyBook(store, 'test')
      expect(checks.filter(({ state }) => state !== 'held' && state !== 'skipped')).toEqual([])
      await store.close()
    }),
    { numRuns: 30 },
  )
  expect(recorded).toBeGreaterThan(50)
})
