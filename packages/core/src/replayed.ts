import { Book, type WrittenEvent } from './kernel/book.ts'
import type { Definitions } from './kernel/definitions.ts'
import { expectList, expectObject } from './kernel/doors.ts'
import { bookFacts, type Facts } from './kernel/facts.ts'
import type { BookEvent, RecordedEvent } from './kernel/recorded-event.ts'

/**
 * The facts that some of a book's events make by themselves, in book order. Nothing is judged: a change that cannot be is passed
 * over, as ever on replay. Rows name events by the positions that they have in their book.
 */
export function replayed(events: readonly BookEvent[], definitions: Definitions): Facts {
  expectList(events, 'events')
  for (const event of events) expectObject(event, 'events')
  const book = new Book('replayed', definitions)
  book.load(events.map(alone))
  return bookFacts(book, book.size)
}

/** The event as it was recorded, whole without the rest of its batch. */
function alone({ order, recordedFrom, recordedTo, withdrawnBy, storedData, ...event }: BookEvent): WrittenEvent {
  const recorded: RecordedEvent = { ...event, data: storedData ?? event.data, batch: { index: 0, count: 1 } }
  return { event: recorded, text: JSON.stringify(recorded) }
}
