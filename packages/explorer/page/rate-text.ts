import type { Percent } from '@taizhang/kernel'

/** A rate with its sign, or a dash. */
export const rateText = (rate: Percent): string => (rate === null ? '—' : `${rate}%`)
