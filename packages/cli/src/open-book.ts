import { randomUUID } from 'node:crypto'
import { link, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

import { booksOf, openLedger, relations, type EventStore, type Ledger } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'

import type { BookFlags } from './options.ts'
import { bookOnServer, isServer, withServer } from './open-server.ts'
import type { Session } from './session.ts'
import { stop } from './stop.ts'

/** The path of a ledger that is a file. What looks like an address is never taken for a file by mistake. */
export function fileOf(address: string): string {
  const scheme = /^([a-z][a-z+.-]*):\/\//i.exec(address)?.[1]
  if (scheme !== undefined) {
    stop('usage', 'unsupported-address', {
      zh: `不支持 ${scheme}:// 地址：请给出 SQLite 文件的路径，或 esdb://主机:端口/台账册代码`,
      en: `${scheme}:// addresses are not supported: give the path of a SQLite file, or esdb://host:port/BOOK`,
    })
  }
  return resolve(address)
}

/** Whether there is a file; stops where there can be none. */
export async function isFile(address: string): Promise<boolean> {
  const found = await stat(fileOf(address)).catch((error: unknown) => error as NodeJS.ErrnoException)
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

/** Opens the store of a file, uses it and closes it. The file must be there, unless it is to be created. */
export async function withStore<T>(
  address: string,
  options: { readonly readOnly?: boolean; readonly create?: boolean },
  use: (store: EventStore) => Promise<T>,
): Promise<T> {
  const store = sqliteStore(fileOf(address), { relations, ...options })
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
  if (isServer(address))
    return withServer(session, address, { readOnly }, async (store) => use(store, bookOnServer(address, book)))
  if (!(await isFile(address)))
    stop(
      'notFound',
      'no-such-ledger',
      { zh: `没有台账 ${address}`, en: `there is no ledger ${address}` },
      { ledger: address },
    )
  return withStore(address, { readOnly }, async (store) => use(store, await chosenBook(store, address, book)))
}

/** Opens the book that is meant. */
export const withLedger = async <T>(
  session: Session,
  address: string,
  options: Pick<BookFlags, 'book'> & { readonly readOnly?: boolean },
  use: (ledger: Ledger, store: EventStore) => Promise<T>,
): Promise<T> =>
  withBook(session, address, options, async (store, book) => use(await openLedger(store, { book }), store))

/** The book that was asked for, else the only one. */
async function chosenBook(store: EventStore, address: string, asked: string | undefined): Promise<string> {
  const books = await booksOf(store)
  const [only] = books
  if (asked !== undefined && books.includes(asked)) return asked
  if (asked === undefined && only !== undefined && books.length === 1) return only
  const fields = { ledger: address, books }
  const list = books.slice(0, 10).join(', ')
  if (books.length === 0)
    stop('notFound', 'no-book', { zh: `${address} 中没有台账册`, en: `${address} holds no book` }, fields)
  return asked === undefined
    ? stop(
        'usage',
        'which-book',
        {
          zh: `${address} 中有 ${books.length} 个台账册（${list}）：请用 --book 指定`,
          en: `${address} holds ${books.length} books (${list}): choose one with --book`,
        },
        fields,
      )
    : stop(
        'notFound',
        'no-such-book',
        {
          zh: `${address} 中没有台账册 ${asked}（有：${list}）`,
          en: `${address} has no book ${asked} (it has: ${list})`,
        },
        { ...fields, book: asked },
      )
}

/**
 * Makes a book on a server, or a ledger file. A file appears under its name only once it is whole; where making it fails, nothing is left behind. Where an
 * empty file is there already it is filled.
 */
export async function withNewBook<T>(
  session: Session,
  address: string,
  make: (store: EventStore) => Promise<T>,
): Promise<T> {
  // Whether the book is there already is found out where it is written, so that two who make it do not both succeed.
  if (isServer(address)) return withServer(session, address, {}, make)
  const file = fileOf(address)
  if (await isFile(address)) {
    return withStore(address, { create: true }, async (store) => {
      expectNoBook(address, await booksOf(store))
      return make(store)
    })
  }
  await expectFolder(address, dirname(file))
  const unfinished = `${file}.new-${randomUUID()}`
  try {
    const made = await withStore(unfinished, { create: true }, make)
    await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') expectNoBook(address, ['?'])
      throw error
    })
    return made
  } finally {
    for (const companion of ['', '-wal', '-shm', '-journal']) await rm(unfinished + companion, { force: true })
  }
}

function expectNoBook(address: string, [book]: readonly string[]): void {
  if (book === undefined) return
  stop(
    'refused',
    'ledger-exists',
    {
      zh: `${address} 中已有台账册 ${book}；一个文件放一册：请换一个文件名`,
      en: `${address} holds book ${book} already, and a file holds one book: choose another file`,
    },
    { ledger: address, book },
  )
}

async function expectFolder(address: string, folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory())
    stop(
      'notFound',
      'no-such-folder',
      { zh: `没有目录 ${folder}`, en: `there is no folder ${folder}` },
      { ledger: address },
    )
}
