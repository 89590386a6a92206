import { plus, type FigureValue } from '@taizhang/kernel'

/** By how many percentage points one rate is above another, as both are printed: `"0.8"`. Nothing where one of them has no value. */
export const pointsBetween = (
  first: FigureValue['value'],
  second: FigureValue['value'],
): { readonly points?: string } =>
  first === null || second === null ? {} : { points: plus(Number(second), -Number(first)).toFixed(1) }
