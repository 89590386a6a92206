import type { EventStoreDbStore, Waiting } from '@taizhang/eventstoredb'
import type { EventStore } from '@taizhang/kernel'
import type { PostgresStore } from '@taizhang/postgres'

import { domainOf } from './domain.ts'
import type { Session } from './session.ts'
import { stop } from './stop.ts'
import { line } from './visible.ts'
import { writeOut } from './write-out.ts'

/** Whether a ledger is at the address of EventStoreDB or KurrentDB. */
export const isEventStoreDb = (address: string): boolean => /^(esdb|kurrentdb)(\+discover)?:\/\//i.test(address)

/** Whether books are in a PostgreSQL database. */
export const isPostgres = (address: string): boolean => /^postgres(ql)?:\/\//i.test(address)

/** Whether a ledger is at the address of a server, and not in a file. */
export const isServer = (address: string): boolean => isEventStoreDb(address) || isPostgres(address)

/** An address as it may be printed: without the password. */
export const shownAddress = (address: string): string =>
  address.replace(/(:\/\/[^:@/?]*):[^@/?]*@/, '$1:***@').replace(/([?&]password=)[^&]*/gi, '$1***')

/** The book that an address names. */
export const bookInAddress = (address: string): string | undefined =>
  isEventStoreDb(address)
    ? /^[^:]+:\/\/[^/?]+\/([^?]+)/.exec(address)?.[1]
    : isPostgres(address)
      ? /[?&]book=([^&]+)/.exec(address)?.[1]
      : undefined

/** The book that is meant: the one in the address, or that of `--book`; stops where there is none, or two. */
export function bookOnServer(address: string, asked: string | undefined): string {
  const shown = shownAddress(address)
  const named = bookInAddress(address)
  if (named !== undefined && asked !== undefined && named !== asked)
    stop(
      'usage',
      'two-books',
      {
        zh: `地址中是台账 ${named}，--book 是 ${asked}：请只写一处`,
        en: `the address names book ${named} and --book names ${asked}: give only one`,
      },
      { ledger: shown, books: [named, asked] },
    )
  const book = named ?? asked
  if (book !== undefined) return book
  const form = isPostgres(address)
    ? { zh: 'postgres://主机/数据库?book=台账代码', en: 'postgres://host/database?book=BOOK' }
    : { zh: 'esdb://主机:端口/台账代码', en: 'esdb://host:port/BOOK' }
  return stop(
    'usage',
    'which-book',
    {
      zh: `${shown} 没有写明台账：请写作 ${form.zh}，或用 --book 指定`,
      en: `${shown} names no book: write ${form.en}, or choose one with --book`,
    },
    { ledger: shown },
  )
}

/** Opens the store of a server, uses it and closes it. `create` makes the tables of a database that has none. */
export async function withServer<T>(
  session: Session,
  address: string,
  { readOnly = false, create = false }: { readonly readOnly?: boolean; readonly create?: boolean },
  use: (store: EventStore) => Promise<T>,
): Promise<T> {
  if (isEventStoreDb(address)) return withEventStoreDb(session, address, { readOnly }, use)
  const { postgresStore } = await import('@taizhang/postgres')
  const onWaiting = toldTo(session, shownAddress(address))
  const store = postgresStore(address, { domain: await domainOf(session), readOnly, create, onWaiting })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

/** The same of PostgreSQL, for reading. */
export async function withPostgres<T>(
  session: Session,
  address: string,
  use: (store: PostgresStore) => Promise<T>,
): Promise<T> {
  const { postgresStore } = await import('@taizhang/postgres')
  const onWaiting = toldTo(session, shownAddress(address))
  const store = postgresStore(address, { domain: await domainOf(session), readOnly: true, onWaiting })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

/** The same of EventStoreDB. The client is loaded only now: most commands do without. */
export async function withEventStoreDb<T>(
  session: Session,
  address: string,
  { readOnly = false }: { readonly readOnly?: boolean },
  use: (store: EventStoreDbStore) => Promise<T>,
): Promise<T> {
  const { eventStoreDbStore, parseAddress } = await import('@taizhang/eventstoredb')
  const store = eventStoreDbStore(parseAddress(address), {
    readOnly,
    onWaiting: toldTo(session, shownAddress(address)),
  })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

const firstToldMs = 2000
const toldEveryMs = 10_000

/** Tells whoever waits what for: on a terminal in one line, elsewhere in a line on stderr now and then. */
function toldTo({ world, language, format, progress }: Session, shown: string): (waiting: Waiting) => void {
  let nextMs = firstToldMs
  return ({ words: why, sinceMs, atMostMs }) => {
    // One wait is over, and another has begun.
    if (sinceMs < nextMs - toldEveryMs) nextMs = firstToldMs
    const seconds = Math.round(atMostMs / 1000)
    const text = {
      zh: `${shown}：${why.zh}；正在重试，至多 ${seconds} 秒`,
      en: `${shown}: ${why.en}; trying again, for ${seconds} s at most`,
    }[language]
    if (world.stderr.isTTY) return progress.update(text)
    // In JSON formats stderr holds one object at most, which is an error.
    if (sinceMs < nextMs || format !== 'table') return
    nextMs += toldEveryMs
    // Where nobody reads it there is nobody to tell.
    writeOut(world.stderr, line(text)).catch(() => undefined)
  }
}
