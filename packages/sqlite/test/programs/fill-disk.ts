/** Appends 20,000 events where there is not enough room for them, and prints the error as JSON: `FILE STREAM`. */
import { LedgerError, party } from '@taizhang/core'
import { sqliteStore } from '../../src/index.ts'

const [file = '', stream = ''] = process.argv.slice(2)
const store = sqliteStore(file, { domain: party })
const events = Array.from({ length: 20_000 }, (_, at) => ({ id: `n${at}`, text: `{"n":"${'x'.repeat(300)}"}` }))
try {
  await store.append(stream, events, { expectedRevision: 0 })
} catch (error) {
  console.log(JSON.stringify(error instanceof LedgerError ? { kind: error.kind, ...error.refusal } : String(error)))
}
