import { randomUUID } from 'node:crypto'
import { link, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

import { booksOf, LedgerError, type EventStore } from '@taizhang/kernel'

import { fileOf, isFile, withStore } from './open-book.ts'
import { isServer, withServer } from './open-server.ts'
import type { Session } from './session.ts'
import { stop } from './stop.ts'

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
  if (isServer(address)) return withServer(session, address, { create: true }, make)
  const file = fileOf(address)
  if (isFile(address)) {
    return withStore(session, address, { create: true }, async (store) => {
      expectNoBook(address, await booksOf(store))
      return make(store)
    })
  }
  await expectFolder(address, dirname(file))
  const unfinished = `${file}.new-${randomUUID()}`
  try {
    const made = await withStore(session, unfinished, { create: true }, make).catch((error: unknown) => {
      throw withoutDoubt(error)
    })
    await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') expectNoBook(address, ['?'])
      throw error
    })
    return made
  } finally {
    for (const companion of ['', '-wal', '-shm', '-journal']) await rm(unfinished + companion, { force: true })
  }
}

/** What is not certain to be in a file that is taken away is certainly not there. */
function withoutDoubt(error: unknown): unknown {
  if (!(error instanceof LedgerError) || error.aftermath !== 'unknown') return error
  const { kind, refusal, because, cause } = error
  return new LedgerError(kind, { ...refusal, message: because }, { aftermath: 'nothing-recorded', cause })
}

function expectNoBook(address: string, [book]: readonly string[]): void {
  if (book === undefined) return
  stop(
    'refused',
    'ledger-exists',
    {
      zh: `${address} 中已有台账 ${book}；一个文件放一册：请换一个文件名`,
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
