import { memoryStore, openLedger, party } from '@taizhang/core'
import { keptFigures, Replay, streamOf } from '@taizhang/kernel/internal'
import type { TableChanges, TableRow } from '@taizhang/kernel/store'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const counting = keptFigures(party.figures.values())

/** As a text, whatever the order of members. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'bigint') return `${one}n`
    const isObject = typeof one === 'object' && one !== null && !Array.isArray(one)
    return isObject ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one
  })

/** What a batch comes to, in whatever order it is told, with the beginnings of its rows. */
const told = ({ size, recordedAt, ended, opened, withdrawn, live, deltas = [] }: TableChanges): unknown => [
  size,
  recordedAt,
  ...[ended, opened, withdrawn, live, deltas].map((list: readonly unknown[]) => list.map(text).toSorted()),
]

test(`whatever the size, what came of a book's batches since is read off it later as it was when each was recorded; seed ${seed}`, async () => {
  const compared = { some: 0, ended: 0, opened: 0, withdrawn: 0, deltas: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 30 }), fc.nat(), async (script, pick) => {
      const recorded: TableChanges[] = []
      const plain = memoryStore()
      const store = {
        ...plain,
        tables: { counting, size: async () => Infinity, write: async () => false },
        append: async (...[stream, events, options]: Parameters<typeof plain.append>) => {
          const result = await plain.append(stream, events, options)
          if (result.ok && !result.repeated) recorded.push(...(options.changes ?? []))
          return result
        },
      }
      const { size } = await play(script, { store })
      const replay = new Replay('test', { definitions: party, counting })
      for await (const page of store.read(streamOf('test'))) {
        // Also of a book that has gone on since it was last asked.
        const cut = pick % page.length
        replay.take(page.slice(0, cut))
        expect([...replay.changesSince(replay.size)]).toEqual([])
        replay.take(page.slice(cut))
      }
      const from = pick % (size + 1)
      const since = [...replay.changesSince(from)]
      expect(since.map(told)).toEqual(recorded.filter((one) => one.size > from).map(told))
      // Of some relations alone, their rows and nothing besides.
      const asked = new Set<string>(
        party.relations.filter((_, at) => ((pick >> (at % 30)) & 1) === 1).map(({ name }) => name),
      )
      const ofAsked = ({ relation }: TableRow): boolean => asked.has(relation)
      const some = [...replay.changesSince(from, asked)]
      expect(some.every(({ relations, deltas }) => relations === asked && deltas === undefined)).toBe(true)
      expect(some.map(told)).toEqual(
        since.map(({ size: at, recordedAt, ended, opened }) =>
          told({
            size: at,
            recordedAt,
            ended: ended.filter(ofAsked),
            opened: opened.filter(ofAsked),
            withdrawn: [],
            live: [],
          }),
        ),
      )
      compared.some += some.reduce((sum, one) => sum + one.opened.length, 0)
      for (const key of ['ended', 'opened', 'withdrawn', 'deltas'] as const)
        compared[key] += since.reduce((sum, one) => sum + (one[key]?.length ?? 0), 0)
      expect((await openLedger(store, { domain: party, book: 'test' })).size).toBe(size)
    }),
    { numRuns: 120, seed },
  )
  console.log(`compared: ${JSON.stringify(compared)}`)
  expect(Math.min(...Object.values(compared))).toBeGreaterThan(20)
})
