import { plusDays, type View } from '@taizhang/core'
import {
  amountOf,
  comparedRows,
  distance,
  figureRows,
  percentagePoints,
  type ComparedRow,
  type Figure,
  type FigureRow,
  type Reported,
} from '@taizhang/core/figures'
import { differsOn } from '@taizhang/core/rulebook'
import type { Domain } from '@taizhang/kernel/define'
import { scopesOfFigure } from '@taizhang/kernel/internal'

import { comparedDay, comparedSheet, windowAsFarBefore } from '../compared.ts'
import { bilingualRow } from '../csv.ts'
import { domainOf } from '../domain.ts'
import {
  canBeGrouped,
  groupColumns,
  type Grouped,
  groupedRow,
  readGrouped,
  remarkSeveral,
  valuesNamed,
} from '../grouped.ts'
import { figureNamed } from '../figure-named.ts'
import { amountText, byText, daysText, measureTitle } from '../figure-words.ts'
import { heading } from '../heading.ts'
import type { Language } from '../language.ts'
import { lastDayIncluded } from '../last-day.ts'
import { withLedger } from '../open-ledger.ts'
import type { GroupedFlags, ViewFlags } from '../options.ts'
import { readTimes, readWindow, viewAt, type WindowFlags } from '../read-options.ts'
import { scopeNamed } from '../scope-named.ts'
import { scopeTitles } from '../scopes.ts'
import type { Session } from '../session.ts'
import { sheet, type Column, type Paint } from '../sheet.ts'
import { byTitle } from '../thing-names.ts'

export interface FiguresFlags extends ViewFlags, GroupedFlags, WindowFlags {
  readonly scope?: string | undefined
  readonly compare?: string | undefined
  readonly books?: string | undefined
}

/** `figures`: any figures on a day; flows over a window. */
export async function figures(
  session: Session,
  flags: FiguresFlags,
  address: string,
  ...ids: readonly string[]
): Promise<void> {
  if (flags.books !== undefined) {
    const { figuresOfBooks } = await import('./figures-of-books.ts')
    return figuresOfBooks(session, flags, address, ids)
  }
  const times = await readTimes(flags, session)
  const window = readWindow(flags, times.day)
  const domain = await domainOf(session)
  const cut = readGrouped(domain, flags)
  const asked = ids.length > 0 ? ids.map((id) => figureNamed(domain, id)) : figuresFor(domain, flags.scope, cut)
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const scope = scopeNamed(view, flags.scope)
    const grouped = valuesNamed(view, cut)
    const question = { scope, window, ...grouped }
    const compared = flags.compare === undefined ? undefined : comparedDay(flags.compare, times.day)
    const then = compared === undefined ? undefined : viewAt(session, ledger, { ...times, day: compared })
    const windowBefore = compared === undefined ? {} : windowAsFarBefore(window, compared, times.day)
    const rows = asked
      .flatMap((figure): readonly (FigureRow | ComparedRow)[] =>
        then ? comparedRows(then, view, figure, { ...question, windowBefore }) : figureRows(view, figure, question),
      )
      .map(lastDaysIncluded)
    remarkSeveral(session, rows)
    await session.print({
      json: rows,
      rows:
        session.format === 'csv'
          ? rows.map((row) => bilingualRow({ ...named(view, row), ...groupedRow(view, grouped, row.by) }))
          : rows,
      columns: [...columns, ...groupColumns(grouped), ...(then ? comparedColumns : [])],
      table: (paint) =>
        heading(view, paint) +
        (then ? comparedSheet(view, rows.filter(isCompared), paint) : figureSheet(view, rows, paint)),
    })
  })
}

/** The same whatever the rows have: who reads them by their place is not to be surprised by another day's. */
const columns = [
  'figure',
  'scope',
  'by',
  'value',
  'qualifier',
  'measure',
  'asOf',
  'from',
  'to',
  'reported',
  'difference',
  'repeated',
  'titleZh',
  'titleEn',
  'scopeTitleZh',
  'scopeTitleEn',
  'byTitleZh',
  'byTitleEn',
]

const comparedColumns = ['before', 'beforeQualifier', 'change', 'beforeAsOf', 'beforeFrom', 'beforeTo']

const isCompared = (row: FigureRow | ComparedRow): row is ComparedRow => 'before' in row

const lastDaysIncluded = (row: FigureRow | ComparedRow): FigureRow | ComparedRow => {
  const own = lastDayIncluded(row)
  return isCompared(own) && own.beforeTo !== undefined ? { ...own, beforeTo: plusDays(own.beforeTo, -1) } : own
}

/** The row with what its figure, its scope and what it is told apart by are called. */
function named(view: View, row: FigureRow): object {
  const [by] = Object.entries(row.by ?? {})
  return {
    ...row,
    title: view.domain.figures.get(row.figure)?.title,
    ...(row.scope === undefined ? {} : { scopeTitle: scopeTitles(view).get(row.scope) }),
    ...(by === undefined ? {} : { byTitle: byTitle(view, ...by) }),
  }
}

/** All figures; those that can be asked of a scope where one scope is asked for, those that can be grouped so where groups are. */
const figuresFor = (domain: Domain, scope: string | undefined, grouped: Grouped): readonly Figure[] =>
  [...domain.figures.values()].filter(
    (figure) => (scope === undefined || scopesOfFigure(figure) !== undefined) && canBeGrouped(domain, figure, grouped),
  )

function figureSheet(view: View, rows: readonly FigureRow[], paint: Paint): string {
  const titles = scopeTitles(view)
  const { domain } = view
  return sheet<FigureRow>(
    [
      { title: { zh: '指标', en: 'figure' }, cell: ({ figure }) => figure },
      { title: { zh: '名称', en: 'title' }, cell: ({ figure }) => domain.figures.get(figure)?.title[paint.language] },
      { title: { zh: '口径', en: 'scope' }, cell: ({ scope = '' }) => titles.get(scope)?.[paint.language] ?? scope },
      { title: { zh: '分类', en: 'by' }, cell: ({ by }) => byText(by, [view], paint.language) },
      { title: { zh: '数值', en: 'value' }, cell: (row) => amountText(domain, row, paint.language), align: 'right' },
      { title: { zh: '单位', en: 'measure' }, cell: ({ measure }) => measureTitle(domain, measure)[paint.language] },
      { title: { zh: '日期', en: 'days' }, cell: ({ asOf, ...days }) => asOf ?? daysText(days, paint.language) },
      ...(rows.some(({ repeated }) => repeated !== undefined) ? [repeatedColumn] : []),
      ...(rows.some(({ reported }) => reported) ? reportedSheet(view, paint) : []),
    ],
    rows,
    paint,
  )
}

/** By so much the rows before come to more than the total, where one thing may be in several of them. */
const repeatedColumn: Column<FigureRow> = {
  title: { zh: '各行重复', en: 'in several rows' },
  cell: ({ repeated }) => repeated ?? '',
  align: 'right',
}

/** What somebody reported, and how far it is from what the book says where the two cannot both be right. */
const reportedSheet = (view: View, { language }: Paint): readonly Column<FigureRow>[] => {
  const differs = differsOn(view)
  return [
    {
      title: { zh: '填报', en: 'reported' },
      cell: ({ reported, measure }) =>
        reported ? amountText(view.domain, { ...amountOf(reported), measure }, language) : '',
      align: 'right',
    },
    {
      title: { zh: '相差', en: 'difference' },
      cell: (row) => {
        const { reported, difference } = row
        if (!reported || difference === undefined) return ''
        return differs(row) ? differenceText(view.domain, { ...row, reported, difference }, language) : agrees[language]
      },
      align: 'right',
    },
    { title: { zh: '来源', en: 'source' }, cell: ({ reported }) => reported?.source ?? '' },
  ]
}

const agrees = { zh: '相符', en: 'agrees' }
const differing = { zh: '不符', en: 'differs' }

function differenceText(
  domain: Domain,
  row: FigureRow & { readonly reported: Reported; readonly difference: number },
  language: Language,
): string {
  const { measure, reported, difference } = row
  // “More than 60” is at variance with 60, too.
  if (difference === 0) return differing[language]
  const apart = distance(row, reported, difference)
  const unit = measure === 'percent' ? ` ${percentagePoints(apart.value)[language]}` : ''
  const text = `${amountText(domain, { ...apart, measure }, language)}${unit}`
  const above = difference > 0
  return { zh: `${above ? '多' : '少'} ${text}`, en: `${text} ${above ? 'above' : 'below'}` }[language]
}
