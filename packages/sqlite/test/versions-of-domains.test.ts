import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger, openLedger } from '@taizhang/kernel'
import { defineDomain, defineEvent, defineRelation, set, type Domain } from '@taizhang/kernel/define'
import { idOf } from '@taizhang/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { sqliteStore, tableFacts, type SqliteStore } from '../src/index.ts'
import { inspected, states } from './inspected.ts'

let folder: string
let opened: SqliteStore[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-versions-'))
  opened = []
})
afterEach(async () => {
  for (const store of opened) await store.close()
  rmSync(folder, { recursive: true })
})

const words = (said: string): { zh: string; en: string } => ({ zh: said, en: said })
/** A shelf that goods are put on: its event counts them `times` over, and they weigh what the relation takes. */
function shelves(version: number, times: number, weight: z.ZodNumber = z.number()): Domain {
  const shelf = defineRelation({
    name: 'shelf',
    title: words('shelf'),
    key: ['shelfId'],
    attributes: { goods: z.int(), weight: weight.optional() },
  })
  const other = defineRelation({
    name: 'other',
    title: words('other'),
    key: ['otherId'],
    attributes: { name: z.string() },
  })
  const shelvesOpened = defineEvent({
    type: 'ShelvesOpened',
    title: words('opened'),
    data: z.strictObject({}),
    changes: () => [],
    example: {},
  })
  const goodsPut = defineEvent({
    type: 'GoodsPut',
    title: words('put'),
    data: z.strictObject({ shelfId: z.string(), goods: z.int(), weight: z.number().optional() }),
    changes: ({ shelfId, goods, weight: heavy }) => [
      set(shelf, { shelfId }, { goods: goods * times, weight: heavy }),
      set(other, { otherId: shelfId }, { name: shelfId }),
    ],
    example: { shelfId: 's1', goods: 1 },
  })
  return defineDomain({
    name: 'shelves',
    version,
    opening: { event: shelvesOpened, on: '2000-01-01' },
    relations: [shelf, other],
    events: [shelvesOpened, goodsPut],
  })
}

const open = (domain: Domain): SqliteStore => {
  const store = sqliteStore(join(folder, 'a.ledger'), { domain, create: true })
  opened.push(store)
  return store
}
let made = 0
const options = { now: new Date('2026-01-05T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
const put = (goods: number, weight?: number): object => ({
  type: 'GoodsPut',
  effectiveOn: '2020-01-01',
  data: { shelfId: `s${made}`, goods, ...(weight === undefined ? {} : { weight }) },
})
const goodsIn = (store: SqliteStore): unknown =>
  store.database.prepare('SELECT sum(goods) AS n FROM shelf').get()?.['n']

test('after a change of what an event does, counted up, ledger, tables and snapshot agree, whoever comes next', async () => {
  const [before, after] = [open(shelves(1, 2)), open(shelves(2, 1))]
  const first = await createLedger(before, { book: 'b', opening: {} }, options)
  expect(await first.record([put(3)], options)).toMatchObject({ ok: true })
  await first.keepSnapshot()
  expect(goodsIn(before)).toBe(6)
  for (const [store, goods] of [
    [after, 4],
    [before, 10],
    [after, 6],
  ] as const) {
    const ledger = await openLedger(store, { book: 'b' })
    expect(await ledger.record([put(1)], options)).toMatchObject({ ok: true })
    await ledger.keepSnapshot()
    const [shelf] = store.domain.relations
    const again = await openLedger(store, { book: 'b' })
    const sums = [
      ledger.asOf('2021-01-01').facts,
      again.asOf('2021-01-01').facts,
      tableFacts(store, 'b', { knownAt: ledger.size }),
    ].map((facts) =>
      facts.rows(shelf as NonNullable<typeof shelf>).reduce((sum, row) => sum + Number(row.attributes['goods']), 0),
    )
    expect([...sums, goodsIn(store)]).toEqual([goods, goods, goods, goods])
    expect(states(await inspected(store, ledger))).toEqual({ file: 'held', tree: 'held', tables: 'held' })
  }
})

test('numbers that are no whole numbers have a column of their own kind, and no table is lost for them', async () => {
  const store = open(shelves(1, 1))
  const ledger = await createLedger(store, { book: 'b', opening: {} }, options)
  for (const weight of [12.5, 3, 0.1, 1234567.125])
    expect(await ledger.record([put(1, weight)], options)).toMatchObject({ ok: true })
  expect(
    store.database.prepare('SELECT weight, typeof(weight) AS kind FROM shelf ORDER BY weight').all(),
  ).toMatchObject([
    { weight: 0.1, kind: 'real' },
    { weight: 3, kind: 'real' },
    { weight: 12.5, kind: 'real' },
    { weight: 1234567.125, kind: 'real' },
  ])
  expect(await store.tables.size('ledger-b')).toBe(5)
  expect(states(await inspected(store, ledger))).toEqual({ file: 'held', tree: 'held', tables: 'held' })
})

test("a table that does not take the program's own rows while it is made anew says so, and the others stay", async () => {
  const store = open(shelves(1, 1))
  const ledger = await createLedger(store, { book: 'b', opening: {} }, options)
  await ledger.record([put(1, 12.5)], options)
  const whole = open(shelves(1, 1, z.int()))
  const other = await openLedger(whole, { book: 'b' })
  for (let attempt = 0; attempt < 2; attempt++)
    await expect(other.record([put(1, 2)], options)).rejects.toThrow(
      /the table shelf of book b was made anew, it did not take the program's own rows .*cannot store REAL value in INTEGER column shelf.weight/,
    )
  // Nothing came of it: the program that made the table goes on with it.
  expect(await ledger.record([put(2, 0.5)], options)).toMatchObject({ ok: true, size: 3 })
  expect(await store.tables.size('ledger-b')).toBe(3)
  expect(states(await inspected(store, ledger))).toEqual({ file: 'held', tree: 'held', tables: 'held' })
})

test.each([
  ['in a list', z.array(z.bigint())],
  ['in an object', z.strictObject({ at: z.date() })],
  ['among others', z.union([z.string(), z.map(z.string(), z.string())])],
  ['where it may be left out', z.date().nullable().optional()],
])('an attribute of a kind that no table can hold %s is refused when the domain is defined', (_, held) => {
  const relation = defineRelation({ name: 'odd', title: words('odd'), key: ['oddId'], attributes: { held } })
  const oddOpened = defineEvent({
    type: 'OddOpened',
    title: words('o'),
    data: z.strictObject({}),
    changes: () => [],
    example: {},
  })
  expect(() =>
    defineDomain({
      name: 'odd',
      version: 1,
      opening: { event: oddOpened, on: '2000-01-01' },
      relations: [relation],
      events: [oddOpened],
    }),
  ).toThrow('no table can hold the attribute held of odd')
})
