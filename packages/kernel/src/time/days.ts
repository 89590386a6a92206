import { isCivilDate, openEnd, type CivilDate } from './civil-date.ts'
import { dayNumber, msPerDay } from './utc.ts'

/** The end of what has no end yet. */
export const openEndDay = dayNumber(openEnd)

/**
 * Civil dates as numbers of days since 1970-01-01, which are compared and kept more cheaply. Remembers those it has met: a book of a
 * million events has a few thousand.
 */
export class Days {
  readonly #numbers = new Map<CivilDate, number>()
  readonly #texts = new Map<number, CivilDate>()

  /** The number of a date; `NaN` for what is no date. */
  number(date: CivilDate): number {
    return this.#numbers.get(date) ?? this.#meet(date)
  }

  /** The date of a number. */
  text(day: number): CivilDate {
    return this.#texts.get(day) ?? this.#name(day)
  }

  #meet(date: CivilDate): number {
    if (!isCivilDate(date)) return Number.NaN
    const day = dayNumber(date)
    this.#numbers.set(date, day)
    this.#texts.set(day, date)
    return day
  }

  #name(day: number): CivilDate {
    const date = new Date(day * msPerDay).toISOString().slice(0, 10)
    this.#meet(date)
    return date
  }
}
