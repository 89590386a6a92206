import type { EventStore } from '@taizhang/core'
import type { ReadEvent, ReadOptions, StoredEvent } from '@taizhang/kernel/store'
import { eventStoreDbStore, parseAddress, type EventStoreDbOptions, type EventStoreDbStore } from '../src/index.ts'

/** Short waits, for servers that are made to keep silent; much patience, for machines that are slow. */
export const impatient: EventStoreDbOptions = { silenceMs: 500, patienceMs: 60_000, connectMs: 60_000 }

export const open = (address: string, options: EventStoreDbOptions = impatient): EventStoreDbStore =>
  eventStoreDbStore(parseAddress(address), options)

let ids = 0
const newId = (): string => `00000000-0000-4000-8000-${(ids++).toString(16).padStart(12, '0')}`

export const event = (text?: string): StoredEvent => {
  const id = newId()
  return { id, text: text ?? recordedText(id) }
}

/** A text as the ledger records it, as far as a store could tell. */
export const recordedText = (id: string, data: object = { unitId: 'u1' }): string =>
  JSON.stringify({ actor: 'cli', batch: { count: 1, index: 0 }, book: 'b', data, id, type: 'UnitListed', version: 1 })

export const events = (count: number): StoredEvent[] => Array.from({ length: count }, () => event())

export async function readAll(store: EventStore, stream: string, options?: ReadOptions): Promise<ReadEvent[]> {
  const found: ReadEvent[] = []
  for await (const page of store.read(stream, options)) found.push(...page)
  return found
}

export const asRead = (stored: readonly StoredEvent[]): ReadEvent[] =>
  stored.map(({ id, text }, revision) => ({ revision, id, text }))

let streams = 0
export const newStream = (): string => `ledger-test${streams++}`

/** Follows a stream until it has brought so many events; gives them in the order they came in. */
export async function followed(store: EventStore, stream: string, count: number): Promise<ReadEvent[]> {
  const stop = new AbortController()
  const found: ReadEvent[] = []
  for await (const page of store.subscribe([stream], { signal: stop.signal })) {
    found.push(...page.events)
    if (found.length >= count) stop.abort()
  }
  return found
}
