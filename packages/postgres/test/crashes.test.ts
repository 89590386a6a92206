import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { isLedgerError } from '@taizhang/kernel'
import type { ReadEvent } from '@taizhang/kernel/store'
import { party } from '@taizhang/core'
import { expect, test } from 'vitest'
import { postgresStore, type PostgresStore } from '../src/index.ts'
import { startCluster } from './cluster.ts'
import { expectedAfter, type Told } from './expected-after.ts'
import { onServer, skipped } from './server.ts'

const schema = 'taizhang'

async function allOf(store: PostgresStore, stream: string): Promise<ReadEvent[]> {
  const there: ReadEvent[] = []
  for await (const page of store.read(stream)) there.push(...page)
  return there
}

/** Appends of one writer, one after the other; `after` is called behind each. */
async function write(
  store: PostgresStore,
  stream: string,
  writer: number,
  after: () => Promise<void>,
): Promise<Told[]> {
  const told: Told[] = []
  for (let at = 0; at < appends / 2; at++) {
    const batch = Array.from({ length: 1 + (at % 4) }, (_, step) => ({
      id: `${writer}-${at}-${step}`,
      text: `{"n":${at}}`,
    }))
    const result = await store.append(stream, batch, { expectedRevision: 'any' }).catch((error: unknown) => {
      if (!isLedgerError(error)) throw error
      return error.aftermath === 'unknown' ? ('unknown' as const) : ('refused' as const)
    })
    told.push({ batch, result })
    await after()
  }
  return told
}

const appends = 200

test('where the server is stopped at once, or a process of it is killed, during 200 appends, what was acknowledged is there and batches are whole', async (context) => {
  const cluster = (await startCluster({ durable: true })) ?? context.skip(skipped)
  const stores = [0, 1].map(() => postgresStore(cluster.url, { domain: party, create: true }))
  const [one, two] = stores
  if (!one || !two) throw new Error('two were opened')
  const stream = 'ledger-crash'
  let done = 0
  /** Behind some of the appends, while those of the other writer are under way. */
  const crash = async (): Promise<void> => {
    done++
    if (done % 80 === 50) {
      cluster.stop('immediate')
      cluster.start()
    }
    if (done % 80 === 20) {
      const database = onServer(cluster.url)
      const others = await database.query(
        "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
        [],
      )
      process.kill(Number(others.at(-1)?.['pid']), 'SIGKILL')
      await database.close()
    }
  }
  const told = await Promise.all([write(one, stream, 0, crash), write(two, stream, 1, crash)])
  const there = await allOf(one, stream)
  expectedAfter(there, told.flat())
  // Whoever tries again for long enough comes through.
  expect(told.flat().filter(({ result }) => typeof result === 'string')).toEqual([])
  expect(there.map(({ revision }) => revision)).toEqual(there.map((_, at) => at))
  expect(await one.tree.size(stream)).toBe(there.length)
  for (const store of stores) await store.close()
  cluster.stop('immediate')
})

test('processes that append to one book at the same time each find their batches where they were told', async (context) => {
  const cluster = (await startCluster()) ?? context.skip(skipped)
  const stream = 'ledger-many'
  const store = postgresStore(cluster.url, { domain: party, create: true })
  await store.streams()
  const program = fileURLToPath(new URL('programs/append-many.ts', import.meta.url))
  const run = async (writer: number): Promise<{ readonly told: readonly Told[]; readonly conflicts: number }> => {
    const args = ['--conditions=taizhang-source', program, cluster.url, schema, stream, String(writer), '30']
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 })
    return JSON.parse(stdout) as { readonly told: readonly Told[]; readonly conflicts: number }
  }
  const ran = await Promise.all([0, 1, 2].map(run))
  const there = await allOf(store, stream)
  expectedAfter(
    there,
    ran.flatMap(({ told }) => told),
  )
  expect(there).toHaveLength(3 * 30 * 2)
  await store.close()
  cluster.stop('immediate')
})
