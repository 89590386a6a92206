import type { EventStore, ReadOptions } from '../store/event-store.ts'
import { unreadable } from '../events/event-log.ts'
import type { Book, WrittenEvent } from './book.ts'
import type { RecordedEvent } from '../events/recorded-event.ts'
import { expectText, shown } from '../doors/doors.ts'
import { measured } from '../diagnostics/diagnostics.ts'
import { fail } from '../errors/refusal.ts'

/** The name of a book's stream. */
export function streamOf(book: string): string {
  expectText(book, 'book')
  return `ledger-${book}`
}

/** Fails (not-found): a store has no such book. */
export const noSuchBook = (book: string): never =>
  fail(
    'not-found',
    'no-such-book',
    { zh: `没有台账 ${shown(book)}`, en: `there is no book ${shown(book)}` },
    { parameter: 'book', book: book.slice(0, 200) },
  )

/**
 * The books of a store, sorted by name.
 *
 * @example await booksOf(store) // => ['workshop']
 */
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
  for await (const page of store.read(streamOf(book), options)) {
    yield page.map(({ text, revision }) => ({ event: parseStored(text, revision, book), text }))
  }
}

/** Replays what the book does not have yet. */
export async function loadBook(store: EventStore, book: Book): Promise<void> {
  const [tell, from] = [measured(book.name), book.size]
  for await (const events of readBook(store, book.name, { from: book.loaded })) book.load(events)
  if (book.size > from) tell('taizhang:replay', () => ({ from, size: book.size }))
}

/**
 * An event of a book as a store gave it back. Fails (unavailable) where it is not what the ledger wrote at that place, or says what only a newer
 * program knows.
 */
export function parseStored(text: string, revision: number, book: string): RecordedEvent {
  try {
    const event = JSON.parse(text) as RecordedEvent
    if (event.position === revision && event.batch.count > event.batch.index) return known(event)
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
  }
  return unreadable(book, revision)
}

const members: Readonly<Record<keyof RecordedEvent, true>> = {
  actor: true,
  batch: true,
  book: true,
  causationId: true,
  correlationId: true,
  corrects: true,
  data: true,
  effectiveOn: true,
  evidence: true,
  id: true,
  metadata: true,
  position: true,
  reason: true,
  recordedAt: true,
  type: true,
  version: true,
}

/** An event of which every member is one that this program knows: what another one means may change what the event says. */
function known(event: RecordedEvent): RecordedEvent {
  for (const member in event) if (!Object.hasOwn(members, member)) unknownMember(event, member)
  return event
}

const unknownMember = ({ position }: RecordedEvent, member: string): never =>
  fail(
    'unavailable',
    'unknown-member',
    {
      zh: `第 ${position} 条记录有本程序不认识的成员 ${shown(member)}：请使用更新的版本`,
      en: `event ${position} has the member ${shown(member)}, which this program does not know: use a newer one`,
    },
    { member, position },
  )
