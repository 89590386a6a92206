import type { CivilDate } from '@taizhang/kernel'

/** 近年来, the window of the report unless its row says otherwise. */
export const recentYears: CivilDate = '2018-01-01'

/** 近三年. */
export const lastThreeYears: CivilDate = '2018-07-01'
