import type { Facts, View } from '@taizhang/core'
import {
  amountText,
  byTitle,
  figureCatalogue,
  figureRows,
  measureWords,
  type Figure,
  type FigureRow,
  type FigureValue,
  type Reported,
} from '@taizhang/core/figures'

import { figureNamed } from '../figures-named.ts'
import { heading } from '../heading.ts'
import type { Language } from '../language.ts'
import { lastDayIncluded } from '../last-day.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { readTimes, readWindow, viewAt } from '../read-options.ts'
import { expectScope } from '../scopes.ts'
import type { Session } from '../session.ts'
import { sheet, type Column, type Paint } from '../sheet.ts'

export interface FiguresFlags extends ViewFlags {
  readonly scope?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** `figures`: any figures on a day; flows over a window. */
export async function figures(
  session: Session,
  flags: FiguresFlags,
  address: string,
  ...ids: readonly string[]
): Promise<void> {
  const times = await readTimes(flags, session)
  const window = readWindow(flags, times.day)
  const asked = ids.length > 0 ? ids.map(figureNamed) : figuresFor(flags.scope)
  await withLedger(session, address, flags, async (ledger) => {
    const view = viewAt(session, ledger, times)
    expectScope(view, flags.scope)
    const rows = asked
      .flatMap((figure) => figureRows(view, figure, { scope: flags.scope, window }))
      .map(lastDayIncluded)
    await session.print({
      json: rows,
      rows,
      columns: [...columns, ...(rows.some(({ reported }) => reported) ? reportedColumns : [])],
      table: (paint) => heading(view, paint) + figureSheet(view, rows, paint),
    })
  })
}

const columns = ['figure', 'scope', 'by', 'value', 'qualifier', 'measure', 'asOf', 'from', 'to']
/** Printed only where somebody reported one of the figures. */
const reportedColumns = ['reported', 'difference']

/** All figures; those counted by scope where one scope is asked for. */
const figuresFor = (scope: string | undefined): readonly Figure[] =>
  [...figureCatalogue.values()].filter((figure) => scope === undefined || figure.scoped)

const figureSheet = ({ facts }: View, rows: readonly FigureRow[], paint: Paint): string =>
  sheet<FigureRow>(
    [
      { title: { zh: '指标', en: 'figure' }, cell: ({ figure }) => figure },
      { title: { zh: '名称', en: 'title' }, cell: ({ figure }) => figureCatalogue.get(figure)?.title[paint.language] },
      { title: { zh: '口径', en: 'scope' }, cell: ({ scope }) => scope ?? '' },
      { title: { zh: '分类', en: 'by' }, cell: ({ by = {} }) => titlesIn(facts, by, paint.language) },
      { title: { zh: '数值', en: 'value' }, cell: (row) => amountText(row, paint.language), align: 'right' },
      { title: { zh: '单位', en: 'measure' }, cell: ({ measure }) => measureWords[measure][paint.language] },
      { title: { zh: '日期', en: 'days' }, cell: ({ asOf, from, to }) => asOf ?? `${from} ~ ${to}` },
      ...(rows.some(({ reported }) => reported) ? reportedSheet(paint) : []),
    ],
    rows,
    paint,
  )

const titlesIn = (facts: Facts, by: NonNullable<FigureRow['by']>, language: Language): string =>
  Object.entries(by)
    .map(([name, value]) => byTitle(facts, name, value)[language])
    .join(' ')

/** What somebody reported, and by how much it differs from what the book says. */
const reportedSheet = ({ language }: Paint): readonly Column<FigureRow>[] => [
  {
    title: { zh: '上报', en: 'reported' },
    cell: ({ reported, measure }) => (reported ? amountText({ ...plain(reported), measure }, language) : ''),
    align: 'right',
  },
  {
    title: { zh: '相差', en: 'difference' },
    cell: ({ difference, measure }) =>
      difference === undefined
        ? ''
        : signed(difference, amountText({ value: Math.abs(difference), measure }, language)),
    align: 'right',
  },
  { title: { zh: '来源', en: 'source' }, cell: ({ reported }) => reported?.source ?? '' },
]

const plain = ({ value, qualifier }: Reported): FigureValue =>
  qualifier === 'exact' ? { value } : { value, qualifier }

const signed = (difference: number, text: string | null): string =>
  `${difference > 0 ? '+' : difference < 0 ? '-' : ''}${text}`
