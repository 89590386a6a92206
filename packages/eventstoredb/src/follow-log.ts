import { setImmediate as soon } from 'node:timers/promises'
import type { AllStreamResolvedEvent, AllStreamSubscription, Position } from '@eventstore/db-client'
import type { Words } from '@taizhang/kernel'
import type { Client } from './client.ts'
import type { CallTools, Connection } from './connection.ts'
import { Dropped, isTooSlow } from './failure.ts'
import { failure, reasonOf } from './told.ts'
import { fromServer, onServer } from './stream-name.ts'
import { backOff, within } from './waiting.ts'
import type { WireRecord } from './wire-event.ts'

const inboxMax = 2048
/**
 * How many events the server looks through before it says how far it has come. By default it is 32, which among the events of others is a
 * message for next to nothing.
 */
const searchWindow = 2000

/** A place in the log of all events. The numbers are larger than those of JavaScript. */
export type LogPosition = Position

/** An event in the log of all events. */
export interface LogEvent {
  readonly stream: string
  readonly revision: number
  readonly record: WireRecord
  readonly recordedAt: Date
}

/** Events in the order of the log, none where only the position has moved: everything up to it has been handed over. */
export interface LogPage {
  readonly events: readonly LogEvent[]
  readonly position: LogPosition
}

export interface FollowOptions {
  /** The position last handled; 'start' for all events, 'end' to hear only that something happens. */
  readonly after: LogPosition | 'start' | 'end'
  /** How the names of the streams begin. */
  readonly prefixes: readonly string[]
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
  { after, prefixes, onStanding }: FollowOptions,
  { silenceMs }: CallTools,
): Promise<void> {
  const subscription = client.subscribeToAll({
    fromPosition: after,
    filter: {
      filterOn: 'streamName',
      prefixes: prefixes.map(onServer),
      checkpointInterval: 1,
      maxSearchWindow: searchWindow,
      checkpointReached: (_, position) => inbox.checkpoint(position, subscription.readableLength),
    },
  })
  // An error that nobody listens to any more must not end the process.
  subscription.on('error', () => undefined)
  try {
    const dropped = new Promise<never>((_, reject) => {
      subscription.on('error', reject)
      subscription.on('end', () => reject(new Dropped()))
      subscription.on('close', () => reject(new Dropped()))
    })
    dropped.catch(() => undefined)
    const standing = new Promise<void>((resolve) => void subscription.once('confirmation', resolve))
    await Promise.race([within(silenceMs, standing), dropped, inbox.stopped])
    onStanding?.()
    inbox.open(subscription)
    await Promise.race([dropped, inbox.stopped])
  } finally {
    subscription.removeAllListeners('data')
    void subscription.unsubscribe().catch(() => undefined)
    subscription.destroy()
  }
}

/** Events that have come and are not handed over yet: a bounded number. */
class Inbox {
  #waiting: AllStreamResolvedEvent[] = []
  #checkpoint: LogPosition | undefined
  #source: AllStreamSubscription | undefined
  /** A page is with the caller. */
  #handling = false
  #ended = false
  #wake: () => void = () => undefined
  #stop: () => void = () => undefined
  readonly stopped = new Promise<void>((resolve) => (this.#stop = resolve))

  open(source: AllStreamSubscription): void {
    this.#source = source
    source.on('data', (event) => {
      this.#waiting.push(event)
      if (this.#waiting.length >= inboxMax) source.pause()
      this.#wake()
    })
  }

  /**
   * The server tells of checkpoints while events before them still wait on our side: a position may be taken for handled only where nothing
   * waits and nothing is being handled.
   */
  checkpoint(position: LogPosition, waitingInStream: number): void {
    if (this.#handling || this.#waiting.length > 0 || waitingInStream > 0) return
    this.#checkpoint = position
    this.#wake()
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
    this.#handling = false
    while (this.#waiting.length === 0 && this.#checkpoint === undefined) {
      if (this.#ended) return undefined
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
    await this.#grown()
    this.#handling = true
    const found = this.#waiting
    const position = found.at(-1)?.event?.position ?? this.#checkpoint
    this.#waiting = []
    this.#checkpoint = undefined
    this.#source?.resume()
    return position ? { events: found.flatMap(asLogEvent), position } : this.next()
  }
}

/** Links are not followed here, so each has its event; one that has none leads to an event that is gone. */
function asLogEvent({ event }: AllStreamResolvedEvent): readonly LogEvent[] {
  const stream = event && fromServer(event.streamId)
  if (!event || stream === undefined) return []
  return [{ stream, revision: Number(event.revision), record: event, recordedAt: event.created }]
}
