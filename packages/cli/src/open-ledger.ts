import { openLedger, type EventStore, type Ledger } from '@taizhang/core'

import { withBook } from './open-book.ts'
import type { BookFlags } from './options.ts'

/** Opens the book that is meant. */
export const withLedger = async <T>(
  address: string,
  options: Pick<BookFlags, 'book'> & { readonly readOnly?: boolean },
  use: (ledger: Ledger, store: EventStore) => Promise<T>,
): Promise<T> => withBook(address, options, async (store, book) => use(await openLedger(store, { book }), store))
