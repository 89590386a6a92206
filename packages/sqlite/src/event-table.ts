import type { DatabaseSync } from 'node:sqlite'
import type { ReadEvent, StoredEvent } from '@taizhang/core'

const pageEventsMax = 512
const pageCharactersMax = 4 * 1024 * 1024

/** The events in the file, by the `book` column. Inserting is for the caller's transaction. */
export interface EventTable {
  /** The last position, -1 where there is no event. */
  readonly last: (book: string) => number
  readonly find: (book: string, id: string) => ReadEvent | undefined
  readonly insert: (book: string, position: number, event: StoredEvent) => void
  /** The first events of `[low, high]`, or the last of them when backwards: as many as a page may hold, at least one. */
  readonly page: (book: string, low: number, high: number, backwards?: boolean) => readonly ReadEvent[]
  readonly books: () => readonly string[]
}

export function eventTable(db: DatabaseSync): EventTable {
  const last = db.prepare('SELECT max(position) AS last FROM event WHERE book = ?')
  const find = db.prepare('SELECT position, id, text FROM event WHERE book = ? AND id = ?')
  const insert = db.prepare('INSERT INTO event (book, position, id, text) VALUES (?, ?, ?, ?)')
  const range = 'SELECT position, id, text FROM event WHERE book = ? AND position BETWEEN ? AND ? ORDER BY position'
  const [up, down] = [db.prepare(range), db.prepare(`${range} DESC`)]
  // Each step looks up the next book: as many steps as there are books, not events.
  const books = db.prepare(`WITH RECURSIVE next(book) AS (
    SELECT min(book) FROM event
    UNION ALL SELECT (SELECT min(book) FROM event WHERE book > next.book) FROM next WHERE book IS NOT NULL
  ) SELECT book FROM next WHERE book IS NOT NULL`)
  return {
    last: (book) => Number(last.get(book)?.['last'] ?? -1),
    find: (book, id) => {
      const row = find.get(book, id)
      return row && asEvent(row)
    },
    insert: (book, position, { id, text }) => void insert.run(book, position, id, text),
    page: (book, low, high, backwards = false) => {
      const found: ReadEvent[] = []
      let characters = 0
      for (const row of (backwards ? down : up).iterate(book, low, high)) {
        const event = asEvent(row)
        found.push(event)
        characters += event.text.length
        if (found.length === pageEventsMax || characters >= pageCharactersMax) break
      }
      return found
    },
    books: () => books.all().map((row) => String(row['book'])),
  }
}

const asEvent = (row: Readonly<Record<string, unknown>>): ReadEvent => ({
  revision: Number(row['position']),
  id: String(row['id']),
  text: String(row['text']),
})
