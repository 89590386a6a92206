import { openLedger, type EventStore, type Ledger } from '@taizhang/kernel'

import { tellName } from './book-name.ts'
import { domainOf } from './domain.ts'
import { withBook } from './open-book.ts'
import { isEventStoreDb } from './open-server.ts'
import type { BookFlags } from './options.ts'
import type { AskedKnownAt } from './read-options.ts'
import type { Session } from './session.ts'

interface Opening extends Pick<BookFlags, 'book'> {
  readonly readOnly?: boolean
  /** What was asked to be known. To stand on a checkpoint every event is read: nobody has sealed what a snapshot says of them. */
  readonly known: readonly AskedKnownAt[]
  /** A file of events that are only thought of: what is looked at is then a fork of the book with them. */
  readonly with?: string | undefined
}

/** Opens the book that is meant. */
export const withLedger = async <T>(
  session: Session,
  address: string,
  { known, with: planned, ...options }: Opening,
  use: (ledger: Ledger, store: EventStore) => Promise<T>,
): Promise<T> =>
  withBook(session, address, options, async (store, book) => {
    await tellName(session, store, book)
    const { snapshots, ...events } = store
    const sealed = known.some((one) => typeof one === 'object')
    const domain = await domainOf(session)
    const open = async (from: EventStore): Promise<T> => {
      const ledger = await openLedger(from, { domain, book })
      if (planned === undefined) return use(ledger, store)
      const { whatIf } = await import('./what-if.ts')
      return use(await whatIf(session, ledger, { file: planned, known }), store)
    }
    if (sealed) return open(events)
    if (!isEventStoreDb(address)) return open(store)
    const { withCache } = await import('./cache.ts')
    return withCache(session, store, book, open)
  })
