/** Which node is talked to, how long one that is not there is waited for, and what is said of it. */
import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { LedgerError } from '@taizhang/core'
import { afterEach, expect, test } from 'vitest'
import type { EventStoreDbOptions, Waiting } from '../src/index.ts'
import { startDouble, type Double } from './double/start-double.ts'
import { events, newStream, open } from './tools.ts'

const none = { expectedRevision: 'no-stream' } as const

const started: Double[] = []
async function start(options?: Parameters<typeof startDouble>[0]): Promise<Double> {
  const double = await startDouble(options)
  started.push(double)
  return double
}
afterEach(async () => {
  for (const double of started.splice(0)) await double.stop()
})

/** What is said where an append is given up, and on the way there. */
async function given(address: string, options: EventStoreDbOptions): Promise<{ error: LedgerError; waits: Waiting[] }> {
  const waits: Waiting[] = []
  const store = open(address, { ...options, onWaiting: (waiting) => void waits.push(waiting) })
  const error = await store.append(newStream(), events(1), none).catch((failed: unknown) => failed)
  await store.close()
  if (!(error instanceof LedgerError)) throw new Error(`it did not fail: ${JSON.stringify(error)}`)
  return { error, waits }
}

const freeze = async (double: Double, ...nodes: readonly number[]): Promise<void> => {
  for (const node of nodes) await double.tell({ do: 'freeze', node, frozen: true })
}

test('a leader that is frozen is left for the one that is chosen instead', async () => {
  const cluster = await start({ nodes: 3 })
  const waits: Waiting[] = []
  const store = open(cluster.address, { onWaiting: (waiting) => void waits.push(waiting) })
  await freeze(cluster, 0)
  const appending = store.append(newStream(), events(1), none)
  await expect.poll(() => waits.length).toBeGreaterThan(0)
  // Other nodes have answered, so there is patience.
  expect(waits[0]).toMatchObject({ atMostMs: 30_000, why: expect.stringContaining('does not answer') as string })
  await cluster.tell({ do: 'lead', node: 1 })
  expect(await appending).toMatchObject({ ok: true })
  await store.close()
})

test('nodes of which none leads are told as that, and as a minority where they are one', async () => {
  const cluster = await start({ nodes: 3 })
  const hasty = { silenceMs: 5000, patienceMs: 1500 }
  await cluster.tell({ do: 'elect', electing: true })
  const alone = `esdb://127.0.0.1:${cluster.ports[0]}?tls=false`
  const choosing = await given(cluster.address, hasty)
  expect(choosing.error.message).toMatch(/the server has no leader: 3 of 3 nodes are up.*nothing was recorded$/)
  for (const node of [1, 2]) await cluster.tell({ do: 'shut', node, shut: true })
  // One that is asked alone does not say so by itself.
  for (const stream of ['append', 'read'] as const) await cluster.fault({ on: stream, kind: 'not-ready', times: 1000 })
  for (const address of [cluster.address, alone]) {
    const { error } = await given(address, hasty)
    expect(error.message).toMatch(/no leader and no majority: 1 of 3 nodes is up, and 2 are needed/)
    expect(error.message).not.toMatch(/address/)
  }
})

const program = fileURLToPath(new URL('programs/give-up.ts', import.meta.url))

test.each([
  ['three silent hosts', 3],
  ['a silent host and a dead one', 1],
])('%s keep no process alive after the store is closed', async (_, nodes) => {
  const cluster = await start({ nodes })
  await freeze(cluster, ...Array.from({ length: nodes }, (__, node) => node))
  const address = nodes === 1 ? cluster.address.replace('?', ',127.0.0.1:1?') : cluster.address
  const child = spawn(process.execPath, ['--conditions=taizhang-source', program, address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = new Promise<number>((resolve) => void child.stdout.once('data', () => resolve(performance.now())))
  const ended = new Promise<number>((resolve) => void child.once('close', () => resolve(performance.now())))
  // The client’s own search took 51 s and 151 s here. What is left to do takes a moment, however busy the machine is.
  expect((await ended) - (await said)).toBeLessThan(45_000)
})

test('TLS that one side does not speak, and a certificate that nobody knows, are told as that', async () => {
  const [secure, plain] = [await start({ tls: true }), await start()]
  const hasty = { silenceMs: 5000, patienceMs: 500, connectMs: 500 }
  const [there, here] = [secure.ports[0], plain.ports[0]]
  const of = async (address: string): Promise<string> => (await given(address, hasty)).error.message
  for (const hosts of [`localhost:${here}`, `localhost:${here},127.0.0.1:${here}`]) {
    const message = await of(`esdb://${hosts}`)
    expect(message).toMatch(
      /: the server does not speak TLS: write \?tls=false behind the address \(.*\); nothing was rec/,
    )
    expect(message).not.toMatch(/\n/)
  }
  for (const hosts of [`localhost:${there}`, `localhost:${there},127.0.0.1:${there}`]) {
    expect(await of(`esdb://${hosts}?tls=false`)).toMatch(/: the server wants TLS: take tls=false out/)
    const message = await of(`esdb://${hosts}`)
    expect(message).toMatch(/: the server’s certificate is not known: .*tlsCAFile=FILE \(.*\); nothing was recorded/)
    expect(message).not.toMatch(/\n/)
  }
  const certificate = fileURLToPath(new URL('double/tls/certificate.pem', import.meta.url))
  const store = open(`esdb://localhost:${there}?tlsCAFile=${certificate}`)
  expect(await store.append(newStream(), events(1), none)).toMatchObject({ ok: true })
  await store.close()
})

test('a node that does not lead any more is no reason that people could do nothing with', async () => {
  const cluster = await start({ nodes: 3 })
  const waits: Waiting[] = []
  const store = open(cluster.address, { onWaiting: (waiting) => void waits.push(waiting) })
  const stream = newStream()
  await store.append(stream, events(1), none)
  await cluster.tell({ do: 'lead', node: 1 })
  await wait(10)
  expect(await store.append(stream, events(1), { expectedRevision: 0 })).toMatchObject({ ok: true })
  expect(waits[0]?.words).toEqual({ zh: '另一个节点成了领导节点', en: 'another node leads now' })
  await store.close()
})
