import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createLedger, openLedger, party, relations } from '@taizhang/core'
import { type ReadEvent } from '@taizhang/kernel/store'
import { idOf } from '@taizhang/core/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteStore, tableFacts, type SqliteStore } from '../src/index.ts'
import { ended, output, start, startWithLimit } from './programs/run.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  file = join(folder, 'a.ledger')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function readAll(store: SqliteStore, stream: string): Promise<ReadEvent[]> {
  const found: ReadEvent[] = []
  for await (const page of store.read(stream)) found.push(...page)
  return found
}

test('three programs make and write one file: no revision is lost or given twice, every batch is in one piece', async () => {
  const batches = 30
  const writers = ['a', 'b', 'c']
  await Promise.all(writers.map(async (writer) => output(start('appendBatches', [file, 's', writer, String(batches)]))))
  const store = sqliteStore(file, { domain: party })
  const found = await readAll(store, 's')
  expect(found.map(({ revision }) => revision)).toEqual(found.map((_, at) => at))
  const pieces = found.filter((_, at) => at % 3 === 0).map(({ id }) => id.slice(0, -2))
  expect(found.map(({ id }) => id)).toEqual(pieces.flatMap((piece) => [0, 1, 2].map((at) => `${piece}-${at}`)))
  expect(pieces.toSorted()).toEqual(
    writers.flatMap((writer) => Array.from({ length: batches }, (_, at) => `${writer}-${at}`)).toSorted(),
  )
  await store.close()
})

test('a program killed while it records leaves whole batches, and tables that agree with them', async () => {
  const first = sqliteStore(file, { domain: party, create: true })
  await createLedger(
    first,
    { book: 'b', name: '测试' },
    { now: new Date('2021-06-30T00:00:00Z'), newId: () => idOf(1), actor: 'tester' },
  )
  await first.close()
  let size = 1
  for (const delay of [0, 7, 23]) {
    const child = start('listUnits', [file, 'b'])
    await new Promise((resolve) => void child.stdout?.once('data', resolve))
    await wait(delay)
    child.kill('SIGKILL')
    await ended(child)

    const store = sqliteStore(file, { domain: party })
    const ledger = await openLedger(store, { book: 'b' })
    const events = await readAll(store, 'ledger-b')
    expect(ledger.size).toBe(events.length)
    expect(ledger.size % 3).toBe(1)
    expect(ledger.size).toBeGreaterThan(size)
    size = ledger.size
    expect(await store.tables.size('ledger-b')).toBe(size)
    for (const relation of relations.filter(({ name }) => name === 'unit'))
      expect(tableFacts(store, 'b', { knownAt: size }).rows(relation)).toHaveLength(size - 1)
    expect(Object.values(store.database.prepare('PRAGMA integrity_check').get() ?? {})).toEqual(['ok'])
    await store.close()
  }
})

test('a disk without room refuses an append as a whole, and says that nothing was recorded', async () => {
  const store = sqliteStore(file, { domain: party, create: true })
  await store.append('s', [{ id: 'first', text: '{}' }], { expectedRevision: 'no-stream' })
  await store.close()
  const error: unknown = JSON.parse(await output(startWithLimit('fillDisk', [file, 's'], 4000)))
  expect(error).toMatchObject({ kind: 'unavailable' })
  expect(error).toHaveProperty('message.en', expect.stringContaining('nothing was recorded'))
  const again = sqliteStore(file, { domain: party })
  expect(await readAll(again, 's')).toEqual([{ revision: 0, id: 'first', text: '{}' }])
  expect(await again.append('s', [{ id: 'second', text: '{}' }], { expectedRevision: 0 })).toMatchObject({ ok: true })
  await again.close()
})
