import { setImmediate as soon } from 'node:timers/promises'
import type { Words } from '@taizhang/kernel'
import type { Client } from './client.ts'
import type { CallTools, Connection } from './connection.ts'
import { Dropped, isTooSlow } from './failure.ts'
import { failure, reasonOf } from './told.ts'
import { deletedType, type LogFilter } from './log-filter.ts'
import type { LogPosition } from './log-position.ts'
import { readCall, type ReadCall } from './read-call.ts'
import type { ReadMessage, Recorded } from './read-message.ts'
import { aboutStream, metadataMark } from './stream-name.ts'
import { backOff, within } from './waiting.ts'
import type { WireEvent } from './wire-event.ts'

const inboxMax = 2048
/** An event in the log of all events. */
export interface LogEvent {
  readonly stream: string
  readonly revision: number
  readonly record: WireEvent
  readonly recordedAt: Date
}

/** Events in the order of the log, none where only the position has moved: everything up to it has been handed over. */
export interface LogPage {
  readonly events: readonly LogEvent[]
  /** Streams that the server itself has said something of: they may have been truncated or deleted, or are to be read again. */
  readonly touched: readonly string[]
  readonly position: LogPosition
}

/** From where on the log of a server is followed, and until when. */
export interface FollowOptions {
  /** The position last handled; 'start' for all events, 'end' to hear only that something happens. */
  readonly after: LogPosition | 'start' | 'end'
  readonly filter: LogFilter
  readonly signal: AbortSignal
  /** Called each time the subscription stands. */
  readonly onStanding?: () => void
  /** Called each time it was dropped. */
  readonly onDropped?: (error: Error, why: Words) => void
  /** Called each time the server has ended it because its events were not taken fast enough. It is taken up again at once. */
  readonly onTooSlow?: () => void
}

/**
 * Follows the log through one subscription, for as many streams as there are. A subscription that is dropped only says so by an event;
 * here it is made again, from the position behind the last page that the caller has come back from: nothing is left out, and nothing comes
 * twice. Ends when the signal aborts. Throws `LedgerError` (unavailable) for what no repetition mends.
 */
export async function* followLog(connection: Connection, options: FollowOptions): AsyncGenerator<LogPage> {
  const { signal, onDropped, onTooSlow } = options
  let after = options.after
  for (let failures = 0; !signal.aborted; failures++) {
    const inbox = new Inbox()
    const dropped = connection.once(async (client, tools) => {
      await fill(inbox, client, { ...options, after }, tools)
    })
    const end = (): void => inbox.end()
    void dropped.then(end, end)
    const stop = (): void => inbox.stop()
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    try {
      for (;;) {
        const page = await inbox.next()
        if (!page) break
        failures = 0
        yield page
        after = page.position
      }
    } finally {
      signal.removeEventListener('abort', stop)
      inbox.stop()
    }
    const answer = await dropped
    if (signal.aborted || answer.ok || connection.closing.aborted) return
    if (answer.fault.kind !== 'passing') throw failure(connection.shown, answer.fault, 'none')
    if (isTooSlow(answer.fault.error)) {
      onTooSlow?.()
      // Some have come: then there is nothing to wait for.
      if (failures === 0) continue
    } else onDropped?.(answer.fault.error, reasonOf(answer.fault))
    await backOff(failures, AbortSignal.any([signal, connection.closing]))
  }
}

/** Lets a subscription fill the inbox. Ends when the inbox is stopped; rejects when the subscription is dropped. */
async function fill(
  inbox: Inbox,
  client: Client,
  { after, filter, onStanding }: FollowOptions,
  tools: CallTools,
): Promise<void> {
  const call = await readCall(client, tools, { from: { after, filter }, count: 'subscription' })
  try {
    const { promise: standing, resolve: stands } = Promise.withResolvers<void>()
    const { promise: dropped, reject: drops } = Promise.withResolvers<never>()
    dropped.catch(() => undefined)
    inbox.open(call)
    call.listen({
      message: (message) => {
        if (message.kind === 'confirmation') stands()
        else inbox.take(message)
      },
      error: drops,
      end: () => drops(new Dropped()),
    })
    await Promise.race([within(tools.silenceMs, standing), dropped, inbox.stopped])
    onStanding?.()
    await Promise.race([dropped, inbox.stopped])
  } finally {
    call.leave()
  }
}

/** Events that have come and are not handed over yet: a bounded number. */
class Inbox {
  #waiting: LogEvent[] = []
  readonly #touched = new Set<string>()
  /** Up to where everything has come that is meant. */
  #position: LogPosition | undefined
  #source: ReadCall | undefined
  #ended = false
  #wake: () => void = () => undefined
  #stop: () => void = () => undefined
  readonly stopped = new Promise<void>((resolve) => (this.#stop = resolve))

  open(source: ReadCall): void {
    this.#source = source
  }

  /** Takes a message. They come in the order of the log, and so do the checkpoints among them. */
  take(message: ReadMessage): void {
    if (message.kind === 'checkpoint') this.#position = message.position
    if (message.kind === 'event' && message.event) {
      this.#sort(message.event)
      this.#position = message.event.position
      if (this.#waiting.length >= inboxMax) this.#source?.pause()
    }
    if (this.#position) this.#wake()
  }

  #sort(event: Recorded): void {
    const { name, revision, recordedAt, id, type, data, metadata } = event
    const record = { id, type, data, metadata }
    const stream = aboutStream(name)
    if (stream === undefined) return
    const isServers = name.startsWith(metadataMark) || record.type === deletedType
    if (isServers) this.#touched.add(stream)
    else this.#waiting.push({ stream, revision, record, recordedAt })
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  stop(): void {
    this.#stop()
    this.end()
  }

  /** Settles when no more has come for a turn: messages come one by one, and a page of one event costs as much as one of many. */
  async #grown(): Promise<void> {
    let seen = 0
    while (seen < this.#waiting.length && this.#waiting.length < inboxMax) {
      seen = this.#waiting.length
      await soon()
    }
  }

  /** The next page; `undefined` at the end. Whoever asks has handled the page before. */
  async next(): Promise<LogPage | undefined> {
    while (this.#position === undefined) {
      if (this.#ended) return undefined
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
    await this.#grown()
    const page = { events: this.#waiting, touched: [...this.#touched], position: this.#position }
    this.#waiting = []
    this.#touched.clear()
    this.#position = undefined
    this.#source?.resume()
    return page
  }
}
