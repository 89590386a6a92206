/** Asks for a stream where no node answers, closes the store, says so, and has nothing more to do. */
import { eventStoreDbStore, parseAddress } from '../../src/index.ts'
import { readAll } from '../tools.ts'

const store = eventStoreDbStore(parseAddress(process.argv[2] ?? ''), { connectMs: 1000 })
await readAll(store, 'ledger-a').catch(() => undefined)
await store.close()
process.stdout.write('given up\n')
