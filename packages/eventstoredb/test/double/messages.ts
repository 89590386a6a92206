import { status } from '@grpc/grpc-js'
import type { Expected, Kept, Proposed } from './event-log.ts'

/** 64-bit numbers travel as strings, bytes as buffers, and of a `oneof` only what is set is there. */
export interface Identifier {
  readonly streamName: Uint8Array
}
export interface Uuid {
  readonly string?: string
}
export interface ProposedMessage {
  readonly id: Uuid
  readonly metadata: Readonly<Record<string, string>>
  readonly customMetadata: Uint8Array
  readonly data: Uint8Array
}
interface Expression {
  readonly regex?: string
  readonly prefix?: readonly string[]
}
export interface ReadRequest {
  readonly options: {
    readonly stream?: { readonly streamIdentifier: Identifier; readonly revision?: string; readonly end?: object }
    readonly all?: { readonly position?: { readonly commitPosition: string }; readonly end?: object }
    readonly readDirection?: 'Forwards' | 'Backwards'
    readonly resolveLinks?: boolean
    readonly count?: string
    readonly subscription?: object
    readonly filter?: {
      readonly streamIdentifier?: Expression
      readonly eventType?: Expression
      readonly max?: number
      readonly checkpointIntervalMultiplier?: number
    }
  }
}
interface Expecting {
  readonly revision?: string
  readonly streamPosition?: string
  readonly noStream?: object
  readonly streamExists?: object
}
export interface BatchAppendRequest {
  readonly correlationId: Uuid
  readonly options?: Expecting & { readonly streamIdentifier: Identifier }
  readonly proposedMessages?: readonly ProposedMessage[]
  readonly isFinal?: boolean
}

export const nameOf = ({ streamName }: Identifier): string => Buffer.from(streamName).toString()
export const identifier = (stream: string): Identifier => ({ streamName: Buffer.from(stream) })

export function expectedOf({ revision, streamPosition, noStream, streamExists }: Expecting): Expected {
  const exact = revision ?? streamPosition
  if (exact !== undefined) return Number(exact)
  return noStream ? 'no-stream' : streamExists ? 'stream-exists' : 'any'
}

export const proposedOf = ({ id, metadata, customMetadata, data }: ProposedMessage): Proposed => ({
  id: id.string ?? '',
  metadata,
  customMetadata: customMetadata ?? new Uint8Array(),
  data: data ?? new Uint8Array(),
})

/** What the server counts against its limit. */
export const bytesOf = (proposed: readonly Proposed[]): number =>
  proposed.reduce(
    (sum, { data, customMetadata, metadata }) =>
      sum + data.length + customMetadata.length + (metadata['type']?.length ?? 0) * 2,
    0,
  )

/** What an append is refused with. Details are told by their type. */
const refusal = (code: status, message: string, detail: string, value: Uint8Array = new Uint8Array()): object => ({
  error: { code, message, details: { typeUrl: `type.googleapis.com/${detail}`, value } },
})

/** Somebody was first: it names the current revision, or that there is no stream. */
export const wrongRevision = (current: number): object =>
  refusal(
    status.FAILED_PRECONDITION,
    'wrong expected version',
    'event_store.client.WrongExpectedVersion',
    current < 0 ? emptyField(currentNoStream) : numberField(currentRevision, current),
  )

const [currentRevision, currentNoStream] = [1, 2]
const emptyField = (field: number): Uint8Array => Uint8Array.of((field << 3) | 2, 0)

/** A number as protocol buffers have it: seven bits a byte, the least first. */
function numberField(field: number, value: number): Uint8Array {
  const bytes = [field << 3]
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) | (rest >= 128 ? 128 : 0))
    if (rest < 128) return Uint8Array.from(bytes)
  }
}

export const refused = {
  timeout: refusal(status.DEADLINE_EXCEEDED, 'Operation timed out', 'event_store.client.Timeout'),
  'stream-deleted': refusal(status.FAILED_PRECONDITION, 'stream deleted', 'event_store.client.StreamDeleted'),
  'unlike-server': refusal(status.INTERNAL, 'the server does otherwise than this double', 'event_store.client.Unknown'),
  'not-ready': refusal(status.OK, 'Server Is Not Ready', 'google.protobuf.Empty'),
  'too-large': refusal(status.INVALID_ARGUMENT, 'too large', 'event_store.client.MaximumAppendSizeExceeded'),
  'access-denied': refusal(status.PERMISSION_DENIED, 'access denied', 'event_store.client.AccessDenied'),
  internal: refusal(status.UNKNOWN, 'the double failed', 'event_store.client.Unknown'),
}

const ticks = (ms: number): string => String(BigInt(ms) * 10_000n)

/** An event as a read brings it; with a link, the event that it leads to, or none where that is gone. */
export const eventMessage = (event: Kept | undefined, link?: Kept): object => ({
  event: {
    ...(event ? { event: recorded(event) } : {}),
    ...(link ? { link: recorded(link) } : {}),
    commitPosition: String((link ?? event)?.position),
  },
})

const recorded = ({ stream, revision, position, id, metadata, customMetadata, data }: Kept): object => ({
  id: { string: id },
  streamIdentifier: identifier(stream),
  streamRevision: String(revision),
  preparePosition: String(position),
  commitPosition: String(position),
  metadata: { ...metadata, created: ticks(Date.now()) },
  customMetadata,
  data,
})
