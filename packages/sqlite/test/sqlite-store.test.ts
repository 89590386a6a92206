import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createLedger, openLedger, relations, type RecordOptions } from '@taizhang/core'
import { describeEventStore, idOf } from '@taizhang/testkit'
import { expect, test } from 'vitest'
import { sqliteStore } from '../src/index.ts'

const folder = async (): Promise<string> => mkdtemp(join(tmpdir(), 'taizhang-'))

describeEventStore('SQLite', async () => {
  const path = await folder()
  return {
    open: async () => sqliteStore(join(path, 'a.ledger'), { relations, create: true }),
    remove: async () => rm(path, { recursive: true }),
  }
})

const options = (from: number): RecordOptions => {
  let next = from
  return { now: new Date('2021-07-05T00:00:00Z'), newId: () => idOf(next++), actor: 'tester' }
}
const listed = (unitId: string): object => ({
  type: 'UnitListed',
  effectiveOn: '2020-01-01',
  data: { unitId, kind: 'enterprise', name: unitId },
})

test('events refuse UPDATE, DELETE and REPLACE', async () => {
  const store = sqliteStore(':memory:', { relations, create: true })
  await createLedger(store, { book: 'b', name: '测试' }, options(0))
  expect(() => store.database.exec("UPDATE event SET text = '{}'")).toThrow(/never changed/)
  expect(() => store.database.exec('DELETE FROM event')).toThrow(/never deleted/)
  expect(() =>
    store.database.exec("INSERT OR REPLACE INTO event (book, position, id, text) VALUES ('b', 0, 'x', '{}')"),
  ).toThrow(/never replaced/)
})

test('a file written by a newer program, a file that is no ledger and no file at all are told apart', async () => {
  const path = await folder()
  const file = join(path, 'a.ledger')
  expect(() => sqliteStore(file, { relations })).toThrow(/there is no ledger/)
  await sqliteStore(file, { relations, create: true }).close()
  const raw = new DatabaseSync(file)
  raw.exec('PRAGMA user_version = 99')
  raw.close()
  expect(() => sqliteStore(file, { relations })).toThrow(/newer program/)
  const other = new DatabaseSync(join(path, 'other'))
  other.exec('CREATE TABLE t (a)')
  other.close()
  expect(() => sqliteStore(join(path, 'other'), { relations })).toThrow(/not a Taizhang ledger/)
  await rm(path, { recursive: true })
})

test('two ledgers on one file: the one behind catches up, judges again and appends; tables that lag are brought forward', async () => {
  const path = await folder()
  const file = join(path, 'a.ledger')
  const [one, two] = [sqliteStore(file, { relations, create: true }), sqliteStore(file, { relations })]
  const first = await createLedger(one, { book: 'b', name: '测试' }, options(0))
  const second = await openLedger(two, { book: 'b' })
  expect(await first.record([listed('u1')], options(10))).toMatchObject({ ok: true, size: 2 })
  expect(await second.record([listed('u2')], options(20))).toMatchObject({ ok: true, size: 3 })
  expect(await first.record([listed('u2')], options(30))).toMatchObject({ ok: false, kind: 'impossible' })
  one.database.exec('UPDATE projection SET size = 0; DELETE FROM unit; DELETE FROM scope; DELETE FROM live_event')
  expect(await first.record([listed('u3')], options(40))).toMatchObject({ ok: true, size: 4 })
  expect(one.database.prepare('SELECT unit_id FROM unit ORDER BY 1').all()).toHaveLength(3)
  await one.close()
  await two.close()
  await rm(path, { recursive: true })
})
