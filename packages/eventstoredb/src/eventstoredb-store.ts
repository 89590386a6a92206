import { followStreams, type SubscribedPage, type SubscribeOptions } from '@taizhang/kernel/store'
import { portableBatchBytesMax, type EventStore } from '@taizhang/kernel'
import { expectFunction, expectObject, expectText, expectWhole, wrong } from '@taizhang/kernel/internal'
import { parseAddress, type Address } from './address.ts'
import { endOfLog, newestOf, streamNames } from './all-reader.ts'
import { appendTo } from './append.ts'
import { connect, type Connection, type Patience } from './connection.ts'
import { followLog, type FollowOptions, type LogPage } from './follow-log.ts'
import type { LogPosition } from './log-position.ts'
import type { LogFilter } from './log-filter.ts'
import { KnownIds } from './known-ids.ts'
import { pagesOf, streamReader, type StreamReader } from './stream-reader.ts'

/** How often a subscription looks for itself, where nobody rings: it is to go on even where the server's own has fallen silent. */
const lookAgainMs = 1000

/** How long the store waits for a server, and whom it tells. */
export interface EventStoreDbOptions extends Partial<Patience> {
  /** The server's limit for one append, by default its default: 1 MiB. */
  readonly appendBytesMax?: number | undefined
  /** How long an append takes a stream to be there after one has looked whether somebody has deleted it: by default 1 s, 0 to look each time. */
  readonly lookMs?: number | undefined
  /** Whether nothing will be appended. Then the ids of what is read are not kept in memory. */
  readonly readOnly?: boolean | undefined
}

/** A store on a server of EventStoreDB or KurrentDB. */
export interface EventStoreDbStore extends EventStore {
  /** Follows the events that are meant, in the order of the server's log, through one subscription. */
  follow(options: FollowOptions): AsyncIterable<LogPage>
  /** The names of the streams that have events which are meant, or of which the server says something, at a position of the log or behind it; without one all. */
  streamsWith(filter: LogFilter, after?: LogPosition): Promise<readonly string[]>
  /** Where the log ends; `undefined` where it is empty. */
  end(): Promise<LogPosition | undefined>
  /** Where the newest event lies of streams that are meant; `undefined` where it is not among the last hundred of the log. */
  newest(filter: LogFilter): Promise<LogPosition | undefined>
}

/**
 * Opens the store at an address. Nothing is asked of the server before the first call. Calls that meet an outage are made again for
 * `patienceMs`, by default 30 s, but for `connectMs`, by default 5 s, while nothing has been heard of a server; a call without a sign of life
 * for `silenceMs`, by default 10 s, counts as an outage.
 *
 * Calls throw `LedgerError`: unavailable where the server cannot be reached or refuses, saying whether anything was recorded; too-large for
 * a batch over the server's limit; damaged where a stream has been truncated or written to by others.
 *
 * @example
 * const { connection, shown, book } = parseAddress('esdb://localhost:2113/350305?tls=false')
 * await using store = eventStoreDbStore({ connection, shown }) // asks the server nothing yet
 */
export function eventStoreDbStore(
  address: Pick<Address, 'connection' | 'shown'>,
  options: EventStoreDbOptions = {},
): EventStoreDbStore {
  expectObject(address, 'address')
  expectObject(options, 'options')
  const { connection: text, shown } = address
  const { appendBytesMax = 1024 * 1024, lookMs = 1000, readOnly = false, ...patience } = options
  // What the client would take, or complain about only when it connects.
  parseAddress(text)
  expectText(shown, 'address.shown')
  expectWhole(appendBytesMax, 'appendBytesMax', 1)
  expectWhole(lookMs, 'lookMs')
  const { onWaiting, ...times } = patience
  if (onWaiting !== undefined) expectFunction(onWaiting, 'onWaiting')
  for (const [name, ms] of Object.entries(times)) if (ms !== undefined) expectMs(ms, name)
  const connection = connect(text, shown, { silenceMs: 10_000, patienceMs: 30_000, connectMs: 5000, ...patience })
  const reader = streamReader(connection)
  const names = streamNames(connection)
  const known = new Map<string, KnownIds>()
  const alone = oneByOne()

  const idsOf = (stream: string): KnownIds => {
    const ids = known.get(stream) ?? new KnownIds(stream, lookMs)
    known.set(stream, ids)
    return ids
  }

  return {
    append: async (stream, events, { expectedRevision }) =>
      alone(stream, async () =>
        appendTo(stream, events, expectedRevision, { connection, ids: idsOf(stream), appendBytesMax }),
      ),
    read: async function* read(stream, options) {
      for await (const page of pagesOf(reader, stream, options)) {
        if (!readOnly) idsOf(stream).learn(page)
        yield page
      }
    },
    subscribe: (streams, options) => subscribeTo(connection, reader, streams, options),
    streams: async () => names.upToDate(),
    appendBytesMax: Math.min(portableBatchBytesMax, appendBytesMax),
    follow: (options) => followLog(connection, options),
    streamsWith: async (filter, after) => streamNames(connection, { filter, after }).upToDate(),
    end: async () => endOfLog(connection),
    newest: async (filter) => newestOf(connection, filter),
    close: async () => connection.close(),
    [Symbol.asyncDispose]: async () => connection.close(),
  }
}

/** Timers take no more; they would go off at once. */
const msMax = 2 ** 31 - 1

function expectMs(ms: number, parameter: string): void {
  expectWhole(ms, parameter, 1)
  if (ms > msMax)
    wrong('bad-number', parameter, { zh: `不超过 ${msMax} 的毫秒数`, en: `milliseconds up to ${msMax}` }, ms)
}

/** Runs what concerns one stream one after the other, in the order asked. */
function oneByOne(): <T>(stream: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return async (stream, work) => {
    const done = (last.get(stream) ?? Promise.resolve()).then(work)
    const settled = done.catch(() => undefined)
    last.set(stream, settled)
    void settled.then(() => last.get(stream) === settled && last.delete(stream))
    return done
  }
}

/**
 * Follows streams by reading on from the revision last handled, whenever the server's subscription says that something has happened. So
 * a subscription that is dropped costs time and nothing else.
 */
async function* subscribeTo(
  connection: Connection,
  reader: StreamReader,
  streams: readonly string[],
  { signal, ...options }: SubscribeOptions,
): AsyncGenerator<SubscribedPage> {
  const done = new AbortController()
  const stop = AbortSignal.any([signal, connection.closing, done.signal])
  const bell = new Bell()
  const listening = ringFor(connection, streams, bell, stop)
  try {
    const page = async (stream: string, from: number) => reader.page(stream, from, Infinity)
    yield* followStreams({ page, more: async (end) => bell.heard(end) }, streams, { ...options, signal: stop })
  } catch (error) {
    if (!stop.aborted) throw error
  } finally {
    done.abort()
    await listening
  }
}

/**
 * Rings whenever one of the streams may have got events. Never rejects: where the log may not be followed, for whatever reason, reading now
 * and then has to do.
 */
async function ringFor(
  connection: Connection,
  streams: readonly string[],
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  const onStanding = (): void => bell.ring()
  const following = followLog(connection, { after: 'end', filter: { streams }, signal, onStanding })
  try {
    while (!(await following.next()).done) bell.ring()
  } catch {
    // What is wrong with the store itself, reading tells.
  }
}

/** Something may have happened since it was last heard. */
class Bell {
  #rung = false
  #wake: () => void = () => undefined

  ring(): void {
    this.#rung = true
    this.#wake()
  }

  /** Settles when it rings, or has; after a while in any case, and when the signal aborts. */
  async heard(signal: AbortSignal): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        const timer = setTimeout(wake, lookAgainMs)
        signal.addEventListener('abort', wake)
        this.#wake = wake
        if (signal.aborted) wake()
      })
    }
    this.#rung = false
  }
}
