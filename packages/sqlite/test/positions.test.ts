import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger, party, type Ledger, type RecordOptions } from '@taizhang/core'
import { type ReadEvent } from '@taizhang/kernel/store'
import { idOf } from '@taizhang/core/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteStore, type SqliteStore } from '../src/index.ts'
import { findingsOf, inspected, states } from './inspected.ts'

/** Events whose positions somebody has changed: none is read twice, none is passed over without a word, and nothing goes on for ever. */
let folder: string
let store: SqliteStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  store = sqliteStore(join(folder, 'a.ledger'), { domain: party, create: true })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const size = 1200
const append = async (): Promise<unknown> =>
  store.append(
    'ledger-b',
    Array.from({ length: size }, (_, at) => ({ id: `e${at}`, text: `text ${at}` })),
    {
      expectedRevision: 'no-stream',
    },
  )

/** Takes the triggers away, changes something, and puts them back. */
function behindItsBack(sql: string): void {
  const { database } = store
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`)
  database.exec(sql)
  for (const { sql: trigger } of triggers) database.exec(String(trigger))
}

async function idsOf(pages: AsyncIterable<readonly ReadEvent[]>): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const page of pages) ids.push(...page.map(({ id }) => id))
  return ids
}
const idsInspected = async (): Promise<readonly string[]> => {
  let ids: readonly string[] = []
  await store.inspect?.('ledger-b', async (pages) => {
    ids = await idsOf(pages)
    return undefined
  })
  return ids
}

test.each([
  ['DELETE FROM event WHERE position = 700', 700, size - 1],
  ['DELETE FROM event WHERE position = 0', 0, size - 1],
  ['UPDATE event SET position = 99999 WHERE position = 1199', 1199, size],
  ['UPDATE event SET position = 9007199254740990 WHERE position = 1199', 1199, size],
  ['UPDATE event SET position = 9007199254740991 WHERE position = 3', 3, size],
])('%s: reading names the event that is missing, and inspection sees each row once', async (sql, position, rows) => {
  await append()
  behindItsBack(sql)
  const gap = { kind: 'damaged', refusal: { code: 'file-damaged' } }
  await expect(idsOf(store.read('ledger-b'))).rejects.toMatchObject({ ...gap, refusal: { position } })
  await expect(idsOf(store.read('ledger-b', { direction: 'backwards' }))).rejects.toMatchObject(gap)
  const ids = await idsInspected()
  expect([ids.length, new Set(ids).size]).toEqual([rows, rows])
})

test('a follower is told of a gap, too, and gets nothing twice', async () => {
  await append()
  behindItsBack('DELETE FROM event WHERE position = 700')
  const seen: string[] = []
  const following = async (): Promise<void> => {
    for await (const { events } of store.subscribe(['ledger-b'], { signal: new AbortController().signal }))
      seen.push(...events.map(({ id }) => id))
  }
  await expect(following()).rejects.toMatchObject({ kind: 'damaged', refusal: { position: 700 } })
  expect(new Set(seen).size).toBe(seen.length)
})

let made = 0
const options: RecordOptions = { now: new Date('2021-07-05T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
const ledgerOf = async (units: readonly string[]): Promise<Ledger> => {
  const ledger: Ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  for (const unitId of units) {
    const data = { unitId, kind: 'enterprise', name: unitId }
    await ledger.record([{ type: 'UnitListed', effectiveOn: '2020-01-01', data }], options)
  }
  return ledger
}

test.each(['-1', '-9007199254740993', '9007199254740993'])(
  'an event at position %s is named, and all else is checked as ever',
  async (position) => {
    const ledger = await ledgerOf(['u1', 'u2'])
    behindItsBack(
      `INSERT INTO event (book, position, id, text) SELECT book, ${position}, 'stray', text FROM event WHERE position = 2`,
    )
    const checks = await inspected(store, ledger)
    expect(states(checks)).toEqual({ file: 'failed', tree: 'held', tables: 'held' })
    expect(findingsOf(checks)).toEqual([['file', 'position-outside', { book: 'b', position, id: 'stray' }]])
  },
)

test('a book that has nothing but an event before its first position has no events', async () => {
  behindItsBack("INSERT INTO event (book, position, id, text) VALUES ('b', -5, 'stray', '')")
  expect(await idsOf(store.read('ledger-b'))).toEqual([])
  const event = { id: 'e0', text: 'text 0' }
  expect(await store.append('ledger-b', [event], { expectedRevision: 3 })).toMatchObject({ ok: false, actual: -1 })
})
