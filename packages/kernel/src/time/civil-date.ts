import { addMonths } from 'date-fns/addMonths'
import { addYears } from 'date-fns/addYears'
import { dayNumber, msPerDay, utc } from './utc.ts'

/** A civil date `YYYY-MM-DD` of the book's place. Strings compare in the order of days. */
export type CivilDate = string

/** An instant: ISO 8601, UTC, milliseconds, as `Date.prototype.toISOString` prints it. */
export type Instant = string

/** The end of what has no end yet. It is a bound, never a day on which something is known to happen. */
export const openEnd: CivilDate = '9999-12-31'

const shape = /^\d{4}-\d{2}-\d{2}$/
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Whether the text is a date that exists in the Gregorian calendar, written `YYYY-MM-DD`.
 *
 * @example isCivilDate('2021-02-29') // => false
 */
export function isCivilDate(text: string): boolean {
  if (typeof text !== 'string' || !shape.test(text)) return false
  const [month, day] = [Number(text.slice(5, 7)), Number(text.slice(8))]
  // Every month has these days, in every year.
  if (day <= 28) return day >= 1 && month >= 1 && month <= 12
  const year = Number(text.slice(0, 4))
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (month === 2 && leap ? 29 : (daysOfMonth[month - 1] ?? 0))
}

/** Before every day that a book speaks of. */
const beforeAll: CivilDate = '0000-01-01'

const dateOf = (moment: Date): CivilDate => {
  const year = moment.getUTCFullYear()
  if (year < 0) return beforeAll
  return Number.isNaN(year) || year > 9999 ? openEnd : moment.toISOString().slice(0, 10)
}

/*
 * These take what is known to be a date, and always give one: {@link openEnd} past the year 9999, and the first day of the year 0000 before
 * that. Programs that embed core have those of `calendar.ts`, which check.
 */

/** More days than the calendar has; sums of more would be past what `Date` can say. */
const daysMax = 4_000_000
const within = (amount: number, most: number): number => Math.max(-most, Math.min(most, amount))

/**
 * The date so many days later (earlier when negative).
 *
 * @example plusDays('2021-06-30', 1) // => '2021-07-01'
 */
export function plusDays(date: CivilDate, days: number): CivilDate {
  if (date !== lastPlus.date || days !== lastPlus.days)
    lastPlus = { date, days, sum: dateOf(new Date((dayNumber(date) + within(days, daysMax)) * msPerDay)) }
  return lastPlus.sum
}

/** What comes one after the other often takes effect on one day. */
let lastPlus: { readonly date: CivilDate; readonly days: number; readonly sum: CivilDate } = {
  date: '',
  days: 0,
  sum: '',
}

/**
 * How many days the second date lies after the first; negative where it lies before.
 *
 * @example daysBetween('2021-06-30', '2021-07-02') // => 2
 */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

/** More months than the calendar has. */
const monthsMax = 120_000

type Add = (date: string, amount: number, options: { in: typeof utc }) => Date

const shift = (date: CivilDate, amount: number, add: Add): CivilDate =>
  dateOf(add(`${date}T00:00:00.000Z`, within(amount, monthsMax), { in: utc }))

/**
 * The date so many months later; the last day of its month where the day does not exist.
 *
 * @example plusMonths('2021-01-31', 1) // => '2021-02-28'
 */
export const plusMonths = (date: CivilDate, months: number): CivilDate => shift(date, months, addMonths)

/**
 * The anniversary so many years later; the last day of its month where the day does not exist.
 *
 * @example plusYears('2020-02-29', 1) // => '2021-02-28'
 */
export function plusYears(date: CivilDate, years: number): CivilDate {
  const anniversary = `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
  return isCivilDate(anniversary) ? anniversary : shift(date, years, addYears)
}

const zoned = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * Whether the text is a time of a day that exists, with its zone: `2021-07-01T09:00:00Z`, `2021-07-01T17:00+08:00`. In UTC its year has four
 * digits, too: instants compare as texts.
 *
 * @example
 * isZonedTime('2021-06-30T20:00:00+08:00') // => true
 * isZonedTime('2021-06-30T20:00:00') // => false
 */
export function isZonedTime(text: string): boolean {
  const date = typeof text === 'string' ? zoned.exec(text)?.[1] : undefined
  return date !== undefined && isCivilDate(date) && /^\d/.test(new Date(text).toJSON() ?? '')
}

const msPerMinute = 60_000

/**
 * The civil date at an instant, so many minutes east of UTC (480 in China). The offset is the same all year, so no time-zone database is
 * asked.
 *
 * @example civilDateAt('2021-06-30T20:00:00.000Z', 480) // '2021-07-01'
 */
export const civilDateAt = (instant: Instant | Date, utcOffsetMinutes: number): CivilDate =>
  new Date(new Date(instant).getTime() + utcOffsetMinutes * msPerMinute).toISOString().slice(0, 10)

/** The first instant after a civil date, so many minutes east of UTC. */
export const endOfDay = (date: CivilDate, utcOffsetMinutes: number): Instant =>
  new Date((dayNumber(date) + 1) * msPerDay - utcOffsetMinutes * msPerMinute).toISOString()
