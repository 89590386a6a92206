import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger, openLedger, party, type BookEvent, type FollowedBatch, type Ledger } from '@taizhang/core'
import { idOf, play, scriptArbitrary } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sqliteStore, tableFacts, type SqliteStore } from '../src/index.ts'
import { ended, start } from './programs/run.ts'
import { rowsOf, rowText } from './rows-of.ts'

const books = 60
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

/** Follows until the book has come to a size. */
async function followedTo(ledger: Ledger, after: number | undefined, size: () => number): Promise<FollowedBatch[]> {
  const stop = new AbortController()
  const found: FollowedBatch[] = []
  for await (const batch of ledger.follow({ after, signal: stop.signal })) {
    found.push(batch)
    if (batch.size >= size()) stop.abort()
  }
  return found
}

/** What a batch changed, by the tables: their rows as known with it, held against those as known before. */
function byTables(store: SqliteStore, before: number, size: number): { ended: string[]; opened: string[] } {
  const rows = (knownAt: number): readonly string[] =>
    knownAt === 0 ? [] : rowsOf(tableFacts(store, 'test', { knownAt }))
  const [old, now] = [rows(before), rows(size)]
  const [oldOnes, nowOnes] = [new Set(old), new Set(now)]
  return { ended: old.filter((row) => !nowOnes.has(row)), opened: now.filter((row) => !oldOnes.has(row)) }
}

test(`${books} random books: what a follower is given are the rows of the tables, batch by batch, from any size; seed ${seed}`, async () => {
  const compared = { batches: 0, ended: 0, opened: 0, later: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 12 }), fc.nat(), async (script, pick) => {
      const store = sqliteStore(':memory:', { domain: party, create: true })
      let done = Infinity
      let live: Promise<FollowedBatch[]> | undefined
      const ledger = await play(script, {
        store,
        onTried: (_, writer) => {
          live ??= followedTo(writer, undefined, () => done)
        },
      })
      // The last batch tells the live one that there are no more.
      done = ledger.size + 1
      const last = { ...unit('last', '末'), id: idOf(9_999) }
      await ledger.record([last], { now: new Date('2022-01-01'), newId: () => idOf(9_998), actor: 'tester' })
      const before: FollowedBatch[] = []
      for (let size = 0; size < ledger.size;) {
        const { events, ...batch } = (await firstOf(ledger, size)) as FollowedBatch
        before.push({ events, ...batch })
        const told = byTables(store, size, batch.size)
        expect([batch.ended, batch.opened].map((rows) => rows.map(rowText).toSorted())).toEqual([
          told.ended,
          told.opened,
        ])
        expect(events.map(({ position }) => position)).toEqual(events.map((_, at) => size + at))
        compared.batches++
        compared.ended += told.ended.length
        compared.opened += told.opened.length
        size = batch.size
      }
      // All at once, from any size, by another ledger over the file, and as it was recorded: the same.
      const after = pick % (ledger.size + 1)
      const sizes = [0, ...before.map(({ size }) => size)]
      const from = sizes.filter((size) => size <= after).length - 1
      const other: Ledger = await openLedger(store, { book: 'test' })
      const rest = from < before.length ? await followedTo(other, after, () => ledger.size) : []
      expect(texts(rest)).toEqual(texts(before.slice(from)))
      compared.later += from
      expect(texts(await (live ?? before))).toEqual(texts(before))
      await store.close()
    }),
    { numRuns: books, seed },
  )
  console.log(`followed over ${books} books: ${JSON.stringify(compared)}`)
  expect(Math.min(...Object.values(compared))).toBeGreaterThan(books / 2)
})

/** What a follower who comes to a size is given first. */
async function firstOf(
  ledger: Ledger,
  after: number,
  signal = new AbortController().signal,
): Promise<FollowedBatch | undefined> {
  for await (const batch of ledger.follow({ after, signal })) return batch
  return undefined
}

const texts = (batches: readonly FollowedBatch[]): unknown =>
  batches.map(({ size, recordedAt, events, ...rows }) => [
    size,
    recordedAt,
    events.map((event: BookEvent) => JSON.stringify(event)),
    [rows.ended, rows.opened].map((some) => some.map(rowText).toSorted()),
  ])

const unit = (unitId: string, name: string, id?: number) =>
  ({
    type: 'UnitListed',
    effectiveOn: '2020-01-01',
    data: { unitId, kind: 'enterprise', name },
    id: id === undefined ? undefined : idOf(id),
  }) as const

test('a follower hears of what another program records, and ends when it is told to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  const file = join(folder, 'a.ledger')
  const store = sqliteStore(file, { domain: party, create: true })
  const ledger = await createLedger(
    store,
    { book: 'b', name: '测试' },
    { now: new Date('2021-06-30T00:00:00Z'), newId: () => idOf(1), actor: 'tester' },
  )
  const child = start('listUnits', [file, 'b'])
  child.stdout?.resume()
  const stop = new AbortController()
  const names: unknown[] = []
  for await (const { size, events, opened } of ledger.follow({ after: 1, signal: stop.signal })) {
    // The compiler knows what they are: no cast.
    names.push(...events.flatMap((event) => (event.type === 'UnitListed' ? event.data.name : [])))
    names.push(...opened.flatMap((row) => (row.relation === 'unit' ? row.attributes.name : [])))
    if (size >= 13) stop.abort()
  }
  child.kill('SIGKILL')
  await ended(child)
  expect(names).toEqual(Array.from({ length: names.length }, () => '甲'))
  expect(names.length).toBeGreaterThanOrEqual(24)
  await store.close()
  rmSync(folder, { recursive: true })
})

test('what is withdrawn later is not withdrawn yet when its batch comes', async () => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  let made = 100
  const options = { now: new Date('2021-01-01'), newId: () => idOf(made++), actor: 'tester' }
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  await ledger.record([unit('u1', '甲', 1)], options)
  await ledger.record(
    [{ type: 'EventWithdrawn', effectiveOn: '2021-01-01', data: { eventId: idOf(1), reason: '重复' } }],
    options,
  )
  const [first, second] = await followedTo(ledger, 1, () => 3)
  expect(first?.events[0]).not.toHaveProperty('withdrawnBy')
  expect([first?.opened.length, second?.ended.length, second?.opened.length]).toEqual([1, 1, 0])
  expect(ledger.event(1)).toHaveProperty('withdrawnBy')
  await store.close()
})

test('a size that the book does not have is told, and a signal that has ended gives nothing', async () => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  const ledger = await createLedger(
    store,
    { book: 'b', name: '测试' },
    { now: new Date('2021-06-30T00:00:00Z'), newId: () => idOf(1), actor: 'tester' },
  )
  await expect(firstOf(ledger, 2)).rejects.toMatchObject({ kind: 'not-found', refusal: { code: 'no-such-size' } })
  expect(await firstOf(ledger, 0, AbortSignal.abort())).toBeUndefined()
  await store.close()
})
