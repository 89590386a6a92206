import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createLedger,
  openLedger,
  relation,
  party,
  relations,
  type EventStore,
  type Ledger,
  type RecordOptions,
  type Row,
} from '@taizhang/core'
import { Replay, type Counting } from '@taizhang/kernel/internal'
import { type ReadEvent, type TableChanges } from '@taizhang/kernel/store'
import { coverageOn } from '@taizhang/core/figures'
import { idOf } from '@taizhang/core/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteStore, tableFacts, type SqliteOptions, type SqliteStore } from '../src/index.ts'
import { rowsOf } from './rows-of.ts'

let folder: string
let opened: SqliteStore[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  opened = []
})
afterEach(async () => {
  for (const store of opened) await store.close()
  rmSync(folder, { recursive: true })
})

const open = (options: Partial<SqliteOptions> = {}): SqliteStore => {
  const store = sqliteStore(join(folder, 'a.ledger'), { domain: party, create: true, ...options })
  opened.push(store)
  return store
}

let made = 0
const options: RecordOptions = { now: new Date('2021-07-05T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
const create = async (store: EventStore, book: string): Promise<Ledger> =>
  createLedger(store, { book, name: '测试' }, options)
const list = async (ledger: Ledger, unitId: string): Promise<unknown> => {
  const data = { unitId, kind: 'enterprise', name: unitId }
  return ledger.record([{ type: 'UnitListed', effectiveOn: '2020-01-01', data }], options)
}
const rename = async (ledger: Ledger, unitId: string, name: string): Promise<unknown> =>
  ledger.record([{ type: 'UnitRenamed', effectiveOn: '2021-01-01', data: { unitId, name } }], options)

/** A store that writes no tables, as a program would that knows nothing of them. */
const withoutTables = (store: SqliteStore): EventStore => ({
  append: async (stream, events, { expectedRevision }) => store.append(stream, events, { expectedRevision }),
  read: (stream, rest) => store.read(stream, rest),
  subscribe: (streams, rest) => store.subscribe(streams, rest),
  streams: async () => store.streams(),
  close: async () => store.close(),
  [Symbol.asyncDispose]: async () => store.close(),
})

async function storedOf(store: SqliteStore): Promise<readonly ReadEvent[]> {
  const events: ReadEvent[] = []
  for await (const page of store.read('ledger-b')) events.push(...page)
  return events
}

async function changesOf(store: SqliteStore, counting?: Counting): Promise<readonly TableChanges[]> {
  const replay = new Replay('b', { definitions: store.domain, counting })
  replay.take(await storedOf(store))
  return [...replay.changesSince(0)]
}

/** The tables hold what memory holds at every size. */
function expectAgreement(store: SqliteStore, ledger: Ledger): void {
  for (let size = 1; size <= ledger.size; size++) {
    const { facts } = ledger.asOf('2021-06-30', { knownAt: size })
    expect(rowsOf(tableFacts(store, ledger.book, { knownAt: size }))).toEqual(rowsOf(facts))
  }
}
const count = (store: SqliteStore, table: string): number =>
  Number(store.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'])
const names = (store: SqliteStore): unknown[] =>
  store.database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'unit%' ORDER BY name")
    .all()
    .map(({ name }) => name)

test('two programs on one file: the one behind catches up, judges again and appends', async () => {
  const [one, two] = [open(), open()]
  const first = await create(one, 'b')
  const second = await openLedger(two, { book: 'b' })
  await list(first, 'u1')
  await list(second, 'u2')
  expect(await list(first, 'u2')).toMatchObject({ ok: false, kind: 'impossible' })
  expect(await list(first, 'u3')).toMatchObject({ ok: true, size: 4 })
  expectAgreement(one, first)
})

test('tables that a program without them left behind are brought forward, batch by batch', async () => {
  const store = open()
  await create(store, 'b')
  const other = await openLedger(withoutTables(open()), { book: 'b' })
  await list(other, 'u1')
  await rename(other, 'u1', '新')
  expect(await store.tables.size('ledger-b')).toBe(1)
  expect(() => tableFacts(store, 'b', { knownAt: 2 }).rows(relations[0])).toThrow(/stand at 1, not yet at 2/)
  const ledger = await openLedger(store, { book: 'b' })
  await list(ledger, 'u2')
  expect(await store.tables.size('ledger-b')).toBe(4)
  expectAgreement(store, ledger)
})

test('tables of another version are made anew in their place; views of analysts go on', async () => {
  const old = open()
  const before = await create(old, 'b')
  await list(before, 'u1')
  old.database.exec('CREATE VIEW listed AS SELECT unit_id FROM unit')
  const store = open({ domain: { ...party, version: '2' } })
  const ledger = await openLedger(store, { book: 'b' })
  expect(await store.tables.size('ledger-b')).toBe(0)
  expect(count(store, 'listed')).toBe(1)
  await list(ledger, 'u2')
  expect(count(store, 'listed')).toBe(2)
  expect(names(store)).toEqual(['unit'])
  expectAgreement(store, ledger)
  // The older program is still there: it makes its own again, and each is right in its turn.
  await list(before, 'u3')
  expectAgreement(old, before)
  await list(ledger, 'u4')
  expectAgreement(store, ledger)
  expect([await old.tables.size('ledger-b'), await store.tables.size('ledger-b')]).toEqual([0, 5])
})

test('a file of a program that kept no daily deltas has them with the next batch, for all batches before', async () => {
  const store = open()
  await list(await create(store, 'b'), 'u1')
  store.database.exec(
    `DROP TABLE figure_delta; DROP TABLE figure_sum; DELETE FROM kept_table WHERE name = 'figure_delta'`,
  )
  const ledger = await openLedger(store, { book: 'b' })
  await list(ledger, 'u2')
  expect(count(store, 'figure_delta')).toBeGreaterThan(0)
  for (let knownAt = 1; knownAt <= ledger.size; knownAt++) {
    const view = ledger.asOf('2021-06-30', { knownAt })
    const facts = tableFacts(store, 'b', { knownAt, asOf: view.asOf })
    expect(coverageOn({ ...view, facts })).toEqual(coverageOn(view))
  }
})

test('of a file with two books nothing disappears: each book has its rows from the one program or the other', async () => {
  const old = open()
  const [a, b] = [await create(old, 'a'), await create(old, 'b')]
  await list(a, 'u1')
  await list(b, 'u1')
  const store = open({ domain: { ...party, version: '2' } })
  const newer = await openLedger(store, { book: 'a' })
  await list(newer, 'u2')
  expect([names(store), count(store, 'unit')]).toEqual([['unit'], 3])
  expectAgreement(store, newer)
  // Meanwhile the older program goes on with the other book.
  await list(b, 'u2')
  expectAgreement(old, b)
  const other = await openLedger(store, { book: 'b' })
  await list(other, 'u3')
  expect(names(store)).toEqual(['unit'])
  expect(count(store, 'unit')).toBe(5)
  expectAgreement(store, newer)
  expectAgreement(store, other)
})

test('tables that somebody has changed never refuse an event: they are removed, and made anew', async () => {
  const store = open()
  const ledger = await create(store, 'b')
  await list(ledger, 'u1')
  const damage = ['DELETE FROM unit', "UPDATE unit SET valid_from = valid_from || '!'", 'DROP TABLE unit']
  for (const [at, sql] of damage.entries()) {
    store.database.exec(sql)
    expect(await rename(ledger, 'u1', `名${at}`)).toMatchObject({ ok: true })
    expect(await store.tables.size('ledger-b')).toBe(0)
    await list(ledger, `v${at}`)
    expectAgreement(store, ledger)
  }
})

test.each([
  ['all of it', 'DELETE FROM batch'],
  ['its end', 'DELETE FROM batch WHERE size > 2'],
  ['the table', 'DROP TABLE batch'],
  ['a size', 'UPDATE batch SET size = size + 1 WHERE size = (SELECT max(size) FROM batch)'],
  ['a size that is to come', 'INSERT INTO batch SELECT book, max(size) + 2, recorded_at, 0, NULL, 0 FROM batch'],
])(
  'batches tell how far tables are; where somebody has changed %s, no event is refused and no gap is left',
  async (_, sql) => {
    for (const reopened of [true, false]) {
      const store = open()
      const first = reopened ? await create(store, 'b') : await openLedger(store, { book: 'b' })
      for (let at = 0; at < 3; at++) await list(first, `u${reopened}${at}`)
      store.database.exec(sql)
      const ledger = reopened ? await openLedger(store, { book: 'b' }) : first
      expect(await list(ledger, `v${reopened}`)).toMatchObject({ ok: true })
      // The event after the one by which they turn out to be changed brings them back.
      for (let at = 0; at < 4; at++) {
        expect(await list(ledger, `w${reopened}${at}`)).toMatchObject({ ok: true })
        if (at === 0) continue
        expect(await store.tables.size('ledger-b')).toBe(ledger.size)
        expectAgreement(store, ledger)
      }
    }
  },
)

test('tables that are in no list any more are made anew', async () => {
  const store = open()
  await list(await create(store, 'b'), 'u1')
  store.database.exec('DELETE FROM kept_table')
  const ledger = await openLedger(store, { book: 'b' })
  expect(await list(ledger, 'u2')).toMatchObject({ ok: true })
  expectAgreement(store, ledger)
})

test("where a table of somebody's stands in the place of one of ours, the others are kept up; it is made once that is gone", async () => {
  const store = open()
  await list(await create(store, 'b'), 'u1')
  store.database.exec("DELETE FROM kept_table WHERE name = 'unit'; ALTER TABLE unit ADD COLUMN mine TEXT")
  const ledger = await openLedger(store, { book: 'b' })
  for (const unit of ['u2', 'u3']) expect(await list(ledger, unit)).toMatchObject({ ok: true })
  expect([names(store), count(store, 'unit'), count(store, 'live_event')]).toEqual([['unit'], 1, 4])
  expect(await store.tables.size('ledger-b')).toBe(4)
  expect(() => tableFacts(store, 'b', { knownAt: 4 }).rows(relation.unit)).toThrow(/stand at 0, not yet at 4/)
  store.database.exec('ALTER TABLE unit RENAME TO mine')
  await list(ledger, 'u4')
  await list(await openLedger(store, { book: 'b' }), 'u5')
  expect([names(store), count(store, 'unit'), count(store, 'mine')]).toEqual([['unit'], 5, 1])
})

test("no table is kept where somebody's own stands in the place of the batches, and no event is refused", async () => {
  const store = open()
  await list(await create(store, 'b'), 'u1')
  store.database.exec('DELETE FROM kept_table; ALTER TABLE batch ADD COLUMN mine TEXT')
  const ledger = await openLedger(store, { book: 'b' })
  for (const unit of ['u2', 'u3']) expect(await list(ledger, unit)).toMatchObject({ ok: true })
  expect([await store.tables.size('ledger-b'), count(store, 'batch'), count(store, 'unit')]).toEqual([0, 2, 1])
})

test('changes that do not follow on the tables are not written: tables may lag, but have no gap', async () => {
  const store = open()
  const ledger = await create(withoutTables(store), 'b')
  await list(ledger, 'u1')
  await list(ledger, 'u2')
  const changes = await changesOf(store, store.tables.counting)
  expect(changes).toHaveLength(3)
  const [first, second, third] = changes as [TableChanges, TableChanges, TableChanges]
  await expect(store.tables.write('ledger-b', [second])).rejects.toThrow(/stand at 0, next is 2/)
  await store.tables.write('ledger-b', [first])
  await expect(store.tables.write('ledger-b', [third])).rejects.toThrow(/stand at 1, next is 3/)
  // Two programs may bring them forward at once: what is there already is passed over.
  await store.tables.write('ledger-b', [first, second, third])
  await store.tables.write('ledger-b', [second, third])
  expect(await store.tables.size('ledger-b')).toBe(3)
  expectAgreement(store, ledger)
})

test('changes of which nothing was counted are not written either', async () => {
  const store = open()
  const ledger = await create(withoutTables(store), 'b')
  await list(ledger, 'u1')
  const uncounted = await changesOf(store)
  await expect(store.tables.write('ledger-b', uncounted)).rejects.toThrow(/nothing was counted/)
  const events = await storedOf(store)
  const other = sqliteStore(':memory:', { domain: party, create: true })
  await other.append('ledger-b', events, { expectedRevision: 'no-stream', changes: uncounted })
  expect(await other.tables.size('ledger-b')).toBe(0)
  expect(await list(await openLedger(other, { book: 'b' }), 'u2')).toMatchObject({ ok: true })
  expect(await other.tables.size('ledger-b')).toBe(3)
  await other.close()
})

const foundedAs = (name: string): object => ({
  type: 'OrganizationFounded',
  effectiveOn: '2017-01-01',
  data: { organizationId: 'o1', name, kind: 'branch', formation: 'solo', category: 'enterprise', unitIds: [] },
})
const beginnings = (rows: readonly Row[]): unknown[] =>
  rows.map(({ from, openedBy, previous }) => [from, openedBy, previous?.openedBy])

test('episodes know where they began, also when their beginning is corrected; one day shows no other', async () => {
  const store = open()
  const ledger = await create(store, 'b')
  const id = idOf(9_000_000)
  await ledger.record([{ ...foundedAs('甲'), id }], options)
  await ledger.record(
    [{ type: 'OrganizationRenamed', effectiveOn: '2018-01-01', data: { organizationId: 'o1', name: '乙' } }],
    options,
  )
  await ledger.record([{ ...foundedAs('丙'), corrects: id, reason: '名称有误' }], options)
  const { organization } = relation
  const memory = ledger.asOf('2021-01-01').facts.rows(organization)
  expect(beginnings(tableFacts(store, 'b', { knownAt: 4 }).rows(organization))).toEqual(beginnings(memory))
  const onDay = tableFacts(store, 'b', { knownAt: 3, asOf: '2019-01-01' }).rows(organization)
  expect(onDay).toMatchObject([{ attributes: { name: '乙' }, previous: { from: '2017-01-01', openedBy: 1 } }])
})
