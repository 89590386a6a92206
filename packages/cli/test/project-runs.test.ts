import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createLedger, openLedger, party, type EventStore, type Ledger } from '@taizhang/core'
import { eventStoreDbStore, fromWire, parseAddress, type EventStoreDbStore } from '@taizhang/eventstoredb'
import { sqliteStore } from '@taizhang/sqlite'
import { idOf } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { startDouble, type Double } from '../../eventstoredb/test/double/start-double.ts'
import { workerOf } from '../src/project/share.ts'
import { Worker } from '../src/project/worker.ts'
import { run } from './taizhang.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
let double: Double
let server: EventStoreDbStore
beforeAll(async () => {
  double = await startDouble()
  server = eventStoreDbStore(parseAddress(double.address))
})
afterAll(async () => {
  await server.close()
  await double.stop()
  rmSync(folder, { recursive: true })
})

let ids = 1
const options = () => ({ now: new Date('2021-06-30T00:00:00Z'), newId: () => idOf(ids++), actor: 'tester' })

/** A book begins, or goes on with one event. */
async function recordInto(book: string, there: Set<string>): Promise<void> {
  if (!there.has(book)) {
    await createLedger(server, { book, name: '测试' }, options())
    there.add(book)
    return
  }
  const data = { unitId: `u${ids}`, kind: 'enterprise', name: '单位' }
  const ledger: Ledger = await openLedger(server, { book })
  expect(await ledger.record([{ type: 'UnitListed', effectiveOn: '2020-01-01', data }], options())).toMatchObject({
    ok: true,
  })
}

async function textsOf(store: EventStore, book: string): Promise<string[]> {
  const texts: string[] = []
  for await (const page of store.read(`ledger-${book}`)) texts.push(...page.map(({ text }) => text))
  return texts
}

const names = ['a', 'b', 'c', 'd']
const step = fc.record({
  recorded: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
  asked: fc.option(fc.subarray(names, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 2 }),
  share: fc.constantFrom([1, 1], [1, 2], [2, 2], [1, 3], [2, 3], [3, 3]),
  follows: fc.boolean(),
})

/** What a run with `--follow` does before it follows: it keeps a position for named books, too. */
async function catchUp(
  path: string,
  books: readonly string[],
  [worker = 1, workers = 1]: readonly number[],
): Promise<Pick<Awaited<ReturnType<typeof run>>, 'code' | 'stderr'>> {
  const file = sqliteStore(path, { domain: party, create: true })
  await new Worker({ worker, workers, books, server, file, fromWire, onState: () => undefined }).catchUp()
  await file.close()
  return { code: 0, stderr: '' }
}

test('whatever is asked for, run after run into one file, is there in full', async () => {
  let [files, compared] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 7 }), async (steps) => {
      // One server for all: each file has books of its own.
      const own = (letter: string): string => `${letter}${files}`
      const path = join(folder, `${++files}.ledger`)
      const there = new Set<string>()
      for (const { recorded, asked: letters, share, follows } of steps) {
        for (const letter of recorded) await recordInto(own(letter), there)
        const asked = letters?.map(own)
        const [worker = 1, workers = 1] = share
        const books = asked === undefined ? ['--all'] : ['--book', asked.join(',')]
        const shared = ['--workers', String(workers), '--worker', String(worker)]
        const mine = (asked ?? names.map(own)).filter((book) => workerOf(book, workers) === worker)
        const missing = asked !== undefined && mine.some((book) => !there.has(book))
        const ran =
          follows && !missing
            ? await catchUp(path, asked ?? [], share)
            : await run(['project', double.address, '--into', path, ...books, ...shared, '--format', 'json'])
        expect([ran.code, missing ? ran.stderr !== '' : ran.stderr]).toEqual(missing ? [4, true] : [0, ''])
        const file = sqliteStore(path, { domain: party, readOnly: true })
        for (const book of mine.filter((one) => there.has(one))) {
          const texts = await textsOf(server, book)
          expect([book, await textsOf(file, book)]).toEqual([book, texts])
          expect(await file.tables.size(`ledger-${book}`)).toBe(texts.length)
          compared++
        }
        await file.close()
      }
    }),
    {
      numRuns: 4,
      examples: [
        [
          [
            { recorded: ['a', 'b', 'a'], asked: ['a'], share: [1, 1], follows: false },
            { recorded: [], asked: undefined, share: [1, 1], follows: false },
            { recorded: ['c', 'b'], asked: undefined, share: [1, 2], follows: false },
            { recorded: ['c'], asked: undefined, share: [2, 2], follows: false },
            { recorded: ['d'], asked: undefined, share: [1, 1], follows: false },
          ],
        ],
        // What others have been given has not been given to all, nor to who shares the books otherwise.
        [
          [
            { recorded: ['a', 'b', 'c', 'd'], asked: undefined, share: [1, 1], follows: false },
            { recorded: ['a', 'b', 'c', 'd'], asked: ['a'], share: [1, 1], follows: true },
            { recorded: [], asked: undefined, share: [1, 1], follows: true },
            { recorded: ['a', 'b', 'c', 'd'], asked: undefined, share: [1, 2], follows: true },
            { recorded: [], asked: undefined, share: [2, 2], follows: true },
          ],
        ],
      ],
    },
  )
  expect(compared).toBeGreaterThan(8)
})
