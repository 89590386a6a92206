/* oxlint-disable vitest/no-standalone-expect -- cases are run by describeEventStore, each in a test of its own */
import type { EventStore } from '@taizhang/kernel'
import * as fc from 'fast-check'
import { expect } from 'vitest'
import { asRead, event, events, numbers, readAll, revisionsOf, type Cases } from './case.ts'

/** No page may be larger: who reads a book of a million events must not hold them all at once. */
const pageEventsMax = 1024

const filled = async (store: EventStore, stream: string, count: number): Promise<EventStore> => {
  await store.append(stream, events(0, count), { expectedRevision: 'no-stream' })
  return store
}

/** Pages, bounds, both directions, one snapshot. */
export const readCases = {
  'a stream that is not there yields nothing': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    expect(await readAll(store, stream)).toEqual([])
    expect(await readAll(store, stream, { direction: 'backwards', from: 3, to: 9, limit: 2 })).toEqual([])
    expect(await store.streams()).not.toContain(stream)
  },
  'reads from both ends, between bounds that are included, up to a limit': async ({ open, named }) => {
    const stream = named('s')
    const store = await filled(await open(), stream, 10)
    const read = async (options: Parameters<EventStore['read']>[1]): Promise<number[]> =>
      revisionsOf(await readAll(store, stream, options))
    expect(await read({})).toEqual(numbers(0, 10))
    expect(await read({ direction: 'backwards' })).toEqual(numbers(0, 10).toReversed())
    expect(await read({ from: 3, to: 5 })).toEqual([3, 4, 5])
    expect(await read({ from: 3, to: 5, direction: 'backwards' })).toEqual([5, 4, 3])
    expect(await read({ from: 7, limit: 2 })).toEqual([7, 8])
    expect(await read({ to: 7, limit: 2, direction: 'backwards' })).toEqual([7, 6])
    expect(await read({ from: 8, to: 99 })).toEqual([8, 9])
    expect(await read({ from: 10 })).toEqual([])
    expect(await read({ from: 6, to: 5 })).toEqual([])
    expect(await read({ limit: 0 })).toEqual([])
    expect(await read({ to: -1 })).toEqual([])
  },
  'reads as a list would, whatever the bounds': async ({ open, named }) => {
    const [stream, size] = [named('s'), 1500]
    const store = await filled(await open(), stream, size)
    const bound = fc.option(fc.nat(size + 10), { nil: undefined })
    const options = fc.record({
      from: bound,
      to: bound,
      limit: bound,
      direction: fc.constantFrom('forwards' as const, 'backwards' as const),
    })
    const law = fc.asyncProperty(options, async ({ from = 0, to = size, limit = size, direction }) => {
      const inside = asRead(events(0, size)).slice(from, Math.max(from, to + 1))
      const ordered = direction === 'forwards' ? inside : inside.toReversed()
      expect(await readAll(store, stream, { from, to, limit, direction })).toEqual(ordered.slice(0, limit))
    })
    await fc.assert(law, { numRuns: 50 })
  },
  'pages are bounded, never empty, and in order': async ({ open, named }) => {
    const stream = named('s')
    const store = await filled(await open(), stream, 3000)
    for (const direction of ['forwards', 'backwards'] as const) {
      const pages: number[][] = []
      for await (const page of store.read(stream, { direction })) pages.push(revisionsOf(page))
      expect(pages.map(({ length }) => length).filter((length) => length === 0 || length > pageEventsMax)).toEqual([])
      const all = numbers(0, 3000)
      expect(pages.flat()).toEqual(direction === 'forwards' ? all : all.toReversed())
    }
  },
  'a read is one snapshot while others append': async ({ open, named }) => {
    const stream = named('s')
    const store = await filled(await open(), stream, 3000)
    const other = await open()
    for (const direction of ['forwards', 'backwards'] as const) {
      const before = (await readAll(store, stream)).length
      const found: number[] = []
      for await (const page of store.read(stream, { direction })) {
        found.push(...revisionsOf(page))
        for (const writer of [store, other])
          await writer.append(stream, [event(10_000 + before + found.length + (writer === other ? 100_000 : 0))], {
            expectedRevision: 'any',
          })
      }
      expect(found.toSorted((a, b) => a - b)).toEqual(numbers(0, before))
    }
  },
  'two reads at once do not disturb each other': async ({ open, named }) => {
    const stream = named('s')
    const store = await filled(await open(), stream, 2500)
    const [one, two, three] = await Promise.all([
      readAll(store, stream),
      readAll(store, stream, { direction: 'backwards' }),
      readAll(store, stream, { from: 2000 }),
    ])
    expect(one).toEqual(asRead(events(0, 2500)))
    expect(two).toEqual(one.toReversed())
    expect(three).toEqual(one.slice(2000))
  },
  'a read may be left in the middle': async ({ open, named }) => {
    const stream = named('s')
    const store = await filled(await open(), stream, 3000)
    for await (const page of store.read(stream)) {
      expect(page[0]?.revision).toBe(0)
      break
    }
    expect(await store.append(stream, [event(9999)], { expectedRevision: 2999 })).toMatchObject({ ok: true })
    expect(await readAll(store, stream)).toHaveLength(3001)
  },
  'what one has appended, another who has the place open reads': async ({ open, named }) => {
    const [one, two, stream] = [await open(), await open(), named('s')]
    await one.append(stream, events(0, 1), { expectedRevision: 'no-stream' })
    expect(await two.append(stream, events(1, 1), { expectedRevision: 0 })).toMatchObject({ ok: true, revision: 1 })
    expect(await readAll(one, stream)).toEqual(asRead(events(0, 2)))
    expect(await readAll(two, stream)).toEqual(asRead(events(0, 2)))
  },
} satisfies Cases
