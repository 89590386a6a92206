import { plusDays, type View } from '@taizhang/core'
import { amountText, measureTitle, seriesOf, type Figure, type Period, type Point } from '@taizhang/core/figures'

import { figureNamed } from '../figures-named.ts'
import { heading } from '../heading.ts'
import { withLedger } from '../open-ledger.ts'
import type { BookFlags } from '../options.ts'
import { expectInOrder, needDay, readKnownAt, viewAt } from '../read-options.ts'
import { expectScope, scopeIdsOn } from '../scopes.ts'
import type { Session } from '../session.ts'
import { sheet, type Paint } from '../sheet.ts'
import { stop } from '../stop.ts'

export interface SeriesFlags extends BookFlags {
  readonly knownAt?: string | undefined
  readonly trust?: string | undefined
  readonly scope?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly every?: string | undefined
}

const periods: readonly Period[] = ['day', 'week', 'month', 'quarter', 'year']

/** A point of one scope's series, where several scopes are printed. */
type ScopedPoint = Point & { readonly scope?: string }

/** `series`: a figure over time. */
export async function series(session: Session, flags: SeriesFlags, address: string, figureId: string): Promise<void> {
  const from = needDay('from', flags.from)
  const last = needDay('to', flags.to)
  expectInOrder(from, last)
  const window = { from, to: plusDays(last, 1), every: readPeriod(flags.every) }
  const knownAt = await readKnownAt(flags.knownAt, flags.trust)
  const figure = figureNamed(figureId)
  await withLedger(session, address, { ...flags, known: [knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, { day: last, knownAt })
    expectScope(view, flags.scope)
    const points = pointsOf(view, figure, { ...window, scope: flags.scope })
    await session.print({
      json: points,
      rows: points,
      columns: [...(figure.scopedBy && flags.scope === undefined ? ['scope'] : []), 'on', 'value', 'qualifier'],
      table: (paint) => heading(view, paint) + pointSheet(figure, points, paint),
    })
  })
}

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

/** Without a scope, a figure that is counted by scope has a series for each scope that is defined by the last day. */
function pointsOf(view: View, figure: Figure, options: Parameters<typeof seriesOf>[2]): readonly ScopedPoint[] {
  if (!figure.scopedBy || options.scope !== undefined) return seriesOf(view, figure, options)
  return scopeIdsOn(view, view.asOf).flatMap((scope) =>
    seriesOf(view, figure, { ...options, scope }).map((point) => ({ scope, ...point })),
  )
}

const pointSheet = (figure: Figure, points: readonly ScopedPoint[], paint: Paint): string =>
  sheet<ScopedPoint>(
    [
      ...(points.some(({ scope }) => scope !== undefined)
        ? [{ title: { zh: '口径', en: 'scope' }, cell: ({ scope }: ScopedPoint) => scope }]
        : []),
      { title: { zh: '日期', en: 'on' }, cell: ({ on }) => on },
      {
        title: {
          zh: `${figure.title.zh}（${measureTitle(figure.measure).zh}）`,
          en: `${figure.title.en} (${measureTitle(figure.measure).en})`,
        },
        cell: (point) => amountText({ ...point, measure: figure.measure }, paint.language),
        align: 'right',
      },
    ],
    points,
    paint,
  )
