import { readFileSync } from 'node:fs'
import { memoryStore, openLedger, restoreLedger, type Ledger } from '@taizhang/core'

const sample = new URL('../../../examples/sample-district/sample-district.ndjson', import.meta.url)

let opened: Promise<Ledger> | undefined

/** The sample district's book, which no test changes. */
export const sampleLedger = async (): Promise<Ledger> => (opened ??= open())

async function open(): Promise<Ledger> {
  const store = memoryStore()
  const restored = await restoreLedger(store, readFileSync(sample, 'utf8').trimEnd().split('\n'))
  if (!restored.ok) throw new Error('the sample is not a whole book')
  return openLedger(store, { book: restored.book })
}
