import { hash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { EventStore } from '@taizhang/kernel'
import { streamOf } from '@taizhang/kernel/internal'
import { segmentFile } from '@taizhang/sqlite'

import type { Session } from './session.ts'
import { stopOf } from './stop.ts'

/**
 * Uses a server's store with the segments that lie in the folder of `TAIZHANG_CACHE`, where that is set: then not all events are read each time. A file
 * is of one book, by its name and the root over its first event, so that books of one name on two servers have two files. Where the folder cannot be
 * written, everything is read.
 */
export async function withCache<T>(
  session: Session,
  store: EventStore,
  book: string,
  use: (store: EventStore) => Promise<T>,
): Promise<T> {
  const folder = session.world.env['TAIZHANG_CACHE']
  const root = folder ? await rootOfFirst(store, book) : undefined
  if (!folder || root === undefined) return use(store)
  const cache = openCache(session, join(folder, `${book}-${root}.segments`), folder)
  if (!cache) return use(store)
  try {
    return await use({ ...store, snapshots: cache.snapshots })
  } finally {
    cache.close()
  }
}

function openCache({ remark }: Session, file: string, folder: string): ReturnType<typeof segmentFile> | undefined {
  try {
    mkdirSync(folder, { recursive: true })
    return segmentFile(file)
  } catch (error) {
    if (!stopOf(error) && !(error instanceof Error && 'code' in error)) throw error
    remark({
      zh: `TAIZHANG_CACHE 指定的文件夹不能使用，没有用缓存：${folder}`,
      en: `the folder of TAIZHANG_CACHE cannot be used, so nothing is cached: ${folder}`,
    })
    return undefined
  }
}

/** The root (RFC 9162) over the first event of a book, in hexadecimal digits; `undefined` where there is none. */
async function rootOfFirst(store: EventStore, book: string): Promise<string | undefined> {
  for await (const page of store.read(streamOf(book), { to: 0 }))
    for (const { text } of page) return hash('sha256', Buffer.concat([Buffer.of(0), Buffer.from(text)]), 'hex')
  return undefined
}
