import { domain } from './domain/definitions.ts'
import { ledgerOpened } from './domain/book/ledger-opened.ts'
import { clockOf, expectRecordOptions, usage, type RecordOptions } from './given.ts'
import { Book } from './kernel/book.ts'
import type { Definitions } from './kernel/definitions.ts'
import { expectObject, expectText } from './kernel/doors.ts'
import type { EventStore } from './kernel/event-store.ts'
import { refusalsOf } from './kernel/issues.ts'
import { parseDraft } from './kernel/parse.ts'
import { fail, type Refusal } from './kernel/refusal.ts'
import { id } from './kernel/schemas.ts'
import { stamp, storedEvents } from './kernel/stamp.ts'
import { Ledger } from './ledger.ts'
import { loadBook, noSuchBook, streamOf } from './read-book.ts'
import { fromSnapshot } from './snapshot.ts'

/**
 * Opens a book: from the store's snapshot where it keeps one, and by replaying what came after.
 *
 * Throws `LedgerError`: not-found where the store has no such book; unavailable where an event is of a type or version that this
 * program does not know, or the stored text cannot be read.
 */
export async function openLedger(
  store: EventStore,
  options: { readonly book: string; readonly definitions?: Definitions },
): Promise<Ledger> {
  expectObject(options, 'options')
  const { book, definitions = domain } = options
  expectText(book, 'book')
  const state = (await fromSnapshot(store, book, definitions)) ?? new Book(book, definitions, store.tables?.counting)
  await loadBook(store, state)
  if (state.size === 0) noSuchBook(book)
  return new Ledger(store, state)
}

/**
 * Creates a book with its first event, `LedgerOpened`, effective 1921-07-23.
 *
 * Throws `LedgerError` (exists) where the book is there already, and (usage) where book, name, jurisdiction or an option is malformed.
 */
export async function createLedger(
  store: EventStore,
  opening: { readonly book: string; readonly name: string; readonly jurisdiction?: string },
  options: RecordOptions,
): Promise<Ledger> {
  expectObject(opening, 'opening')
  expectRecordOptions(options)
  const { book, name, jurisdiction = book } = opening
  const { now, newId, actor } = options
  const draft = { id: newId(), type: ledgerOpened.type, effectiveOn: '1921-07-23', actor, data: { name, jurisdiction } }
  const parsed = parseDraft(domain, draft)
  if (!parsed.ok) throw usage(parsed.refusals.map(ofParameter))
  const badBook = id.safeParse(book)
  if (!badBook.success) throw usage(refusalsOf(badBook.error, ['book']).map(ofParameter))
  const state = new Book(book, domain, store.tables?.counting)
  const events = stamp(state, [{ ...draft, version: ledgerOpened.version }], clockOf(now))
  const staged = state.stage(events)
  if (!staged.ok) throw new Error('an empty book refuses its first event')
  const result = await store.append(streamOf(book), storedEvents(events), {
    expectedRevision: 'no-stream',
    changes: [staged.staged.changes],
  })
  if (!result.ok || result.repeated)
    fail('exists', 'book-exists', { zh: `台账 ${book} 已经存在`, en: `book ${book} is there already` }, { book })
  state.keep(staged.staged)
  return new Ledger(store, state)
}

/** What is wrong with the first event, told of the parameter that it comes from. */
const ofParameter = (refusal: Refusal): Refusal => ({
  ...refusal,
  parameter: refusal.path?.replace(/^data\./, '') ?? 'opening',
})
