import { memoryStore, party } from '@taizhang/core'
import { Replay, streamOf, type ReplayedBatch } from '@taizhang/kernel/internal'
import type { ReadEvent } from '@taizhang/kernel/store'
import { play, scriptArbitrary } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sqliteStore, tableFacts, type SqliteStore } from '../src/index.ts'
import { inspected, states } from './inspected.ts'
import { rowsOf } from './rows-of.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const stream = streamOf('test')
const open = (): SqliteStore => sqliteStore(':memory:', { domain: party, create: true })

async function eventsOf(store: Pick<SqliteStore, 'read'>): Promise<readonly ReadEvent[]> {
  const events: ReadEvent[] = []
  for await (const page of store.read(stream)) events.push(...page)
  return events
}

/** The batches of a book that another store has, as its follower replays them. */
async function batchesOf(source: Pick<SqliteStore, 'read'>, into: SqliteStore): Promise<readonly ReplayedBatch[]> {
  const replay = new Replay('test', { definitions: party, counting: into.tables.counting })
  replay.take(await eventsOf(source))
  return [...replay.batchesSince(0)]
}

const sizeOf = (batches: readonly ReplayedBatch[]): number =>
  batches.reduce((sum, { events }) => sum + events.length, 0)

/** What a refusal tells; nothing where there is none. */
function refusalOf(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return (error as { readonly refusal?: unknown }).refusal ?? String(error)
  }
}

test(`a book taken over in whatever pieces is the book: events, tree, tables and position; seed ${seed}`, async () => {
  const compared = { pieces: 0, rows: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.array(fc.nat(5), { minLength: 4, maxLength: 4 }), async (script, sizes) => {
      const source = memoryStore()
      const ledger = await play(script, { store: source })
      const file = open()
      const batches = await batchesOf(source, file)
      let [taken, from] = [0, 0]
      for (let turn = 0; taken < batches.length; turn++) {
        const piece = batches.slice(taken, taken + 1 + (sizes[turn % sizes.length] ?? 0))
        // Another program has been faster, or slower: neither this book is taken nor another one with it, nor is a position kept.
        for (const wrong of [from + 1, from - 1]) {
          const position = { follower: 'a', position: `wrong ${wrong}` }
          const books = [
            { stream, from, batches: piece },
            { stream: 'ledger-other', from: wrong, batches: [] },
          ]
          // A book that has no event begins at 0.
          if (wrong === 0) continue
          const told = refusalOf(() => file.takeOver(books, position))
          expect(told).toMatchObject({ code: 'other-events', book: 'other', position: wrong })
          compared.refused++
        }
        expect(await file.streams()).toEqual(from === 0 ? [] : [stream])
        file.takeOver([{ stream, from, batches: piece }], { follower: 'a', position: String(turn) })
        expect(file.positionOf('a')).toBe(String(turn))
        from += sizeOf(piece)
        taken += piece.length
        compared.pieces++
      }
      expect(await eventsOf(file)).toEqual(await eventsOf(source))
      expect(await file.tree?.size(stream)).toBe(ledger.size)
      const rows = rowsOf(ledger.asOf('2021-01-01').facts)
      expect(rowsOf(tableFacts(file, 'test', { knownAt: ledger.size }))).toEqual(rows)
      expect(states(await inspected(file, ledger))).toEqual({ file: 'held', tree: 'held', tables: 'held' })
      compared.rows += rows.length
      await file.close()
    }),
    { numRuns: 25, seed },
  )
  expect(Object.entries(compared).filter(([, count]) => count < 50)).toEqual([])
})

test('what is taken over and its position are kept together or not at all', async () => {
  const source = memoryStore()
  const ledger = await play([], { store: source })
  const file = open()
  const batches = await batchesOf(source, file)
  file.takeOver([], { follower: 'a', position: '1' })
  file.database.exec("CREATE TRIGGER full BEFORE UPDATE ON follower BEGIN SELECT RAISE(ABORT, 'full'); END")
  expect(() => file.takeOver([{ stream, from: 0, batches }], { follower: 'a', position: '2' })).toThrow(/full/)
  expect([await eventsOf(file), file.positionOf('a')]).toEqual([[], '1'])
  file.database.exec('DROP TRIGGER full')
  file.takeOver([{ stream, from: 0, batches }], { follower: 'a', position: '2' })
  expect([(await eventsOf(file)).length, file.positionOf('a')]).toEqual([ledger.size, '2'])
  // The same once more: somebody has written it already.
  const again = refusalOf(() => file.takeOver([{ stream, from: 0, batches }], { follower: 'a', position: '3' }))
  expect(again).toMatchObject({ code: 'other-events', path: ':memory:', book: 'test', position: 0 })
  expect(file.positionOf('a')).toBe('2')
  await file.close()
})
