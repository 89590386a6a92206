/**
 * Runs fault schedules against a server, by default 2,000: `npm run soak -- [--count N] [--from SEED] [--lanes N]`. Prints what came of them; ends with 1 where
 * one failed, with its seed.
 */
import { parseArgs } from 'node:util'
import { party } from '@taizhang/core'
import { postgresStore } from '../src/index.ts'
import { inLanes } from '../test/fault-schedules.ts'
import { freshSchema, onServer, realServer, skipped } from '../test/server.ts'

const { values } = parseArgs({
  options: { count: { type: 'string' }, from: { type: 'string' }, lanes: { type: 'string' } },
})
const [count, from, lanes] = [Number(values.count ?? 2000), Number(values.from ?? 1), Number(values.lanes ?? 12)]
const server = await realServer()
if (!server) throw new Error(skipped)
const schema = freshSchema()
const database = onServer(server.url)
await postgresStore(database, { domain: party, schema, create: true }).streams()

const began = performance.now()
let [done, failed] = [0, 0]
const ran = await inLanes({ from, count, lanes, url: server.url, schema }, (seed, error) => {
  done++
  if (error !== undefined) {
    failed++
    console.error(`seed ${seed}: ${error instanceof Error ? error.stack : JSON.stringify(error)}`)
  }
  if (done % 100 === 0)
    console.log(`${done} of ${count}, ${failed} failed, ${Math.round((performance.now() - began) / 1000)} s`)
})
const sum = (member: 'acknowledged' | 'unknown' | 'refused' | 'doubts'): number =>
  ran.reduce((total, one) => total + one[member], 0)
console.log(
  `${count} schedules, ${failed} failed: ${sum('acknowledged')} appends acknowledged, ${sum('doubts')} lost answers looked up, ${sum('unknown')} unknown, ${sum('refused')} refused`,
)
await database.query(`DROP SCHEMA ${schema} CASCADE`)
await database.close()
process.exitCode = failed > 0 ? 1 : 0
