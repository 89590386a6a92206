import type { Book } from '../book/book.ts'
import { streamOf } from '../book/read-book.ts'
import type { Domain } from '../define/domain.ts'
import { expectObject, expectWhole, wrong } from '../doors/doors.ts'
import type { BookEvent } from '../events/recorded-event.ts'
import type { EventStore } from '../store/event-store.ts'
import type { Instant } from '../time/civil-date.ts'
import type { EventOf, RowOf } from './domain-names.ts'

/** A batch as a follower gets it: the events that were recorded, and the rows that ended and opened with them. */
export interface FollowedBatch<D extends Domain = Domain> {
  /** The size of the book after the batch. */
  readonly size: number
  readonly recordedAt: Instant
  /** The events of the batch, as known with it: what was withdrawn only later is not withdrawn yet. */
  readonly events: readonly EventOf<D>[]
  /** Rows that the book held before the batch and does not hold since. */
  readonly ended: readonly RowOf<D>[]
  /** Rows that it holds since. A fact that goes on with another end is a row ended and a row opened. */
  readonly opened: readonly RowOf<D>[]
}

/** From where on a book is followed, and until when. */
export interface FollowBookOptions {
  /** The size that the follower has come to: batches after it are given. By default all are. */
  readonly after?: number | undefined
  /** Ends the following. */
  readonly signal: AbortSignal
}

/** Fails (usage) where an option is malformed. */
export function expectFollowOptions(options: FollowBookOptions): void {
  expectObject(options, 'options')
  const { after, signal } = options
  if (after !== undefined) expectWhole(after, 'after')
  expectObject(signal, 'signal')
  if (!(signal instanceof AbortSignal))
    wrong('bad-object', 'signal', { zh: 'AbortSignal', en: 'an AbortSignal' }, signal)
}

/** A book that is open, and how it reads what others have recorded. */
interface Followed {
  readonly store: EventStore
  readonly book: Book
  readonly refresh: () => Promise<void>
}

/** Gives the batches after a size, then those that come. They are read off what the facts were: nothing is replayed. */
export async function* followBook(
  { store, book, refresh }: Followed,
  { after = 0, signal }: FollowBookOptions,
): AsyncGenerator<FollowedBatch, void, undefined> {
  const stream = streamOf(book.name)
  await refresh()
  if (after > book.size) book.batchAt(after)
  let size = after
  const come = store.subscribe([stream], { after: { [stream]: book.loaded - 1 }, signal })[Symbol.asyncIterator]()
  try {
    for (;;) {
      for (const batch of batchesSince(book, size)) {
        if (signal.aborted) return
        yield batch
        size = batch.size
      }
      // What is given meanwhile is heard of by the subscription, what it says is in the book already or is read now.
      if (book.size === size && (await come.next()).done === true) return
      await refresh()
    }
  } finally {
    await come.return?.()
  }
}

/** The batches that the book has after a size, one by one: more may come meanwhile. */
function* batchesSince(book: Book, size: number): Generator<FollowedBatch> {
  const relations = new Set(book.definitions.relations.map(({ name }) => name))
  let from = book.sizeUpTo(size)
  for (const { size: to, recordedAt, ended, opened } of book.changesSince(from, relations)) {
    const events = Array.from({ length: to - from }, (_, index) => asKnown(book.event(from + index) as BookEvent, to))
    yield { size: to, recordedAt, events, ended, opened }
    from = to
  }
}

/** An event as known at a size. */
function asKnown(event: BookEvent, size: number): BookEvent {
  if (event.recordedTo === undefined || event.recordedTo <= size) return event
  const { recordedTo: _to, withdrawnBy: _by, ...known } = event
  return known
}
