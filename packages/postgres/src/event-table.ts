import { fail } from '@taizhang/kernel'
import type { ReadEvent, ReadOptions } from '@taizhang/kernel/store'
import type { Queries, Row } from './queries.ts'

export const pageEventsMax = 512
const pageCharactersMax = 4 * 1024 * 1024
/** A few show how large they are. */
const askedFirst = 64

/** The events of every book. */
export interface EventTable {
  /** The last position, -1 where there is no event. */
  readonly last: (queries: Queries, book: string) => Promise<number>
  /** Those of the ids that the book has. */
  readonly among: (queries: Queries, book: string, ids: readonly string[]) => Promise<ReadonlyMap<string, ReadEvent>>
  /** The first events of `[low, high]`, or the last of them when backwards: as many as are asked for. */
  readonly page: (queries: Queries, book: string, stretch: Stretch) => Promise<readonly ReadEvent[]>
  readonly books: (queries: Queries) => Promise<readonly string[]>
}

export interface Stretch {
  readonly low: number
  readonly high: number
  readonly backwards?: boolean
  readonly events?: number
}

export function eventTable(schema: string): EventTable {
  const event = `${schema}.event`
  const range = `SELECT position, id, text FROM ${event} WHERE book = $1 AND position BETWEEN $2 AND $3 ORDER BY position`
  return {
    last: async ({ query }, book) => {
      const [row] = await query(`SELECT max(position) AS last FROM ${event} WHERE book = $1`, [book])
      return Number(row?.['last'] ?? -1)
    },
    among: async ({ query }, book, ids) => {
      const rows = await query(`SELECT position, id, text FROM ${event} WHERE book = $1 AND id = ANY($2::text[])`, [
        book,
        ids,
      ])
      return new Map(rows.map((row) => [String(row['id']), asEvent(row)]))
    },
    page: async ({ query }, book, { low, high, backwards = false, events = pageEventsMax }) => {
      const to = Math.min(high, Number.MAX_SAFE_INTEGER)
      const rows = await query(`${range}${backwards ? ' DESC' : ''} LIMIT $4`, [book, low, to, events])
      return rows.map(asEvent)
    },
    books: async ({ query }) => {
      const rows = await query(`SELECT book FROM ${schema}.ledger_book WHERE size > 0`, [])
      return rows.map((row) => String(row['book']))
    },
  }
}

const asEvent = (row: Row): ReadEvent => ({
  revision: Number(row['position']),
  id: String(row['id']),
  text: String(row['text']),
})

/** What reads a book from the events: each question by itself, until it is answered. */
export interface Reader {
  readonly shown: string
  readonly last: (book: string) => Promise<number>
  readonly page: (book: string, stretch: Stretch) => Promise<readonly ReadEvent[]>
}

/** Pages of one snapshot: what is there when the first is asked for. Fails (damaged) where an event is missing. */
export async function* pagesOf(
  reader: Reader,
  book: string,
  { from = 0, to = Infinity, direction = 'forwards', limit = Infinity }: ReadOptions = {},
): AsyncGenerator<readonly ReadEvent[]> {
  const backwards = direction === 'backwards'
  let low = Math.max(from, 0)
  // Events never change and have no gaps, so a read up to the end as it is now is one snapshot.
  let high = Math.min(to, await reader.last(book))
  if (backwards) low = Math.max(low, high - limit + 1)
  else high = Math.min(high, low + limit - 1)
  let events = askedFirst
  while (low <= high) {
    const page = await wholePage(reader, book, { low, high, backwards, events })
    if (page.length === 0) missing(reader.shown, book, backwards ? high : low)
    yield page
    if (backwards) high -= page.length
    else low += page.length
    events = nextPage(page)
  }
}

/** As many as are expected to go into a page, by those that came. */
function nextPage(page: readonly ReadEvent[]): number {
  const characters = page.reduce((sum, { text }) => sum + text.length, 0)
  return Math.max(1, Math.min(pageEventsMax, Math.floor((pageCharactersMax * page.length) / Math.max(1, characters))))
}

/** A page of a stretch; none where nothing is there. Fails (damaged) where it does not begin with the stretch, or has a gap. */
export async function wholePage(reader: Reader, book: string, stretch: Stretch): Promise<readonly ReadEvent[]> {
  const page = await reader.page(book, stretch)
  const positionAt = (index: number): number => (stretch.backwards ? stretch.high - index : stretch.low + index)
  const gap = page.findIndex(({ revision }, index) => revision !== positionAt(index))
  if (gap >= 0) missing(reader.shown, book, positionAt(gap))
  return page
}

const missing = (shown: string, book: string, position: number): never =>
  fail(
    'damaged',
    'event-missing',
    {
      zh: `${shown} 已损坏：台账 ${book} 缺少第 ${position} 条记录：请从备份或导出恢复`,
      en: `${shown} is damaged: book ${book} lacks event ${position}: restore it from a backup or an export`,
    },
    { ledger: shown, book, position },
  )
