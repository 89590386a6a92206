/* oxlint-disable vitest/no-standalone-expect -- cases are run by describeEventStore, each in a test of its own */
import { expect } from 'vitest'
import { appended, asRead, event, events, numbers, readAll, tooLate, type Cases } from './case.ts'

/** Expected revisions, atomicity, order, several writers. */
export const appendCases = {
  "'no-stream' holds where there is no stream": async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    expect(await store.append(stream, events(0, 2), { expectedRevision: 'no-stream' })).toEqual(appended(1))
  },
  "'no-stream' fails where there is one": async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await store.append(stream, events(0, 2), { expectedRevision: 'any' })
    expect(await store.append(stream, events(2, 1), { expectedRevision: 'no-stream' })).toEqual(tooLate(1))
    expect(await readAll(store, stream)).toEqual(asRead(events(0, 2)))
  },
  "'stream-exists' holds where there is one": async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await store.append(stream, events(0, 2), { expectedRevision: 'any' })
    expect(await store.append(stream, events(2, 1), { expectedRevision: 'stream-exists' })).toEqual(appended(2))
  },
  "'stream-exists' fails where there is none, and makes none": async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    expect(await store.append(stream, events(0, 1), { expectedRevision: 'stream-exists' })).toEqual(tooLate(-1))
    expect(await store.streams()).not.toContain(stream)
  },
  "'any' holds with a stream and without one": async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    expect(await store.append(stream, events(0, 3), { expectedRevision: 'any' })).toEqual(appended(2))
    expect(await store.append(stream, events(3, 1), { expectedRevision: 'any' })).toEqual(appended(3))
  },
  'an exact revision holds where it is the last': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await store.append(stream, events(0, 2), { expectedRevision: 'any' })
    expect(await store.append(stream, events(2, 2), { expectedRevision: 1 })).toEqual(appended(3))
  },
  'an exact revision fails where others were first, or nobody was there': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    expect(await store.append(stream, events(0, 1), { expectedRevision: 0 })).toEqual(tooLate(-1))
    await store.append(stream, events(0, 3), { expectedRevision: 'any' })
    for (const expectedRevision of [0, 1, 3, 7])
      expect(await store.append(stream, events(9, 1), { expectedRevision })).toEqual(tooLate(2))
    expect(await readAll(store, stream)).toEqual(asRead(events(0, 3)))
  },
  'an append of nothing is a defect of the caller, and makes no stream': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await expect(store.append(stream, [], { expectedRevision: 'any' })).rejects.toBeInstanceOf(Error)
    expect(await store.streams()).not.toContain(stream)
  },
  'revisions have no gaps, and an append is whole: what was refused left nothing': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    const kept = [...events(0, 3), ...events(10, 1), ...events(20, 4)]
    await store.append(stream, events(0, 3), { expectedRevision: 'no-stream' })
    await store.append(stream, events(30, 5), { expectedRevision: 'no-stream' })
    await store.append(stream, [...events(40, 2), event(1, '{"other":1}')], { expectedRevision: 'any' })
    await store.append(stream, events(10, 1), { expectedRevision: 2 })
    await store.append(stream, events(20, 4), { expectedRevision: 3 })
    expect(await readAll(store, stream)).toEqual(asRead(kept))
    expect(await readAll(await open(), stream)).toEqual(asRead(kept))
  },
  'keeps the order of 5,000 events appended at once': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    // Ids that go down show that nothing is sorted by them.
    const many = events(0, 5000).toReversed()
    expect(await store.append(stream, many, { expectedRevision: 'no-stream' })).toEqual(appended(4999))
    expect(await readAll(store, stream)).toEqual(asRead(many))
  },
  'keeps streams apart: the same id may stand in two': async ({ open, named }) => {
    const [store, one, two] = [await open(), named('s'), named('t')]
    await store.append(one, events(0, 2), { expectedRevision: 'no-stream' })
    expect(await store.append(two, [event(0, '{"t":1}')], { expectedRevision: 'no-stream' })).toEqual(appended(0))
    expect(await readAll(store, one)).toEqual(asRead(events(0, 2)))
    expect(await readAll(store, two)).toEqual(asRead([event(0, '{"t":1}')]))
  },
  'of many who append at one revision exactly one wins, each time': async ({ open, named }) => {
    const [stores, stream] = [[await open(), await open()], named('s')]
    const [first] = stores
    for (const round of numbers(0, 10)) {
      const tries = numbers(0, 20).map(async (writer) =>
        stores[writer % 2]?.append(stream, [event(round * 20 + writer)], {
          expectedRevision: round === 0 ? 'no-stream' : round - 1,
        }),
      )
      const results = await Promise.all(tries)
      expect(results.filter((result) => result?.ok)).toEqual([appended(round)])
      expect(results.filter((result) => !result?.ok)).toEqual(Array.from({ length: 19 }, () => tooLate(round)))
    }
    expect(await readAll(first ?? (await open()), stream)).toHaveLength(10)
  },
  "many who append at 'any' all win, each batch in one piece": async ({ open, named }) => {
    const [stores, stream] = [[await open(), await open()], named('s')]
    const batches = numbers(0, 20).map((writer) => events(writer * 10, 3))
    await Promise.all(
      batches.map(async (batch, writer) => stores[writer % 2]?.append(stream, batch, { expectedRevision: 'any' })),
    )
    const found = await readAll(await open(), stream)
    const starts = numbers(0, 20).map((at) => (JSON.parse(found[at * 3]?.text ?? '{}') as { n: number }).n)
    expect(found).toEqual(asRead(starts.flatMap((start) => events(start, 3))))
    expect(new Set(starts).size).toBe(20)
  },
} satisfies Cases
