import type * as z from 'zod'
import type { qualifier, reportedQualifier } from '../domain/words.ts'

/** 多、约、以上: how a number that is not exact is meant. */
export type Inexact = Exclude<z.output<typeof qualifier>, 'exact'>

/** How a number that is not exact is meant where somebody reported it: also 不足、近、至多. */
export type Said = Exclude<z.output<typeof reportedQualifier>, 'exact'>

/** A number that may be inexact. Without `qualifier` it is exact. */
export interface Amount {
  readonly value: number
  readonly qualifier?: Inexact
}

/** In the order in which they go over to a sum: one part that is more than it says makes the sum more than it says. */
const inexact = ['more-than', 'about', 'at-least'] as const satisfies readonly Inexact[]

/** A quantity as an event has it, or as somebody reported it. */
export const amountOf = <Q extends Said>({
  value,
  qualifier,
}: {
  readonly value: number
  readonly qualifier: Q | 'exact'
}): { readonly value: number; readonly qualifier?: Q } => (qualifier === 'exact' ? { value } : { value, qualifier })

/** An amount of which `read` tells the value, and how many of its parts have a qualifier. */
export function amountFrom(read: (of: 'value' | Inexact) => number): Amount {
  const qualifier = inexact.find((one) => read(one) > 0)
  return { value: read('value'), ...(qualifier === undefined ? {} : { qualifier }) }
}

const thousandths = (value: number): number => Math.round(value * 1000)

/** The exact sum of two numbers with at most three decimals. */
export const plus = (a: number, b: number): number =>
  Number.isInteger(a) && Number.isInteger(b) ? a + b : (thousandths(a) + thousandths(b)) / 1000
