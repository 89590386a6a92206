import { plusDays, plusMonths, plusYears, type CivilDate } from '@taizhang/kernel'

import { stop } from './stop.ts'

/** Days from the first to the last, both included. */
export interface DaySpan {
  readonly from: CivilDate
  readonly to: CivilDate
}

type Reading = readonly [RegExp, (found: readonly string[], today: CivilDate) => DaySpan]

const digits = '一二三四五六七八九十'
const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : digits.indexOf(text) + 1)
const two = (number: number): string => String(number).padStart(2, '0')

/** So many months from the first day of one on. */
function months(year: string, first: number, count: number): DaySpan {
  const from = `${year}-${two(first)}-01`
  return { from, to: plusDays(plusMonths(from, count), -1) }
}

const quarter = (year: string, number: number): DaySpan => months(year, number * 3 - 2, 3)
const yearOf = (day: CivilDate, before = 0): string => String(Number(day.slice(0, 4)) - before).padStart(4, '0')

/** The last so many years up to a day: 近三年. */
const lastYears = (count: number, today: CivilDate): DaySpan => ({
  from: plusDays(plusYears(today, -count), 1),
  to: today,
})
const lastMonths = (count: number, today: CivilDate): DaySpan => ({
  from: plusDays(plusMonths(today, -count), 1),
  to: today,
})

/** How people say periods, and which days they are. */
const readings: readonly Reading[] = [
  [/^(\d{4})年?$/, ([year = '']) => months(year, 1, 12)],
  [/^(\d{4})[-/.年](1[0-2]|0?[1-9])月?$/, ([year = '', month = '']) => months(year, Number(month), 1)],
  [/^(\d{4})(?:H1|年?上半年)$/i, ([year = '']) => months(year, 1, 6)],
  [/^(\d{4})(?:H2|年?下半年)$/i, ([year = '']) => months(year, 7, 6)],
  [/^(\d{4})(?:Q|年?第?)([1-4一二三四])(?:季度)?$/i, ([year = '', number = '']) => quarter(year, numberOf(number))],
  [
    /^(?:近|last-)(\d{1,2}|[一二三四五六七八九十])(?:年|-years?)$/i,
    ([count = ''], today) => lastYears(numberOf(count), today),
  ],
  [
    /^(?:近|last-)(\d{1,2}|[一二三四五六七八九十])(?:个?月|-months?)$/i,
    ([count = ''], today) => lastMonths(numberOf(count), today),
  ],
  [/^(?:今年|本年|this-year)$/i, (_, today) => ({ from: `${yearOf(today)}-01-01`, to: today })],
  [/^(?:去年|上年|last-year)$/i, (_, today) => months(yearOf(today, 1), 1, 12)],
  [/^(?:本月|this-month)$/i, (_, today) => ({ from: `${today.slice(0, 8)}01`, to: today })],
]

/** The days of a period as people say it: `2021`, `2021-06`, `2021H1`, `2021年上半年`, `2021Q2`, `近三年`, `今年`. Those without a year end today. */
export function readPeriodText(option: string, text: string, today: CivilDate): DaySpan {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '')
  for (const [form, read] of readings) {
    const found = form.exec(plain)
    if (found) return read(found.slice(1), today)
  }
  return stop(
    'usage',
    'bad-period',
    {
      zh: `--${option} 应为一段时间，如 2021、2021-06、2021H1、2021年上半年、2021Q2、近三年、今年，而不是 ${text}`,
      en: `--${option} takes a period such as 2021, 2021-06, 2021H1, 2021Q2, last-3-years, this-year, not ${text}`,
    },
    { option, found: text },
  )
}
