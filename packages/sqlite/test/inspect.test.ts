import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createLedger, openLedger, party, type Ledger, type RecordOptions } from '@taizhang/core'
import { GrowingTree, merkleTree } from '@taizhang/kernel/merkle'
import { idOf, play, scriptArbitrary } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteStore, tableFacts, type SqliteOptions, type SqliteStore } from '../src/index.ts'
import { inspectTree } from '../src/inspect-tree.ts'
import { bookTexts, sha256Tree, treeTable } from '../src/kept-tree.ts'
import { bringUpTo } from '../src/schema.ts'
import { inspected, states } from './inspected.ts'
import { toSchema } from './older-ledger.ts'

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

const file = (): string => join(folder, 'a.ledger')
const open = (options: Partial<SqliteOptions> = {}): SqliteStore => {
  const store = sqliteStore(file(), { domain: party, create: true, ...options })
  opened.push(store)
  return store
}

let made = 0
const options: RecordOptions = { now: new Date('2021-07-05T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
const list = async (ledger: Ledger, unitId: string): Promise<void> => {
  const data = { unitId, kind: 'enterprise', name: unitId }
  const outcome = await ledger.record([{ type: 'UnitListed', effectiveOn: '2020-01-01', data }], options)
  expect(outcome.ok).toBe(true)
}
const textsOf = (ledger: Ledger): readonly string[] =>
  ledger.events().map(({ position }) => ledger.text(position) ?? '')

/** The root over the texts, made in memory. */
const rootOf = (texts: readonly string[]): string =>
  hex(
    merkleTree(
      sha256Tree,
      texts.map((text) => sha256Tree.leaf(Buffer.from(text))),
    ).root(),
  )

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
/** The root that the store keeps. */
const keptRoot = async (store: SqliteStore, book: string, size: number): Promise<string | undefined> => {
  const root = await store.tree.root(`ledger-${book}`, size)
  return root && hex(root)
}

const allHold = { file: 'held', tree: 'held', tables: 'held' }

test('the kept root at every size is the one of a tree made anew, for random books', async () => {
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 6 }), async (script) => {
      const store = sqliteStore(':memory:', { domain: party, create: true })
      const ledger = await play(script, { store })
      const texts = textsOf(ledger)
      expect(await store.tree.size('ledger-test')).toBe(texts.length)
      for (let size = 0; size <= texts.length; size++)
        expect(await keptRoot(store, 'test', size)).toEqual(rootOf(texts.slice(0, size)))
      expect(await keptRoot(store, 'test', texts.length + 1)).toBeUndefined()
      await store.close()
    }),
    { numRuns: 30 },
  )
})

test('the tree is that of the bytes which are stored, whatever text was appended', async () => {
  // Lone surrogates too: no book has them, but a stream may.
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '中', '😀', '\0', '\ud800', '\udc00'), maxLength: 40 })
  const texts = fc.array(text, { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 4 }), async (batches) => {
      const store = sqliteStore(':memory:', { domain: party, create: true })
      let size = 0
      for (const batch of batches) {
        const events = batch.map((text) => ({ id: `e${size++}`, text }))
        await store.append('ledger-b', events, { expectedRevision: 'any' })
      }
      const bytes = [...bookTexts(store.database, 'b', 0, size)]
      const made = merkleTree(
        sha256Tree,
        bytes.map((leaf) => sha256Tree.leaf(leaf)),
      )
      expect(await keptRoot(store, 'b', size)).toBe(hex(made.root()))
      expect(inspectTree(store.database, 'b').state).toBe('held')
      await store.close()
    }),
    { numRuns: 50 },
  )
})

test('leaves that come one by one or several at a time, over the ends of rows and tiles, give the same tree', async () => {
  for (const batch of [1, 7, 15, 16, 17, 40]) {
    const store = sqliteStore(':memory:', { domain: party, create: true })
    for (let size = 0; size < 530; size += batch) {
      await append(store, size, size + batch)
      const texts = Array.from({ length: size + batch }, (_, at) => `text ${at}`)
      expect([batch, await keptRoot(store, 'b', texts.length)]).toEqual([batch, rootOf(texts)])
    }
    expect(inspectTree(store.database, 'b').state).toBe('held')
    await store.close()
  }
})

test('a tree of three levels of tiles, appended to in pieces, gives the root of one made in one go', () => {
  const sizes = [1, 255, 256, 257, 512, 65_535, 65_536, 65_537, 66_000]
  const db = new DatabaseSync(':memory:')
  bringUpTo(db)
  const event = db.prepare('INSERT INTO event (book, position, id, text) VALUES (?, ?, ?, ?)')
  db.exec('DROP TRIGGER event_is_only_appended; BEGIN')
  const table = treeTable(db)
  const whole = new GrowingTree(sha256Tree)
  for (const size of sizes) {
    for (let at = whole.size; at < size; at++) {
      const text = String.fromCharCode(at & 127, (at >> 7) & 127, at >> 14)
      event.run('b', at, String(at), text)
      whole.append(sha256Tree.leaf(Buffer.from(text)))
    }
    table.grow('b')
    expect([table.size('b'), hex(table.root('b', size) ?? new Uint8Array())]).toEqual([size, hex(whole.root())])
  }
  expect(db.prepare('SELECT level, count(*) AS n FROM tree GROUP BY level').all()).toMatchObject([
    { level: 0, n: 4125 },
    { level: 1, n: 2 },
    { level: 2, n: 1 },
  ])
  expect(inspectTree(db, 'b').state).toBe('held')
  db.close()
})

test('a ledger of the first schema is read as it is, and gets its tree when it is opened for writing', async () => {
  const store = open()
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  for (const unit of ['u1', 'u2', 'u3']) await list(ledger, unit)
  await store.close()
  toSchema(file(), 1)
  const reader = open({ readOnly: true })
  expect([await reader.tree.size('ledger-b'), await keptRoot(reader, 'b', 4)]).toEqual([0, undefined])
  expect(states(await inspected(reader, ledger))).toEqual({ ...allHold, tree: 'unable' })
  const writer = open()
  expect([await reader.tables.size('ledger-b'), await writer.tables.size('ledger-b')]).toEqual([4, 4])
  expect(await keptRoot(writer, 'b', 4)).toEqual(rootOf(textsOf(ledger)))
  expect(states(await inspected(writer, ledger))).toEqual(allHold)
  const again = await openLedger(writer, { book: 'b' })
  await list(again, 'u4')
  expect(await keptRoot(writer, 'b', 5)).toEqual(rootOf(textsOf(again)))
})

test('a ledger of the second schema is read as it is, and has the envelope once it is opened for writing', async () => {
  const store = open()
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  for (const unit of ['u1', 'u2', 'u3']) await list(ledger, unit)
  const root = await keptRoot(store, 'b', 4)
  await store.close()
  toSchema(file(), 2)
  const owner = new DatabaseSync(file())
  const view = "CREATE VIEW listed AS SELECT id FROM event WHERE type = 'UnitListed'"
  const trigger = 'CREATE TRIGGER list INSTEAD OF INSERT ON listed BEGIN SELECT 1; END'
  owner.exec(`${view}; ${trigger}`)
  expect(owner.prepare('SELECT type FROM event').all()).toHaveLength(4)
  owner.close()
  const reader = open({ readOnly: true })
  expect(states(await inspected(reader, ledger))).toEqual({ ...allHold, file: 'failed' })
  expect(tableFacts(reader, 'b', { knownAt: 4 }).events('UnitListed')).toHaveLength(3)
  const writer = open()
  const owned = writer.database.prepare("SELECT sql FROM sqlite_schema WHERE name IN ('listed', 'list')").all()
  expect(owned.map(({ sql }) => sql)).toEqual([view, trigger])
  writer.database.exec('DROP VIEW listed')
  const again = await openLedger(writer, { book: 'b' })
  await list(again, 'u4')
  expect([textsOf(again).slice(0, 4), await keptRoot(writer, 'b', 4)]).toEqual([textsOf(ledger), root])
  expect(states(await inspected(writer, again))).toEqual(allHold)
  const envelopes = writer.database.prepare('SELECT position, type, effective_on, recorded_at FROM envelope').all()
  expect(envelopes.map((row) => ({ ...row }))).toEqual(
    again.events().map(({ position, type, effectiveOn, recordedAt }) => ({
      position,
      type,
      effective_on: effectiveOn,
      recorded_at: recordedAt,
    })),
  )
})

async function append(store: SqliteStore, from: number, to: number): Promise<void> {
  const events = Array.from({ length: to - from }, (_, at) => ({ id: `e${from + at}`, text: `text ${from + at}` }))
  await store.append('ledger-b', events, { expectedRevision: 'any' })
}

test('a ledger of the third schema is read as it is; its hashes are carried over as they are', async () => {
  const sizes = [1, 16, 17, 255, 256, 257, 600]
  const roots = async (store: SqliteStore): Promise<readonly unknown[]> =>
    Promise.all(sizes.map(async (size) => keptRoot(store, 'b', size)))
  const made = sizes.map((size) => rootOf(Array.from({ length: size }, (_, at) => `text ${at}`)))
  const store = open()
  await append(store, 0, 600)
  await store.close()
  toSchema(file(), 3)
  const reader = open({ readOnly: true })
  const rows = 'SELECT level, place, length(hashes) / 32 AS hashes FROM tree WHERE level > 0 OR place > 1'
  expect(reader.database.prepare(rows).all()).toMatchObject([
    { level: 0, place: 2, hashes: 88 },
    { level: 1, place: 0, hashes: 2 },
  ])
  expect([await reader.tree.size('ledger-b'), await roots(reader)]).toEqual([600, made])
  expect(inspectTree(reader.database, 'b').state).toBe('held')
  const writer = open()
  expect([await roots(writer), await roots(reader)]).toEqual([made, made])
  expect([inspectTree(writer.database, 'b').state, inspectTree(reader.database, 'b').state]).toEqual(['held', 'held'])
  for (let size = 600; size < 800; size += 5) await append(writer, size, size + 5)
  expect(await keptRoot(writer, 'b', 800)).toBe(rootOf(Array.from({ length: 800 }, (_, at) => `text ${at}`)))
  await reader.close()
  await writer.close()
  toSchema(file(), 3)
  const owner = new DatabaseSync(file())
  owner.exec('DROP TRIGGER tree_only_grows; UPDATE tree SET hashes = zeroblob(8192) WHERE level = 0 AND place = 1')
  owner.close()
  const { state, findings } = inspectTree(open().database, 'b')
  expect([state, findings.length]).toEqual(['failed', 100])
  expect(findings[0]).toMatchObject({ code: 'hash-differs', position: 256 })
})

test.each([15, 16, 17, 32, 256])('a tree of %i events of the third schema gets no row too many', async (size) => {
  const store = open()
  await append(store, 0, size)
  await store.close()
  toSchema(file(), 3)
  expect(inspectTree(open().database, 'b')).toMatchObject({ state: 'held', findings: [] })
})

test('a program that did not know of the tree leaves it behind; the next append catches up', async () => {
  const store = open()
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  for (const unit of ['v1', 'v2']) await list(ledger, unit)
  store.database.exec('DROP TRIGGER tree_only_grows; UPDATE tree SET hashes = substr(hashes, 1, 32)')
  expect(await store.tree.size('ledger-b')).toBe(1)
  await list(ledger, 'v3')
  expect(await keptRoot(store, 'b', 4)).toEqual(rootOf(textsOf(ledger)))
})

test('a tree that somebody has changed refuses no event, and is never mended', async () => {
  const store = open()
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  for (const unit of ['w1', 'w2', 'w3']) await list(ledger, unit)
  store.database.exec(
    'DROP TRIGGER tree_only_grows; UPDATE tree SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB)',
  )
  await list(ledger, 'w4')
  expect(await store.tree.size('ledger-b')).toBe(5)
  const checks = await inspected(store, ledger)
  expect(states(checks)).toEqual({ file: 'failed', tree: 'failed', tables: 'held' })
  expect(checks.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(['schema-changed', 'hash-differs'])
})

test('tables of an older definition are compared by nobody who does not know it; after a swap all hold again', async () => {
  const old = open()
  const ledger = await createLedger(old, { book: 'b', name: '测试' }, options)
  await list(ledger, 'x1')
  const newer = open({ domain: { ...party, version: '2' } })
  expect(states(await inspected(newer, ledger))).toEqual({ ...allHold, tables: 'unable' })
  const again = await openLedger(newer, { book: 'b' })
  await list(again, 'x2')
  expect(states(await inspected(newer, again))).toEqual(allHold)
})

test('what somebody adds for themselves is named and not our concern, but triggers are', async () => {
  const store = open()
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  store.database.exec(
    'CREATE VIEW mine AS SELECT * FROM unit; CREATE TABLE notes (a); CREATE INDEX fast ON unit (name)',
  )
  const held = await inspected(store, ledger)
  expect(states(held)).toEqual(allHold)
  expect(held.find(({ check }) => check === 'file')?.note.en).toMatch(
    /; not made by this program and not checked: mine, notes$/,
  )
  store.database.exec('CREATE TRIGGER mine_too AFTER INSERT ON event BEGIN DELETE FROM notes; END')
  const [fileCheck] = await inspected(store, ledger)
  expect(fileCheck).toMatchObject({ state: 'failed', findings: [{ code: 'unexpected-trigger', name: 'mine_too' }] })
})

test('a column that damage has renamed is told of', async () => {
  const store = open()
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  await list(ledger, 'z1')
  store.database.exec('ALTER TABLE event RENAME COLUMN text TO tExt')
  expect(states(await inspected(store, ledger))).toEqual({ ...allHold, file: 'failed' })
})

test('every kind of difference in a table is told of', async () => {
  const store = open()
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  for (const unit of ['y1', 'y2']) await list(ledger, unit)
  store.database.exec(`UPDATE unit SET name = '别的' WHERE unit_id = 'y1';
    UPDATE unit SET unit_id = 'y3' WHERE unit_id = 'y2'; UPDATE batch SET recorded_at = '2022' WHERE size = 2`)
  const tables = (await inspected(store, ledger)).find(({ check }) => check === 'tables')
  expect(tables?.findings.map(({ code, table }) => [code, table])).toEqual([
    ['row-differs', 'batch'],
    ['row-differs', 'unit'],
    ['row-surplus', 'unit'],
    ['row-missing', 'unit'],
  ])
  expect(tables?.findings[1]?.message.zh).toMatch(/name 是 别的，应为 y1/)
})
