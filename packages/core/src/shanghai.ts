import { civilDateAt as civilDateIn, endOfDay as endOfDayIn, type CivilDate, type Instant } from '@taizhang/kernel'

/** China keeps UTC+8 all year, so no time-zone database is asked. In minutes. */
export const shanghai = 8 * 60

/** The civil date in China at an instant. */
export const civilDateAt = (instant: Instant | Date): CivilDate => civilDateIn(instant, shanghai)

/** The first instant after a civil date in China. Throws `LedgerError` (usage) where the date is none. */
export const endOfDay = (date: CivilDate): Instant => endOfDayIn(date, shanghai)
