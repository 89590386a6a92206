import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger, draft, party } from '@taizhang/core'
import { isCivilDate, isZonedTime } from '@taizhang/core'
import { describeDoors, takes, type Door } from '@taizhang/testkit'
import { afterAll } from 'vitest'
import * as sqlite from '../src/index.ts'

const { day, one, optional, text, whole } = takes

const file = join(tmpdir(), `taizhang-doors-${process.pid}.ledger`)
const store = sqlite.sqliteStore(file, { domain: party, create: true })
const options = { now: new Date('2021-07-01T00:00:00Z'), newId: () => crypto.randomUUID(), actor: 'tester' }
const ledger = await createLedger(store, { book: 'test', name: '测试' }, options)
await ledger.record([draft('UnitListed', '2018-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲' })], options)
const { size } = ledger

afterAll(async () => {
  await store.close()
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
})

const none = one()
const knownAt = (value: unknown): boolean =>
  value === undefined ||
  whole(1, size)(value) ||
  (typeof value === 'string' && (isCivilDate(value) || isZonedTime(value)) && value >= '2021-07-01')
const asOf = '2021-06-30'
const read = (book: unknown, asked: unknown, answer: unknown = () => undefined): unknown =>
  sqlite.readTables(store, book as string, asked as { asOf: string }, answer as () => unknown)
const readOnly = { domain: party, readOnly: true }
const opened = async (options: unknown): Promise<void> =>
  sqlite.sqliteStore(file, options as sqlite.SqliteOptions).close()

const inNoFolder = (value: unknown): unknown =>
  typeof value === 'string' && value !== '' ? join(`${file}-none`, `x${value}`) : value

const doors: Record<string, Door> = {
  // Any text is the name of a file that can be made somewhere.
  segmentFile: [[text, (value) => sqlite.segmentFile(typeof value === 'string' ? ':memory:' : value).close()]],
  bookOf: [[text, (value) => sqlite.bookOf(value)]],
  readTables: [
    // A book that is not there has no tables.
    [text, (value) => read(value, { asOf })],
    [none, (value) => read('test', value)],
    [day, (value) => read('test', { asOf: value })],
    [knownAt, (value) => read('test', { asOf, knownAt: value })],
    [optional(none), (value) => read('test', { asOf }, value)],
  ],
  sqliteStore: [
    // Texts name files in a folder that is not there.
    [none, async (value) => sqlite.sqliteStore(inNoFolder(value) as string, readOnly).close()],
    [none, async (value) => opened(value)],
    [none, async (value) => opened({ ...readOnly, domain: value })],
    [optional(whole(0, 2 ** 31 - 1)), async (value) => opened({ ...readOnly, busyMs: value })],
  ],
  tableFacts: [
    [text, (value) => sqlite.tableFacts(store, value, { knownAt: size })],
    [none, (value) => sqlite.tableFacts(store, 'test', value)],
    [whole(), (value) => sqlite.tableFacts(store, 'test', { knownAt: value })],
    [optional(day), (value) => sqlite.tableFacts(store, 'test', { knownAt: size, asOf: value })],
  ],
}

describeDoors({ sqlite }, doors, { runs: 30 })
