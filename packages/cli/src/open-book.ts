import type { Stats } from 'node:fs'
import { resolve } from 'node:path'

import { booksOf, type EventStore } from '@taizhang/kernel'
import { sqliteStore, type SqliteStore } from '@taizhang/sqlite'

import { domainOf } from './domain.ts'
import { fileSystem } from './file-system.ts'
import type { BookFlags } from './options.ts'
import { bookInAddress, bookOnServer, isEventStoreDb, isServer, shownAddress, withServer } from './open-server.ts'
import type { Session } from './session.ts'
import { stop } from './stop.ts'

/** The path of a ledger that is a file. What looks like an address is never taken for a file by mistake. */
export function fileOf(address: string): string {
  const scheme = /^([a-z][a-z+.-]*):\/\//i.exec(address)?.[1]
  if (scheme !== undefined) {
    stop('usage', 'unsupported-address', {
      zh: `不支持 ${scheme}:// 地址：请给出 SQLite 文件的路径、esdb://主机:端口/台账代码，或 postgres://主机/数据库?book=台账代码`,
      en: `${scheme}:// addresses are not supported: give the path of a SQLite file, esdb://host:port/BOOK, or postgres://host/database?book=BOOK`,
    })
  }
  return resolve(address)
}

/** Whether there is a file; stops where there can be none. */
export function isFile(address: string): boolean {
  const found = statOf(fileOf(address))
  if (!(found instanceof Error)) {
    if (found.isFile()) return true
    stop(
      'notFound',
      'no-such-ledger',
      { zh: `${address} 不是文件`, en: `${address} is not a file` },
      { ledger: address },
    )
  }
  if (found.code === 'ENOENT') return false
  return stop(
    found.code === 'ENOTDIR' ? 'notFound' : 'unavailable',
    found.code === 'ENOTDIR' ? 'no-such-ledger' : 'unreachable',
    { zh: `无法打开 ${address}（${found.code}）`, en: `${address} cannot be opened (${found.code})` },
    { ledger: address, system: found.code },
  )
}

function statOf(file: string): Stats | NodeJS.ErrnoException {
  try {
    return fileSystem.statSync(file)
  } catch (error) {
    return error as NodeJS.ErrnoException
  }
}

/** Opens the store of a file, uses it and closes it. The file must be there, unless it is to be created. */
export async function withStore<T>(
  session: Session,
  address: string,
  options: { readonly readOnly?: boolean; readonly oneState?: boolean; readonly create?: boolean },
  use: (store: SqliteStore) => Promise<T>,
): Promise<T> {
  const store = sqliteStore(fileOf(address), { domain: await domainOf(session), ...options })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

/** Opens the store of a ledger that must be there, and finds out which of its books is meant. */
export async function withBook<T>(
  session: Session,
  address: string,
  { book, readOnly = true }: Pick<BookFlags, 'book'> & { readonly readOnly?: boolean },
  use: (store: EventStore, book: string) => Promise<T>,
): Promise<T> {
  if (isEventStoreDb(address))
    return withServer(session, address, { readOnly }, async (store) => use(store, bookOnServer(address, book)))
  if (isServer(address))
    return withServer(session, address, { readOnly }, async (store) => {
      const named = bookInAddress(address) === undefined ? book : bookOnServer(address, book)
      return use(store, await chosenBook(store, shownAddress(address), named))
    })
  return withBookOfFile(session, address, { book, readOnly }, use)
}

/** The same of a ledger that is a file. */
export async function withBookOfFile<T>(
  session: Session,
  address: string,
  { book, readOnly = true }: Pick<BookFlags, 'book'> & { readonly readOnly?: boolean },
  use: (store: SqliteStore, book: string) => Promise<T>,
): Promise<T> {
  if (!isFile(address))
    stop(
      'notFound',
      'no-such-ledger',
      { zh: `没有台账 ${address}`, en: `there is no ledger ${address}` },
      { ledger: address },
    )
  // Whoever only reads sees one state of the book, whatever others record meanwhile.
  return withStore(session, address, { readOnly, oneState: readOnly }, async (store) =>
    use(store, await chosenBook(store, address, book)),
  )
}

/** The book that was asked for, else the only one. */
async function chosenBook(store: EventStore, address: string, asked: string | undefined): Promise<string> {
  const books = await booksOf(store)
  const [only] = books
  if (asked !== undefined && books.includes(asked)) return asked
  if (asked === undefined && only !== undefined && books.length === 1) return only
  const fields = { ledger: address, books }
  const list = books.slice(0, 10).join(', ')
  if (books.length === 0)
    stop('notFound', 'no-book', { zh: `${address} 中没有台账`, en: `${address} holds no book` }, fields)
  return asked === undefined
    ? stop(
        'usage',
        'which-book',
        {
          zh: `${address} 中有 ${books.length} 册台账（${list}）：请用 --book 指定`,
          en: `${address} holds ${books.length} books (${list}): choose one with --book`,
        },
        fields,
      )
    : stop(
        'notFound',
        'no-such-book',
        {
          zh: `${address} 中没有台账 ${asked}（有：${list}）`,
          en: `${address} has no book ${asked} (it has: ${list})`,
        },
        { ...fields, book: asked },
      )
}
