import type * as z from 'zod'
import type { qualifier, reportedQualifier } from '../parts/quantity.ts'
import { fail } from '../errors/refusal.ts'

/** 多、约、以上: how a number that is not exact is meant. */
export type Inexact = Exclude<z.output<typeof qualifier>, 'exact'>

/** How an inexact number is meant in a report: also 不足、近、至多. */
export type Said = Exclude<z.output<typeof reportedQualifier>, 'exact'>

/** A number that may be inexact. Without `qualifier` it is exact. */
export interface Amount {
  readonly value: number
  readonly qualifier?: Inexact
}

/** In the order in which they go over to a sum: one part that is more than it says makes the sum more than it says. */
export const inexactWords = ['more-than', 'about', 'at-least'] as const satisfies readonly Inexact[]

/**
 * An amount from a quantity, as an event or a report has it.
 *
 * @example amountOf({ value: 60, qualifier: 'exact' }) // => { value: 60 }
 */
export const amountOf = <Q extends Said>({
  value,
  qualifier,
}: {
  readonly value: number
  readonly qualifier: Q | 'exact'
}): { readonly value: number; readonly qualifier?: Q } => (qualifier === 'exact' ? { value } : { value, qualifier })

/** An amount of which `read` tells the value, and how many of its parts have a qualifier. */
export function amountFrom(read: (of: 'value' | Inexact) => number): Amount {
  const qualifier = inexactWords.find((one) => read(one) > 0)
  return { value: read('value'), ...(qualifier === undefined ? {} : { qualifier }) }
}

const thousandths = (value: number): number => Math.round(value * 1000)

/** Below it every thousandth is a number of its own. */
export const decimalEnd = 2 ** 40

/**
 * The exact sum of two numbers with at most three decimals.
 *
 * Throws `LedgerError` (too-large) where no number of JavaScript, and so of JSON, stands for the sum: a total that is nearly right is wrong.
 *
 * @example plus(0.1, 0.2) // => 0.3
 */
export function plus(a: number, b: number): number {
  const sum = difference(a, -b)
  const exact =
    Number.isInteger(a) && Number.isInteger(b)
      ? [a, b, sum].every(Number.isSafeInteger)
      : [a, b, sum].every((one) => Math.abs(one) < decimalEnd)
  return exact ? sum : tooLarge(a, b)
}

/** How far `a` is above `b`, to three decimals: of numbers that somebody reported, which may be any. */
export const difference = (a: number, b: number): number =>
  Number.isInteger(a) && Number.isInteger(b) ? a - b : (thousandths(a) - thousandths(b)) / 1000

const tooLarge = (a: number, b: number): never =>
  fail(
    'too-large',
    'sum-too-large',
    {
      zh: `合计过大，无法精确计算：${a} 与 ${b} 之和超出 ${Number.MAX_SAFE_INTEGER}（带小数的为 ${decimalEnd}）；请查看是否有数额误记，更正后再查`,
      en: `the sum is too large to be exact: ${a} and ${b} come to more than ${Number.MAX_SAFE_INTEGER} (with decimals ${decimalEnd}); see whether an amount was recorded wrongly, correct it and ask again`,
    },
    { a, b },
  )
