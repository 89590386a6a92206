/* oxlint-disable vitest/no-standalone-expect -- cases are run by describeEventStore, each in a test of its own */
import type { ExpectedRevision } from '@taizhang/kernel/store'
import { expect } from 'vitest'
import { appended, asRead, conflicting, event, events, numbers, readAll, repeated, type Cases } from './case.ts'

const stale: readonly ExpectedRevision[] = ['no-stream', 'stream-exists', 'any', 0, 2, 4, 99]

/** Idempotence by event id: what may be sent again, and what may not. */
export const repeatCases = {
  'the same events again give the first result, whatever revision is expected': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await store.append(stream, events(0, 3), { expectedRevision: 'no-stream' })
    await store.append(stream, events(3, 2), { expectedRevision: 2 })
    for (const expectedRevision of stale) {
      expect(await store.append(stream, events(0, 3), { expectedRevision })).toEqual(repeated(2))
      expect(await store.append(stream, events(3, 2), { expectedRevision })).toEqual(repeated(4))
    }
    expect(await readAll(store, stream)).toEqual(asRead(events(0, 5)))
  },
  'the same events again after a reopen give the first result': async ({ open, named }) => {
    const stream = named('s')
    const first = await open()
    await first.append(stream, events(0, 3), { expectedRevision: 'no-stream' })
    await first.close()
    const store = await open()
    expect(await store.append(stream, events(0, 3), { expectedRevision: 'no-stream' })).toEqual(repeated(2))
    expect(await readAll(store, stream)).toHaveLength(3)
  },
  'many who append the same events at once all get the first result': async ({ open, named }) => {
    const [stores, stream] = [[await open(), await open()], named('s')]
    const results = await Promise.all(
      numbers(0, 20).map(async (writer) =>
        stores[writer % 2]?.append(stream, events(0, 3), { expectedRevision: 'no-stream' }),
      ),
    )
    expect(results.filter((result) => result?.ok && !result.repeated)).toEqual([appended(2)])
    expect(results.filter((result) => result?.ok && result.repeated)).toHaveLength(19)
    expect(await readAll(await open(), stream)).toHaveLength(3)
  },
  'an id with other content is refused, alone and in a batch, and named': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await store.append(stream, events(0, 3), { expectedRevision: 'no-stream' })
    const [one, two] = [event(1, '{"other":1}'), event(2, '{"n":2} ')]
    expect(await store.append(stream, [one], { expectedRevision: 'any' })).toEqual(conflicting(one))
    expect(await store.append(stream, [event(0), one, two], { expectedRevision: 2 })).toEqual(conflicting(one, two))
    expect(await store.append(stream, [event(9), two], { expectedRevision: 0 })).toEqual(conflicting(two))
    expect(await readAll(store, stream)).toEqual(asRead(events(0, 3)))
  },
  'an append that is partly there is refused, and writes nothing': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await store.append(stream, events(0, 2), { expectedRevision: 'no-stream' })
    expect(await store.append(stream, events(1, 2), { expectedRevision: 1 })).toEqual(conflicting(event(1)))
    expect(await store.append(stream, events(0, 3), { expectedRevision: 'any' })).toEqual(
      conflicting(event(0), event(1)),
    )
    expect(await readAll(store, stream)).toEqual(asRead(events(0, 2)))
  },
  'the same events in another order are not the same append': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    await store.append(stream, events(0, 3), { expectedRevision: 'no-stream' })
    const turned = await store.append(stream, [event(1), event(0)], { expectedRevision: 'any' })
    const spread = await store.append(stream, [event(0), event(2)], { expectedRevision: 'any' })
    expect([turned, spread]).toMatchObject([
      { ok: false, reason: 'conflicting-content' },
      { ok: false, reason: 'conflicting-content' },
    ])
    expect(await readAll(store, stream)).toEqual(asRead(events(0, 3)))
  },
  'an id twice in one append is refused, with the same content too': async ({ open, named }) => {
    const [store, stream] = [await open(), named('s')]
    const none = { expectedRevision: 'no-stream' } as const
    expect(await store.append(stream, [event(7), event(7, '{}')], none)).toEqual(conflicting(event(7)))
    expect(await store.append(stream, [event(7), event(8), event(7)], none)).toEqual(conflicting(event(7)))
    expect(await store.streams()).not.toContain(stream)
  },
} satisfies Cases
