import { civilDateAt as civilDateIn, endOfDay as endOfDayIn, type CivilDate, type Instant } from '@taizhang/kernel'

/** China keeps UTC+8 all year, so no time-zone database is asked. In minutes. */
export const shanghai = 8 * 60

/**
 * The civil date in China at an instant.
 *
 * @example civilDateAt('2021-06-30T20:00:00Z') // => '2021-07-01'
 */
export const civilDateAt = (instant: Instant | Date): CivilDate => civilDateIn(instant, shanghai)

/**
 * The first instant after a civil date in China. Throws `LedgerError` (usage) where the date is none.
 *
 * @example endOfDay('2021-06-30') // => '2021-06-30T16:00:00.000Z'
 */
export const endOfDay = (date: CivilDate): Instant => endOfDayIn(date, shanghai)
