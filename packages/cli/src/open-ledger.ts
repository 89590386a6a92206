import { openLedger, type EventStore, type Ledger } from '@taizhang/core'

import { withBook } from './open-book.ts'
import type { BookFlags } from './options.ts'
import type { Session } from './session.ts'

/** Opens the book that is meant. */
export const withLedger = async <T>(
  session: Session,
  address: string,
  options: Pick<BookFlags, 'book'> & { readonly readOnly?: boolean },
  use: (ledger: Ledger, store: EventStore) => Promise<T>,
): Promise<T> =>
  withBook(session, address, options, async (store, book) => use(await openLedger(store, { book }), store))
