/** Subscriptions where the server does not let the log be followed, and streams in which others have left links. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { EventStoreDbStore } from '../src/index.ts'
import { startDouble, type Double } from './double/start-double.ts'
import { asRead, event, events, followed, newStream, open, readAll } from './tools.ts'

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

test.each(['access-denied', 'not-understood', 'unimplemented', 'not-found', 'stream-not-found', 'internal'] as const)(
  'every event still comes, in order, where the log can never be followed: %s',
  async (kind) => {
    await double.fault({ on: 'subscribe', kind, times: 1_000_000 })
    const [stream, batches] = [newStream(), [events(3), events(2), events(4)]]
    const writing = async (): Promise<void> => {
      let last = -1
      for (const batch of batches) {
        await store.append(stream, batch, { expectedRevision: last < 0 ? 'no-stream' : last })
        last += batch.length
        await wait(50)
      }
    }
    const before = await double.calls('subscribe')
    const [found] = await Promise.all([followed(store, stream, 9), writing()])
    expect(found).toEqual(asRead(batches.flat()))
    // The fault has struck: otherwise nothing was tried here.
    expect(await double.calls('subscribe')).toBeGreaterThan(before)
  },
)

test('a link in a stream is a foreign event at its place, also where it leads to an event like ours', async () => {
  const [stream, other] = [newStream(), newStream()]
  await store.append(stream, events(2), { expectedRevision: 'no-stream' })
  // Followed, the link would bring an event of ours with the very revision that is missing here.
  await store.append(other, events(3), { expectedRevision: 'no-stream' })
  const link = { type: '$>', 'content-type': 'application/octet-stream' }
  await double.tell({ do: 'append', stream, events: [{ id: event().id, metadata: link, data: `2@${other}` }] })
  const foreign = { kind: 'damaged', refusal: { code: 'foreign-event', position: 2 } }
  await expect(readAll(store, stream)).rejects.toMatchObject(foreign)
  await expect(readAll(store, stream, { direction: 'backwards' })).rejects.toMatchObject(foreign)
  expect(await readAll(store, stream, { to: 1 })).toHaveLength(2)
  await expect(followed(store, stream, 3)).rejects.toMatchObject(foreign)
  expect(await readAll(store, other)).toHaveLength(3)
})

test('what comes together is handed over together: a page of one event costs as much as one of many', async () => {
  const [stream, stop] = [newStream(), new AbortController()]
  const after = (await store.end()) ?? 'start'
  const writing = (async (): Promise<void> => {
    for (let at = 0; at < 4; at++)
      await store.append(stream, events(500), { expectedRevision: at === 0 ? 'no-stream' : at * 500 - 1 })
  })()
  const revisions: number[] = []
  let pages = 0
  for await (const page of store.follow({ after, filter: { streams: [stream] }, signal: stop.signal })) {
    pages += page.events.length > 0 ? 1 : 0
    revisions.push(...page.events.map(({ revision }) => revision))
    if (revisions.length >= 2000) stop.abort()
  }
  await writing
  expect(revisions).toEqual(Array.from({ length: 2000 }, (_, at) => at))
  // They came as 2,000 pages.
  expect(pages).toBeLessThan(200)
})

test('a subscription that the server ends because it is read too slowly goes on at once, and is counted', async () => {
  const [stream, stop] = [newStream(), new AbortController()]
  const after = (await store.end()) ?? 'start'
  await store.append(stream, events(40), { expectedRevision: 'no-stream' })
  await double.fault({ on: 'subscribe', kind: 'too-slow', events: 3, times: 8 })
  const revisions: number[] = []
  const [slowed, dropped]: [true[], Error[]] = [[], []]
  const following = store.follow({
    after,
    filter: { streams: [stream] },
    signal: stop.signal,
    onTooSlow: () => void slowed.push(true),
    onDropped: (error) => void dropped.push(error),
  })
  for await (const page of following) {
    revisions.push(...page.events.map(({ revision }) => revision))
    if (revisions.length >= 40) stop.abort()
  }
  expect(revisions).toEqual(Array.from({ length: 40 }, (_, at) => at))
  expect([slowed.length, dropped]).toEqual([8, []])
})
