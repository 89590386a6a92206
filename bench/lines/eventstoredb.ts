import { EventStoreDBClient, jsonEvent, type EventData, type JSONType } from '@eventstore/db-client'
import type { StoredEvent } from '@taizhang/kernel/store'
import { eventStoreDbStore, parseAddress, toWire, type EventStoreDbStore } from '@taizhang/eventstoredb'
import { startDouble } from '../../packages/eventstoredb/test/double/start-double.ts'
import type { BenchBook, Line, Pair } from '../line.ts'

const eventsMax = 20_000

/** A server, the adapter and the bare client, and events in the forms that each of them takes. */
interface Stage {
  readonly store: EventStoreDbStore
  readonly bare: EventStoreDBClient
  readonly events: readonly StoredEvent[]
  readonly proposed: readonly EventData[]
  readonly newStream: () => string
  readonly close: () => Promise<void>
}

/** Over all lines: on a server that stays, two must not write to one stream. */
let streams = 0

/** The server at TAIZHANG_EVENTSTOREDB_URL, else the tests' double in a process of its own. */
async function stageFor({ texts }: BenchBook, count: number): Promise<Stage> {
  const url = process.env['TAIZHANG_EVENTSTOREDB_URL'] ?? ''
  const double = url === '' ? await startDouble() : undefined
  const address = parseAddress(double?.address ?? url)
  const [store, bare] = [eventStoreDbStore(address), EventStoreDBClient.connectionString(address.connection)]
  const events = texts()
    .slice(0, count)
    .map((text) => ({ ...(JSON.parse(text) as { id: string }), text }))
  return {
    store,
    bare,
    events: events.map(({ id, text }) => ({ id, text })),
    proposed: events.map(bareEvent),
    newStream: () => `ledger-bench-${process.pid}-${streams++}`,
    close: async () => {
      await store.close()
      await bare.dispose()
      await double?.stop()
    },
  }
}

function bareEvent(event: StoredEvent): EventData {
  const { id, type, data, metadata } = toWire(event)
  const [parsed, about] = [JSON.parse(data) as JSONType, JSON.parse(metadata) as Record<string, unknown>]
  return jsonEvent({ id, type, data: parsed, metadata: about })
}

/** The last revision, after all events have gone into a stream, so many at a time. */
async function append({ store, events }: Stage, stream: string, batch: number): Promise<number> {
  let last = -1
  for (let at = 0; at < events.length; at += batch) {
    const expectedRevision = last < 0 ? 'no-stream' : last
    const result = await store.append(stream, events.slice(at, at + batch), { expectedRevision })
    if (!result.ok) throw new Error(JSON.stringify(result))
    last = result.revision
  }
  return last
}

async function appendBare({ bare, proposed }: Stage, stream: string, batch: number): Promise<number> {
  let last = -1
  for (let at = 0; at < proposed.length; at += batch) {
    const expectedRevision = last < 0 ? 'no_stream' : BigInt(last)
    const result = await bare.appendToStream(stream, proposed.slice(at, at + batch), { expectedRevision })
    last = Number(result.nextExpectedRevision)
  }
  return last
}

const appending = (what: string, batch: number, count: number): Line => ({
  what: `EventStoreDB: ${what}`,
  against: 'the bare client appending the same events, made before, to the same server',
  atLeast: 0.8,
  rounds: 7,
  prepare: async (book): Promise<Pair> => {
    const stage = await stageFor(book, count)
    return {
      times: stage.events.length,
      ours: async () => append(stage, stage.newStream(), batch),
      other: async () => appendBare(stage, stage.newStream(), batch),
      close: stage.close,
    }
  },
})

export const appendingSingly: Line = appending('appending events one by one', 1, 500)
export const appendingInBatches: Line = appending('appending in batches of 500', 500, eventsMax)

/** Texts byte for byte, against the events as the client gives them. */
export const readingStream: Line = {
  what: 'EventStoreDB: reading a stream',
  against: 'the bare client reading it from the same server',
  atLeast: 0.8,
  rounds: 11,
  prepare: async (book) => {
    const stage = await stageFor(book, eventsMax)
    const stream = stage.newStream()
    await append(stage, stream, 500)
    return {
      times: stage.events.length,
      ours: async () => {
        const ids: string[] = []
        for await (const page of stage.store.read(stream)) for (const { id } of page) ids.push(id)
        return ids
      },
      other: async () => {
        const ids: string[] = []
        for await (const { event } of stage.bare.readStream(stream)) if (event) ids.push(idOf(event))
        return ids
      },
      close: stage.close,
    }
  },
}

/** The first event of an append has its own id in the metadata. */
function idOf({ id, metadata }: { readonly id: string; readonly metadata: unknown }): string {
  const own = (metadata as { readonly id?: unknown } | undefined)?.id
  return typeof own === 'string' ? own : id
}
