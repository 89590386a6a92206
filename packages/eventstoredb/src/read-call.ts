import type { Client } from './client.ts'
import type { CallTools } from './connection.ts'
import { StreamMissing } from './failure.ts'
import type { LogPosition } from './log-position.ts'
import { serverFilter, type LogFilter } from './log-filter.ts'
import { parts } from './parts.ts'
import { readMessage, type ReadMessage } from './read-message.ts'
import { within } from './waiting.ts'

/** What is to be read. */
export interface Reading {
  readonly from:
    | { readonly stream: string; readonly revision: bigint | 'start' | 'end' }
    | { readonly after: LogPosition | 'start' | 'end'; readonly filter?: LogFilter }
  readonly direction?: 'forwards' | 'backwards'
  /** Events at most; a subscription has no end. */
  readonly count: number | 'subscription'
}

/** A read or a subscription under way. */
export interface ReadCall {
  /** Nothing comes before somebody listens. */
  listen(listeners: Listeners): void
  pause(): unknown
  resume(): unknown
  /** Ends it on the server too; nothing is heard of it any more. */
  leave(): void
}

interface Listeners {
  readonly message: (message: ReadMessage) => void
  readonly error: (error: Error) => void
  readonly end: () => void
}

/**
 * How many events the server looks through before it says how far it has come. By default it is 32, which among the events of others is a
 * message for next to nothing.
 */
const searchWindow = 2000

/**
 * Reads through the server's own call, made from the client's parts: the client cannot filter reads of the log, and decodes events into what
 * nobody asks for. Everything is asked of the leader, or a writer who was told that it is late would not see why. Links are not followed: they may
 * lead to events that are gone, and none of ours is one.
 */
export async function readCall(
  client: Client,
  { silenceMs }: Pick<CallTools, 'silenceMs'>,
  reading: Reading,
): Promise<ReadCall> {
  const { convertToCommandError, StreamsClient } = parts()
  const request = requestOf(reading)
  const open = client['GRPCStreamCreator'](StreamsClient, 'read', (grpc) =>
    grpc.makeServerStreamRequest(
      '/event_store.client.streams.Streams/Read',
      (message: typeof request) => Buffer.from(message.serializeBinary()),
      readMessage,
      request,
      ...client['callArguments']({ requiresLeader: true }, { deadline: Infinity }),
    ),
  )
  const opening = open()
  const call = await within(silenceMs, opening).catch((error: unknown) => {
    // Nobody hears of it any more when it is there at last.
    opening.then(
      (late) => late.on('error', () => undefined).cancel(),
      () => undefined,
    )
    throw error
  })
  // An error that nobody listens to any more must not end the process.
  call.on('error', () => undefined)
  let isLeft = false
  return {
    listen: ({ message, error, end }) => {
      call.on('data', (one: ReadMessage) => {
        if (isLeft) return
        if (one.kind === 'stream-not-found') call.destroy(new StreamMissing())
        else message(one)
      })
      call.on('error', (why: Error) => {
        if (!isLeft) error(why instanceof StreamMissing ? why : (convertToCommandError(why) ?? why))
      })
      call.on('end', () => {
        if (!isLeft) end()
      })
    },
    pause: () => call.pause(),
    resume: () => call.resume(),
    leave: () => {
      isLeft = true
      // At once it would be lost where the call is only just made.
      setImmediate(() => call.cancel())
    },
  }
}

function requestOf({ from, direction = 'forwards', count }: Reading) {
  const { messages, shared } = parts()
  const { Options } = messages.ReadReq
  const options = new Options().setUuidOption(new Options.UUIDOption().setString(new shared.Empty()))
  options.setReadDirection(direction === 'forwards' ? Options.ReadDirection.FORWARDS : Options.ReadDirection.BACKWARDS)
  if ('stream' in from) {
    const { stream, revision } = from
    const named = new shared.StreamIdentifier().setStreamName(Buffer.from(stream))
    const one = new Options.StreamOptions().setStreamIdentifier(named)
    if (revision === 'start') one.setStart(new shared.Empty())
    else if (revision === 'end') one.setEnd(new shared.Empty())
    else one.setRevision(String(revision))
    options.setStream(one)
  } else {
    const { after } = from
    const all = new Options.AllOptions()
    if (after === 'start') all.setStart(new shared.Empty())
    else if (after === 'end') all.setEnd(new shared.Empty())
    else
      all.setPosition(
        new Options.Position().setCommitPosition(String(after.commit)).setPreparePosition(String(after.prepare)),
      )
    options.setAll(all)
  }
  const filter = 'stream' in from ? undefined : from.filter
  if (filter) options.setFilter(filterOf(filter))
  else options.setNoFilter(new shared.Empty())
  if (count === 'subscription') options.setSubscription(new Options.SubscriptionOptions())
  else options.setCount(String(count))
  return new messages.ReadReq().setOptions(options)
}

function filterOf(filter: LogFilter) {
  const { FilterOptions } = parts().messages.ReadReq.Options
  const told = serverFilter(filter)
  const expression = new FilterOptions.Expression()
  if ('regex' in told) expression.setRegex(told.regex)
  else expression.setPrefixList([...told.prefixes])
  const options = new FilterOptions().setMax(searchWindow).setCheckpointintervalmultiplier(1)
  return told.on === 'type' ? options.setEventType(expression) : options.setStreamIdentifier(expression)
}
