import type { Amount, Inexact } from './amount.ts'

/** A rate in percent, rounded half up to one decimal, as text: `"95.2"`; `null` over nothing. */
export type Percent = string | null

/**
 * One number in percent of another, exact for numbers with three decimals.
 *
 * @example
 * percent(2, 3) // => '66.7'
 * percent(1, 0) // => null
 */
export function percent(part: number, whole: number): Percent {
  const [above, below] = [thousandths(part), thousandths(whole)]
  if (below === 0n) return null
  const negative = above < 0n !== below < 0n
  const [a, b] = [above, below].map((number) => (number < 0n ? -number : number)) as [bigint, bigint]
  const tenths = (2000n * a + b) / (2n * b)
  return `${negative && tenths > 0n ? '-' : ''}${tenths / 10n}.${tenths % 10n}`
}

/** Whole numbers times a thousand may be larger than numbers are exact. */
const thousandths = (value: number): bigint =>
  Number.isInteger(value) ? BigInt(value) * 1000n : BigInt(Math.round(value * 1000))

/** One amount over another. An inexact part makes the rate inexact in the same way; over an inexact whole it is `about`. */
export function ratio(part: Amount, whole: Amount): { readonly value: Percent; readonly qualifier?: Inexact } {
  const value = percent(part.value, whole.value)
  const qualifier = whole.qualifier === undefined ? part.qualifier : 'about'
  return value === null || qualifier === undefined ? { value } : { value, qualifier }
}
