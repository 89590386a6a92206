/**
 * The figures that docs/scale.md calculates with, measured on a generated district, by default of 300,000 events:
 * `pnpm --filter @taizhang/cli run measure [EVENTS]`. Times are of the processor, so that what else the machine does counts little.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { party, restoreLedger } from '@taizhang/core'
import { Replay } from '@taizhang/kernel/internal'
import { type ReadEvent } from '@taizhang/kernel/store'
import { eventStoreDbStore, parseAddress, toWire, wireBytes } from '@taizhang/eventstoredb'
import { sqliteStore } from '@taizhang/sqlite'
import { districtBook, recordedTexts } from '@taizhang/core/testing'

import { startDouble } from '../../../eventstoredb/test/double/start-double.ts'
import { command, textOf } from '../taizhang.ts'

const size = Number(process.argv[2] ?? 300_000)
const chunk = 2000
const book = '350399'
const texts = recordedTexts(districtBook({ size: size - 1, seed: 20210630 }), { book, batch: 5 })
const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))

const idOf = (text: string): string => (JSON.parse(text) as { readonly id: string }).id
const say = (what: string, perEvent: number, unit: string): void =>
  console.log(`${what}: ${perEvent.toFixed(3)} ${unit} an event`)

/** Processor time, taken in pieces. */
function clock() {
  let ms = 0
  return {
    run: async <T>(work: () => T | Promise<T>): Promise<T> => {
      const began = process.cpuUsage()
      const result = await work()
      const { user, system } = process.cpuUsage(began)
      ms += (user + system) / 1000
      return result
    },
    say: (what: string) => say(what, ms / size, 'ms'),
  }
}

/** The program as a process of its own: what it takes. */
async function measureRun(what: string, ...args: readonly string[]): Promise<void> {
  const report = `process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); process.stderr.write('\\n' + JSON.stringify({ ms: (userCPUTime + systemCPUTime) / 1000, mb: maxRSS / 1024 })) })`
  const [program, words] = command(...args)
  const began = performance.now()
  const child = spawn(program, ['--import', `data:text/javascript,${encodeURIComponent(report)}`, ...words])
  const [, said] = await Promise.all([textOf(child.stdout), textOf(child.stderr)])
  const { ms, mb } = JSON.parse(said.split('\n').at(-1) ?? '') as { readonly ms: number; readonly mb: number }
  const seconds = (performance.now() - began) / 1000
  say(what, ms / size, 'ms')
  console.log(
    `  in all ${(ms / 1000).toFixed(1)} s of the processor, ${seconds.toFixed(1)} s, at most ${Math.round(mb)} MB`,
  )
}

console.log(`${size} events`)
say('text', texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / size, 'bytes')
const onWire = texts.reduce((sum, text) => sum + wireBytes(toWire({ id: idOf(text), text })), 0)
say('data, metadata and type on the server', onWire / size, 'bytes')

const [replaying, writing] = [clock(), clock()]
const path = join(folder, 'replica.ledger')
const store = sqliteStore(path, { domain: party, create: true })
const replay = new Replay(book, { definitions: party, counting: store.tables.counting })
for (let at = 0; at < size; at += chunk) {
  const page: ReadEvent[] = texts
    .slice(at, at + chunk)
    .map((text, index) => ({ id: idOf(text), text, revision: at + index }))
  const from = replay.size
  const batches = await replaying.run(() => {
    replay.take(page)
    return [...replay.batchesSince(from)]
  })
  await writing.run(() => store.takeOver([{ stream: `ledger-${book}`, from, batches }]))
}
await store.close()
replaying.say('replaying')
writing.say('writing events and tables, 2,000 events in a transaction')
say('the file, events and tables', statSync(path).size / size, 'bytes')

const double = await startDouble()
const server = eventStoreDbStore(parseAddress(double.address), { readOnly: true })
const restored = await restoreLedger(server, texts)
if (!restored.ok) throw new Error(restored.refusals[0]?.message.en)
const reading = clock()
await reading.run(async () => {
  for await (const page of server.read(`ledger-${book}`)) if (page.length === 0) throw new Error('an empty page')
})
reading.say('reading through the adapter')
await server.close()

const named = ['project', double.address, '--book', book, '--into', join(folder, 'named.ledger')]
await measureRun('project, one book from server to tables', ...named)
await measureRun('project again, with nothing new', ...named)
await measureRun(
  'project --all, which reads the log for names first',
  'project',
  double.address,
  '--all',
  '--into',
  join(folder, 'all.ledger'),
)
await double.stop()
rmSync(folder, { recursive: true })
