import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { relations } from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sqliteStore, type SqliteStore } from '../src/index.ts'

/** Names that are easily taken for one another. */
const names = ['1/1 a', '1/1 *', '1/1 a,b', '1/2 *', '2/2 *', '1/1 A', '', '%', "'"]

const step = fc.record({
  follower: fc.constantFrom(...names),
  position: fc.option(fc.nat(99).map(String), { nil: undefined }),
  reopen: fc.boolean(),
  refused: fc.boolean(),
})

function messageOf(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    return String(error)
  }
}

test('where a follower has come to is what was last kept for it, whatever the others kept', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
      const open = (): SqliteStore => sqliteStore(join(folder, 'a.ledger'), { relations, create: true })
      let store = open()
      const kept = new Map<string, string>()
      for (const { follower, position, reopen, refused } of steps) {
        if (position !== undefined && refused) {
          // Events that do not follow on those of the file: nothing is kept then, the position neither.
          const book = { stream: 'ledger-b', from: 7, batches: [] }
          const told = messageOf(() => store.takeOver([book], { follower, position }))
          if (!told.includes('another program')) throw new Error(`not refused: ${told}`)
        } else if (position !== undefined) {
          store.takeOver([], { follower, position })
          kept.set(follower, position)
        }
        if (reopen) {
          await store.close()
          store = open()
        }
        for (const name of names) {
          expect([name, store.positionOf(name)]).toEqual([name, kept.get(name)])
          if (kept.has(name)) compared++
        }
      }
      await store.close()
      rmSync(folder, { recursive: true })
    }),
    { numRuns: 10 },
  )
  expect(compared).toBeGreaterThan(100)
})
