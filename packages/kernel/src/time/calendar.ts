import * as civil from './civil-date.ts'
import { expectDay, expectWhole, firstDay, shown, wrong } from '../doors/doors.ts'
import { fail } from '../errors/refusal.ts'
import { dayNumber } from './utc.ts'
import type { CivilDate, Instant } from './civil-date.ts'

/*
 * Civil dates for programs that embed core. These check what they are given; inside, `civil-date.ts` does the same unchecked.
 */

export { isCivilDate, isZonedTime, openEnd, type CivilDate, type Instant } from './civil-date.ts'

const yearOf = (date: CivilDate): number => Number(date.slice(0, 4))
const firstNumber = dayNumber(firstDay)
const lastNumber = dayNumber(civil.openEnd)
const lastYear = 9999
/** No place is further from UTC. */
const mostMinutes = 24 * 60

/**
 * The date so many days later, earlier when negative: `plusDays('2021-06-30', 1)` is `'2021-07-01'`.
 *
 * Throws `LedgerError` (usage) where the date is none, the number is not whole, or the result is outside the years 0001 to 9999.
 *
 * @example plusDays('2021-06-30', 1) // => '2021-07-01'
 */
export function plusDays(date: CivilDate, days: number): CivilDate {
  expectDay(date, 'date')
  expectWhole(days, 'days', -Number.MAX_SAFE_INTEGER)
  const number = dayNumber(date) + days
  return number >= firstNumber && number <= lastNumber ? civil.plusDays(date, days) : outside(date, 'days', days)
}

/**
 * The date so many months later; the last day of its month where the day does not exist. Throws as {@link plusDays}.
 *
 * @example plusMonths('2021-01-31', 1) // => '2021-02-28'
 */
export function plusMonths(date: CivilDate, months: number): CivilDate {
  expectDay(date, 'date')
  expectWhole(months, 'months', -Number.MAX_SAFE_INTEGER)
  const year = Math.floor((yearOf(date) * 12 + Number(date.slice(5, 7)) - 1 + months) / 12)
  return year >= 1 && year <= lastYear ? civil.plusMonths(date, months) : outside(date, 'months', months)
}

/**
 * The anniversary so many years later; the last day of its month where the day does not exist. Throws as {@link plusDays}.
 *
 * @example plusYears('2020-02-29', 1) // => '2021-02-28'
 */
export function plusYears(date: CivilDate, years: number): CivilDate {
  expectDay(date, 'date')
  expectWhole(years, 'years', -Number.MAX_SAFE_INTEGER)
  const year = yearOf(date) + years
  return year >= 1 && year <= lastYear ? civil.plusYears(date, years) : outside(date, 'years', years)
}

const outside = (date: CivilDate, parameter: string, amount: number): never =>
  fail(
    'usage',
    'out-of-calendar',
    {
      zh: `${parameter} 为 ${amount} 时，${date} 的推算结果不在 0001 至 9999 年之间`,
      en: `${date} and ${parameter} ${amount} lead to a day outside the years 0001 to 9999`,
    },
    { parameter, date, found: amount },
  )

/**
 * How many days the second date lies after the first; negative where it lies before.
 *
 * Throws `LedgerError` (usage) where either is no date.
 *
 * @example daysBetween('2021-06-30', '2021-07-02') // => 2
 */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  expectDay(from, 'from')
  expectDay(to, 'to')
  return civil.daysBetween(from, to)
}

/**
 * The civil date at an instant, so many minutes east of UTC (480 in China), all year the same. Takes a `Date`, or a time with its zone.
 *
 * Throws `LedgerError` (usage) where it is neither, or the date is outside the years 0001 to 9999.
 *
 * @example civilDateAt('2021-06-30T20:00:00Z', 480) // => '2021-07-01'
 */
export function civilDateAt(instant: Instant | Date, utcOffsetMinutes: number): CivilDate {
  expectWhole(utcOffsetMinutes, 'utcOffsetMinutes', -mostMinutes)
  const asked = typeof instant === 'string' ? `${instant} ${utcOffsetMinutes}` : ''
  const found = dates.get(asked)
  if (found !== undefined) return found
  const known = instant instanceof Date ? !Number.isNaN(instant.getTime()) : civil.isZonedTime(instant)
  const date = known ? civil.civilDateAt(instant, utcOffsetMinutes) : ''
  if (civil.isCivilDate(date) && date >= firstDay) {
    if (dates.size >= datesMax) dates.clear()
    if (asked !== '') dates.set(asked, date)
    return date
  }
  const expected = { zh: '带时区的时刻', en: 'a time with its zone, of the years 0001 to 9999' }
  return wrong('bad-instant', 'instant', expected, instant instanceof Date ? shownTime(instant) : instant)
}

/** The events of a batch, and all that is asked of each of them, have the same instant. */
const dates = new Map<string, CivilDate>()
const datesMax = 10_000

const shownTime = (instant: Date): string =>
  Number.isNaN(instant.getTime()) ? shown(Number.NaN) : instant.toISOString()

/**
 * The first instant after a civil date, so many minutes east of UTC. Throws `LedgerError` (usage) where the date is none.
 *
 * @example endOfDay('2021-06-30', 480) // => '2021-06-30T16:00:00.000Z'
 */
export function endOfDay(date: CivilDate, utcOffsetMinutes: number): Instant {
  expectWhole(utcOffsetMinutes, 'utcOffsetMinutes', -mostMinutes)
  expectDay(date, 'date')
  return civil.endOfDay(date, utcOffsetMinutes)
}
