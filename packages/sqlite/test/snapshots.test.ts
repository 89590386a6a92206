import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { canonicalText, fingerprintOf, streamOf } from '@taizhang/kernel/internal'
import {
  createLedger,
  party,
  openLedger,
  relation,
  type EventStore,
  type Ledger,
  type RecordOptions,
} from '@taizhang/core'
import type { Domain } from '@taizhang/kernel/define'
import { type Segment } from '@taizhang/kernel/store'
import { idOf, play, scriptArbitrary, type Tried } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { segmentTable } from '../src/segments.ts'
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

/** A store as it is, whose books make segments of few events. */
const inSmallSegments = (store: SqliteStore, events: number): EventStore => ({
  ...store,
  snapshots: { ...store.snapshots, events },
})

/** The book as one segment, as it comes from the events alone. */
async function replayedBytes(store: EventStore): Promise<Uint8Array | undefined> {
  let kept: readonly Segment[] = []
  const snapshots: EventStore['snapshots'] = {
    load: async function* () {},
    keep: async (_, __, segments) => void (kept = segments),
    events: Infinity,
  }
  await (await openLedger({ ...store, snapshots }, { book: 'test' })).keepSnapshot()
  return kept[0]?.bytes
}

async function segmentsOf(store: SqliteStore, domain: Domain = party): Promise<readonly Segment[]> {
  const found: Segment[] = []
  for await (const segment of store.snapshots.load(stream, fingerprintOf(domain))) found.push(segment)
  return found
}

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0

/** When `play` opens a book. */
const openedAt = new Date(Date.UTC(2021, 5, 1, 4))

const options = (at: Date): RecordOptions => ({ now: at, newId: () => idOf(0), actor: 'tester' })

test(`recorded by one ledger, or by several that take each other up: the segments are the same to the byte, and what comes is judged the same; seed ${seed}`, async () => {
  const compared = { recorded: 0, refused: 0, takenUp: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.nat(), fc.integer({ min: 1, max: 9 }), async (script, pick, events) => {
      const tried: Tried[] = []
      const store = open()
      const ledger = await play(script, { store: inSmallSegments(store, events), onTried: (one) => tried.push(one) })

      const other = open()
      let taken: Ledger = await createLedger(
        inSmallSegments(other, events),
        { book: 'test', name: '测试' },
        options(openedAt),
      )
      for (const [at, { drafts, recorded, recordedAt }] of tried.entries()) {
        if ((at + pick) % 3 === 0) {
          taken = await openLedger(inSmallSegments(other, events), { book: 'test' })
          compared.takenUp++
        }
        expect((await taken.record(drafts, options(recordedAt))).ok).toBe(recorded)
        compared[recorded ? 'recorded' : 'refused']++
      }
      expect([taken.size, await other.tables.size(stream)]).toEqual([ledger.size, ledger.size])
      await Promise.all([ledger.keepSnapshot(), taken.keepSnapshot()])
      const [mine, others] = [await segmentsOf(store), await segmentsOf(other)]
      expect(mine.at(-1)?.size).toBe(ledger.size)
      expect(mine.map(({ size }) => size)).toEqual(others.map(({ size }) => size))
      expect(mine.every(({ bytes }, at) => same(bytes, others[at]?.bytes))).toBe(true)
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
    inSmallSegments(store, 1),
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
  const before = await replayedBytes(store)
  const data = { eventId: idOf(1), reason: '重复录入' }
  const withdrawal = { id: idOf(9), type: 'EventWithdrawn', effectiveOn: '2020-01-01', data }
  expect(await ledger.check([withdrawal], options(openedAt))).toMatchObject({ ok: true })
  await ledger.keepSnapshot()
  expect(same((await segmentsOf(store))[0]?.bytes, before)).toBe(true)
})

const segment = (from: number, size: number, byte = 7): Segment => ({ from, size, bytes: Uint8Array.of(byte) })

test('a segment follows on the one before it, stays where it is, and gives way only where it is not what was kept', () => {
  const db = new DatabaseSync(':memory:')
  const table = segmentTable(db)
  const kept = (fingerprint = 'f'): readonly (readonly number[])[] => {
    const found: (readonly number[])[] = []
    for (let next = table.next('b', fingerprint, undefined); next; next = table.next('b', fingerprint, next))
      found.push([next.from, next.size, next.bytes[0] ?? -1])
    return found
  }
  expect([kept(), table.next('b', 'f', undefined)]).toEqual([[], undefined])
  table.keep('b', 'f', [segment(0, 3), segment(3, 5)])
  table.keep('b', 'f', [segment(0, 4, 8), segment(4, 6, 8), segment(9, 12)])
  expect(kept()).toEqual([
    [0, 3, 7],
    [3, 5, 7],
  ])
  table.keep('b', 'f', [segment(5, 9)])
  expect([kept(), table.holds('b')]).toEqual([
    [
      [0, 3, 7],
      [3, 5, 7],
      [5, 9, 7],
    ],
    true,
  ])
  // What somebody has changed goes, and with it what follows on it.
  db.exec("UPDATE snapshot_segment SET bytes = x'00' WHERE size = 5")
  expect([kept(), table.holds('b')]).toEqual([[[0, 3, 7]], false])
  table.keep('b', 'f', [segment(3, 6, 8)])
  expect([kept(), table.holds('b')]).toEqual([
    [
      [0, 3, 7],
      [3, 6, 8],
    ],
    true,
  ])
  // Other definitions keep their own in the place of all that is there.
  table.keep('b', 'g', [segment(6, 8)])
  expect([kept('g'), kept().length]).toEqual([[], 2])
  table.keep('b', 'g', [segment(0, 8)])
  expect([kept('g'), kept(), table.holds('b')]).toEqual([[[0, 8, 7]], [], true])
})

/** What somebody may do to segments; the book is the same all the same. */
const tampered: Readonly<Record<string, string>> = {
  'a byte': 'UPDATE snapshot_segment SET bytes = CAST(replace(CAST(bytes AS TEXT), \'"u2"\', \'"u9"\') AS BLOB)',
  'the bytes of two of them': `UPDATE snapshot_segment SET bytes = (SELECT bytes FROM snapshot_segment AS other WHERE other."from" = 3 - snapshot_segment."from")
    WHERE "from" IN (1, 2)`,
  'the hash': "UPDATE snapshot_segment SET sha256 = ''",
  'where one ends': 'UPDATE snapshot_segment SET size = 9007199254740993 WHERE size = 3',
  'where one begins': 'UPDATE snapshot_segment SET "from" = 5 WHERE "from" = 1',
  'by what they were made': "UPDATE snapshot_segment SET fingerprint = fingerprint || ' '",
  'one is gone': 'DELETE FROM snapshot_segment WHERE "from" = 1',
  'all are gone': 'DELETE FROM snapshot_segment',
  'the table is gone': 'DROP TABLE snapshot_segment',
  'the table is another': 'DROP TABLE snapshot_segment; CREATE TABLE snapshot_segment (mine)',
}

test.each(Object.entries(tampered))(
  'where somebody has changed %s, events are read, and recording goes on',
  async (_, sql) => {
    const path = join(folder, 'a.ledger')
    await twoUnits(path, 'u2')
    expect(await segmentsOf(open(path))).toHaveLength(3)
    const db = new DatabaseSync(path)
    db.exec(sql)
    db.close()
    expect(await unitsOf(path)).toEqual(['u1', 'u2'])
    const store = open(path)
    await list(await openLedger(inSmallSegments(store, 1), { book: 'test' }), 'u3', 3)
    expect(await unitsOf(path)).toEqual(['u1', 'u2', 'u3'])
    expect(await segmentsOf(store)).toHaveLength(sql.includes('mine') ? 0 : 4)
  },
)

test('segments are not used in another file, nor by another definition', async () => {
  const [a, b] = [join(folder, 'a.ledger'), join(folder, 'b.ledger')]
  await twoUnits(a, 'u2')
  await twoUnits(b, 'u3')
  const db = new DatabaseSync(a)
  db.exec(`ATTACH '${b}' AS other; DELETE FROM snapshot_segment`)
  db.exec('INSERT INTO snapshot_segment SELECT * FROM other.snapshot_segment')
  expect(await unitsOf(a)).toEqual(['u1', 'u2'])
  // One of them alone fits no other.
  db.exec(
    `DELETE FROM snapshot_segment; INSERT INTO snapshot_segment SELECT * FROM other.snapshot_segment WHERE "from" < 2`,
  )
  expect(await unitsOf(a)).toEqual(['u1', 'u2'])
  const fewer = { ...party, relations: party.relations.slice(0, -1) }
  expect(await segmentsOf(open(a, fewer), fewer)).toEqual([])
  expect((await openLedger(open(a, fewer), { book: 'test' })).size).toBe(3)
  db.close()
})

test('two ledgers that record by turns keep one row of segments', async () => {
  const path = join(folder, 'a.ledger')
  const ledgers = [await twoUnits(path, 'u2'), await openLedger(inSmallSegments(open(path), 1), { book: 'test' })]
  for (let at = 3; at < 9; at++) await list(ledgers[at % 2] as Ledger, `u${at}`, at)
  const segments = await segmentsOf(open(path))
  expect(segments.map(({ size }) => size)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a file that older programs kept snapshots in loses them when it gets segments', async () => {
  const path = join(folder, 'a.ledger')
  await twoUnits(path, 'u2')
  const db = new DatabaseSync(path)
  db.exec('DROP TABLE snapshot_segment; CREATE TABLE snapshot (book TEXT PRIMARY KEY)')
  db.exec('CREATE TABLE snapshot_part (book TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL)')
  await (await openLedger(open(path), { book: 'test' })).keepSnapshot()
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'snapshot%' AND type = 'table'").all()
  expect(tables.map(({ name }) => name)).toEqual(['snapshot_segment'])
  db.close()
})

test('a file that is only read gets no segments, and a store that keeps none says so', async () => {
  const path = join(folder, 'a.ledger')
  await twoUnits(path, 'u2')
  const readOnly = sqliteStore(path, { domain: party, readOnly: true })
  opened.push(readOnly)
  expect(await (await openLedger(readOnly, { book: 'test' })).keepSnapshot()).toBe(false)
  const { snapshots, ...without } = open(path)
  expect(snapshots).toBeDefined()
  expect(await (await openLedger(without, { book: 'test' })).keepSnapshot()).toBe(false)
})
