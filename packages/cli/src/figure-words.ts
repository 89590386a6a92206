import type { View } from '@taizhang/core'
import {
  amountText,
  bracketed,
  byTitle,
  figureCatalogue,
  measureWords,
  percentagePoints,
  type FigureRow,
  type FigureValue,
  type Measure,
} from '@taizhang/core/figures'

import type { Language } from './language.ts'

/** A figure's value as a table shows it: money in yuan and rates in percent say so, other counts stand alone. */
export function valueText(value: FigureValue & { readonly measure: Measure }, language: Language): string {
  const amount = amountText(value, language)
  return amount === null ? '—' : `${amount}${unitBehind(value.measure, language)}`
}

/** A rate with the counts behind it, in what they are counted in: 95.2%（119/125）. */
export function rateText(
  value: FigureValue,
  { figure, part, whole }: { readonly figure: string; readonly part: number; readonly whole: number },
  language: Language,
): string {
  const measure = countedIn(figure)
  const [above, below] = [part, whole].map((count) => amountText({ value: count, measure }, language))
  const counts = `${above}/${below}${unitBehind(measure, language)}`
  return bracketed(valueText({ ...value, measure: 'percent' }, language), counts)[language]
}

/** What lies between two values: yuan, or how much more is counted. */
export const changeText = (difference: number, measure: Measure, language: Language): string =>
  `${difference > 0 ? '+' : ''}${valueText({ value: difference, measure }, language)}`

/** What lies between two rates: percentage points, with how much more the part and the whole count. */
export function rateChangeText(
  { points, part, whole }: { readonly points?: string | undefined; readonly part: number; readonly whole: number },
  figure: string,
  language: Language,
): string {
  const measure = countedIn(figure)
  const [above, below] = [part, whole].map((count) => changeText(count, measure, language))
  const counts = whole === 0 ? (above ?? '') : `${above}/${below}`
  if (points === undefined) return counts
  const number = Number(points)
  const told = `${number > 0 ? '+' : ''}${points} ${percentagePoints(Math.abs(number))[language]}`
  return bracketed(told, counts)[language]
}

/** In what a rate's part and whole are counted, or any other figure. */
export function countedIn(id: string): Measure {
  const figure = figureCatalogue.get(id)
  return (figure && 'part' in figure ? figure.part.measure : figure?.measure) ?? 'items'
}

/** What people call the values that a figure is told apart by, as one of the views knows them: a superior by its name. */
export const byText = (by: FigureRow['by'], views: readonly Pick<View, 'facts'>[], language: Language): string =>
  Object.entries(by ?? {})
    .map(([name, value]) => {
      const titles = views.map(({ facts }) => byTitle(facts, name, value)[language])
      return titles.find((title) => title !== value) ?? value
    })
    .join(' ')

/** The days that a flow was counted over, the last one included. One that begins later than that has not begun yet. */
export const daysText = ({ from = '', to = '' }: Pick<FigureRow, 'from' | 'to'>, language: Language): string =>
  (from <= to
    ? { zh: `${from} 至 ${to}`, en: `${from} to ${to}` }
    : { zh: `自 ${from} 起，尚未开始`, en: `from ${from} on, not begun yet` }
  )[language]

const unitBehind = (measure: Measure, language: Language): string =>
  measure === 'percent' ? measureWords.percent[language] : measure === 'fen' ? ` ${measureWords.fen[language]}` : ''
