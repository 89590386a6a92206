/**
 * How long `verify` takes, as a ratio to bare SHA-256 over the same bytes. `--events N` says how many there are (default 1,000,000);
 * they are listings, openings, coverage and renamings, in batches of a thousand.
 */
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLedger, relations, streamOf, type Draft, type Ledger, type RecordOptions } from '@taizhang/core'
import { sqliteStore, type SqliteStore } from '@taizhang/sqlite'
import { verifyBook } from '../src/index.ts'

const { values } = parseArgs({ options: { events: { type: 'string', default: '1000000' } } })
const count = Number(values.events)
const book = '350305'
const batchSize = 1000

let made = 0
const options: RecordOptions = {
  now: new Date('2021-07-05T00:00:00Z'),
  newId: () => `00000000-0000-7000-8000-${(made++).toString(16).padStart(12, '0')}`,
  actor: 'clerk-3',
}

/** Four events about each unit. */
function draft(at: number): Draft {
  const [unitId, organizationId] = [`u${Math.floor(at / 4)}`, `o${Math.floor(at / 4)}`]
  const evidence = { documentNumber: `某委〔2021〕${at}号` }
  switch (at % 4) {
    case 0:
      return on('2018-01-01', 'UnitListed', { unitId, kind: 'enterprise', name: `第${unitId}有限公司` })
    case 1:
      return on('2019-01-01', 'OrganizationFounded', {
        organizationId,
        name: `${unitId}党支部`,
        kind: 'branch',
        formation: 'solo',
        category: 'enterprise',
        unitIds: [unitId],
      })
    case 2:
      return on('2020-01-01', 'HeadcountReported', { unitId, employees: at % 500 })
  }
  return { ...on('2021-01-01', 'UnitRenamed', { unitId, name: `新${unitId}有限公司` }), evidence }
}

const on = (effectiveOn: string, type: string, data: Record<string, unknown>): Draft => ({ type, effectiveOn, data })

async function fill(ledger: Ledger): Promise<void> {
  while (ledger.size < count) {
    const from = ledger.size - 1
    const drafts = Array.from({ length: Math.min(batchSize, count - ledger.size) }, (_, at) => draft(from + at))
    const outcome = await ledger.record(drafts, options)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals[0]))
  }
}

/** Of this process, on all its threads: what others on the machine do does not count. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Seconds to hash the stored bytes of every event, once they are in memory. */
async function bareHashing(store: SqliteStore): Promise<{ seconds: number; bytes: number }> {
  let [seconds, bytes] = [0, 0]
  for await (const page of store.read(streamOf(book))) {
    const buffers = page.map(({ text }) => Buffer.from(text))
    const start = cpuSeconds()
    for (const buffer of buffers) hash('sha256', buffer, 'buffer')
    seconds += cpuSeconds() - start
    bytes += buffers.reduce((sum, { length }) => sum + length, 0)
  }
  return { seconds, bytes }
}

const folder = mkdtempSync(join(tmpdir(), 'taizhang-verify-'))
try {
  const store = sqliteStore(join(folder, 'a.ledger'), { relations, create: true })
  await fill(await createLedger(store, { book, name: '某区' }, options))
  const bare = await bareHashing(store)
  const start = cpuSeconds()
  const { checks, size } = await verifyBook(store, book)
  const seconds = cpuSeconds() - start
  await store.close()
  const held = checks.filter(({ state }) => state === 'held').map(({ check }) => check)
  const mib = (bare.bytes / 2 ** 20).toFixed(0)
  console.log(
    `verify of ${size} events (${mib} MiB): ${seconds.toFixed(1)} s; bare SHA-256: ${bare.seconds.toFixed(2)} s`,
  )
  console.log(`ratio ${(seconds / bare.seconds).toFixed(0)}; held: ${held.join(', ')}`)
} finally {
  rmSync(folder, { recursive: true })
}
