import * as kernel from '@taizhang/kernel'
import type { EventStore, Ledger, RecordOptions, Restored } from '@taizhang/kernel'
import type { Domain } from '@taizhang/kernel/define'
import { expectObject } from '@taizhang/kernel/internal'
import { party, type Party } from './party.ts'

/**
 * Opens a book: from the store's segments where it keeps them, and by replaying what came after.
 *
 * Throws `LedgerError`: not-found where the store has no such book; unavailable where an event is of a type or version that this
 * program does not know, or the stored text cannot be read.
 *
 * @param options.domain an extension of the Party's domain; by default what the store was opened for, or the Party's own
 * @example
 * const ledger = await openLedger(store, { book: '350305' }) // Ledger<Party>
 * ledger.size // => 7
 */
export const openLedger = async <S extends Domain, D extends Domain = PartyOr<S>>(
  store: EventStore<S>,
  options: { readonly book: string; readonly domain?: D },
): Promise<Ledger<D>> => {
  expectObject(options, 'options')
  // Without a `domain` it is that of the store, which is what D is then.
  const ledger: Ledger = await kernel.openLedger<Domain>(store, { domain: domainOf(store), ...options })
  return ledger as Ledger<D>
}

/**
 * Creates a book with its first event, `LedgerOpened`, effective 1921-07-23.
 *
 * Throws `LedgerError` (exists) where the book is there already, and (usage) where book, name, jurisdiction or an option is malformed.
 *
 * @example
 * const ledger = await createLedger(
 *   memoryStore(),
 *   { book: '350305', name: '某区两新组织党建台账' },
 *   { now: new Date(), newId: () => crypto.randomUUID(), actor: 'setup' },
 * )
 * ledger.size // => 1
 */
export const createLedger = async <S extends Domain>(
  store: EventStore<S>,
  opening: { readonly book: string; readonly name: string; readonly jurisdiction?: string },
  options: RecordOptions,
): Promise<Ledger<PartyOr<S>>> => {
  expectObject(opening, 'opening')
  const { book, name, jurisdiction = book } = opening
  const data = { name, jurisdiction }
  const ledger: Ledger = await kernel.createLedger<Domain>(
    store,
    { domain: domainOf(store), book, opening: data },
    options,
  )
  return ledger as Ledger<PartyOr<S>>
}

/**
 * Records a whole book as it was; see the kernel's `restoreLedger`.
 *
 * @example
 * const lines: string[] = []
 * for await (const page of exportBook(store, '350305')) lines.push(...page)
 * const restored = await restoreLedger(memoryStore(), lines)
 * restored.ok // => true
 */
export const restoreLedger = async (
  store: EventStore,
  texts: readonly string[],
  options: { readonly book?: string | undefined; readonly onProgress?: (done: number) => void } = {},
): Promise<Restored> => {
  expectObject(options, 'options')
  return kernel.restoreLedger(store, texts, { ...options, domain: domainOf(store) })
}

/**
 * A book's events as texts, page by page; see the kernel's `exportBook`.
 *
 * @example for await (const page of exportBook(store, '350305')) for (const line of page) JSON.parse(line)
 */
export const exportBook = (store: EventStore, book: string): AsyncIterable<readonly string[]> =>
  kernel.exportBook(store, { domain: domainOf(store), book })

/** What the books of a store are about: the Party's domain, but where the store was opened for an extension of it. */
type PartyOr<S extends Domain> = Domain extends S ? Party : S

/** A store may have been told of an extension of the Party's domain. */
const domainOf = ({ domain = party }: EventStore): Domain => domain
