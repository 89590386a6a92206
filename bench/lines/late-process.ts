/** A process of its own that opens a book and lists what came late: prints the processor time in seconds and the most memory in MB. */
import { openLedger, party } from '@taizhang/core'
import { late } from '@taizhang/audit'
import { sqliteStore } from '@taizhang/sqlite'

const [path = ''] = process.argv.slice(2)
const store = sqliteStore(path, { domain: party, readOnly: true })
const ledger = await openLedger(store, { book: 'bench' })
const { batches } = late(ledger, { days: 30 })
await store.close()
const { user, system } = process.cpuUsage()
const megabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ batches: batches.length, seconds: (user + system) / 1e6, megabytes }))
