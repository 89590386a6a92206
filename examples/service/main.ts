import { serve } from '@hono/node-server'
import { openLedger, party } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { service } from './service.ts'

const [file = '', book = ''] = process.argv.slice(2)
const store = sqliteStore(file, { domain: party })
const ledger = await openLedger(store, { book })
/** In earnest: from a session or a token. */
const actors = new Map(Object.entries(JSON.parse(process.env['ACTORS'] ?? '{}') as Record<string, string>))
const app = service(ledger, (context) => actors.get(context.req.header('authorization') ?? ''))
const server = serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 8080) }, ({ port }) =>
  console.log(`http://localhost:${port}`),
)
process.once('SIGTERM', () => {
  server.close()
  void ledger[Symbol.asyncDispose]().then(async () => store.close())
})
