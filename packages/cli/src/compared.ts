import { daysBetween, plusDays, plusYears, type CivilDate, type View } from '@taizhang/core'
import type { ComparedRow, Window } from '@taizhang/core/figures'
import type { Domain } from '@taizhang/kernel/define'

import { byText, changeText, daysText, measureTitle, rateChangeText, valueText } from './figure-words.ts'
import type { Language } from './language.ts'
import { readDay } from './read-options.ts'
import { scopeTitles } from './scopes.ts'
import { sheet, type Paint } from './sheet.ts'

/** What `--compare` takes for the same day a year before. */
const yearBefore = ['year', '同比', '去年同期']

/** The day that is compared with. */
export const comparedDay = (text: string, day: CivilDate): CivilDate =>
  yearBefore.includes(text.trim()) ? plusYears(day, -1) : readDay('compare', text)

/** The window that lies as far before as one day before another: by whole years where these lie so, else by days. */
export function windowAsFarBefore(window: Partial<Window>, then: CivilDate, now: CivilDate): Partial<Window> {
  const years = Number(now.slice(0, 4)) - Number(then.slice(0, 4))
  const isWholeYears = plusYears(now, -years) === then
  const before = (day: CivilDate): CivilDate =>
    isWholeYears ? plusYears(day, -years) : plusDays(day, -daysBetween(then, now))
  return {
    ...(window.from === undefined ? {} : { from: before(window.from) }),
    ...(window.to === undefined ? {} : { to: before(window.to) }),
  }
}

/** Then, now and the difference, and below which days these are. */
export function comparedSheet(view: View, rows: readonly ComparedRow[], paint: Paint): string {
  const { language, dim } = paint
  const { domain } = view
  const titles = scopeTitles(view)
  const table = sheet<ComparedRow>(
    [
      {
        title: { zh: '指标', en: 'figure' },
        cell: ({ figure }) => domain.figures.get(figure)?.title[language] ?? figure,
      },
      { title: { zh: '口径', en: 'scope' }, cell: ({ scope = '' }) => titles.get(scope)?.[language] ?? scope },
      ...(rows.some(({ by }) => by)
        ? [{ title: { zh: '分类', en: 'by' }, cell: ({ by }: ComparedRow) => byText(by, [view], language) }]
        : []),
      { title: { zh: '原为', en: 'then' }, cell: (row) => thenText(domain, row, language), align: 'right' },
      { title: { zh: '现为', en: 'now' }, cell: (row) => valueText(domain, row, language), align: 'right' },
      { title: { zh: '相差', en: 'change' }, cell: (row) => differenceText(domain, row, language), align: 'right' },
      { title: { zh: '单位', en: 'measure' }, cell: ({ measure }) => measureTitle(domain, measure)[language] },
    ],
    rows,
    paint,
  )
  const days = [...new Set(rows.map((row) => comparedDays(row, language)))]
  return table + days.map((text) => `${dim(text)}\n`).join('')
}

function thenText(domain: Domain, { before, beforeQualifier, measure }: ComparedRow, language: Language): string {
  const qualifier = beforeQualifier === undefined ? {} : { qualifier: beforeQualifier }
  return valueText(domain, { value: before, ...qualifier, measure }, language)
}

function differenceText(domain: Domain, { figure, change, measure }: ComparedRow, language: Language): string {
  if (change === null) return '—'
  if (measure !== 'percent') return changeText(domain, { difference: change, measure }, language)
  const points = change.toFixed(1)
  return rateChangeText(domain, { figure, points, part: 0, whole: 0 }, language)
    .replace(/[（(].*$/u, '')
    .trim()
}

const comparedDays = (row: ComparedRow, language: Language): string =>
  row.beforeAsOf === undefined
    ? { zh: '期间数：', en: 'over days: ' }[language] +
      `${daysText({ from: row.beforeFrom ?? '', to: row.beforeTo ?? '' }, language)} → ${daysText(row, language)}`
    : `${{ zh: '时点数：', en: 'on a day: ' }[language]}${row.beforeAsOf} → ${row.asOf}`
