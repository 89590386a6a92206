import { plusDays, type CivilDate } from '@taizhang/core'
import type { Random } from './random.ts'

/** No county has this division code. */
export const bookCode = '350399'
/** The opening inventory stands on this day. */
export const openingDay: CivilDate = '2011-12-31'
/** The day that the district's report is about. */
export const reportDay: CivilDate = '2021-06-30'
/** Nothing takes effect later. */
export const lastDay: CivilDate = '2021-12-28'
/** 近年来 and 近三年 of the report, the days after them excluded. */
export const recentYears = { from: '2018-01-01', to: '2021-07-01' } as const
export const lastThreeYears = { from: '2018-07-01', to: '2021-07-01' } as const

const dayMs = 24 * 60 * 60 * 1000
export const instantOf = (day: CivilDate): number => Date.parse(`${day}T00:00:00.000Z`)
export const daysBetween = (from: CivilDate, to: CivilDate): number => (instantOf(to) - instantOf(from)) / dayMs

/** The day itself, or the Monday after a weekend. */
export function workday(day: CivilDate): CivilDate {
  const weekday = new Date(instantOf(day)).getUTCDay()
  return weekday === 6 ? plusDays(day, 2) : weekday === 0 ? plusDays(day, 1) : day
}

/** A working day from `from` to `to`, or the next one after `to` where that is a weekend. */
export const dayBetween = (random: Random, from: CivilDate, to: CivilDate): CivilDate =>
  workday(plusDays(from, random.int(0, Math.max(0, daysBetween(from, to)))))

export const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b)
export const earlier = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? a : b)
export const yearOf = (day: CivilDate): number => Number(day.slice(0, 4))
