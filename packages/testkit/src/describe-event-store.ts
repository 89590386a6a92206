import type { EventStore, ReadEvent, ReadOptions, StoredEvent } from '@taizhang/core'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** A place to keep events in: fresh, and able to be closed and opened again. */
export interface Place {
  /** Opens the place, again and again; a store that lives in memory gives the same one. */
  open(): Promise<EventStore>
  /** Takes the place away. */
  remove(): Promise<void>
}

const id = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const event = (number: number, text = `{"n":${number}}`): StoredEvent => ({ id: id(number), text })
const several = (from: number, count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, at) => event(from + at))

const all = async (store: EventStore, stream: string, options?: ReadOptions): Promise<ReadEvent[]> => {
  const found: ReadEvent[] = []
  for await (const page of store.read(stream, options)) found.push(...page)
  return found
}
const revisions = (events: readonly ReadEvent[]): number[] => events.map(({ revision }) => revision)

/** Takes events from a subscription until there are so many. */
async function take(
  store: EventStore,
  streams: readonly string[],
  after: Record<string, number>,
  count: number,
): Promise<[string, number][]> {
  const stop = new AbortController()
  const found: [string, number][] = []
  for await (const { stream, events } of store.subscribe(streams, { after, signal: stop.signal })) {
    found.push(...events.map(({ revision }): [string, number] => [stream, revision]))
    if (found.length >= count) stop.abort()
  }
  return found
}

/**
 * The contract of every event store. `skip` names the cases that a store cannot meet, each with its reason.
 *
 * @param place makes a fresh place for each case
 */
export function describeEventStore(
  name: string,
  place: () => Promise<Place>,
  { skip = {} }: { readonly skip?: Readonly<Record<string, string>> } = {},
): void {
  describe(`event store: ${name}`, () => {
    let at: Place
    let store: EventStore
    const holds = (what: string, law: () => Promise<void>): void => {
      // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- the law that is passed in asserts, under its own name
      it(what, async (context) => {
        const reason = skip[what]
        if (reason !== undefined) context.skip(reason)
        await law()
      })
    }
    beforeEach(async () => {
      at = await place()
      store = await at.open()
    })
    afterEach(async () => {
      await store.close()
      await at.remove()
    })

    holds('appends where the expected revision holds, and refuses where it does not', async () => {
      const wrong = (actual: number): object => ({ ok: false, reason: 'wrong-expected-revision', actual })
      expect(await store.append('s', several(0, 1), { expectedRevision: 'stream-exists' })).toEqual(wrong(-1))
      expect(await store.append('s', several(0, 1), { expectedRevision: 0 })).toEqual(wrong(-1))
      expect(await store.append('s', several(0, 2), { expectedRevision: 'no-stream' })).toEqual({
        ok: true,
        revision: 1,
        repeated: false,
      })
      expect(await store.append('s', several(2, 1), { expectedRevision: 'no-stream' })).toEqual(wrong(1))
      expect(await store.append('s', several(2, 1), { expectedRevision: 0 })).toEqual(wrong(1))
      expect(await store.append('s', several(2, 1), { expectedRevision: 1 })).toEqual({
        ok: true,
        revision: 2,
        repeated: false,
      })
      expect(await store.append('s', several(3, 1), { expectedRevision: 'stream-exists' })).toEqual({
        ok: true,
        revision: 3,
        repeated: false,
      })
      expect(await store.append('s', several(4, 1), { expectedRevision: 'any' })).toEqual({
        ok: true,
        revision: 4,
        repeated: false,
      })
      expect(await store.append('t', several(0, 1), { expectedRevision: 'any' })).toEqual({
        ok: true,
        revision: 0,
        repeated: false,
      })
      expect(revisions(await all(store, 's'))).toEqual([0, 1, 2, 3, 4])
    })

    holds('gives the first result when the same events are appended again', async () => {
      await store.append('s', several(0, 3), { expectedRevision: 'no-stream' })
      await store.append('s', several(3, 2), { expectedRevision: 2 })
      expect(await store.append('s', several(0, 3), { expectedRevision: 'no-stream' })).toEqual({
        ok: true,
        revision: 2,
        repeated: true,
      })
      expect(await store.append('s', several(3, 2), { expectedRevision: 2 })).toEqual({
        ok: true,
        revision: 4,
        repeated: true,
      })
      expect(await all(store, 's')).toHaveLength(5)
    })

    holds('refuses an id with other content, and an append that is partly there, and writes nothing', async () => {
      await store.append('s', several(0, 2), { expectedRevision: 'no-stream' })
      const conflict = { ok: false, reason: 'conflicting-content' }
      expect(await store.append('s', [event(0, '{"other":1}')], { expectedRevision: 'any' })).toMatchObject({
        ...conflict,
        ids: [id(0)],
      })
      expect(await store.append('s', several(1, 2), { expectedRevision: 'any' })).toMatchObject(conflict)
      expect(await store.append('s', [event(7), event(7, '{}')], { expectedRevision: 'any' })).toMatchObject(conflict)
      expect(await all(store, 's')).toHaveLength(2)
    })

    holds('keeps streams apart: the same id may stand in two', async () => {
      await store.append('s', several(0, 2), { expectedRevision: 'no-stream' })
      await store.append('t', [event(0, '{"t":1}')], { expectedRevision: 'no-stream' })
      expect((await all(store, 't')).map(({ text }) => text)).toEqual(['{"t":1}'])
      expect(await store.streams()).toEqual(['s', 't'])
      expect(await all(store, 'nowhere')).toEqual([])
    })

    holds('pages in both directions, within any bounds, as a list would', async () => {
      const size = 1500
      await store.append('s', several(0, size), { expectedRevision: 'no-stream' })
      const numbers = Array.from({ length: size }, (_, revision) => revision)
      const bound = fc.option(fc.nat(size + 10), { nil: undefined })
      const options = fc.record({
        from: bound,
        to: bound,
        limit: bound,
        direction: fc.constantFrom('forwards' as const, 'backwards' as const),
      })
      await fc.assert(
        fc.asyncProperty(options, async ({ from = 0, to = size, limit = size, direction }) => {
          const inside = numbers.filter((revision) => from <= revision && revision <= to)
          const ordered = direction === 'forwards' ? inside : inside.toReversed()
          expect(revisions(await all(store, 's', { from, to, limit, direction }))).toEqual(ordered.slice(0, limit))
        }),
        { numRuns: 50 },
      )
      for await (const page of store.read('s')) expect(page.length).toBeLessThan(size)
    })

    holds('reads one snapshot while others append', async () => {
      await store.append('s', several(0, 1200), { expectedRevision: 'no-stream' })
      const found: number[] = []
      for await (const page of store.read('s')) {
        found.push(...revisions(page))
        await store.append('s', [event(5000 + found.length)], { expectedRevision: 'any' })
      }
      expect(found).toEqual(Array.from({ length: 1200 }, (_, revision) => revision))
    })

    holds('lets exactly one of those win who append at the same revision', async () => {
      const tries = Array.from({ length: 20 }, async (_, number) =>
        store.append('s', [event(number)], { expectedRevision: 'no-stream' }),
      )
      const results = await Promise.all(tries)
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      expect(await all(store, 's')).toHaveLength(1)
    })

    holds(
      'follows several streams from any revision, across a reopen, then live, without gap or repetition',
      async () => {
        await store.append('s', several(0, 700), { expectedRevision: 'no-stream' })
        await store.append('t', several(0, 3), { expectedRevision: 'no-stream' })
        await store.close()
        store = await at.open()
        const following = take(store, ['s', 't'], { s: 649 }, 50 + 3 + 2)
        await store.append('s', several(700, 2), { expectedRevision: 699 })
        const found = await following
        expect(found.filter(([stream]) => stream === 's').map(([, revision]) => revision)).toEqual(
          Array.from({ length: 52 }, (_, step) => 650 + step),
        )
        expect(found.filter(([stream]) => stream === 't').map(([, revision]) => revision)).toEqual([0, 1, 2])
      },
    )

    holds('gives back texts byte for byte, and takes any stream name', async () => {
      const texts = [
        '{"a":"\u{20BB7}\u2028\\u0000\'\\""}',
        `{"long":"${'台'.repeat(300_000)}"}`,
        '{"\'; DROP TABLE event; --":1}',
        '{"e":"é≠é"}',
      ]
      const streams = ["'; --", '%', 'ledger-350305', 'ledger-', '台账', '/x', 'ledger-/x', 'x']
      for (const [index, stream] of streams.entries()) {
        await store.append(
          stream,
          texts.map((text, number) => event(index * 10 + number, text)),
          { expectedRevision: 'no-stream' },
        )
      }
      await store.close()
      store = await at.open()
      for (const stream of streams) expect((await all(store, stream)).map(({ text }) => text)).toEqual(texts)
      expect((await store.streams()).toSorted()).toEqual(streams.toSorted())
    })
  })
}
