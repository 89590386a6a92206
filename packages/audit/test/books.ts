import { memoryStore, openLedger, type BookEvent, type Ledger } from '@taizhang/core'
import { streamOf } from '@taizhang/kernel/internal'

/**
 * A book that holds only these events, in their order. Opening a book judges nothing, so any selection makes one; positions count on
 * without gaps and every event is a batch of its own.
 */
export async function bookOf(events: readonly BookEvent[]): Promise<Ledger> {
  const store = memoryStore()
  const stored = events.map(({ order, recordedFrom, recordedTo, withdrawnBy, storedData, ...event }, position) => ({
    id: event.id,
    text: JSON.stringify({ ...event, data: storedData ?? event.data, position, batch: { index: 0, count: 1 } }),
  }))
  await store.append(streamOf('test'), stored, { expectedRevision: 'no-stream' })
  return openLedger(store, { book: 'test' })
}
