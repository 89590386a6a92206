import type { View } from '@taizhang/core'
import {
  amountText as amountInWords,
  bracketed,
  measureWords,
  percentagePoints,
  type FigureRow,
  type FigureValue,
  type Measure,
} from '@taizhang/core/figures'
import type { Domain } from '@taizhang/kernel/define'

import { isParty } from './domain.ts'
import type { Language, Words } from './language.ts'
import { byTitle } from './thing-names.ts'

/** Whether the measure is one that core has words for: of another domain a word means what that says. */
const isKnown = (domain: Domain, measure: Measure): measure is keyof typeof measureWords =>
  measure === 'percent' || (isParty(domain) && Object.hasOwn(measureWords, measure))

/** What a measure is called. */
export const measureTitle = (domain: Domain, measure: Measure): Words =>
  isKnown(domain, measure) ? measureWords[measure] : domain.labelOf(measure)

/** A number in the words of its measure, as exact as it is; nothing where there is no value. */
export const amountText = (
  domain: Domain,
  { measure, ...amount }: Parameters<typeof amountInWords>[0],
  language: Language,
): string | null => amountInWords({ ...amount, measure: isKnown(domain, measure) ? measure : 'items' }, language)

/** A figure's value as a table shows it: money in yuan and rates in percent say so, other counts stand alone. */
export function valueText(
  domain: Domain,
  value: FigureValue & { readonly measure: Measure },
  language: Language,
): string {
  const amount = amountText(domain, value, language)
  return amount === null ? '—' : `${amount}${unitBehind(domain, value.measure, language)}`
}

/** A rate with the counts behind it, in what they are counted in: 95.2%（119/125）. */
export function rateText(
  domain: Domain,
  value: FigureValue,
  { figure, part, whole }: { readonly figure: string; readonly part: number; readonly whole: number },
  language: Language,
): string {
  const measure = countedIn(domain, figure)
  const [above, below] = [part, whole].map((count) => amountText(domain, { value: count, measure }, language))
  const counts = `${above}/${below}${unitBehind(domain, measure, language)}`
  return bracketed(valueText(domain, { ...value, measure: 'percent' }, language), counts)[language]
}

/** What lies between two values: yuan, or how much more is counted. */
export const changeText = (
  domain: Domain,
  { difference, measure }: { readonly difference: number; readonly measure: Measure },
  language: Language,
): string => `${difference > 0 ? '+' : ''}${valueText(domain, { value: difference, measure }, language)}`

/** What lies between two rates: percentage points, with how much more the part and the whole count. */
export function rateChangeText(
  domain: Domain,
  {
    figure,
    points,
    part,
    whole,
  }: { readonly figure: string; readonly points?: string | undefined; readonly part: number; readonly whole: number },
  language: Language,
): string {
  const measure = countedIn(domain, figure)
  const [above, below] = [part, whole].map((difference) => changeText(domain, { difference, measure }, language))
  const counts = whole === 0 ? (above ?? '') : `${above}/${below}`
  if (points === undefined) return counts
  const number = Number(points)
  const told = `${number > 0 ? '+' : ''}${points} ${percentagePoints(Math.abs(number))[language]}`
  return bracketed(told, counts)[language]
}

/** In what a rate's part and whole are counted, or any other figure. */
export function countedIn({ figures }: Domain, id: string): Measure {
  const figure = figures.get(id)
  return (figure && 'part' in figure ? figure.part.measure : figure?.measure) ?? 'items'
}

/** What people call the values that a figure is told apart by, as one of the views knows them: a superior by its name. */
export const byText = (
  by: FigureRow['by'],
  views: readonly Pick<View, 'domain' | 'facts'>[],
  language: Language,
): string =>
  Object.entries(by ?? {})
    .map(([name, value]) => {
      const titles = views.map((view) => byTitle(view, name, value)[language])
      return titles.find((title) => title !== value) ?? value
    })
    .join(' ')

/** The days that a flow was counted over, the last one included. One that begins later than that has not begun yet. */
export const daysText = ({ from = '', to = '' }: Pick<FigureRow, 'from' | 'to'>, language: Language): string =>
  (from <= to
    ? { zh: `${from} 至 ${to}`, en: `${from} to ${to}` }
    : { zh: `自 ${from} 起，尚未开始`, en: `from ${from} on, not begun yet` }
  )[language]

const unitBehind = (domain: Domain, measure: Measure, language: Language): string =>
  measure === 'percent'
    ? measureWords.percent[language]
    : isMoney(domain, measure)
      ? ` ${measureWords.fen[language]}`
      : ''

/** Whether amounts are kept in hundredths of what people read: of another domain the word means what that says. */
export const isMoney = (domain: Domain, measure: Measure): boolean => isParty(domain) && measure === 'fen'
