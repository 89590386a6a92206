import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { canonicalText, streamOf } from '@taizhang/kernel/internal'
import {
  createLedger,
  party,
  draft,
  openLedger,
  relation,
  type EventStore,
  type Ledger,
  type RecordOptions,
} from '@taizhang/core'
import { type Snapshot } from '@taizhang/kernel/store'
import { idOf, play, scriptArbitrary, type Tried } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { snapshotTable } from '../src/snapshots.ts'
import { sqliteStore, type SqliteStore } from '../src/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const stream = streamOf('test')

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

const open = (path = ':memory:', domain = party): SqliteStore => {
  const store = sqliteStore(path, { domain, create: true })
  opened.push(store)
  return store
}

/** The book as it comes from the events alone. */
async function replayedBytes(store: EventStore): Promise<Uint8Array | undefined> {
  let kept: Snapshot | undefined
  const snapshots: EventStore['snapshots'] = {
    load: async () => undefined,
    keep: async (_, snapshot) => void (kept = snapshot),
  }
  await (await openLedger({ ...store, snapshots }, { book: 'test' })).keepSnapshot()
  return kept?.bytes
}

async function keptBytes(ledger: Ledger, store: SqliteStore): Promise<Uint8Array | undefined> {
  expect(await ledger.keepSnapshot()).toBe(true)
  return (await store.snapshots.load(stream))?.bytes
}

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0

/** When `play` opens a book. */
const openedAt = new Date(Date.UTC(2021, 5, 1, 4))

const options = (at: Date): RecordOptions => ({ now: at, newId: () => idOf(0), actor: 'tester' })

test(`recorded, refused, replayed or taken up from a snapshot anywhere on the way: the book is the same to the byte, and says the same to what comes; seed ${seed}`, async () => {
  const compared = { recorded: 0, refused: 0, takenUp: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.nat(), async (script, pick) => {
      const tried: Tried[] = []
      const store = open()
      const ledger = await play(script, { store, onTried: (one) => tried.push(one) })
      const bytes = await keptBytes(ledger, store)
      expect(same(bytes, await replayedBytes(store))).toBe(true)

      const other = open()
      let taken: Ledger = await createLedger(other, { book: 'test', name: '测试' }, options(openedAt))
      const change = pick % (tried.length + 1)
      for (const [at, { drafts, recorded, recordedAt }] of tried.entries()) {
        if (at === change) {
          compared.takenUp += Number(await taken.keepSnapshot())
          taken = await openLedger(other, { book: 'test' })
        }
        expect((await taken.record(drafts, options(recordedAt))).ok).toBe(recorded)
        compared[recorded ? 'recorded' : 'refused']++
      }
      expect([taken.size, await other.tables.size(stream)]).toEqual([ledger.size, ledger.size])
      expect(same(await keptBytes(taken, other), bytes)).toBe(true)
      await store.close()
      await other.close()
    }),
    { numRuns: 100, seed, endOnFailure: true },
  )
  expect(Object.entries(compared).filter(([, count]) => count < 50)).toEqual([])
})

const list = async (ledger: Ledger, unitId: string, position: number): Promise<void> => {
  const data = { unitId, kind: 'enterprise', name: unitId }
  const draft = { id: idOf(position), type: 'UnitListed', effectiveOn: '2020-01-01', data }
  expect((await ledger.record([draft], options(new Date('2021-07-05T00:00:00Z')))).ok).toBe(true)
}

const twoUnits = async (path: string, second: string): Promise<Ledger> => {
  const store = open(path)
  const ledger: Ledger = await createLedger(
    store,
    { book: 'test', name: '测试' },
    options(new Date('2021-07-01T00:00:00Z')),
  )
  await list(ledger, 'u1', 1)
  await list(ledger, second, 2)
  return ledger
}

const unitsOf = async (path: string): Promise<string[]> => {
  const ledger: Ledger = await openLedger(open(path), { book: 'test' })
  return ledger
    .asOf('2021-01-01')
    .facts.rows(relation.unit)
    .map(({ key }) => key.unitId)
}

test('what is checked and not recorded leaves the very same bytes, where the book has what cannot be, too', async () => {
  const store = open()
  await createLedger(store, { book: 'test', name: '测试' }, options(openedAt))
  // As another program would have left them: no ledger records the renaming of units that are not there.
  for (const [at, unitId] of ['x1', 'x2', 'x3'].entries()) {
    const [position, id] = [at + 1, idOf(at + 1)]
    const event = { actor: 'a', batch: { count: 1, index: 0 }, book: 'test', data: { name: 'n', unitId } }
    const stamped = { ...event, effectiveOn: '2020-01-01', id, position, recordedAt: openedAt.toISOString() }
    const text = canonicalText({ ...stamped, type: 'UnitRenamed', version: 1 })
    await store.append(stream, [{ id, text }], { expectedRevision: at })
  }
  const ledger: Ledger = await openLedger(store, { book: 'test' })
  const before = await keptBytes(ledger, store)
  const data = { eventId: idOf(1), reason: '重复录入' }
  const withdrawal = { id: idOf(9), type: 'EventWithdrawn', effectiveOn: '2020-01-01', data }
  expect(await ledger.check([withdrawal], options(openedAt))).toMatchObject({ ok: true })
  expect(same(await keptBytes(ledger, store), before)).toBe(true)
})

test('a snapshot that is too large for one value comes back whole from its parts', () => {
  const db = new DatabaseSync(':memory:')
  db.exec('CREATE TABLE event (book TEXT, position INTEGER)')
  for (const length of [0, 1, 99, 100, 101, 300, 999]) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 251)
    const table = snapshotTable(db, 100)
    table.keep('test', { size: length, fingerprint: 'f', bytes })
    const kept = table.load('test')
    expect([...(kept?.bytes ?? [])]).toEqual([...bytes])
    expect(db.prepare('SELECT count(*) AS n FROM snapshot_part').get()?.['n']).toBe(Math.ceil(length / 100))
  }
})

test('a snapshot is not used when its bytes were changed, other definitions made it, or its events are others', async () => {
  const [a, b] = [join(folder, 'a.ledger'), join(folder, 'b.ledger')]
  const ledger = await twoUnits(a, 'u2')
  await ledger.keepSnapshot()
  const db = new DatabaseSync(a)
  const parts = (): unknown => db.prepare('SELECT count(*) AS n FROM snapshot_part').get()?.['n']
  expect(parts()).toBe(1)
  expect(await unitsOf(a)).toEqual(['u1', 'u2'])

  // Another file's snapshot of a book of the same name and size.
  await twoUnits(b, 'u3')
  db.exec(`ATTACH '${b}' AS other`)
  const other = new DatabaseSync(b)
  await (await openLedger(open(b), { book: 'test' })).keepSnapshot()
  db.exec('DELETE FROM snapshot; DELETE FROM snapshot_part')
  db.exec(
    'INSERT INTO snapshot SELECT * FROM other.snapshot; INSERT INTO snapshot_part SELECT * FROM other.snapshot_part',
  )
  expect(await unitsOf(a)).toEqual(['u1', 'u2'])

  // The right one again, then one that says something else, and one of another definition.
  await ledger.keepSnapshot()
  db.exec(`UPDATE snapshot_part SET bytes = CAST(replace(CAST(bytes AS TEXT), '"u2"', '"u9"') AS BLOB)`)
  expect(await unitsOf(a)).toEqual(['u1', 'u2'])
  await ledger.keepSnapshot()
  db.exec("UPDATE snapshot SET fingerprint = fingerprint || ' '")
  expect(await unitsOf(a)).toEqual(['u1', 'u2'])
  const fewer = { ...party, relations: party.relations.slice(0, -1) }
  await ledger.keepSnapshot()
  expect((await openLedger(open(a, fewer), { book: 'test' })).size).toBe(3)
  other.close()
  db.close()
})

test('a ledger that has not read on keeps no snapshot in the place of a newer one', async () => {
  const path = join(folder, 'a.ledger')
  const behind = await twoUnits(path, 'u2')
  const ledger: Ledger = await openLedger(open(path), { book: 'test' })
  const unit = draft('UnitListed', '2020-01-01', { unitId: 'u3', kind: 'enterprise', name: '三' })
  await ledger.record([unit], { ...options(openedAt), newId: () => idOf(9) })
  await ledger.keepSnapshot()
  expect(await behind.keepSnapshot()).toBe(true)
  expect((await open(path).snapshots.load(stream))?.size).toBe(4)
  // One of a size that the book does not have is nobody's.
  const db = new DatabaseSync(path)
  db.exec('UPDATE snapshot SET size = 99')
  db.close()
  await ledger.keepSnapshot()
  expect((await open(path).snapshots.load(stream))?.size).toBe(4)
})

test.each([
  'DROP TABLE snapshot_part',
  'UPDATE snapshot SET size = 9007199254740993',
  'DROP TABLE snapshot; CREATE TABLE snapshot (mine)',
])('where somebody has done “%s” there is no snapshot', async (sql) => {
  const path = join(folder, 'a.ledger')
  await (await twoUnits(path, 'u2')).keepSnapshot()
  const db = new DatabaseSync(path)
  db.exec(sql)
  db.close()
  expect(await unitsOf(path)).toEqual(['u1', 'u2'])
})

test('a file that is only read takes no snapshot, and a store that keeps none says so', async () => {
  const path = join(folder, 'a.ledger')
  await twoUnits(path, 'u2')
  const readOnly = sqliteStore(path, { domain: party, readOnly: true })
  opened.push(readOnly)
  await expect((await openLedger(readOnly, { book: 'test' })).keepSnapshot()).rejects.toThrow('open for reading only')
  const { snapshots, ...without } = open(path)
  expect(snapshots).toBeDefined()
  expect(await (await openLedger(without, { book: 'test' })).keepSnapshot()).toBe(false)
})
