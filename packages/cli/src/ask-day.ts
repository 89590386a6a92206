import { readTables, type TableViews } from '@taizhang/sqlite'

import { tellName } from './book-name.ts'
import { withBookOfFile } from './open-book.ts'
import { isServer } from './open-server.ts'
import type { ViewFlags } from './options.ts'
import { readTimes, remarkInsideBatch, viewAt, type Times } from './read-options.ts'
import type { Session } from './session.ts'

type Ask<T> = (views: TableViews) => T

/** Where an answer was read: in the tables, which `verify` holds against the events, or in the events themselves. */
export type ReadFrom = 'tables' | 'events'

interface Answered<T> {
  readonly answer: T
  readonly read: ReadFrom
}

/**
 * Asks something about one day of a book. Of a file the relation tables are asked, which hold all that the events say; where they lag
 * behind or have not the rows that their batches made, on a server, or to stand on a checkpoint, the book is opened.
 */
export async function askDay<T>(
  session: Session,
  flags: ViewFlags,
  address: string,
  ask: Ask<T>,
): Promise<Answered<T>> {
  const times = await readTimes(flags, session)
  const read =
    isServer(address) || flags.with !== undefined ? undefined : await fromTables(session, flags, address, times, ask)
  if (read) return { ...read, read: 'tables' }
  const { withLedger } = await import('./open-ledger.ts')
  return withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    return { answer: ask({ ofDay: view, ofAllDays: view }), read: 'events' as const }
  })
}

async function fromTables<T>(
  session: Session,
  flags: ViewFlags,
  address: string,
  { day, knownAt }: Times,
  ask: Ask<T>,
): Promise<{ readonly answer: T } | undefined> {
  // What was sealed are the events.
  if (typeof knownAt === 'object') return undefined
  return withBookOfFile(session, address, flags, async (store, book) => {
    await tellName(session, store, book)
    return readTables(store, book, { asOf: day, knownAt }, (views) => {
      remarkInsideBatch(session, knownAt, views.ofDay)
      return ask(views)
    })
  })
}
