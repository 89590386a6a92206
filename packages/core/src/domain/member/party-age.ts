import { plusYears } from '@taizhang/kernel/define'
import type { CivilDate } from '@taizhang/kernel'

/** Where each band of Party age begins, in years. 五十年: 光荣在党 50 年. */
export const partyAgeBands: readonly number[] = [0, 5, 10, 20, 30, 40, 50]

/**
 * 党龄 in whole years: counted from the day of becoming a full member (Party constitution, art. 7). Probation within the Party, a suspension and a
 * wrong expulsion that was undone do not interrupt it.
 */
export function partyAgeOn(fullSince: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(fullSince.slice(0, 4))
  return plusYears(fullSince, years) <= day ? years : years - 1
}

/** The band of an age: `10-19`, `50+`. */
export function partyAgeBand(years: number): string {
  const at = partyAgeBands.findLastIndex((from) => from <= years)
  const next = partyAgeBands[at + 1]
  return next === undefined ? `${partyAgeBands[at]}+` : `${partyAgeBands[at]}-${next - 1}`
}
