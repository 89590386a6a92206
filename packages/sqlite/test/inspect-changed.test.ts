import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger, openLedger, party, type Ledger, type RecordOptions } from '@taizhang/core'
import { idOf } from '@taizhang/core/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteStore, type SqliteStore } from '../src/index.ts'
import { findingsOf, inspected, states } from './inspected.ts'

/** What somebody who can write the file may do to it, and what is said of it then. */
let folder: string
let store: SqliteStore
let ledger: Ledger
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  store = sqliteStore(join(folder, 'a.ledger'), { domain: party, create: true })
  ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  for (const unit of ['u1', 'u2']) await list(unit)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

let made = 0
const options: RecordOptions = { now: new Date('2021-07-05T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
async function list(unitId: string): Promise<void> {
  const data = { unitId, kind: 'enterprise', name: unitId }
  const outcome = await ledger.record([{ type: 'UnitListed', effectiveOn: '2020-01-01', data }], options)
  expect(outcome.ok).toBe(true)
}
const allHold = { file: 'held', tree: 'held', tables: 'held' }
const change = (sql: string): void => store.database.exec(sql)
const tables = (): readonly string[] =>
  store.projection.units.flatMap(({ tables: names }) => names.map(([name]) => name))
const unitNames = (table = 'unit'): readonly unknown[] =>
  store.database
    .prepare(`SELECT name FROM ${table} ORDER BY unit_id`)
    .all()
    .map(({ name }) => name)

test('tables that are in no list at all are told of, and made anew', async () => {
  change("DELETE FROM kept_table; UPDATE unit SET name = '伪'")
  const checks = await inspected(store, ledger)
  expect(states(checks)).toEqual({ ...allHold, tables: 'failed' })
  const unlisted = findingsOf(checks).filter((found) => JSON.stringify(found).includes('table-unlisted'))
  expect(unlisted).toEqual(tables().map((table) => ['tables', 'table-unlisted', { table }]))
  // However far the forged ones say that they are.
  change("INSERT INTO batch VALUES ('b', 1000000, '2031', 0, NULL, 0)")
  ledger = await openLedger(store, { book: 'b' })
  await list('u3')
  expect(states(await inspected(store, ledger))).toEqual(allHold)
  expect(unitNames()).toEqual(['u1', 'u2', 'u3'])
})

test.each([
  ['a table that is made otherwise', 'ALTER TABLE unit ADD COLUMN mine TEXT', 'DROP TABLE unit', 'unit'],
  ['a table in capitals', 'ALTER TABLE unit RENAME TO x; ALTER TABLE x RENAME TO UNIT', 'DROP TABLE unit', 'UNIT'],
  ['a view', "DROP TABLE unit; CREATE VIEW unit AS SELECT 'u1' AS unit_id, '伪' AS name", 'DROP VIEW unit', 'unit'],
])('%s in the place of one of ours is told of until it is gone; no event is refused', async (_, sql, away, table) => {
  change(`DELETE FROM kept_table WHERE name = 'unit'; UPDATE unit SET name = '伪'; ${sql}`)
  ledger = await openLedger(store, { book: 'b' })
  for (const unit of ['u3', 'u4']) {
    await list(unit)
    const checks = await inspected(store, ledger)
    expect(states(checks)).toEqual({ ...allHold, tables: 'failed' })
    expect(findingsOf(checks)).toContainEqual(['tables', 'table-unlisted', { table }])
    expect(await store.tables.size('ledger-b')).toBe(ledger.size)
  }
  expect(unitNames()).toContain('伪')
  change(away)
  ledger = await openLedger(store, { book: 'b' })
  await list('u5')
  expect(states(await inspected(store, ledger))).toEqual(allHold)
  expect(unitNames()).toEqual(['u1', 'u2', 'u3', 'u4', 'u5'])
})

test.each(['event', 'EVENT', 'tree', 'kept_table'])('a list that names %s takes nothing of it away', async (table) => {
  change(`UPDATE kept_table SET name = '${table}', fingerprint = 'other' WHERE name = 'unit'`)
  await list('u3')
  expect(ledger.size).toBe(4)
  expect((await openLedger(store, { book: 'b' })).size).toBe(4)
  expect(await store.tree?.size('ledger-b')).toBe(4)
})

test("a table of somebody's own that refers to one of ours loses nothing with it, and refuses no event", async () => {
  const refers = 'REFERENCES unit (book, unit_id, valid_from, recorded_from) ON DELETE CASCADE'
  change(`CREATE TABLE mine (book, unit_id, valid_from, recorded_from, note,
      FOREIGN KEY (book, unit_id, valid_from, recorded_from) ${refers});
    INSERT INTO mine SELECT book, unit_id, valid_from, recorded_from, 'note' FROM unit;
    UPDATE kept_table SET fingerprint = 'older'`)
  const notes = (): unknown => store.database.prepare('SELECT count(*) AS n FROM mine').get()?.['n']
  const before = notes()
  await list('u3')
  change('DELETE FROM unit')
  await list('u4')
  await list('u5')
  expect(notes()).toBe(before)
  expect(await store.tables.size('ledger-b')).toBe(ledger.size)
})

test.each([
  [
    'a size that is not exact',
    'UPDATE batch SET size = 9223372036854775807 WHERE size = (SELECT max(size) FROM batch)',
  ],
  ['a column that is gone', 'ALTER TABLE unit DROP COLUMN park'],
  [
    'a list of what SQLite keeps for itself',
    `CREATE TABLE own (id INTEGER PRIMARY KEY AUTOINCREMENT);
    UPDATE kept_table SET name = 'sqlite_sequence' WHERE name = 'unit'`,
  ],
])('%s is a finding, and refuses no event', async (_, sql) => {
  change(sql)
  expect(states(await inspected(store, ledger))).toMatchObject({ tables: 'failed' })
  await list('u3')
  await list('u4')
  await list('u5')
  expect(states(await inspected(store, ledger))).toEqual(allHold)
})

test.each(["fingerprint = ''", "versions = ''", "size = 99, versions = 'other@2'"])(
  'whatever somebody makes of the list, %s, and of a listed table, no event is refused',
  async (made) => {
    change(`DROP TABLE unit; CREATE VIEW unit AS SELECT 'u1' AS unit_id, '伪' AS name; UPDATE kept_table SET ${made}`)
    for (const unit of ['u3', 'u4']) await list(unit)
    expect(findingsOf(await inspected(store, ledger))).toContainEqual(['tables', 'table-unlisted', { table: 'unit' }])
    change('DROP VIEW unit')
    ledger = await openLedger(store, { book: 'b' })
    await list('u5')
    expect(states(await inspected(store, ledger))).toEqual(allHold)
  },
)

test('a member twice in what a table has as JSON is told of: SQLite takes the first, JavaScript the last', async () => {
  change(
    `UPDATE live_event SET data = '{"kind":"social",' || substr(data, 2) WHERE type = 'UnitListed' AND position = 1`,
  )
  const { database } = store
  const kinds = "SELECT data ->> '$.kind' AS kind FROM live_event WHERE type = 'UnitListed'"
  expect(database.prepare(kinds).all()).toMatchObject([{ kind: 'social' }, { kind: 'enterprise' }])
  expect(findingsOf(await inspected(store, ledger))).toMatchObject([['tables', 'row-differs', { table: 'live_event' }]])
})

test('each table that a list names and that is not there is told of by its name, and none that is', async () => {
  change(`INSERT INTO kept_table (book, name, fingerprint, versions, size)
    SELECT 'b', value, 'other', 'other@1', 0 FROM json_each('["nothing","event","tree"]')`)
  const found = findingsOf(await inspected(store, ledger)).filter((one) => JSON.stringify(one).includes('row-surplus'))
  expect(found).toEqual(
    ['event', 'nothing', 'tree'].map((key) => ['file', 'row-surplus', { table: 'kept_table', key }]),
  )
})

test('a row is named by its table and its key: one that differs, one too many, one that is missing', async () => {
  change("UPDATE unit SET name = '伪' WHERE unit_id = 'u1'; UPDATE unit SET unit_id = 'u3' WHERE unit_id = 'u2'")
  const checks = await inspected(store, ledger)
  const [u1, u2, u3] = ['u1', 'u2', 'u3'].map((unitId) =>
    JSON.stringify(['b', unitId, '2020-01-01', unitId === 'u1' ? '2' : '3']),
  )
  expect(findingsOf(checks)).toEqual([
    ['tables', 'row-differs', { table: 'unit', key: u1 }],
    ['tables', 'row-surplus', { table: 'unit', key: u3 }],
    ['tables', 'row-missing', { table: 'unit', key: u2 }],
  ])
  // What is found, and what is expected: not the other way about.
  const [differs] = checks.flatMap(({ findings }) => findings)
  expect(differs?.message.en).toMatch(/name is 伪, expected u1$/)
})

test('of other books in the file as many are named as fit in a line, and how many there are', async () => {
  const noteOf = async (): Promise<string | undefined> =>
    (await inspected(store, ledger)).find(({ check }) => check === 'books')?.note.en
  for (const book of ['c', 'd', 'e', 'f', 'g']) await createLedger(store, { book, name: book }, options)
  expect(await noteOf()).toBe('5 more in this file, not checked: c, d, e, f, g; verify each with --book')
  await createLedger(store, { book: 'h', name: 'h' }, options)
  expect(await noteOf()).toBe('6 more in this file, not checked: c, d, e, f, g, …; verify each with --book')
})

test('segments of a book without events, and rows that follow on no segment', async () => {
  await ledger.keepSnapshot()
  change(`INSERT INTO snapshot_segment SELECT 'ghost', "from", size, fingerprint, sha256, bytes FROM snapshot_segment`)
  expect(findingsOf(await inspected(store, ledger))).toEqual([
    ['books', 'book-without-events', { table: 'snapshot_segment', book: 'ghost', rows: 1 }],
  ])
  change(`DELETE FROM snapshot_segment WHERE book = 'ghost';
    INSERT INTO snapshot_segment ("book", "from", size, fingerprint, sha256, bytes) VALUES ('b', 99999, 100000, '', '', x'')`)
  expect(findingsOf(await inspected(store, ledger))).toEqual([
    ['file', 'row-surplus', { table: 'snapshot_segment', book: 'b' }],
  ])
})

test('hashes that differ are told by the events that they are of', async () => {
  const drafts = Array.from({ length: 300 - ledger.size }, (_, at) => {
    const data = { unitId: `v${at}`, kind: 'enterprise', name: `v${at}` }
    return { type: 'UnitListed', effectiveOn: '2020-01-01', data }
  })
  expect(await ledger.record(drafts, options)).toMatchObject({ ok: true })
  for (const { name } of store.database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    change(`DROP TRIGGER ${String(name)}`)
  change('UPDATE tree SET hashes = zeroblob(length(hashes)) WHERE level = 1')
  const tree = (await inspected(store, ledger)).find(({ check }) => check === 'tree')
  expect(tree?.findings.map(({ code, position, leaves, message }) => [code, position, leaves, message.en])).toEqual([
    ['hash-differs', 0, 256, expect.stringContaining('events 0-255 ')],
  ])
  change("INSERT INTO tree VALUES ('b', 1, 1, zeroblob(64))")
  const told = (await inspected(store, ledger)).find(({ check }) => check === 'tree')
  expect(told?.findings.map(({ code, message }) => [code, message.en]).slice(1)).toEqual([
    ['row-surplus', expect.stringContaining('(level 1, place 1, hashes: 2)')],
    ['hash-surplus', expect.stringMatching(/^2 more hashes/)],
  ])
})

test('rows of a book that has no events are told of: whoever asks for all books counts them', async () => {
  change(`INSERT INTO batch VALUES ('ghost', 1, '2021', 0, NULL, 0), ('ghost', 2, '2021', 0, NULL, 0);
    INSERT INTO tree VALUES ('ghost', 0, 0, zeroblob(32))`)
  const checks = await inspected(store, ledger)
  expect(states(checks)).toEqual({ ...allHold, books: 'failed' })
  expect(findingsOf(checks)).toEqual([
    ['books', 'book-without-events', { table: 'batch', book: 'ghost', rows: 2 }],
    ['books', 'book-without-events', { table: 'tree', book: 'ghost', rows: 1 }],
  ])
  await createLedger(store, { book: 'c', name: '另一册' }, options)
  const books = (await inspected(store, ledger)).find(({ check }) => check === 'books')
  expect([books?.state, books?.note.en]).toEqual([
    'failed',
    expect.stringMatching(/^2 things differ; 1 more in this file/),
  ])
})
