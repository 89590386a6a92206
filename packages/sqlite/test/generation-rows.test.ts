import { createLedger, relations, type RecordOptions } from '@taizhang/core'
import { idOf } from '@taizhang/testkit'
import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sqliteStore } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-generation-'))
afterAll(() => rmSync(folder, { recursive: true }))

const path = join(folder, 'a.ledger')
/** One relation fewer, so that its tables are made otherwise. */
const fewer = relations.slice(0, -1)
let made = 0
const options: RecordOptions = { now: new Date('2021-07-05T00:00:00Z'), newId: () => idOf(made++), actor: 'tester' }

/** Two books; the tables of a newer definition are being filled beside the current ones, and know only one of the books yet. */
async function fileOfTwo(): Promise<void> {
  const older = sqliteStore(path, { relations: fewer, create: true })
  for (const book of ['a', 'b']) await createLedger(older, { book, name: book }, options)
  await older.close()
  const newer = sqliteStore(path, { relations })
  await createLedger(newer, { book: 'c', name: 'c' }, options)
  expect(newer.database.prepare('SELECT place FROM generation ORDER BY place').all()).toMatchObject([
    { place: 'current' },
    { place: 'next' },
  ])
  await newer.close()
}

test('whichever rows of generation are gone, a table exactly as made beside the current ones is never a finding', async () => {
  await fileOfTwo()
  const programs = { older: fewer, newer: relations }
  let compared = 0
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(['current', 'next']),
      fc.constantFrom('older' as const, 'newer' as const),
      async (gone, program) => {
        const store = sqliteStore(path, { relations: programs[program] })
        store.database.exec('SAVEPOINT damage')
        try {
          for (const place of gone) store.database.prepare('DELETE FROM generation WHERE place = ?').run(place)
          const strangers = store.projection.strangers()
          expect([gone, program, strangers.filter(({ name }) => name.endsWith('__next'))]).toEqual([gone, program, []])
          // Those that somebody made under such a name are told of.
          store.database.exec('ALTER TABLE live_event__next ADD COLUMN more TEXT')
          const told = store.projection.strangers().some(({ name }) => name === 'live_event__next')
          expect([gone, program, told || gone.join() !== 'next' || program === 'older']).toEqual([gone, program, true])
          compared++
        } finally {
          store.database.exec('ROLLBACK TO damage; RELEASE damage')
          await store.close()
        }
      },
    ),
    { numRuns: 40 },
  )
  expect(compared).toBeGreaterThanOrEqual(40)
})
