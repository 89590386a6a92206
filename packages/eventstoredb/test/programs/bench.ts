/**
 * Append and read through the adapter, as a ratio to the bare client doing the same against the same server in the same run:
 * `pnpm --filter @taizhang/eventstoredb run bench [EVENTS]`. The server is the one at TAIZHANG_EVENTSTOREDB_URL, else the double.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EventStoreDBClient, type EventData } from '@eventstore/db-client'
import type { StoredEvent } from '@taizhang/core'
import { eventStoreDbStore, parseAddress, toWire } from '../../src/index.ts'
import { startDouble } from '../double/start-double.ts'
import { readAll } from '../tools.ts'

const count = Number(process.argv[2] ?? 10_000)
const rounds = 5
const url = process.env['TAIZHANG_EVENTSTOREDB_URL']
const double = url === undefined ? await startDouble() : undefined
const { connection, shown } = parseAddress(url ?? double?.address ?? '')
const sample = fileURLToPath(new URL('../../../../examples/sample-district/sample-district.ndjson', import.meta.url))
const events: readonly StoredEvent[] = readFileSync(sample, 'utf8')
  .trimEnd()
  .split('\n')
  .slice(0, count)
  .map((text) => ({ id: (JSON.parse(text) as { id: string }).id, text }))
const proposed = events.map(toWire) as readonly EventData[]

const store = eventStoreDbStore({ connection, shown })
const bare = EventStoreDBClient.connectionString(connection)
let streams = 0
const newStream = (): string => `ledger-bench-${process.pid}-${streams++}`

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function appendBare(stream: string, batchSize: number, limit: number): Promise<void> {
  for (let at = 0; at < limit; at += batchSize)
    await bare.appendToStream(stream, proposed.slice(at, at + batchSize), {
      expectedRevision: at === 0 ? 'no_stream' : BigInt(at - 1),
    })
}

async function append(stream: string, batchSize: number, limit: number): Promise<void> {
  for (let at = 0; at < limit; at += batchSize) {
    const expectedRevision = at === 0 ? ('no-stream' as const) : at - 1
    const result = await store.append(stream, events.slice(at, at + batchSize), { expectedRevision })
    if (!result.ok) throw new Error(JSON.stringify(result))
  }
}

async function readBare(stream: string): Promise<void> {
  let found = 0
  for await (const { event } of bare.readStream(stream)) if (event) found++
  if (found !== events.length) throw new Error(`${found} read`)
}

/** Both by turns, so that what else the machine does weighs on both; the medians. */
async function compare(
  what: string,
  size: number,
  ours: () => Promise<void>,
  theirs: () => Promise<void>,
): Promise<void> {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    times[1].push(await timed(theirs))
    times[0].push(await timed(ours))
  }
  const [own = 0, other = 0] = times.map((all) => all.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0)
  const rate = (ms: number): string => `${Math.round((size * 1000) / ms)}/s`
  console.log(`${what}: adapter ${rate(own)}, client ${rate(other)}, ratio ${(other / own).toFixed(2)}`)
}

const streamRead = newStream()
await append(streamRead, 500, events.length)
console.log(
  `${events.length} events of the sample district, ${rounds} rounds, against ${double ? 'the double' : shown}`,
)
for (const size of [500, 100, 10, 1]) {
  const limit = Math.min(events.length, size * (size === 1 ? 300 : 60))
  const whole = limit - (limit % size)
  await compare(
    `append in batches of ${size}`,
    whole,
    () => append(newStream(), size, whole),
    () => appendBare(newStream(), size, whole),
  )
}
await compare(
  'read the whole stream',
  events.length,
  async () => void (await readAll(store, streamRead)),
  () => readBare(streamRead),
)
await store.close()
await bare.dispose()
await double?.stop()
