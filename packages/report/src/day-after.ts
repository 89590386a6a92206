import { openEnd, plusDays, type CivilDate } from '@taizhang/core'

/** The next day; the calendar's last one has none. */
export const dayAfter = (day: CivilDate): CivilDate => (day === openEnd ? openEnd : plusDays(day, 1))
