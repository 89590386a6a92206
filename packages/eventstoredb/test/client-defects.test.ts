/**
 * What the client does wrong (seen with 6.2.1), and must not come through. The numbers are those of docs/eventstoredb-adapter.md. Where it can be
 * shown without waiting for ever, the client is shown doing it.
 */
import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { createLedger, LedgerError, type Ledger } from '@taizhang/core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { toWire, type EventStoreDbStore, type LogPosition, type Waiting } from '../src/index.ts'
import { startDouble, type Double } from './double/start-double.ts'
import { asRead, event, events, followed, impatient, newStream, open, readAll } from './tools.ts'

let double: Double
let store: EventStoreDbStore

beforeAll(async () => {
  double = await startDouble()
  store = open(double.address)
})
afterEach(async () => {
  await double.tell({ do: 'clear' })
})
afterAll(async () => {
  await store.close()
  await double.stop()
})

const none = { expectedRevision: 'no-stream' } as const
const appended = (revision: number): object => ({ ok: true, revision, repeated: false })

test('1: the server’s features that could not be had once poison the client, and not the adapter', async () => {
  await double.fault({ on: 'features', kind: 'internal' })
  const bare = EventStoreDBClient.connectionString(double.address)
  const append = async (): Promise<unknown> => bare.appendToStream('bare', jsonEvent({ type: 't', data: {} }))
  await expect(append()).rejects.toThrow('the double failed')
  await expect(append()).rejects.toThrow('the double failed')
  await bare.dispose()

  await double.fault({ on: 'features', kind: 'internal', times: 100 })
  const fresh = open(double.address)
  const stream = newStream()
  expect(await fresh.append(stream, events(2), none)).toEqual(appended(1))
  expect(await fresh.append(stream, events(1), { expectedRevision: 1 })).toEqual(appended(2))
  await fresh.close()
})

test('2: calls that are never answered end, and what became of an append is found out', async () => {
  for (const kind of ['silent', 'silent-after-write', 'late-write'] as const) {
    const [stream, batch] = [newStream(), events(3)]
    await double.fault({ on: 'append', kind, stream, ms: 700 })
    expect(await store.append(stream, batch, none)).toEqual(appended(2))
    await double.fault({ on: 'read', kind: 'silent', stream, times: 2 })
    expect(await readAll(store, stream)).toEqual(asRead(batch))
  }
})

test('2: where it cannot be found out, the error says that, and the same append again is recorded once', async () => {
  const [stream, batch] = [newStream(), events(2)]
  const hasty = open(double.address, { silenceMs: 300, patienceMs: 1000 })
  await double.fault({ on: 'append', kind: 'silent-after-write', stream, times: 100 })
  await double.fault({ on: 'read', kind: 'silent', stream, times: 100 })
  const failed = await hasty.append(stream, batch, none).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(LedgerError)
  expect(failed).toMatchObject({ kind: 'unavailable', refusal: { code: 'outcome-unknown' } })
  await hasty.close()
  await double.tell({ do: 'clear' })
  expect(await store.append(stream, batch, none)).toEqual({ ok: true, revision: 1, repeated: true })
  expect(await readAll(store, stream)).toEqual(asRead(batch))
})

test('3: a BigInt never comes near the client: it is refused, and a number beyond 2^53 is kept as text', async () => {
  const actor = { now: new Date(0), newId: () => event().id, actor: 'cli' }
  const ledger: Ledger = await createLedger(store, { book: 'bigint', name: '测试' }, actor)
  const draft = { type: 'UnitListed', effectiveOn: '2020-01-01', data: { unitId: 1n } }
  expect(await ledger.record([draft], actor)).toMatchObject({ ok: false, kind: 'invalid' })

  const [stream, { id }] = [newStream(), event()]
  const large = { id, text: `{"data":{"n":9007199254740993},"id":"${id}","type":"t"}` }
  expect(toWire(large).type).toBe('text')
  await store.append(stream, [large], none)
  expect(await readAll(store, stream)).toEqual(asRead([large]))
})

test('4: a broken connection of another store rejects no append, as it does with the client', async () => {
  const other = await startDouble()
  const kept = newStream()
  await double.fault({ on: 'append', kind: 'silent-after-write', stream: kept })
  await other.fault({ on: 'append', kind: 'cut' })
  const [healthy, cut] = [double, other].map(({ address }) => EventStoreDBClient.connectionString(address))
  const rejected = await Promise.allSettled(
    [healthy, cut].map(async (one) => one?.appendToStream(kept, jsonEvent({ type: 't', data: {} }))),
  )
  expect(rejected.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await double.tell({ do: 'size', stream: kept })).toBe(1)
  for (const one of [healthy, cut]) await one?.dispose()

  const broken = open(other.address)
  const [stream, batch] = [newStream(), events(2)]
  // The answer of one comes when the connection of the other is broken already.
  await double.fault({ on: 'append', kind: 'slow', stream, ms: 300 })
  const before = await double.calls('append')
  await other.fault({ on: 'append', kind: 'cut', times: 3 })
  const results = await Promise.all([
    store.append(stream, batch, none),
    broken.append(stream, events(1), none),
    broken.append(newStream(), events(1), none),
  ])
  expect(results).toEqual([appended(1), appended(0), appended(0)])
  expect((await double.calls('append')) - before).toBe(1)
  await broken.close()
  await other.stop()
})

test('4: an append that was made, in a call that another append ends, is found', async () => {
  const patient = open(double.address, { silenceMs: 60_000 })
  const [made, refused] = [newStream(), newStream()]
  expect(await patient.append(newStream(), events(1), none)).toEqual(appended(0))
  await double.fault({ on: 'append', kind: 'silent-after-write', stream: made })
  await double.fault({ on: 'append', kind: 'not-leader', stream: refused })
  const before = await double.calls('append')
  const results = [patient.append(made, events(2), none), patient.append(refused, events(1), none)]
  expect(await Promise.all(results)).toEqual([appended(1), appended(0)])
  expect((await double.calls('append')) - before).toBe(3)
  await patient.close()
})

test('5: reads that are left early leave no call behind, however many', async () => {
  const stream = newStream()
  const patient = open(double.address, {})
  // So large that a page is cut short, which leaves its call in the middle.
  const large = Array.from({ length: 6 }, () => event(`{"a":"${'x'.repeat(900_000)}"}`))
  for (const [at, one] of large.entries())
    await patient.append(stream, [one], { expectedRevision: at === 0 ? 'no-stream' : at - 1 })
  for (let left = 0; left < 4; left++) for await (const page of patient.read(stream)) if (page.length > 0) break
  const small = newStream()
  await patient.append(small, events(600), none)
  for (let left = 0; left < 10; left++) for await (const page of patient.read(small)) if (page.length > 0) break
  for (let left = 0; left < 120; left++) {
    const signal = new AbortController().signal
    for await (const page of patient.subscribe([small], { signal })) if (page.events.length > 0) break
  }
  expect(await readAll(patient, small)).toHaveLength(600)
  await expect.poll(async () => double.calls('open')).toBe(0)
  await patient.close()
})

test('6: a subscription that is dropped goes on where it was left, without gap or repetition', async () => {
  const stream = newStream()
  const batches = Array.from({ length: 12 }, () => events(5))
  await double.fault({ on: 'subscribe', kind: 'drop', events: 3, times: 3 })
  await double.fault({ on: 'subscribe', kind: 'end', events: 1, times: 2 })
  await double.fault({ on: 'subscribe', kind: 'unavailable', times: 2 })
  await double.fault({ on: 'subscribe', kind: 'silent' })
  await double.fault({ on: 'read', kind: 'cut-in-middle', events: 2, stream, times: 3 })
  const writing = async (): Promise<void> => {
    let last = -1
    for (const batch of batches) {
      await store.append(stream, batch, { expectedRevision: last < 0 ? 'no-stream' : last })
      last += batch.length
    }
  }
  const [found] = await Promise.all([followed(store, stream, 60), writing()])
  expect(found).toEqual(asRead(batches.flat()))
})

interface Seen {
  readonly position: LogPosition
  readonly revisions: readonly number[]
}

/** Follows the log until a stream has brought so many events. */
async function pagesOf(stream: string, count: number, onPage: () => Promise<unknown>): Promise<Seen[]> {
  const stop = new AbortController()
  const seen: Seen[] = []
  let left = count
  for await (const { events: found, position } of store.follow({
    after: 'start',
    filter: { streams: [stream] },
    signal: stop.signal,
  })) {
    const revisions = found.filter((one) => one.stream === stream).map(({ revision }) => revision)
    seen.push({ position, revisions })
    left -= revisions.length
    if (left <= 0) stop.abort()
    await onPage()
  }
  return seen
}

test('6, 7: following the log, nothing is lost or repeated, and no position runs ahead of what was handled', async () => {
  const [stream, other] = [newStream(), `x${newStream()}`]
  let last = -1
  for (let round = 0; round < 10; round++) {
    await store.append(stream, events(30), { expectedRevision: last < 0 ? 'no-stream' : last })
    await store.append(other, events(400), { expectedRevision: 'any' })
    last += 30
  }
  await double.fault({ on: 'subscribe', kind: 'drop', events: 40, times: 3 })
  await double.fault({ on: 'subscribe', kind: 'cut-in-middle', events: 25, times: 2 })
  const seen = await pagesOf(stream, 300, async () => new Promise((resolve) => void setTimeout(resolve, 5)))
  expect(seen.flatMap(({ revisions }) => revisions)).toEqual(Array.from({ length: 300 }, (_, at) => at))
  const positions = seen.map(({ position }) => position.commit)
  expect(positions).toEqual(positions.toSorted((a, b) => Number(a - b)))
  expect(new Set(positions).size).toBe(positions.length)
})

test('8: errors say something: who is late learns by how much, and a server that is not ready is waited for', async () => {
  const [stream, batch] = [newStream(), events(3)]
  await double.fault({ on: 'append', kind: 'not-ready', stream, times: 2 })
  await double.fault({ on: 'read', kind: 'not-ready', stream, times: 2 })
  expect(await store.append(stream, batch, none)).toEqual(appended(2))
  const late = { ok: false, reason: 'wrong-expected-revision', actual: 2 }
  expect(await store.append(stream, events(1), { expectedRevision: 0 })).toEqual(late)
  expect(await store.append(stream, events(1), { expectedRevision: 9 })).toEqual(late)

  const hasty = open(double.address, { silenceMs: 300, patienceMs: 500 })
  await double.fault({ on: 'append', kind: 'not-ready', stream, times: 100 })
  const failed = await hasty.append(stream, events(1), { expectedRevision: 2 }).catch((error: unknown) => error)
  expect(failed).toMatchObject({ kind: 'unavailable', refusal: { code: 'unreachable' } })
  expect((failed as LedgerError).message).toMatch(/Server Is Not Ready.*nothing was recorded/)
  await hasty.close()
})

test('9: an append that meets a node which does not lead goes to the one that does', async () => {
  const cluster = await startDouble({ nodes: 3 })
  const [stream, batches] = [newStream(), [events(2), events(2), events(2)]]
  const follower = open(`esdb://127.0.0.1:${cluster.ports[1]}?tls=false`)
  expect(await follower.append(stream, batches[0] ?? [], none)).toEqual(appended(1))
  const all = open(cluster.address)
  await cluster.tell({ do: 'lead', node: 2 })
  expect(await all.append(stream, batches[1] ?? [], { expectedRevision: 1 })).toEqual(appended(3))
  expect(await follower.append(stream, batches[2] ?? [], { expectedRevision: 3 })).toEqual(appended(5))
  expect(await readAll(all, stream)).toEqual(asRead(batches.flat()))
  // The leader goes, and another is chosen.
  await cluster.tell({ do: 'shut', node: 2, shut: true })
  await cluster.tell({ do: 'lead', node: 0 })
  expect(await all.append(stream, events(1), { expectedRevision: 5 })).toEqual(appended(6))
  for (const one of [follower, all]) await one.close()
  await cluster.stop()
})

test('10: a program that has closed the store ends by itself', async () => {
  const program = fileURLToPath(new URL('programs/use-and-close.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=taizhang-source', program, double.address, newStream()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise((resolve) => void child.once('close', resolve))
  expect({ code, said }).toEqual({ code: 0, said: '3 read, 3 followed\n' })
})

test('11: a batch over the limit is refused before anything is sent, with its size', async () => {
  const stream = newStream()
  const before = await double.calls('append')
  const large = Array.from({ length: 3 }, () => event(`{"a":"${'x'.repeat(400_000)}"}`))
  const refused = await store.append(stream, large, none).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    kind: 'too-large',
    refusal: { code: 'batch-too-large', events: 3, bytesMax: 1_000_000 },
  })
  expect((refused as LedgerError).refusal['bytes']).toBeGreaterThan(1_200_000)
  expect((refused as LedgerError).message).toMatch(/nothing was recorded/)
  expect(await double.calls('append')).toBe(before)
  expect(await readAll(store, stream)).toEqual([])

  await double.fault({ on: 'append', kind: 'too-large', stream })
  await expect(store.append(stream, events(1), none)).rejects.toMatchObject({ kind: 'too-large' })
})

test('12: links, to events that are gone too, and foreign events stop nothing; little is said of what is filtered out', async () => {
  const [stream, links] = [newStream(), `y${newStream()}`]
  const [a, b, c] = events(3).map(({ id }) => id)
  const link = { type: '$>', 'content-type': 'application/octet-stream' }
  await double.tell({
    do: 'append',
    stream: links,
    events: [
      { id: a ?? '', metadata: link, data: '0@gone' },
      { id: b ?? '', metadata: link, data: `0@${stream}` },
    ],
  })
  await store.append(stream, events(2), none)
  expect(await store.streams()).toEqual(expect.arrayContaining([stream, links]))
  const quiet = await pagesOf(stream, 2, async () => undefined)
  expect(quiet.flatMap(({ revisions }) => revisions)).toEqual([0, 1])
  // Thousands of events of others lie before; by default each 32 of them would be a message.
  expect(quiet.length).toBeLessThan(10)

  await double.tell({ do: 'append', stream, events: [{ id: c ?? '', metadata: link, data: '0@gone' }] })
  await expect(readAll(store, stream)).rejects.toMatchObject({
    kind: 'damaged',
    refusal: { code: 'foreign-event', position: 2 },
  })
})

test('where no server answers, the error says so soon, and that nothing was recorded', async () => {
  const gone = await startDouble()
  await gone.stop()
  const waited: Waiting[] = []
  const options = { connectMs: 300, onWaiting: (waiting: Waiting) => void waited.push(waiting) }
  const many = await startDouble({ nodes: 3 })
  await many.stop()
  for (const address of [gone.address, many.address]) {
    const unreachable = open(address, options)
    const failed = await unreachable.append(newStream(), events(1), none).catch((error: unknown) => error)
    expect(failed).toMatchObject({
      kind: 'unavailable',
      refusal: { code: 'unreachable', message: { zh: expect.stringMatching(/连接不上.*什么都没有记录/) as string } },
    })
    await expect(readAll(unreachable, newStream())).rejects.toMatchObject({ kind: 'unavailable' })
    await unreachable.close()
  }
  expect(waited[0]).toMatchObject({ why: expect.stringContaining('ECONNREFUSED') as string, atMostMs: 300 })
})

test('a server that was there, or is choosing a leader, is waited for longer', async () => {
  const [alone, cluster] = [await startDouble(), await startDouble({ nodes: 3 })]
  const hasty = { silenceMs: 5000, patienceMs: 60_000, connectMs: 300 }
  const [one, three] = [open(alone.address, hasty), open(cluster.address, hasty)]
  const stream = newStream()
  expect(await one.append(stream, events(1), none)).toEqual(appended(0))
  await alone.tell({ do: 'shut', node: 0, shut: true })
  await cluster.tell({ do: 'elect', electing: true })
  const waiting = [one.append(stream, events(1), { expectedRevision: 0 }), three.append(stream, events(1), none)]
  await wait(1500)
  await alone.tell({ do: 'shut', node: 0, shut: false })
  await cluster.tell({ do: 'elect', electing: false })
  expect(await Promise.all(waiting)).toEqual([appended(1), appended(0)])
  for (const store of [one, three]) await store.close()
  for (const server of [alone, cluster]) await server.stop()
})

const callsSoFar = async (): Promise<readonly number[]> => [await double.calls('append'), await double.calls('read')]

test('an append that is answered is one call, and nothing is read before or after but whether the stream was deleted', async () => {
  const stream = newStream()
  const store = open(double.address, { lookMs: 600_000 })
  const [appends = 0, before = 0] = await callsSoFar()
  expect(await store.append(stream, events(3), none)).toEqual(appended(2))
  // Soon after it nothing is asked.
  expect(await store.append(stream, events(1), { expectedRevision: 2 })).toEqual(appended(3))
  expect(await store.append(stream, events(1), { expectedRevision: 3 })).toEqual(appended(4))
  expect(await callsSoFar()).toEqual([appends + 3, before + 1])
  await store.close()
})

test.each(['delete', 'tombstone'] as const)(
  '%s: a stream that was deleted is told as that, and not written to',
  async (how) => {
    const stream = newStream()
    const store = open(double.address, { lookMs: 0 })
    await store.append(stream, events(3), none)
    await double.tell({ do: how, stream })
    const before = await double.calls('append')
    const fresh = open(double.address, impatient)
    for (const use of [
      // The store that wrote it knows what stood there.
      async () => store.append(stream, events(2), { expectedRevision: 2 }),
      async () => fresh.append(stream, events(2), none),
      async () => fresh.append(stream, events(2), { expectedRevision: 2 }),
      async () => readAll(fresh, stream),
      async () => readAll(fresh, stream, { direction: 'backwards', limit: 1 }),
    ])
      await expect(use()).rejects.toMatchObject({ kind: 'damaged', refusal: { code: 'stream-deleted' } })
    expect(await double.tell({ do: 'size', stream })).toBe(0)
    expect((await double.calls('append')) - before).toBeLessThanOrEqual(1)
    for (const one of [store, fresh]) await one.close()
  },
)

test('a success of the server somewhere else is none: a stream that was deleted goes on where it ended', async () => {
  const stream = newStream()
  await store.append(stream, events(3), none)
  const fresh = open(double.address, impatient)
  // It is deleted after the store has looked.
  await double.fault({ on: 'append', kind: 'not-ready', stream, times: 5 })
  const appending = fresh.append(newStream(), events(1), none).then(async () => fresh.append(stream, events(2), none))
  await double.tell({ do: 'delete', stream })
  await expect(appending).rejects.toMatchObject({ kind: 'damaged' })
  await fresh.close()
})

test('a stream that was truncated is not taken for a shorter one', async () => {
  const stream = newStream()
  const store = open(double.address, { lookMs: 0 })
  await store.append(stream, events(5), none)
  await double.tell({ do: 'truncate', stream, before: 2 })
  const fresh = open(double.address, impatient)
  const missing = { kind: 'damaged', refusal: { code: 'events-missing' } }
  await expect(readAll(fresh, stream)).rejects.toMatchObject(missing)
  await expect(store.append(stream, events(1), { expectedRevision: 4 })).rejects.toMatchObject(missing)
  for (const one of [store, fresh]) await one.close()
})
