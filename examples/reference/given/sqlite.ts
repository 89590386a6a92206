/** What the examples of the SQLite store begin with: the book of the Party's examples, in a file in memory. */
import { exportBook, party, restoreLedger } from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { sqliteStore } from '@taizhang/sqlite'
import { given as book } from './core.ts'

/** The store, and what the book's own examples have. */
export async function given() {
  const { store: there, unit, options } = await book()
  const store = sqliteStore(':memory:', { domain: party, create: true })
  for await (const page of exportBook(there, '350305')) {
    const restored = await restoreLedger(store, page)
    if (!restored.ok) throw new Error(JSON.stringify(restored.refusals))
  }
  return { store, party, coverageOn, unit, options }
}
