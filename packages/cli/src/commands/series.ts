import { plusDays, type View } from '@taizhang/core'
import { seriesOf, periods, type Figure, type Period, type Point } from '@taizhang/core/figures'

import { bilingualRow } from '../csv.ts'
import { domainOf } from '../domain.ts'
import { figureNamed } from '../figure-named.ts'
import { amountText, byText, measureTitle } from '../figure-words.ts'
import { heading } from '../heading.ts'
import { withLedger } from '../open-ledger.ts'
import { groupColumns, groupedRow, readGrouped, valuesNamed } from '../grouped.ts'
import type { BookFlags, GroupedFlags } from '../options.ts'
import {
  expectInOrder,
  needDay,
  readKnownAt,
  readTimes,
  readWindow,
  viewAt,
  type WindowFlags,
} from '../read-options.ts'
import { scopeNamed } from '../scope-named.ts'
import { scopeTitles, type ScopeTitles } from '../scopes.ts'
import type { Session } from '../session.ts'
import { sheet, type Paint } from '../sheet.ts'
import { stop } from '../stop.ts'

export interface SeriesFlags extends BookFlags, GroupedFlags, WindowFlags {
  readonly with?: string | undefined
  readonly knownAt?: string | undefined
  readonly trust?: string | undefined
  readonly scope?: string | undefined
  readonly every?: string | undefined
}

/** `series`: a figure over time. */
export async function series(session: Session, flags: SeriesFlags, address: string, figureId: string): Promise<void> {
  const { from, last } = await readSpan(session, flags)
  const window = { from, to: plusDays(last, 1), every: readPeriod(flags.every) }
  const knownAt = await readKnownAt(flags.knownAt, flags.trust)
  const domain = await domainOf(session)
  const figure = figureNamed(domain, figureId)
  const cut = readGrouped(domain, flags)
  await withLedger(session, address, { ...flags, known: [knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, { day: last, knownAt })
    const scope = scopeNamed(view, flags.scope)
    const grouped = valuesNamed(view, cut)
    const points = seriesOf(view, figure, { ...window, scope, ...grouped })
    const titles = scopeTitles(view)
    const byScope = figure.scopedBy !== undefined && scope === undefined
    await session.print({
      json: points,
      measure: figure.measure,
      rows:
        session.format === 'csv'
          ? points.map((point) => bilingualRow({ ...named(point, titles), ...groupedRow(view, grouped, point.by) }))
          : points,
      columns: [
        ...(byScope ? ['scope'] : []),
        'on',
        'value',
        'qualifier',
        ...(grouped.by.length > 0 ? ['by', ...groupColumns(grouped)] : []),
        ...(byScope ? ['scopeTitleZh', 'scopeTitleEn'] : []),
      ],
      table: (paint) => heading(view, paint) + pointSheet({ view, figure }, points, titles, paint),
    })
  })
}

/** The first and the last day: both given, or a period. */
async function readSpan(session: Session, flags: SeriesFlags) {
  if (flags.period !== undefined) {
    const { day } = await readTimes({ period: flags.period }, session)
    const { from = day } = readWindow(flags, day)
    return { from, last: day }
  }
  const from = needDay('from', flags.from)
  const last = needDay('to', flags.to)
  expectInOrder(from, last)
  return { from, last }
}

/** The point with what its scope is called. */
const named = (point: Point, titles: ScopeTitles): object => ({ ...point, scopeTitle: titles.get(point.scope ?? '') })

function readPeriod(text: string | undefined): Period {
  const period = periods.find((period) => period === text)
  if (period !== undefined) return period
  const list = periods.join(', ')
  return stop(
    'usage',
    'bad-period',
    {
      zh: text === undefined ? `缺少 --every：${list} 之一` : `--every 应为 ${list} 之一，而不是 ${text}`,
      en: text === undefined ? `--every is missing: one of ${list}` : `--every takes one of ${list}, not ${text}`,
    },
    { option: 'every', found: text },
  )
}

const pointSheet = (
  { view, figure }: { readonly view: View; readonly figure: Figure },
  points: readonly Point[],
  titles: ScopeTitles,
  paint: Paint,
): string =>
  sheet<Point>(
    [
      ...(points.some(({ scope }) => scope !== undefined)
        ? [
            {
              title: { zh: '口径', en: 'scope' },
              cell: ({ scope = '' }: Point) => titles.get(scope)?.[paint.language] ?? scope,
            },
          ]
        : []),
      ...(points.some(({ by }) => by !== undefined)
        ? [{ title: { zh: '分类', en: 'by' }, cell: ({ by }: Point) => byText(by, [view], paint.language) }]
        : []),
      { title: { zh: '日期', en: 'on' }, cell: ({ on }) => on },
      {
        title: {
          zh: `${figure.title.zh}（${measureTitle(view.domain, figure.measure).zh}）`,
          en: `${figure.title.en} (${measureTitle(view.domain, figure.measure).en})`,
        },
        cell: (point) => amountText(view.domain, { ...point, measure: figure.measure }, paint.language),
        align: 'right',
      },
    ],
    points,
    paint,
  )
