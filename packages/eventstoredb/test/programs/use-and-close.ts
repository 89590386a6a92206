/** Uses a store in every way, closes it, and has nothing more to do. */
import { eventStoreDbStore, parseAddress } from '../../src/index.ts'
import { event, followed, readAll } from '../tools.ts'

const [address = '', stream = ''] = process.argv.slice(2)
const store = eventStoreDbStore(parseAddress(address))
await store.append(stream, [event(), event(), event()], { expectedRevision: 'no-stream' })
const read = await readAll(store, stream)
const found = await followed(store, stream, 3)
await store.close()
process.stdout.write(`${read.length} read, ${found.length} followed\n`)
