import type { EventStore } from '@taizhang/kernel'
import { streamOf } from '@taizhang/kernel/internal'

import type { Session } from './session.ts'

/** What a book's first event calls it; `undefined` where it has no name, or the event cannot be read: what is damaged is told elsewhere. */
async function bookName(store: EventStore, book: string): Promise<string | undefined> {
  try {
    for await (const [first] of store.read(streamOf(book), { limit: 1 })) {
      if (first === undefined) return undefined
      const { data } = JSON.parse(first.text) as { readonly data?: { readonly name?: unknown } }
      return typeof data?.name === 'string' ? data.name : undefined
    }
  } catch {
    return undefined
  }
  return undefined
}

/** Has the session know what the book is called. */
export async function tellName(session: Session, store: EventStore, book: string): Promise<void> {
  const name = await bookName(store, book)
  if (name !== undefined) session.bookNames.set(book, name)
}
