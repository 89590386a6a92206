import { fail, type CivilDate, type Instant, type Percent } from '@taizhang/kernel'
import type { Figure } from '@taizhang/kernel/define'
import {
  endOfDay,
  expectDay,
  expectFigure,
  expectList,
  expectObject,
  expectText,
  isCivilDate,
  isZonedTime,
  quoted,
  ratio,
  relationTable,
  wrong,
} from '@taizhang/kernel/internal'
import { failure, faultOf } from '../failure.ts'
import type { Queries } from '../queries.ts'
import type { PostgresStore } from '../postgres-store.ts'
import { figuresUnit } from './definition.ts'

/** What is asked of the books of a database. */
export interface BooksQuestion {
  /** Codes of books; `*` stands for any characters. All books where it is left out. */
  readonly books?: string | undefined
  readonly asOf: CivilDate
  /** As each book was known at this instant, or at the end of this day; as now where it is left out. */
  readonly knownAt?: Instant | undefined
  /** Stocks that are kept by their deltas, and rates of these. */
  readonly figures: readonly Figure[]
}

/** What a figure comes to in a scope: of one book, or of all of them where no book is named. */
export interface BooksFigure {
  readonly figure: string
  readonly scope: string
  readonly book?: string
  /** Of a rate its percent; `null` where that is of nothing. */
  readonly value: number | Percent | null
}

/** Figures of the books of a database, and up to where each of these was read. */
export interface FiguresOfBooks {
  /** The books, each with its size at the instant that was asked for; books that had nothing then are not there. */
  readonly books: ReadonlyMap<string, number>
  /** Books whose tables do not stand at that size yet: they are in no sum. They catch up when the next batch is recorded. */
  readonly behind: readonly string[]
  /** By figure and scope: the books' own, then that of all of them. */
  readonly rows: readonly BooksFigure[]
}

/**
 * Figures across the books of a database, from the daily deltas of each: it takes a few rows of each book, however long that is. A scope is the same in all
 * books if it has the same id; a book in which it does not hold on that day counts nothing under it. One statement, so one moment.
 *
 * Throws `LedgerError`: usage where a figure is not kept by its deltas; unavailable where the database cannot be read.
 *
 * @example
 * const city = { books: '3503*', asOf: '2021-06-30', figures: [...party.figures.values()].filter(({ id }) => id === 'units-covered') }
 * const read = async (store: PostgresStore) => (await figuresOfBooks(store, city)).rows
 */
export async function figuresOfBooks(store: PostgresStore, question: BooksQuestion): Promise<FiguresOfBooks> {
  expectObject(store, 'store')
  expectObject(store.database, 'store.database')
  expectObject(question, 'question')
  const { books = '*', asOf, knownAt, figures } = question
  expectText(books, 'books')
  expectDay(asOf)
  const until = knownAt === undefined ? undefined : instantOf(store, knownAt)
  expectList(figures, 'figures')
  for (const figure of figures) expectFigure(figure)
  const stocks = [...new Set(figures.flatMap((figure) => stocksOf(store, figure)))]
  const known = await sizesOf(store, books, until)
  const ready = known.filter(({ stands, size }) => stands >= size)
  const values = await sumsOf(store, ready, { asOf, stocks })
  return {
    books: new Map(ready.map(({ book, size }) => [book, size])),
    behind: known.filter(({ stands, size }) => stands < size).map(({ book }) => book),
    rows: rowsOf(figures, values),
  }
}

/** The last instant that is asked for, as batches have it. */
function instantOf({ domain }: PostgresStore, knownAt: Instant): string {
  if (isCivilDate(knownAt)) return new Date(Date.parse(endOfDay(knownAt, domain.utcOffsetMinutes)) - 1).toISOString()
  if (isZonedTime(knownAt)) return new Date(knownAt).toISOString()
  return wrong(
    'bad-known-at',
    'knownAt',
    { zh: '日期（YYYY-MM-DD）或带时区的时刻', en: 'a date (YYYY-MM-DD) or an instant with its zone' },
    knownAt,
  )
}

interface Known {
  readonly book: string
  readonly size: number
  /** The size at which its figures stand. */
  readonly stands: number
}

async function sizesOf(store: PostgresStore, books: string, knownAt: string | undefined): Promise<readonly Known[]> {
  // Whether there are tables of this program is asked with it.
  await store.streams()
  const s = quoted(store.schema)
  const pattern = books.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll('*', '%')
  const rows = await asking(store, sizesSql(s), [pattern, knownAt ?? null])
  return rows.map(({ book, size, stands }) => ({ book: String(book), size: Number(size), stands: Number(stands) }))
}

/** Without an instant the events say how large a book is: tables may lag. */
const sizesSql = (s: string): string => `
SELECT b.book, known.size, coalesce(least(k.size, last.size), last.size, 0) AS stands FROM ${s}.ledger_book AS b
LEFT JOIN ${s}.kept_table AS k ON k.book = b.book AND k.name = '${figuresUnit}'
CROSS JOIN LATERAL (SELECT CASE WHEN k.name IS NULL THEN 0 ELSE (SELECT max(size) FROM ${s}.batch WHERE batch.book = b.book) END AS size) AS last
CROSS JOIN LATERAL (
  SELECT CASE WHEN $2::text IS NULL THEN b.size
    WHEN last.size IS DISTINCT FROM b.size THEN b.size
    ELSE (SELECT max(size) FROM ${s}.batch WHERE batch.book = b.book AND recorded_at <= $2) END AS size
) AS known
WHERE b.book LIKE $1 AND known.size > 0 ORDER BY b.book`

/** The sum of a stock in a scope of a book. */
interface Sum {
  readonly book: string
  readonly stock: string
  readonly scope: string
  readonly value: number
}

async function sumsOf(
  store: PostgresStore,
  known: readonly Known[],
  { asOf, stocks }: { readonly asOf: CivilDate; readonly stocks: readonly Figure[] },
): Promise<readonly Sum[]> {
  const sums: Sum[] = []
  for (const [scopes, of] of Map.groupBy(stocks, ({ scopedBy }) => scopedBy)) {
    if (!scopes) continue
    const rows = await asking(store, sumsSql(quoted(store.schema), relationTable(scopes)), [
      known.map(({ book }) => book),
      known.map(({ size }) => size),
      of.map(({ id }) => id),
      asOf,
    ])
    for (const { book, figure, scope, value } of rows)
      sums.push({ book: String(book), stock: String(figure), scope: String(scope), value: Number(value) })
  }
  return sums
}

/**
 * Each book at its own size. Of the blocks that lie before it one row each, and what was recorded since the last one: the sums of a city are as quick for
 * books of a million events as for short ones.
 */
const sumsSql = (s: string, { name, keys }: ReturnType<typeof relationTable>): string => `
WITH asked AS (
  SELECT known.book, known.size, scoped.${keys[0]?.sql ?? ''} AS scope, figure
  FROM unnest($1::text[], $2::bigint[]) AS known(book, size)
  JOIN ${s}.${quoted(name)} AS scoped ON scoped.book = known.book AND scoped.valid_from <= $4::date AND $4::date < scoped.valid_to
    AND scoped.recorded_from <= known.size AND known.size < scoped.recorded_to
  CROSS JOIN unnest($3::text[]) AS figure
)
SELECT asked.book, asked.figure, asked.scope, coalesce(blocks.value, 0) + coalesce(recent.value, 0) AS value
FROM asked
CROSS JOIN LATERAL (
  SELECT sum(ended.value) AS value FROM (
    SELECT n * 262144 AS from_size, 262144 AS sizes FROM generate_series(0, asked.size / 262144 - 1) AS n
    UNION ALL SELECT n * 32768, 32768 FROM generate_series(asked.size / 262144 * 8, asked.size / 32768 - 1) AS n
    UNION ALL SELECT n * 4096, 4096 FROM generate_series(asked.size / 32768 * 8, asked.size / 4096 - 1) AS n
  ) AS block CROSS JOIN LATERAL (
    SELECT value FROM ${s}.figure_sum AS summed
    WHERE summed.book = asked.book AND summed.from_size = block.from_size AND summed.to_size = block.from_size + block.sizes
      AND summed.figure = asked.figure AND summed.scope = asked.scope AND summed.day <= $4::date
    ORDER BY summed.day DESC LIMIT 1
  ) AS ended
) AS blocks
CROSS JOIN LATERAL (
  SELECT sum(delta) AS value FROM ${s}.figure_delta AS late
  WHERE late.book = asked.book AND late.figure = asked.figure AND late.scope = asked.scope
    AND late.recorded_from BETWEEN asked.size / 4096 * 4096 AND asked.size AND late.day <= $4::date
) AS recent`

/** The stocks that a figure is made of. */
function stocksOf(store: PostgresStore, figure: Figure): readonly Figure[] {
  const stocks = figure.kind === 'rate' ? [figure.part, figure.whole] : [figure]
  for (const { id } of stocks) if (!store.tables.counting.figures.includes(id)) notKept(figure.id, store)
  return stocks
}

const notKept = (figure: string, { tables: { counting } }: PostgresStore): never =>
  fail(
    'usage',
    'figure-not-kept',
    {
      zh: `${figure} 没有逐日增减表，不能跨册相加；可以的有 ${counting.figures.join('、')} 以及由它们得出的率`,
      en: `${figure} is not kept by its daily deltas, so it cannot be added up across books; those that are: ${counting.figures.join(', ')}, and rates of these`,
    },
    { figure, kept: counting.figures },
  )

function rowsOf(figures: readonly Figure[], sums: readonly Sum[]): readonly BooksFigure[] {
  const byScope = new Map([...Map.groupBy(sums, ({ scope }) => scope)].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return figures.flatMap((figure) =>
    [...byScope].flatMap(([scope, all]) => [
      ...[...Map.groupBy(all, (sum) => sum.book)].map(([book, ofBook]) => ({
        figure: figure.id,
        scope,
        book,
        value: valueOf(figure, ofBook),
      })),
      { figure: figure.id, scope, value: valueOf(figure, all) },
    ]),
  )
}

function valueOf(figure: Figure, sums: readonly Sum[]): BooksFigure['value'] {
  const sum = (id: string): { value: number } => ({
    value: sums.reduce((all, { stock, value }) => (stock === id ? all + value : all), 0),
  })
  return figure.kind === 'rate' ? ratio(sum(figure.part.id), sum(figure.whole.id)).value : sum(figure.id).value
}

async function asking(
  { database, shown }: PostgresStore,
  ...asked: Parameters<Queries['query']>
): ReturnType<Queries['query']> {
  try {
    return await database.query(...asked)
  } catch (error) {
    throw failure(shown, faultOf(error), 'nothing-recorded')
  }
}
