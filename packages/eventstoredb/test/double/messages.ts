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
export interface ReadRequest {
  readonly options: {
    readonly stream?: { readonly streamIdentifier: Identifier; readonly revision?: string; readonly end?: object }
    readonly all?: { readonly position?: { readonly commitPosition: string }; readonly end?: object }
    readonly readDirection?: 'Forwards' | 'Backwards'
    readonly count?: string
    readonly subscription?: object
    readonly filter?: {
      readonly streamIdentifier?: { readonly regex?: string; readonly prefix?: readonly string[] }
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

/** What an append is refused with. Details are told by their type; what they hold besides is left out, for the adapter does not ask. */
const refusal = (code: status, message: string, detail: string): object => ({
  error: { code, message, details: { typeUrl: `type.googleapis.com/${detail}`, value: new Uint8Array() } },
})

export const refused = {
  'wrong-revision': refusal(
    status.FAILED_PRECONDITION,
    'wrong expected version',
    'event_store.client.WrongExpectedVersion',
  ),
  'not-ready': refusal(status.OK, 'Server Is Not Ready', 'google.protobuf.Empty'),
  'too-large': refusal(status.INVALID_ARGUMENT, 'too large', 'event_store.client.MaximumAppendSizeExceeded'),
  'access-denied': refusal(status.PERMISSION_DENIED, 'access denied', 'event_store.client.AccessDenied'),
  internal: refusal(status.UNKNOWN, 'the double failed', 'event_store.client.Unknown'),
}

const ticks = (ms: number): string => String(BigInt(ms) * 10_000n)

export const eventMessage = ({ stream, revision, position, id, metadata, customMetadata, data }: Kept): object => ({
  event: {
    event: {
      id: { string: id },
      streamIdentifier: identifier(stream),
      streamRevision: String(revision),
      preparePosition: String(position),
      commitPosition: String(position),
      metadata: { ...metadata, created: ticks(Date.now()) },
      customMetadata,
      data,
    },
    commitPosition: String(position),
  },
})
