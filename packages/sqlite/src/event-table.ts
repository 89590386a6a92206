import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { fail } from '@taizhang/kernel'
import { type ReadEvent, type ReadOptions, type StoredEvent } from '@taizhang/kernel/store'
import { onFile } from './failure.ts'
import { insertion } from './insertion.ts'
import { prepareLists } from './lists.ts'
import type { Patient } from './patience.ts'
import { quoted } from '@taizhang/kernel/internal'

export const pageEventsMax = 512
/** The last position that an event can have: numbers above it are not exact. */
export const positionMax = Number.MAX_SAFE_INTEGER
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
  const [up, down] = [prepareLists(db, `${range} LIMIT ?`), prepareLists(db, `${range} DESC LIMIT ?`)]
  const books = db.prepare(askBooksOf('event'))
  return {
    // Somebody may have put a row before the first position.
    last: (book) => Math.max(-1, Number(last.get(book)?.['last'] ?? -1)),
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
        const rows = (backwards ? down : up).all(book, first, last, asked)
        for (const [position, id, text] of rows) {
          const event = { revision: Number(position), id: String(id), text: String(text) }
          found.push(event)
          characters += event.text.length
        }
        const end = found.at(-1)
        if (!end || rows.length < asked) break
        // Behind what came, not as many further on: somebody may have left gaps, and what lies behind one is not to come again.
        if (backwards) last = end.revision - 1
        else first = end.revision + 1
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

const askBooksOf = (table: string): string =>
  `${withBooksOf(quoted(table))} SELECT book FROM next WHERE book IS NOT NULL`

/** The books that a table has rows of. */
export const booksInTable = (db: DatabaseSync, table: string): readonly string[] =>
  db
    .prepare(askBooksOf(table))
    .all()
    .map((row) => String(row['book']))

const asEvent = (row: Readonly<Record<string, unknown>>): ReadEvent => ({
  revision: Number(row['position']),
  id: String(row['id']),
  text: String(row['text']),
})

/** Pages of one snapshot: what is there when the first is asked for. Fails (damaged) where an event is missing. */
export async function* pagesOf(
  path: string,
  { events, patient }: { readonly events: EventTable; readonly patient: Patient },
  book: string,
  { from = 0, to = Infinity, direction = 'forwards', limit = Infinity }: ReadOptions = {},
): AsyncGenerator<readonly ReadEvent[]> {
  const backwards = direction === 'backwards'
  let low = Math.max(from, 0)
  // Events never change and have no gaps, so a read up to the end as it is now is one snapshot.
  let high = await patient(() => onFile(path, () => Math.min(to, events.last(book))))
  if (backwards) low = Math.max(low, high - limit + 1)
  else high = Math.min(high, low + limit - 1)
  while (low <= high) {
    const stretch = { low, high, backwards }
    const page = await patient(() => pageOf(path, events, book, stretch))
    if (page.length === 0) missing(path, book, backwards ? high : low)
    yield page
    if (backwards) high -= page.length
    else low += page.length
    // SQLite answers at once; others get their turn between two pages.
    await turn()
  }
}

interface Stretch {
  readonly low: number
  readonly high: number
  readonly backwards?: boolean
}

/** A page of a stretch; none where nothing is there. Fails (damaged) where it does not begin with the stretch, or has a gap. */
export function pageOf(
  path: string,
  events: EventTable,
  book: string,
  { low, high, backwards = false }: Stretch,
): readonly ReadEvent[] {
  const page = onFile(path, () => events.page(book, low, high, backwards))
  const positionAt = (index: number): number => (backwards ? high - index : low + index)
  const gap = page.findIndex(({ revision }, index) => revision !== positionAt(index))
  if (gap >= 0) missing(path, book, positionAt(gap))
  return page
}

/** Pages of all that lies where events of a book lie, each once and in order: gaps are for those to find who inspect it. */
export async function* pagesThere(
  path: string,
  events: EventTable,
  book: string,
): AsyncGenerator<readonly ReadEvent[]> {
  let low = 0
  for (;;) {
    const from = low
    const page = onFile(path, () => events.page(book, from, positionMax))
    const last = page.at(-1)
    if (!last) return
    // Only a damaged index has what it was not asked for.
    if (last.revision < from) missing(path, book, from)
    yield page
    low = last.revision + 1
    await turn()
  }
}

const missing = (path: string, book: string, position: number): never =>
  fail(
    'damaged',
    'file-damaged',
    {
      zh: `${path} 已损坏：台账 ${book} 缺少第 ${position} 条记录：请从备份或导出恢复`,
      en: `${path} is damaged: book ${book} lacks event ${position}: restore it from a backup or an export`,
    },
    { path, book, position },
  )
