import { randomUUID } from 'node:crypto'
import type { Status } from '@eventstore/db-client/generated/status_pb.js'
import type * as servicesPart from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type * as messagesPart from '@eventstore/db-client/generated/streams_pb.js'
import type { Client } from './client.ts'
import { AppendRefused, Dropped } from './failure.ts'
import { parts } from './parts.ts'
import { within } from './waiting.ts'
import { wireBytes, type WireEvent } from './wire-event.ts'

/**
 * Appends behind a revision, -1 for no stream; gives the revision of the last event. Rejects where the server refuses or is gone. `onSent`
 * is called when the server may have got it.
 */
export type Appender = (
  stream: string,
  events: readonly WireEvent[],
  place: { readonly last: number; readonly onSent: () => void },
) => Promise<number>

type Call = ReturnType<servicesPart.StreamsClient['batchAppend']>

interface Waiting {
  readonly resolve: (revision: number) => void
  readonly reject: (error: Error) => void
}

/** One message has so many bytes at most; servers take 4 MiB. Only batches of very many small events need several. */
const messageBytesMax = 2 * 1024 * 1024
/** What an event has on the wire besides its type, data and metadata, roughly. */
const frameBytes = 128

/**
 * Appends through the server's stream of appends: one call for all appends of a client, an append mostly one message. The client has that
 * too, but keeps what waits for an answer for all clients of the process together: a call that breaks rejects the appends of healthy
 * ones, and an answer to one of these then ends the process. Here each call has its own.
 */
export function appender(client: Client, silenceMs: number): Appender {
  const { convertToCommandError, StreamsClient, messages, shared } = parts()
  const calls = new WeakMap<servicesPart.StreamsClient, Call>()
  const waitingIn = new WeakMap<Call, Map<string, Waiting>>()

  const begin = (call: Call): Call => {
    const waiting = new Map<string, Waiting>()
    waitingIn.set(call, waiting)
    const fail = (error: Error): void => {
      waitingIn.delete(call)
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    call.on('data', (answer: messagesPart.BatchAppendResp) => {
      // Nobody waits any more for what was given up.
      const one = waiting.get(answer.getCorrelationId()?.getString() ?? '')
      const success = answer.getSuccess()
      if (success) one?.resolve(Number(success.getCurrentRevision()))
      else one?.reject(refusal(answer.getError()))
    })
    call.on('error', (error: Error) => fail(convertToCommandError(error) ?? error))
    call.on('end', () => {
      fail(new Dropped())
      call.end()
    })
    return call
  }
  // The client's own way to open calls: it finds the leader again where a call breaks because of it, and ends the call with itself.
  const open = client['GRPCStreamCreator'](
    StreamsClient,
    'batchAppend',
    (grpc) => begin(grpc.batchAppend(...client['callArguments']({ requiresLeader: true }, { deadline: Infinity }))),
    calls,
  )

  const uuid = (id: string) => new shared.UUID().setString(id)
  const proposal = ({ id, type, data, metadata }: WireEvent) => {
    const message = new messages.BatchAppendReq.ProposedMessage().setId(uuid(id))
    message.getMetadataMap().set('type', type).set('content-type', 'application/json')
    return message.setData(Buffer.from(data)).setCustomMetadata(Buffer.from(metadata))
  }
  // Without a deadline, so that the server's own holds: it would be a time of day, and clocks differ.
  const optionsOf = (stream: string, last: number) => {
    const named = new shared.StreamIdentifier().setStreamName(Buffer.from(stream))
    const options = new messages.BatchAppendReq.Options().setStreamIdentifier(named)
    return last < 0 ? options.setNoStream(new shared.Empty()) : options.setStreamPosition(String(last))
  }

  return async (stream, events, { last, onSent }) => {
    const call = await within(silenceMs, open(), 'unreached')
    const waiting = waitingIn.get(call)
    if (!waiting) throw new Dropped()
    const correlation = randomUUID()
    const answer = new Promise<number>((resolve, reject) => waiting.set(correlation, { resolve, reject }))
    const pieces = inPieces(events)
    onSent()
    for (const [at, piece] of pieces.entries()) {
      const message = new messages.BatchAppendReq().setCorrelationId(uuid(correlation))
      if (at === 0) message.setOptions(optionsOf(stream, last))
      message.setProposedMessagesList(piece.map(proposal))
      call.write(message.setIsFinal(at === pieces.length - 1))
    }
    try {
      return await within(silenceMs, answer)
    } finally {
      waiting.delete(correlation)
    }
  }
}

/** Events in as many messages as they need. The server takes them together at the last one. */
function inPieces(events: readonly WireEvent[]): readonly (readonly WireEvent[])[] {
  const pieces: WireEvent[][] = [[]]
  let bytes = 0
  for (const event of events) {
    bytes += wireBytes(event) + frameBytes
    if (bytes > messageBytesMax) {
      pieces.push([])
      bytes = wireBytes(event) + frameBytes
    }
    pieces.at(-1)?.push(event)
  }
  return pieces
}

/** What the server says instead of appending, as the client says it of other calls. */
const types: Readonly<Record<string, string>> = {
  WrongExpectedVersion: 'wrong-expected-version',
  StreamDeleted: 'stream-deleted',
  AccessDenied: 'access-denied',
  Timeout: 'deadline-exceeded',
  MaximumAppendSizeExceeded: 'maximum-append-size-exceeded',
  MaximumAppendEventSizeExceeded: 'maximum-append-size-exceeded',
}

function refusal(status: Status | undefined): AppendRefused {
  const name = status?.getDetails()?.getTypeName().split('.').at(-1) ?? ''
  return new AppendRefused(types[name] ?? 'unknown', status?.getCode() ?? 0, status?.getMessage() || name)
}
