/**
 * The figures that docs/scale.md calculates with, measured on the sample district:
 * `pnpm --filter @taizhang/cli run measure`. Times are of the processor, so that what else the machine does counts little.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { relations, Replay, restoreLedger, type ReadEvent, type ReplayedBatch } from '@taizhang/core'
import { eventStoreDbStore, parseAddress, toWire, wireBytes } from '@taizhang/eventstoredb'
import { sqliteStore } from '@taizhang/sqlite'

import { startDouble } from '../../../eventstoredb/test/double/start-double.ts'

const sample = fileURLToPath(new URL('../../../../examples/sample-district/sample-district.ndjson', import.meta.url))
const texts = readFileSync(sample, 'utf8').trimEnd().split('\n')
const events: readonly ReadEvent[] = texts.map((text, revision) => ({
  ...(JSON.parse(text) as { id: string }),
  text,
  revision,
}))
const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
const book = '350399'

const say = (what: string, perEvent: number, unit: string): void =>
  console.log(`${what}: ${perEvent.toFixed(2)} ${unit} an event`)
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

async function measured(what: string, work: () => Promise<void> | void): Promise<void> {
  const began = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(began)
  say(what, (user + system) / 1000 / events.length, 'ms')
}

say('text', mean(texts.map((text) => Buffer.byteLength(text))), 'bytes')
say('data, metadata and type on the server', mean(events.map((event) => wireBytes(toWire(event)))), 'bytes')

let batches: readonly ReplayedBatch[] = []
await measured('replaying', () => {
  batches = new Replay(book).take(events)
})
const path = join(folder, 'replica.ledger')
await measured('writing events and tables, 2,000 batches in a transaction', async () => {
  const store = sqliteStore(path, { relations, create: true })
  let from = 0
  for (let at = 0; at < batches.length; at += 2000) {
    const some = batches.slice(at, at + 2000)
    store.takeOver([{ stream: `ledger-${book}`, from, batches: some }])
    from += some.reduce((sum, batch) => sum + batch.events.length, 0)
  }
  await store.close()
})
say('the file, events and tables', statSync(path).size / events.length, 'bytes')

const double = await startDouble()
const server = eventStoreDbStore(parseAddress(double.address), { readOnly: true })
const restored = await restoreLedger(server, texts)
if (!restored.ok) throw new Error(restored.refusals[0]?.message.en)
await measured('reading through the adapter', async () => {
  for await (const page of server.read(`ledger-${book}`)) if (page.length === 0) throw new Error('an empty page')
})
await server.close()
await double.stop()
rmSync(folder, { recursive: true })
