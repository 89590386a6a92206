import { fail } from '../errors/refusal.ts'
import type {
  AppendResult,
  EventStore,
  ExpectedRevision,
  ReadEvent,
  ReadOptions,
  StoredEvent,
  SubscribedPage,
  SubscribeOptions,
} from './event-store.ts'

const pageEventsMax = 512

/** What {@link decideAppend} needs to know of a stream. */
export interface StreamState {
  /** The last revision, -1 where there is no stream. */
  readonly last: number
  /** The event of that id, if the stream has it. */
  find(id: string): ReadEvent | undefined
}

/**
 * Decides on an append by the rules that hold for every store; for stores that look at the stream in the transaction that
 * writes. Returns `undefined` when the events are new and are to be written after `last`.
 *
 * Events are a repetition when all of them are there, with the same text, one after the other. Throws `LedgerError` (usage) on an append of
 * nothing.
 *
 * @example
 * const empty = { last: -1, find: () => undefined }
 * decideAppend(empty, [{ id: 'e1', text: '{}' }], 'no-stream') // => undefined
 * decideAppend(empty, [{ id: 'e1', text: '{}' }], 4) // => { ok: false, reason: 'wrong-expected-revision', actual: -1 }
 */
export function decideAppend(
  stream: StreamState,
  events: readonly StoredEvent[],
  expected: ExpectedRevision,
): AppendResult | undefined {
  const [first] = events
  if (!first)
    fail('usage', 'nothing-to-append', { zh: '追加至少要有一条记录', en: 'an append needs at least one event' })

  const start = stream.find(first.id)?.revision
  const ids = new Set<string>()
  const there: string[] = []
  const different: string[] = []
  let repeated = 0
  for (const [index, { id, text }] of events.entries()) {
    const found = stream.find(id)
    if (found) there.push(id)
    if (ids.has(id) || (found && found.text !== text)) different.push(id)
    else if (found && start !== undefined && found.revision === start + index) repeated++
    ids.add(id)
  }

  if (start !== undefined && repeated === events.length) {
    return { ok: true, revision: start + repeated - 1, repeated: true }
  }
  const conflicting = different.length > 0 ? different : there
  if (conflicting.length > 0) return { ok: false, reason: 'conflicting-content', ids: conflicting }
  if (!meets(stream.last, expected)) return { ok: false, reason: 'wrong-expected-revision', actual: stream.last }
  return undefined
}

function meets(last: number, expected: ExpectedRevision): boolean {
  switch (expected) {
    case 'any':
      return true
    case 'no-stream':
      return last < 0
    case 'stream-exists':
      return last >= 0
  }
  return last === expected
}

/** How a store that reads pages feeds a subscription. */
export interface Followed {
  /** The next events of a stream from a revision on, a bounded number; none at its end. */
  readonly page: (stream: string, from: number) => readonly ReadEvent[] | Promise<readonly ReadEvent[]>
  /**
   * Settles when there may be more than at its last settling, at the latest when the signal aborts. Called when the pages were empty: what came
   * while they were asked for is to be heard of, too.
   */
  readonly more: (signal: AbortSignal) => Promise<void>
}

/**
 * Follows streams from pages: what is there, then what comes. The streams take turns, so that a long one starves no other.
 *
 * @example
 * const events = [{ revision: 0, id: 'e1', text: '{}' }]
 * const pages = followStreams(
 *   { page: (_stream, from) => events.slice(from), more: async () => stop() },
 *   ['ledger-b'],
 *   { signal },
 * )
 * for await (const page of pages) console.assert(page.stream === 'ledger-b' && page.events.length === 1)
 */
export async function* followStreams(
  { page, more }: Followed,
  streams: readonly string[],
  { after = {}, signal }: SubscribeOptions,
): AsyncGenerator<SubscribedPage> {
  const next = new Map(
    streams.map((stream) => [stream, Object.hasOwn(after, stream) ? Math.max(0, (after[stream] ?? -1) + 1) : 0]),
  )
  while (!signal.aborted) {
    let idle = true
    for (const [stream, from] of next) {
      const events = await page(stream, from)
      if (signal.aborted) return
      if (events.length === 0) continue
      idle = false
      next.set(stream, from + events.length)
      yield { stream, events }
    }
    if (idle) await more(signal)
  }
}

/** Those who wait for something to be appended. */
interface Waiters {
  readonly wake: () => void
  /** A waiter, whose waiting settles when {@link wake} was called since it settled before, or when the signal aborts. */
  readonly waiter: () => (signal: AbortSignal) => Promise<void>
}

function newWaiters(): Waiters {
  const waiting = new Set<() => void>()
  let woken = 0
  const next = async (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const resume = (): void => {
        waiting.delete(resume)
        signal.removeEventListener('abort', resume)
        resolve()
      }
      waiting.add(resume)
      signal.addEventListener('abort', resume)
      if (signal.aborted) resume()
    })
  return {
    wake: () => {
      woken++
      for (const resume of waiting) resume()
    },
    waiter: () => {
      let heard = woken
      return async (signal) => {
        if (heard === woken) await next(signal)
        heard = woken
      }
    },
  }
}

/** Mutated by the store alone; what has been appended never changes, so a length is a snapshot. */
interface Stream {
  readonly events: ReadEvent[]
  readonly byId: Map<string, ReadEvent>
}

/**
 * An event store in memory, for tests and trials. It keeps no tables. `close` does not empty it.
 *
 * @example
 * const store = memoryStore()
 * await booksOf(store) // => []
 */
export function memoryStore(): EventStore {
  const streams = new Map<string, Stream>()
  const waiters = newWaiters()

  const append = (
    name: string,
    events: readonly StoredEvent[],
    { expectedRevision }: { readonly expectedRevision: ExpectedRevision },
  ): AppendResult => {
    const stream = streams.get(name) ?? { events: [], byId: new Map<string, ReadEvent>() }
    const state = { last: stream.events.length - 1, find: (id: string) => stream.byId.get(id) }
    const decided = decideAppend(state, events, expectedRevision)
    if (decided) return decided
    for (const { id, text } of events) {
      const event = { revision: stream.events.length, id, text }
      stream.events.push(event)
      stream.byId.set(id, event)
    }
    streams.set(name, stream)
    waiters.wake()
    return { ok: true, revision: stream.events.length - 1, repeated: false }
  }

  return {
    append: async (name, events, options) => append(name, events, options),
    read: (name, options) => pagesOf(() => streams.get(name)?.events ?? [], options),
    subscribe: (names, options) =>
      followStreams(
        {
          page: (name, from) => streams.get(name)?.events.slice(from, from + pageEventsMax) ?? [],
          more: waiters.waiter(),
        },
        names,
        options,
      ),
    streams: async () => [...streams.keys()].toSorted(),
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  }
}

async function* pagesOf(
  all: () => readonly ReadEvent[],
  { from = 0, to = Infinity, direction = 'forwards', limit = Infinity }: ReadOptions = {},
): AsyncGenerator<readonly ReadEvent[]> {
  const events = all()
  let start = Math.max(from, 0)
  let end = Math.min(to + 1, events.length)
  for (let left = limit; start < end && left > 0; left -= pageEventsMax) {
    const size = Math.min(pageEventsMax, end - start, left)
    if (direction === 'forwards') {
      yield events.slice(start, start + size)
      start += size
    } else {
      yield events.slice(end - size, end).toReversed()
      end -= size
    }
  }
}
