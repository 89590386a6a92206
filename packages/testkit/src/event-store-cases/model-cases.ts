/* oxlint-disable vitest/no-standalone-expect -- cases are run by describeEventStore, each in a test of its own */
import { expect } from 'vitest'
import * as fc from 'fast-check'
import type { AppendResult, ExpectedRevision, StoredEvent } from '@taizhang/kernel/store'
import type { EventStore } from '@taizhang/kernel'
import { asRead, event, readAll, type Cases } from './case.ts'

const isSame = (one: StoredEvent, other: StoredEvent | undefined): boolean =>
  one.id === other?.id && one.text === other.text

/** The whole contract of append, over a list. It shares no line with a store: it says what must come out, not how. */
function appendToList(list: StoredEvent[], added: readonly StoredEvent[], expected: ExpectedRevision): AppendResult {
  const start = list.findIndex((_, at) => added.every((one, step) => isSame(one, list[at + step])))
  if (start >= 0) return { ok: true, revision: start + added.length - 1, repeated: true }

  const taken = added.filter(({ id }) => list.some((one) => one.id === id))
  const other = added.filter(
    (one, at) =>
      list.some(({ id, text }) => id === one.id && text !== one.text) ||
      added.findIndex(({ id }) => id === one.id) < at,
  )
  const ids = (other.length > 0 ? other : taken).map(({ id }) => id)
  if (ids.length > 0) return { ok: false, reason: 'conflicting-content', ids }

  const actual = list.length - 1
  const holds = { any: true, 'no-stream': actual < 0, 'stream-exists': actual >= 0 }
  if (typeof expected === 'number' ? expected !== actual : !holds[expected])
    return { ok: false, reason: 'wrong-expected-revision', actual }
  list.push(...added)
  return { ok: true, revision: list.length - 1, repeated: false }
}

interface Step {
  readonly stream: number
  readonly added: readonly StoredEvent[]
  readonly expected: ExpectedRevision
  /** Which of two who have the place open. */
  readonly writer: number
}

/** Few ids, two contents and three streams, so that appends meet. */
const stored = fc
  .tuple(fc.nat(11), fc.integer({ min: 0, max: 9 }))
  .map(([number, chance]) => (chance === 0 ? event(number, '{"other":1}') : event(number)))
const batch = fc.oneof(
  fc.array(stored, { minLength: 1, maxLength: 4 }),
  fc
    .tuple(fc.nat(10), fc.integer({ min: 1, max: 3 }))
    .map(([from, count]) => Array.from({ length: count }, (_, at) => event(from + at))),
)
const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.nat(2),
  added: batch,
  expected: fc.oneof(
    { arbitrary: fc.constantFrom<ExpectedRevision>('any', 'no-stream', 'stream-exists'), weight: 3 },
    { arbitrary: fc.nat(6), weight: 1 },
  ),
  writer: fc.nat(1),
})

/** Laws: whatever is appended, a store says and holds what a list would. */
export const modelCases = {
  'says and holds what a list would, whatever is appended': async ({ open, named }) => {
    const stores = [await open(), await open()] as const
    const law = fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const streams = [named('a'), named('b'), named('c')]
      const lists: StoredEvent[][] = [[], [], []]
      for (const { stream, added, expected, writer } of steps) {
        const store: EventStore = stores[writer === 0 ? 0 : 1]
        const result = await store.append(streams[stream] ?? '', added, { expectedRevision: expected })
        expect(result).toEqual(appendToList(lists[stream] ?? [], added, expected))
      }
      for (const [at, stream] of streams.entries())
        expect(await readAll(stores[0], stream)).toEqual(asRead(lists[at] ?? []))
      const begun = streams.filter((_, at) => (lists[at]?.length ?? 0) > 0)
      const there = await stores[1].streams()
      expect(streams.filter((stream) => there.includes(stream))).toEqual(begun)
    })
    await fc.assert(law, { numRuns: 60 })
  },
} satisfies Cases
