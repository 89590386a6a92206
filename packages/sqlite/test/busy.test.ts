import { channel } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createLedger, memoryStore, openLedger, party, type Ledger } from '@taizhang/core'
import { idOf } from '@taizhang/core/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteStore } from '../src/index.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  file = join(folder, 'a.ledger')
})
afterEach(() => rmSync(folder, { recursive: true }))

let made = 0
const options = { now: new Date('2021-01-01'), newId: () => idOf(made++), actor: 'tester' }
const unit = (unitId: string) =>
  ({ type: 'UnitListed', effectiveOn: '2020-01-01', data: { unitId, kind: 'enterprise', name: unitId } }) as const

test('while another program holds the file, the event loop turns: whoever holds it may be this very thread', async () => {
  await using store = sqliteStore(file, { domain: party, create: true, busyMs: 60_000 })
  await using ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  const holder = new DatabaseSync(file)
  holder.exec('BEGIN IMMEDIATE')
  const recording = ledger.record([unit('u1')], options)
  const keeping = ledger.keepSnapshot()
  // The file is let go by what only runs where waiting blocks nothing.
  for (let turns = 0; turns < 20; turns++) await wait(5)
  expect(ledger.size).toBe(1)
  holder.exec('COMMIT')
  expect([await recording, await keeping]).toMatchObject([{ ok: true, size: 2 }, true])
  holder.close()
})

test('patience ends where it was told to, and nothing is recorded', async () => {
  await using store = sqliteStore(file, { domain: party, create: true, busyMs: 60 })
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  const holder = new DatabaseSync(file)
  holder.exec('BEGIN IMMEDIATE')
  await expect(ledger.record([unit('u1')], options)).rejects.toMatchObject({
    kind: 'unavailable',
    aftermath: 'nothing-recorded',
    refusal: { code: 'store-busy' },
  })
  holder.exec('COMMIT')
  holder.close()
  expect(await ledger.record([unit('u1')], options)).toMatchObject({ ok: true, size: 2 })
})

async function sizesOf(ledger: Ledger): Promise<readonly number[]> {
  const sizes: number[] = []
  for await (const { size } of ledger.follow({ signal: new AbortController().signal })) sizes.push(size)
  return sizes
}

test('whoever closes a ledger has its batches done and its followers ended; the store is closed by itself', async () => {
  const store = sqliteStore(file, { domain: party, create: true })
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  const [following, recording] = [sizesOf(ledger), ledger.record([unit('u1')], options)]
  await ledger[Symbol.asyncDispose]()
  expect(ledger.size).toBe(2)
  expect([await recording, (await following).every((size) => size <= 2)]).toMatchObject([{ ok: true }, true])
  await store[Symbol.asyncDispose]()
  await expect(store.streams()).rejects.toMatchObject({ refusal: { code: 'store-closed' } })
})

test('records, refusals, replays and rebuilt tables are told on channels of Node, with their durations', async () => {
  const told: unknown[] = []
  const listeners = ['record', 'refuse', 'replay', 'tables'].map((name) => {
    const hear = (message: unknown): void => void told.push([name, message])
    channel(`taizhang:${name}`).subscribe(hear)
    return () => channel(`taizhang:${name}`).unsubscribe(hear)
  })
  const memory = memoryStore()
  const ledger = await createLedger(memory, { book: 'b', name: '测试' }, options)
  await ledger.record([unit('u1')], options)
  await ledger.record([unit('u1')], options)
  await openLedger(memory, { book: 'b' })
  const durationMs: unknown = expect.any(Number)
  expect(told).toEqual([
    ['record', expect.objectContaining({ book: 'b', durationMs, recorded: 1, size: 2 })],
    ['refuse', expect.objectContaining({ book: 'b', durationMs, kind: 'impossible', size: 2 })],
    ['replay', { book: 'b', durationMs, from: 0, size: 2 }],
  ])
  // Tables that are made anew: more batches than go with the next one.
  told.length = 0
  await using store = sqliteStore(file, { domain: party, create: true })
  const tabled = await createLedger(store, { book: 'b', name: '测试' }, options)
  for (let batch = 0; batch < 3; batch++)
    await tabled.record(
      Array.from({ length: 50 }, (_, at) => unit(`u${batch}-${at}`)),
      options,
    )
  store.database.exec('DELETE FROM kept_table')
  told.length = 0
  const again = await openLedger(store, { book: 'b' })
  await again.record([unit('last')], options)
  expect(told.map((one) => (one as [string, object])[0])).toEqual(['replay', 'tables', 'record'])
  for (const listener of listeners) listener()
})
