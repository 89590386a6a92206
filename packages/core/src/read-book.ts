import type { EventStore, ReadEvent, ReadOptions } from './kernel/event-store.ts'
import { framedEvent, FrameReader } from './kernel/event-frame.ts'
import { unreadable } from './kernel/event-log.ts'
import type { Book, WrittenEvent } from './kernel/book.ts'
import type { RecordedEvent } from './kernel/recorded-event.ts'

/** The name of a book's stream. */
export const streamOf = (book: string): string => `ledger-${book}`

/** The books of a store, sorted by name. */
export const booksOf = async (store: EventStore): Promise<readonly string[]> =>
  (await store.streams())
    .filter((stream) => stream.startsWith('ledger-'))
    .map((stream) => stream.slice('ledger-'.length))

/** A book's events, page by page. What the ledger wrote is trusted here; `verify` and `restore` do not. */
export async function* readBook(
  store: EventStore,
  book: string,
  options: ReadOptions = {},
): AsyncIterable<readonly WrittenEvent[]> {
  const stored = new StoredEvents(book)
  for await (const page of store.read(streamOf(book), options)) yield page.map((event) => stored.parse(event))
}

/** Replays what the book does not have yet. */
export async function loadBook(store: EventStore, book: Book): Promise<void> {
  for await (const events of readBook(store, book.name, { from: book.loaded })) book.load(events)
}

/** Reads a book's events as a store gives them back. */
export class StoredEvents {
  readonly #book: string
  readonly #frames: FrameReader

  constructor(book: string) {
    this.#book = book
    this.#frames = new FrameReader(book)
  }

  /** The event of a text. Fails (unavailable) where it is not what the ledger wrote at that place. */
  parse({ text, revision }: ReadEvent): WrittenEvent {
    try {
      const frame = this.#frames.find(text)
      const event = frame ? framedEvent(frame, text.slice(frame.from, frame.to)) : (JSON.parse(text) as RecordedEvent)
      if (event.position === revision && event.batch.count > event.batch.index) return { event, text, frame }
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    }
    return unreadable(this.#book, revision)
  }
}
