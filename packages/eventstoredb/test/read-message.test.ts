import { createRequire } from 'node:module'
import type * as sharedPart from '@eventstore/db-client/generated/shared_pb.js'
import type * as messagesPart from '@eventstore/db-client/generated/streams_pb.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMessage } from '../src/read-message.ts'

const load = createRequire(import.meta.url)
const shared = load('@eventstore/db-client/generated/shared_pb.js') as typeof sharedPart
const { ReadResp } = load('@eventstore/db-client/generated/streams_pb.js') as typeof messagesPart

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

const number64 = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
const recorded = fc.record({
  id: fc.uuid(),
  name: fc.string({ unit: 'grapheme', maxLength: 40 }),
  type: fc.string({ unit: 'grapheme', maxLength: 20 }),
  data: fc.json(),
  metadata: fc.json(),
  revision: fc.integer({ min: 0, max: 2 ** 31 }),
  commit: number64,
  prepare: number64,
  ms: fc.integer({ min: 0, max: 4_000_000_000_000 }),
})

/** The message as a server writes it, by the client's own code. */
function written({ id, name, type, data, metadata, revision, commit, prepare, ms }: Written): Buffer {
  const event = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(name)))
    .setStreamRevision(String(revision))
    .setCommitPosition(String(commit))
    .setPreparePosition(String(prepare))
    .setCustomMetadata(Buffer.from(metadata))
    .setData(Buffer.from(data))
  event
    .getMetadataMap()
    .set('content-type', 'application/json')
    .set('type', type)
    .set('created', String(ms * 10_000))
  const found = new ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(commit))
  return Buffer.from(new ReadResp().setEvent(found).serializeBinary())
}

/** What kind of message it is, or why it is none. */
function toldOf(bytes: Buffer): string {
  try {
    return readMessage(bytes).kind
  } catch (error) {
    return String(error)
  }
}

interface Written {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly data: string
  readonly metadata: string
  readonly revision: number
  readonly commit: bigint
  readonly prepare: bigint
  readonly ms: number
}

describe(`messages of the server; seed ${seed}`, () => {
  test('an event is read as it was written', () => {
    const law = fc.property(recorded, (given) => {
      const { commit, prepare, ms, ...same } = given
      const message = readMessage(written(given))
      expect(message).toMatchObject({ kind: 'event', event: same })
      const { position, recordedAt } = (message.kind === 'event' && message.event) || {}
      expect([position, recordedAt]).toEqual([{ commit, prepare }, new Date(ms)])
    })
    fc.assert(law, { numRuns: 300, seed })
  })

  test('what is cut short is an error, or is told as what there is of it; nothing goes on for ever', () => {
    let errors = 0
    const law = fc.property(recorded, fc.nat(), (given, at) => {
      const whole = written(given)
      const cut = whole.subarray(0, at % whole.length)
      const told = toldOf(cut)
      expect(told).toMatch(/^(event|other|Error: the server sent a message that is cut short)$/)
      if (told.startsWith('Error')) errors++
    })
    fc.assert(law, { numRuns: 300, seed })
    expect(errors).toBeGreaterThan(100)
  })

  test('the others are told apart', () => {
    const told = (response: InstanceType<typeof ReadResp>) => readMessage(Buffer.from(response.serializeBinary()))
    const checkpoint = new ReadResp.Checkpoint().setCommitPosition('7').setPreparePosition(String(2n ** 63n - 1n))
    expect(told(new ReadResp().setCheckpoint(checkpoint))).toEqual({
      kind: 'checkpoint',
      position: { commit: 7n, prepare: 2n ** 63n - 1n },
    })
    const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId('s')
    expect(told(new ReadResp().setConfirmation(confirmation))).toEqual({ kind: 'confirmation' })
    expect(told(new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound()))).toEqual({ kind: 'stream-not-found' })
    expect(told(new ReadResp().setLastStreamPosition('7'))).toEqual({ kind: 'other' })
    expect(told(new ReadResp().setEvent(new ReadResp.ReadEvent()))).toEqual({ kind: 'event', event: undefined })
  })
})
