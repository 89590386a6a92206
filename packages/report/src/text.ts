import { plusDays, type CivilDate } from '@taizhang/core'
import {
  amountOf,
  distance,
  grouped,
  measureTitle,
  measureWords,
  percentagePoints,
  qualifierWords,
  yuan,
  type Said,
  type Measure,
} from '@taizhang/core/figures'

import type { ReportItem, ReportValue } from './report.ts'
import type { Language } from './words.ts'

/** A day as people write it: 2021年6月30日, 30 June 2021. */
export function dayText(day: CivilDate, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return {
    zh: `${year}年${Number(month)}月${Number(date)}日`,
    en: `${Number(date)} ${months[Number(month) - 1]} ${year}`,
  }[language]
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** The days that a flow was counted over; `undefined` for what was counted on the report's day. */
export function windowText({ from, to }: ReportValue, language: Language): string | undefined {
  if (from === undefined || to === undefined) return undefined
  const [first, last] = [dayText(from, language), dayText(plusDays(to, -1), language)]
  if (to <= from) return { zh: `自${first}起，尚未开始`, en: `from ${first} on, not begun yet` }[language]
  return { zh: `${first}至${last}`, en: `${first} to ${last}` }[language]
}

/** A number with its unit, apart so that a page can set them differently. */
export interface Quantity {
  readonly qualifier: string
  readonly number: string
  readonly unit: string
}

/** How a value is read; `undefined` where there is none: a total over things that are counted differently. */
export function quantityOf({ value, measure, qualifier, by }: ReportValue, language: Language): Quantity | undefined {
  if (value === null)
    return measure === 'percent' && by === undefined ? { qualifier: '', number: '—', unit: '' } : undefined
  return qualified({ value, measure, qualifier }, language)
}

interface Qualified {
  readonly value: number | string
  readonly measure: Measure
  readonly qualifier?: Said | undefined
}

const qualified = ({ value, measure, qualifier }: Qualified, language: Language): Quantity => ({
  qualifier: qualifier === undefined ? '' : qualifierWords[qualifier][language],
  ...measured(value, measure, language),
})

/** In Chinese large round numbers are read in tens of thousands: 9000 万个. */
function measured(value: number | string, measure: Measure, language: Language): Omit<Quantity, 'qualifier'> {
  if (measure === 'percent') return { number: String(value), unit: '%' }
  if (measure === 'fen') return money(Number(value), language)
  const unit = measureTitle(measure)[language]
  const number = Number(value)
  if (language === 'zh' && Math.abs(number) >= 10_000 && number % 1000 === 0)
    return { number: grouped(String(number / 10_000)), unit: `万${unit}` }
  return { number: grouped(String(value)), unit: language === 'en' && number === 1 ? singular(unit) : unit }
}

/** Money is kept in fen; people read yuan, in Chinese tens of thousands of them where they come out even. */
function money(fen: number, language: Language): Omit<Quantity, 'qualifier'> {
  if (language === 'zh' && fen >= 1_000_000 && fen % 10_000 === 0)
    return { number: grouped(String(fen / 1_000_000)), unit: '万元' }
  return { number: yuan(fen), unit: measureWords.fen[language] }
}

const singular = (unit: string): string =>
  unit
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|x)es$/, '$1')
    .replace(/([^s])s$/, '$1')

/** The quantity in one line: 125 家, 95.2%, more than 2000 problems. */
export function quantityText({ qualifier, number, unit }: Quantity): string {
  const space = unit === '%' || unit === '' ? '' : ' '
  return `${qualifier === '' ? '' : `${qualifier} `}${number}${space}${unit}`
}

/** The values of a figure that have something to read. */
export const readable = (item: ReportItem, language: Language): readonly (readonly [ReportValue, Quantity])[] =>
  item.values.flatMap((value) => {
    const quantity = quantityOf(value, language)
    return quantity ? [[value, quantity] as const] : []
  })

/** What a value came to on the day that it is compared with, and how much more it is now; nothing where nothing is compared. */
export function comparedText({ before, change, measure }: ReportValue, language: Language): string | undefined {
  if (before === undefined || before === null) return undefined
  const was = quantityText(qualified({ value: before, measure }, language))
  if (change === undefined || change === null) return was
  const apart = qualified({ value: Math.abs(change), measure }, language)
  const points = percentagePoints(Math.abs(change))[language]
  const by = measure === 'percent' ? `${Math.abs(change).toFixed(1)} ${points}` : quantityText(apart)
  if (change === 0) return { zh: `原为 ${was}，持平`, en: `was ${was}, the same` }[language]
  return {
    zh: `原为 ${was}，${change > 0 ? '增' : '减'} ${by}`,
    en: `was ${was}, ${by} ${change > 0 ? 'more' : 'less'}`,
  }[language]
}

/** By how much the rows of a figure come to more than its total, because what is in several of them counts once. */
export function repeatedText({ repeated, measure }: ReportValue, language: Language): string | undefined {
  if (repeated === undefined) return undefined
  const over = quantityText(qualified({ value: repeated, measure }, language))
  return {
    zh: `同一个计入几类的，合计只计一次；各类之和比合计多 ${over}`,
    en: `what is under several headings counts once in the total: the headings come to ${over} more`,
  }[language]
}

/** What somebody reported, where it is at variance with what the ledger derives. */
export function reportedText(value: ReportValue, language: Language): string | undefined {
  const { reported, difference, measure, differs } = value
  if (!reported || difference === undefined || differs === undefined) return undefined
  const { source, event } = reported
  const said = quantityText(qualified({ ...amountOf(reported), measure }, language))
  const apart = distance(value, reported, difference)
  const off = qualified({ ...apart, measure }, language)
  const by = quantityText(measure === 'percent' ? { ...off, unit: percentagePoints(apart.value)[language] } : off)
  const above = difference > 0
  return {
    zh: `填报 ${said}（${source}，第 ${event} 条）${difference === 0 ? '' : `，比台账推算${above ? '多' : '少'} ${by}`}`,
    en: `reported as ${said} (${source}, event ${event})${difference === 0 ? '' : `, ${by} ${above ? 'above' : 'below'} what the ledger derives`}`,
  }[language]
}

/** 一、二、三 …, or I, II, III …: the number of a section. */
export const sectionNumber = (at: number, language: Language): string =>
  ({ zh: `${'一二三四五六七八九十'[at]}、`, en: `${['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'][at]}. ` })[language]
