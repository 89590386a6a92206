import { domainOf } from '../domain.ts'
import { figureNamed } from '../figure-named.ts'
import { amountText, measureTitle } from '../figure-words.ts'
import { isPostgres, shownAddress, withPostgres } from '../open-server.ts'
import type { GroupedFlags, ViewFlags } from '../options.ts'
import { readTimes, type WindowFlags } from '../read-options.ts'
import type { Session } from '../session.ts'
import { sheet } from '../sheet.ts'
import { stop } from '../stop.ts'

/** What of the options of `figures` goes with `--books`. */
interface BooksFlags extends ViewFlags, GroupedFlags, WindowFlags {
  readonly books?: string | undefined
  readonly compare?: string | undefined
  readonly scope?: string | undefined
}

/** A row of the answer: of one book, or of all of them where no book is named. */
interface BooksRow {
  readonly figure: string
  readonly scope: string
  readonly by?: Readonly<Record<'book', string>>
  readonly value: number | string | null
  readonly measure: string
  readonly asOf: string
}

/** `figures --books`: figures of all books of a database together, and of each with `--by book`. */
export async function figuresOfBooks(
  session: Session,
  { books = '*', ...flags }: BooksFlags,
  address: string,
  ids: readonly string[],
): Promise<void> {
  const { day: asOf, knownAt } = await readTimes(flags, session)
  if (!isPostgres(address)) notPostgres(address)
  if (flags.by !== undefined && flags.by !== 'book') onlyBook(flags.by)
  expectNothingElse(flags)
  const until = knownAt === undefined || typeof knownAt === 'string' ? knownAt : onlyInstant()
  const domain = await domainOf(session)
  const { figuresOfBooks: read } = await import('@taizhang/postgres')
  await withPostgres(session, address, async (store) => {
    const kept = new Set(store.tables.counting.figures)
    const figures =
      ids.length > 0
        ? ids.map((id) => figureNamed(domain, id))
        : [...domain.figures.values()].filter((one) =>
            one.kind === 'rate' ? kept.has(one.part.id) && kept.has(one.whole.id) : kept.has(one.id),
          )
    const found = await read(store, { books, asOf, figures, ...(until === undefined ? {} : { knownAt: until }) })
    if (found.books.size === 0 && found.behind.length === 0) noBooks(address, books)
    for (const book of found.behind)
      session.remark({
        zh: `${book} 的数据表还没有推算到这里，没有计入：录入一次即会补齐`,
        en: `the tables of ${book} do not stand there yet, so it is in no sum: they catch up when the next batch is recorded`,
      })
    const measures = new Map(figures.map(({ id, measure }) => [id, measure]))
    const rows = found.rows
      .filter(({ book, scope }) => (book === undefined || flags.by === 'book') && (flags.scope ?? scope) === scope)
      .map(({ figure, scope, book, value }): BooksRow => ({
        figure,
        scope,
        ...(book === undefined ? {} : { by: { book } }),
        value,
        measure: measures.get(figure) ?? '',
        asOf,
      }))
    await session.print({
      json: rows,
      rows: rows.map(({ by, ...row }) => ({ ...row, by: by?.book })),
      columns: ['figure', 'scope', 'by', 'value', 'measure', 'asOf'],
      table: (paint) =>
        sheet<BooksRow>(
          [
            { title: { zh: '指标', en: 'figure' }, cell: ({ figure }) => figure },
            {
              title: { zh: '名称', en: 'title' },
              cell: ({ figure }) => domain.figures.get(figure)?.title[paint.language],
            },
            { title: { zh: '口径', en: 'scope' }, cell: ({ scope }) => scope },
            { title: { zh: '台账', en: 'book' }, cell: ({ by }) => by?.book ?? '' },
            {
              title: { zh: '数值', en: 'value' },
              cell: (row) => amountText(domain, row, paint.language),
              align: 'right',
            },
            {
              title: { zh: '单位', en: 'measure' },
              cell: ({ measure }) => measureTitle(domain, measure)[paint.language],
            },
          ],
          rows,
          paint,
        ),
    })
  })
}

const notPostgres = (address: string): never =>
  stop(
    'usage',
    'not-postgres',
    {
      zh: `--books 用于 PostgreSQL 中的多册台账：应写 postgres://主机/数据库，而不是 ${shownAddress(address)}`,
      en: `--books is for the books of a PostgreSQL database: give postgres://host/database, not ${shownAddress(address)}`,
    },
    { ledger: shownAddress(address) },
  )

const onlyBook = (by: string): never =>
  stop(
    'usage',
    'only-by-book',
    {
      zh: `跨册的指标只能按台账分（--by book），不能按 ${by}`,
      en: `figures across books can be grouped by book alone, not by ${by}`,
    },
    { by },
  )

/** What is counted of a book alone is not passed over in silence. */
function expectNothingElse({ where, compare, with: drafts, from, to }: BooksFlags): void {
  const [other] =
    Object.entries({ where: where?.[0], compare, with: drafts, from, to }).find(([, value]) => value !== undefined) ??
    []
  if (other === undefined) return
  stop(
    'usage',
    'not-across-books',
    {
      zh: `--books 不能与 --${other} 同用：跨册的指标是各册某一天的数之和`,
      en: `--books does not go with --${other}: figures across books are sums of what each of them has on a day`,
    },
    { option: other },
  )
}

const onlyInstant = (): never =>
  stop('usage', 'only-known-by-time', {
    zh: '跨册时 --known-at 应为日期或时刻：各册的记录条数互不相干',
    en: 'across books --known-at takes a date or an instant: sizes of one book mean nothing in another',
  })

const noBooks = (address: string, books: string): never =>
  stop(
    'notFound',
    'no-such-book',
    {
      zh: `${shownAddress(address)} 中没有台账符合 ${books}`,
      en: `${shownAddress(address)} has no book like ${books}`,
    },
    { ledger: shownAddress(address), books },
  )
