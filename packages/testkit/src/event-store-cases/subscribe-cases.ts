/* oxlint-disable vitest/no-standalone-expect -- cases are run by describeEventStore, each in a test of its own */
import type { EventStore } from '@taizhang/kernel'
import type { SubscribeOptions } from '@taizhang/kernel/store'
import { expect } from 'vitest'
import { event, events, numbers, type Cases } from './case.ts'

type Seen = Readonly<Record<string, readonly number[]>>

/** Follows streams until so many events have come, then aborts; gives the revisions by stream, in the order they came in. */
async function follow(
  store: EventStore,
  streams: readonly string[],
  count: number,
  {
    after,
    onPage,
  }: { readonly after?: SubscribeOptions['after']; readonly onPage?: (seen: number) => Promise<void> } = {},
): Promise<Seen> {
  const stop = new AbortController()
  const seen = new Map(streams.map((stream) => [stream, [] as number[]]))
  let left = count
  for await (const page of store.subscribe(streams, { ...(after ? { after } : {}), signal: stop.signal })) {
    expect(page.events.length).toBeGreaterThan(0)
    seen.get(page.stream)?.push(...page.events.map(({ revision }) => revision))
    left -= page.events.length
    if (left <= 0) stop.abort()
    else await onPage?.(count - left)
  }
  return Object.fromEntries(seen)
}

const soon = async (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20))

/** Catching up, then live; several streams; resuming; stopping. */
export const subscribeCases = {
  'follows a stream from its first event, or after any revision': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await store.append(stream, events(0, 2000), { expectedRevision: 'no-stream' })
    expect(await follow(store, [stream], 2000)).toEqual({ [stream]: numbers(0, 2000) })
    for (const after of [-1, 0, 700, 1998])
      expect(await follow(store, [stream], 1999 - after, { after: { [stream]: after } })).toEqual({
        [stream]: numbers(after + 1, 2000),
      })
  },
  'catches up, then goes on live, without gap or repetition, while others append': async ({ open, named }) => {
    const [store, other, stream] = [await open(), await open(), named('s')]
    await store.append(stream, events(0, 1500), { expectedRevision: 'no-stream' })
    const writing = async (): Promise<void> => {
      for (const round of numbers(0, 30)) {
        await other.append(stream, events(2000 + round * 10, 10), { expectedRevision: 'any' })
        if (round % 3 === 0) await soon()
      }
    }
    const [seen] = await Promise.all([follow(store, [stream], 1800), writing()])
    expect(seen).toEqual({ [stream]: numbers(0, 1800) })
  },
  'hears of its own appends and of those of others who have the place open': async ({ open, named }) => {
    const [store, other, stream] = [await open(), await open(), named('s')]
    const following = follow(store, [stream], 3, {
      onPage: async (seen) => {
        const writer = seen === 1 ? other : store
        await writer.append(stream, [event(seen)], { expectedRevision: seen - 1 })
      },
    })
    await soon()
    await store.append(stream, [event(0)], { expectedRevision: 'no-stream' })
    expect(await following).toEqual({ [stream]: [0, 1, 2] })
  },
  'hears of an append at whatever moment it comes, while pages are looked up and before it waits': async ({
    open,
    named,
  }) => {
    const [store, one, two] = [await open(), named('s'), named('t')]
    for (let turns = 0; turns < 12; turns++) {
      const following = follow(store, [one, two], 1, { after: { [two]: turns - 1 } })
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      await store.append(two, [event(turns)], { expectedRevision: turns === 0 ? 'no-stream' : turns - 1 })
      expect(await following).toEqual({ [one]: [], [two]: [turns] })
    }
  },
  'follows several streams, each from its own revision, also one that begins later': async ({ open, named }) => {
    const [store, one, two, three] = [await open(), named('s'), named('t'), named('u')]
    await store.append(one, events(0, 700), { expectedRevision: 'no-stream' })
    await store.append(two, events(0, 5), { expectedRevision: 'no-stream' })
    const following = follow(store, [one, two, three], 50 + 5 + 2, { after: { [one]: 649 } })
    await soon()
    await store.append(three, events(0, 2), { expectedRevision: 'no-stream' })
    expect(await following).toEqual({ [one]: numbers(650, 700), [two]: numbers(0, 5), [three]: [0, 1] })
  },
  'does not hear of other streams': async ({ open, named }) => {
    const [store, one, two] = [await open(), named('s'), named('t')]
    await store.append(two, events(0, 5), { expectedRevision: 'no-stream' })
    const following = follow(store, [one], 1)
    await store.append(two, events(5, 5), { expectedRevision: 'any' })
    await soon()
    await store.append(one, events(0, 1), { expectedRevision: 'no-stream' })
    expect(await following).toEqual({ [one]: [0] })
  },
  'is taken up again after a reopen where it was left': async ({ open, named }) => {
    const stream = named('s')
    const first = await open()
    await first.append(stream, events(0, 900), { expectedRevision: 'no-stream' })
    const [left] = Object.values(await follow(first, [stream], 600))
    await first.append(stream, events(900, 100), { expectedRevision: 899 })
    await first.close()
    const store = await open()
    const last = left?.at(-1) ?? -1
    const following = follow(store, [stream], 1010 - last - 1, { after: { [stream]: last } })
    await store.append(stream, events(1000, 10), { expectedRevision: 999 })
    expect([...(left ?? []), ...Object.values(await following).flat()]).toEqual(numbers(0, 1010))
  },
  'ends when the signal aborts: before, while it waits, in the middle of a page': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    const never = store.subscribe([stream], { signal: AbortSignal.abort() })[Symbol.asyncIterator]()
    expect(await never.next()).toMatchObject({ done: true })

    const stop = new AbortController()
    const waiting = store.subscribe([stream], { signal: stop.signal })[Symbol.asyncIterator]().next()
    await soon()
    const aborted = Date.now()
    stop.abort()
    expect(await waiting).toMatchObject({ done: true })
    expect(Date.now() - aborted).toBeLessThan(2000)

    await store.append(stream, events(0, 2500), { expectedRevision: 'no-stream' })
    const inside = new AbortController()
    let pages = 0
    for await (const page of store.subscribe([stream], { signal: inside.signal })) {
      expect(page.stream).toBe(stream)
      pages++
      inside.abort()
    }
    expect(pages).toBe(1)
  },
  'may be left in the middle, and the store goes on': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await store.append(stream, events(0, 3), { expectedRevision: 'no-stream' })
    for await (const page of store.subscribe([stream], { signal: new AbortController().signal })) {
      expect(page.events).toHaveLength(3)
      break
    }
    expect(await store.append(stream, events(3, 1), { expectedRevision: 2 })).toMatchObject({ ok: true, revision: 3 })
  },
  'follows streams of any name': async ({ open, named }) => {
    const store = await open()
    const streams = ['__proto__', 'constructor', "it's", '台账', ' '].map(named)
    for (const stream of streams) await store.append(stream, events(0, 2), { expectedRevision: 'no-stream' })
    const after = Object.fromEntries(streams.map((stream) => [stream, 0]))
    expect(await follow(store, streams, streams.length, { after })).toEqual(
      Object.fromEntries(streams.map((stream) => [stream, [1]])),
    )
  },
} satisfies Cases
