import { party, type View } from '@taizhang/core'
import { coverageOn, figureCatalogue, figureRows, termsDue } from '@taizhang/core/figures'
import { findingsOn } from '@taizhang/core/rulebook'
import { play, scriptArbitrary, smallUniverse } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sqliteStore, tableFacts } from '../src/index.ts'
import { rowsOf } from './rows-of.ts'

/** All that a day's findings say; of the events behind them a table has those whose rows held on some day. */
const findings = (view: View): unknown => findingsOn(view).map(({ events: _, ...said }) => said)

const books = 1000
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

test(
  `${books} random books: the tables hold what memory holds, at any size, seed ${seed}`,
  { timeout: 600_000 },
  async () => {
    const days = [...new Set(smallUniverse.days)]
    await fc.assert(
      fc.asyncProperty(
        scriptArbitrary({ batches: 14 }),
        fc.constantFrom(...days),
        fc.nat(),
        async (script, asOf, pick) => {
          const store = sqliteStore(':memory:', { domain: party, create: true })
          const ledger = await play(script, { store })
          for (const knownAt of [ledger.size, 1 + (pick % ledger.size)]) {
            const memory = ledger.asOf(asOf, { knownAt })
            const tables: View = { ...memory, facts: tableFacts(store, 'test', { knownAt: memory.size }) }
            expect(rowsOf(tables.facts)).toEqual(rowsOf(memory.facts))
            expect(coverageOn(tables)).toEqual(coverageOn(memory))
            for (const figure of figureCatalogue.values())
              expect(figureRows(tables, figure)).toEqual(figureRows(memory, figure))
            expect(findings(tables)).toEqual(findings(memory))
            const span = { amount: 20, unit: 'years' } as const
            expect(termsDue(tables, span)).toEqual(termsDue(memory, span))
          }
          await store.close()
        },
      ),
      { numRuns: books, seed },
    )
  },
)
