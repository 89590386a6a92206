import {
  exportBook,
  memoryStore,
  openLedger,
  relations,
  restoreLedger,
  type EventStore,
  type FollowedBatch,
  type Ledger,
  type Row,
} from '@taizhang/core'
import { play, scriptArbitrary } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDouble, type Double } from './double/start-double.ts'
import { open } from './tools.ts'

const books = 12
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterAll(async () => double.stop())

/** Follows a book until it has come to a size. */
async function followedTo(ledger: Ledger, size: () => number, after = 0): Promise<readonly FollowedBatch[]> {
  const stop = new AbortController()
  const found: FollowedBatch[] = []
  for await (const batch of ledger.follow({ after, signal: stop.signal })) {
    found.push(batch)
    if (batch.size >= size()) stop.abort()
  }
  return found
}

const rowText = ({ relation, key, from, to, attributes, openedBy, closedBy }: Omit<Row, 'previous'>): string =>
  JSON.stringify([relation, key, from, to, attributes, openedBy, closedBy])

const texts = (batches: readonly FollowedBatch[]): unknown =>
  batches.map(({ size, recordedAt, events, ended, opened }) => [
    size,
    recordedAt,
    events.map((event) => JSON.stringify(event)),
    [ended, opened].map((rows) => rows.map(rowText).toSorted()),
  ])

/** All rows of a book as known at a size. */
function rowsAt(ledger: Ledger, size: number): readonly string[] {
  if (size === 0) return []
  const { facts } = ledger.asOf('9999-12-31', { knownAt: size })
  return relations.flatMap((relation) => facts.rows(relation).map(rowText))
}

/** Those of the one that are not among the other, sorted. */
function without(these: readonly string[], those: readonly string[]): readonly string[] {
  const known = new Set(those)
  return these.filter((row) => !known.has(row)).toSorted()
}

/** The same book in memory, from its texts. */
async function copyOf(store: EventStore): Promise<Ledger> {
  const lines: string[] = []
  for await (const page of exportBook(store, 'test')) lines.push(...page)
  const copy = memoryStore()
  expect(await restoreLedger(copy, lines)).toMatchObject({ ok: true })
  return openLedger(copy, { book: 'test' })
}

test(`${books} random books on a server: a follower elsewhere is given the rows that each batch ended and opened; seed ${seed}`, async () => {
  const compared = { batches: 0, ended: 0, opened: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 8 }), fc.nat(), async (script, pick) => {
      await double.tell({ do: 'reset' })
      const [writing, reading] = [open(double.address), open(double.address)]
      let done = Infinity
      let live: Promise<readonly FollowedBatch[]> | undefined
      const ledger = await play(script, {
        store: writing,
        onTried: () => {
          live ??= openLedger(reading, { book: 'test' }).then(async (other) => followedTo(other, () => done))
        },
      })
      const { size } = ledger
      const all = await followedTo(ledger, () => size)
      done = size + 1
      const unit = { unitId: 'last', kind: 'enterprise', name: '末' } as const
      const clock = { now: new Date('2023-01-01'), newId: () => crypto.randomUUID(), actor: 'tester' }
      await ledger.record([{ type: 'UnitListed', effectiveOn: '2020-01-01', data: unit }], clock)
      const copy = await copyOf(writing)
      // Live, over another connection, and over another store: the same.
      const told = await followedTo(copy, () => done)
      expect(texts((await live) ?? told)).toEqual(texts(told))
      expect(texts(all)).toEqual(texts(told.slice(0, -1)))
      const after = told[pick % told.length]?.size ?? 0
      const rest = after < done ? await followedTo(ledger, () => done, after) : []
      expect(texts(rest)).toEqual(texts(told.filter((batch) => batch.size > after)))
      let before = 0
      for (const { size: now, ended, opened } of told) {
        const [old, held] = [rowsAt(copy, before), rowsAt(copy, now)]
        expect(ended.map(rowText).toSorted()).toEqual(without(old, held))
        expect(opened.map(rowText).toSorted()).toEqual(without(held, old))
        compared.batches++
        compared.ended += ended.length
        compared.opened += opened.length
        before = now
      }
      await Promise.all([writing.close(), reading.close()])
    }),
    { numRuns: books, seed },
  )
  expect(Math.min(...Object.values(compared))).toBeGreaterThan(books)
})
