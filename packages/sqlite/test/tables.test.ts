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

const books = 500
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

test(`${books} random books: the tables hold what memory holds, at any size, seed ${seed}`, async () => {
  const days = [...new Set(smallUniverse.days)]
  const compared = { rows: 0, values: 0, findings: 0, terms: 0 }
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
          const rows = rowsOf(memory.facts)
          expect(rowsOf(tables.facts)).toEqual(rows)
          compared.rows += rows.length
          expect(coverageOn(tables)).toEqual(coverageOn(memory))
          for (const figure of figureCatalogue.values()) {
            const counted = figureRows(memory, figure)
            expect(figureRows(tables, figure)).toEqual(counted)
            compared.values += counted.filter(({ value }) => value !== 0 && value !== null).length
          }
          compared.findings += findingsOn(memory).length
          expect(findings(tables)).toEqual(findings(memory))
          const span = { amount: 20, unit: 'years' } as const
          const terms = termsDue(memory, span)
          expect(termsDue(tables, span)).toEqual(terms)
          compared.terms += terms.length
        }
        await store.close()
      },
    ),
    { numRuns: books, seed },
  )
  console.log(`compared over ${books} books: ${JSON.stringify(compared)}`)
  expect(Math.min(compared.rows, compared.values, compared.findings)).toBeGreaterThan(books)
  expect(compared.terms).toBeGreaterThan(5)
})
