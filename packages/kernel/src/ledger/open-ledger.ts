import { clockOf, usage, expectRecordOptions, type RecordOptions } from './given.ts'
import { Book } from '../book/book.ts'
import { expectSound } from '../define/check-change.ts'
import type { Domain } from '../define/domain.ts'
import type { EventStore } from '../store/event-store.ts'
import { refusalsOf } from '../errors/issues.ts'
import { parseDraft } from '../events/parse.ts'
import { fail, type Refusal } from '../errors/refusal.ts'
import { stamp, storedEvents } from '../events/stamp.ts'
import type { OpeningOf } from './domain-names.ts'
import { Ledger } from './ledger.ts'
import { loadBook, streamOf, noSuchBook } from '../book/read-book.ts'
import { domainOf } from '../store/domain-of.ts'
import { keepSegments, makeSegments, startedBook } from '../book/segments.ts'
import { expectObject, expectText } from '../doors/doors.ts'

/**
 * Opens a book: from the store's segments where it keeps them, and by replaying what came after.
 *
 * Throws `LedgerError`: not-found where the store has no such book; unavailable where an event is of a type or version that this
 * program does not know, or the stored text cannot be read.
 *
 * @param options.domain what the book is about, where the store was not told
 * @example const ledger = await openLedger(store, { domain: inventory, book: 'workshop' }) // Ledger<typeof inventory>
 */
export async function openLedger<S extends Domain, D extends Domain = S>(
  store: EventStore<S>,
  options: { readonly domain?: D; readonly book: string },
): Promise<Ledger<D>> {
  expectObject(options, 'options')
  const { book } = options
  expectText(book, 'book')
  const domain = domainOf(store, options)
  const state = await startedBook(store, book, domain)
  await loadBook(store, state)
  if (state.size === 0) noSuchBook(book)
  if (store.snapshots?.whenOpened) await keepSegments(store, state)
  return new Ledger(store, domain, state)
}

/**
 * Creates a book and records its domain's first event.
 *
 * Throws `LedgerError` (exists) where the book is there already, and (usage) where the book's name, the event's data or an option is malformed.
 *
 * @param options.opening the data of the first event
 * @example
 * const ledger = await createLedger(
 *   memoryStore(),
 *   { domain: inventory, book: 'b1', opening: { name: 'Workshop' } },
 *   { now: new Date(), newId: () => crypto.randomUUID(), actor: 'setup' },
 * )
 * ledger.size // => 1
 */
export async function createLedger<S extends Domain, D extends Domain = S>(
  store: EventStore<S>,
  given: { readonly domain?: D; readonly book: string; readonly opening: OpeningOf<NoInfer<D>> },
  options: RecordOptions,
): Promise<Ledger<D>> {
  expectObject(given, 'opening')
  const { book, opening } = given
  const domain = domainOf(store, given)
  expectRecordOptions(domain.texts, options)
  const { now, newId, actor } = options
  const { type, on: effectiveOn } = domain.opening
  const draft = { id: newId(), type, effectiveOn, actor, data: opening }
  const parsed = parseDraft(domain, draft)
  if (!parsed.ok) throw usage(parsed.refusals.map(ofParameter))
  const badBook = domain.texts.id.safeParse(book)
  if (!badBook.success) throw usage(refusalsOf(badBook.error, ['book']).map(ofParameter))
  const state = new Book(book, domain, store.tables?.counting)
  makeSegments(store, state)
  const events = stamp(state, [{ ...draft, version: domain.events.get(type)?.version ?? 1 }], clockOf(now))
  for (const { event } of events) expectSound(domain, event)
  const staged = state.stage(events)
  if (!staged.ok) throw new Error('an empty book refuses its first event')
  const result = await store.append(streamOf(book), storedEvents(events), {
    expectedRevision: 'no-stream',
    changes: [staged.staged.changes],
  })
  if (!result.ok || result.repeated)
    fail('exists', 'book-exists', { zh: `台账 ${book} 已经存在`, en: `book ${book} is there already` }, { book })
  state.keep(staged.staged)
  return new Ledger(store, domain, state)
}

/** What is wrong with the first event, told of the parameter that it comes from. */
const ofParameter = (refusal: Refusal): Refusal => ({
  ...refusal,
  parameter: refusal.path?.replace(/^data\./, '') ?? 'opening',
})
