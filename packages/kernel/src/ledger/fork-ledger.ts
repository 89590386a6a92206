import type { KnownAt } from '../book/batch-at.ts'
import { streamOf } from '../book/read-book.ts'
import type { Domain } from '../define/domain.ts'
import { expectObject, wrong } from '../doors/doors.ts'
import { memoryStore } from '../store/memory-store.ts'
import { Ledger } from './ledger.ts'
import { openLedger } from './open-ledger.ts'

/**
 * Copies a book, as known at a size, an instant or the end of a date (by default now), into a ledger of its own in memory. Record into the
 * fork to see what would be; the book itself does not change.
 *
 * Throws `LedgerError` as `Ledger.asOf` does.
 *
 *
 * @example
 * const fork = await forkLedger(ledger)
 * await fork.record(drafts, options) // what would be, if these were recorded
 * rowsOn(fork.asOf('2020-06-30'), machine).length // => 3
 * rowsOn(ledger.asOf('2020-06-30'), machine).length // => 2
 */
export async function forkLedger<D extends Domain>(
  ledger: Ledger<D>,
  options: { readonly knownAt?: KnownAt } = {},
): Promise<Ledger<D>> {
  if (!(ledger instanceof Ledger))
    wrong('bad-ledger', 'ledger', { zh: '打开的台账', en: 'a ledger that is open' }, ledger)
  expectObject(options, 'options')
  const { domain, book } = ledger
  const events = ledger.events(options).map(({ id, position }) => ({ id, text: ledger.text(position) ?? '' }))
  const store = memoryStore()
  await store.append(streamOf(book), events, { expectedRevision: 'no-stream' })
  return openLedger(store, { domain, book })
}
