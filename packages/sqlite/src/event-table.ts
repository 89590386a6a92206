import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { fail, type ReadEvent, type ReadOptions, type StoredEvent } from '@taizhang/core'
import { onFile } from './failure.ts'
import { insertion } from './insertion.ts'

export const pageEventsMax = 512
const pageCharactersMax = 4 * 1024 * 1024
/** Several rows at once are read several times faster than one by one. A few show how large they are. */
const [rowsFirst, rowsMax] = [4, 64]

/** The events of every book. */
export interface EventTable {
  /** The last position, -1 where there is no event. */
  readonly last: (book: string) => number
  /** Those of the ids that the book has, in one question. */
  readonly among: (book: string, ids: readonly string[]) => ReadonlyMap<string, ReadEvent>
  /** Appends events from a position on. */
  readonly insert: (book: string, position: number, events: readonly StoredEvent[]) => void
  /** The first events of `[low, high]`, or the last of them when backwards: as many as a page may hold, at least one. */
  readonly page: (book: string, low: number, high: number, backwards?: boolean) => readonly ReadEvent[]
  readonly books: () => readonly string[]
}

export function eventTable(db: DatabaseSync): EventTable {
  const last = db.prepare('SELECT max(position) AS last FROM event WHERE book = ?')
  const find = db.prepare('SELECT position, id, text FROM event WHERE book = ? AND id = ?')
  const findAll = db.prepare(
    `SELECT event.position, event.id, event.text FROM json_each(?) AS given CROSS JOIN event
     WHERE event.book = ? AND event.id = given.value`,
  )
  const insert = insertion(db, 'INSERT INTO event (book, position, id, text)', '(?, ?, ?, ?)')
  const range = 'SELECT position, id, text FROM event WHERE book = ? AND position BETWEEN ? AND ? ORDER BY position'
  const [up, down] = [db.prepare(`${range} LIMIT ?`), db.prepare(`${range} DESC LIMIT ?`)]
  for (const select of [up, down]) select.setReturnArrays(true)
  const books = db.prepare(`${withBooksOf('event')} SELECT book FROM next WHERE book IS NOT NULL`)
  return {
    last: (book) => Number(last.get(book)?.['last'] ?? -1),
    among: (book, ids) => {
      const given = JSON.stringify(ids)
      // One is found sooner by itself. And what JSON writes with a backslash need not come out of SQLite's JSON as it is bound: a zero, half
      // a surrogate pair.
      const found =
        ids.length === 1 || given.includes('\\')
          ? ids.flatMap((id) => find.all(book, id).map((row) => [id, asEvent(row)] as const))
          : findAll.all(given, book).map((row) => [String(row['id']), asEvent(row)] as const)
      return new Map(found)
    },
    insert: (book, position, added) =>
      insert(added.flatMap(({ id, text }, index) => [book, position + index, id, text])),
    page: (book, low, high, backwards = false) => {
      const found: ReadEvent[] = []
      let [first, last, characters, asked] = [low, high, 0, rowsFirst]
      while (found.length < pageEventsMax && characters < pageCharactersMax) {
        // Node's types do not know of `setReturnArrays`: rows are lists of values.
        const rows = (backwards ? down : up).all(book, first, last, asked) as unknown as readonly unknown[][]
        for (const [position, id, text] of rows) {
          const event = { revision: Number(position), id: String(id), text: String(text) }
          found.push(event)
          characters += event.text.length
        }
        if (rows.length < asked) break
        if (backwards) last -= rows.length
        else first += rows.length
        const fitting = Math.floor(((pageCharactersMax - characters) * found.length) / Math.max(1, characters))
        // At most twice as many as before: those that come may be larger than those that came.
        asked = Math.max(1, Math.min(asked * 2, rowsMax, fitting, pageEventsMax - found.length))
      }
      return found
    },
    books: () => books.all().map((row) => String(row['book'])),
  }
}

/** Begins a question about the books of a table: each step looks up the next one, so there are as many as books, not rows. */
export const withBooksOf = (table: string): string => `WITH RECURSIVE next(book) AS (
  SELECT min(book) FROM ${table}
  UNION ALL SELECT (SELECT min(book) FROM ${table} WHERE book > next.book) FROM next WHERE book IS NOT NULL
)`

const asEvent = (row: Readonly<Record<string, unknown>>): ReadEvent => ({
  revision: Number(row['position']),
  id: String(row['id']),
  text: String(row['text']),
})

/** Pages of one snapshot: what is there when the first is asked for. */
export async function* pagesOf(
  path: string,
  events: EventTable,
  book: string,
  { from = 0, to = Infinity, direction = 'forwards', limit = Infinity }: ReadOptions = {},
): AsyncGenerator<readonly ReadEvent[]> {
  const backwards = direction === 'backwards'
  let low = Math.max(from, 0)
  // Events never change and have no gaps, so a read up to the end as it is now is one snapshot.
  let high = onFile(path, () => Math.min(to, events.last(book)))
  if (backwards) low = Math.max(low, high - limit + 1)
  else high = Math.min(high, low + limit - 1)
  while (low <= high) {
    const [first, last] = [low, high]
    const page = onFile(path, () => events.page(book, first, last, backwards))
    if (page.length === 0) missing(path, book, backwards ? high : low)
    yield page
    if (backwards) high -= page.length
    else low += page.length
    // SQLite answers at once; others get their turn between two pages.
    await turn()
  }
}

const missing = (path: string, book: string, position: number): never =>
  fail(
    'unavailable',
    'file-damaged',
    {
      zh: `${path} 已损坏：台账册 ${book} 缺少第 ${position} 条事件：请从备份或导出恢复`,
      en: `${path} is damaged: book ${book} lacks event ${position}: restore it from a backup or an export`,
    },
    { path, book, position },
  )
