import type * as z from 'zod'
import { plusDays, type Figure, type reportedQuantity } from '@taizhang/kernel/define'
import {
  figureValue,
  type Facts,
  type Amount,
  type Inexact,
  type FigureRow,
  type FigureValue,
  type Reported,
} from '@taizhang/kernel'
import { amountFrom } from '@taizhang/kernel/internal'
import { figureCatalogue } from './figure-catalogue.ts'
import { compare, decimalOf, over, rounded, type Fraction } from './fraction.ts'

/** What is “about” a number may be so many percent off where no rule of the book says otherwise. */
export const aboutPercentUsual = 5

/** A value with what it comes to before it is rounded, where that is known. */
export interface Derived extends FigureValue {
  readonly unrounded?: Fraction | undefined
}

/**
 * What a figure comes to before it is rounded: a rate is a fraction, and 130 of 158 is 82.28 as well as 82.3. `undefined` for other
 * figures, which are not rounded.
 *
 * @example
 * const [row] = figureRows(view, organizationCoverage, { scope: 'enterprise' })
 * row && unrounded(view.facts, row) // => { above: 100000n, below: 2000n }
 */
export function unrounded(
  facts: Facts,
  { figure: id, scope, by, from, to, asOf }: FigureRow,
  figures: ReadonlyMap<string, Figure> = figureCatalogue,
): Fraction | undefined {
  const figure = figures.get(id)
  const window = asOf === undefined ? from && to && { from, to } : { from: asOf, to: plusDays(asOf, 1) }
  if (!figure || !('part' in figure) || by !== undefined || !window) return undefined
  const [part, whole] = [figure.part, figure.whole].map((one) => figureValue(facts, one, window, { scope }).value)
  const ratio = over(Number(part), Number(whole))
  return ratio && { ...ratio, above: ratio.above * 100n }
}

/**
 * Whether what was reported and what the ledger derives cannot both be true of one number: 60 derived is at variance with "more than
 * 60", 63 is not. A number shows how far it was rounded: it agrees where the value, rounded half up to as many decimals, is the same.
 * Nothing is at variance with what is not derived.
 */
export function atVariance(
  derived: Derived,
  reported: z.output<typeof reportedQuantity>,
  aboutPercent: number = aboutPercentUsual,
): boolean {
  if (derived.value === null) return false
  const { decimals, ...said } = decimalOf(reported.value)
  const value = derived.unrounded ?? decimalOf(Number(derived.value))
  const isInclusive = ['exact', 'at-least', 'at-most'].includes(reported.qualifier)
  if (isInclusive && derived.qualifier !== 'more-than' && compare(rounded(value, decimals), said) === 0) return false
  const a = rangeOf(value, derived.qualifier ?? 'exact', aboutPercent)
  const b = rangeOf(said, reported.qualifier, aboutPercent)
  return isBelow(a, b) || isBelow(b, a)
}

/** Of what is less than it says the difference is more than it says: both are told of what is above. */
const apart: Partial<Record<Reported['qualifier'], Inexact>> = {
  'less-than': 'more-than',
  nearly: 'about',
  'at-most': 'at-least',
}

/**
 * How far apart two are that are at variance: as inexact as both together, because what is more than it says is then the greater of
 * them, and what is less than it says the smaller.
 */
export function distance(derived: FigureValue, reported: Reported, difference: number): Amount {
  const said = apart[reported.qualifier] ?? reported.qualifier
  return amountFrom((of) =>
    of === 'value' ? Math.abs(difference) : Number(derived.qualifier === of) + Number(said === of),
  )
}

/** The numbers that a quantity may stand for; without an end it has none. */
interface Range {
  readonly least?: Fraction
  readonly most?: Fraction
  /** The ends themselves are left out. */
  readonly above?: boolean
  readonly below?: boolean
}

function rangeOf(value: Fraction, how: Reported['qualifier'], aboutPercent: number): Range {
  switch (how) {
    case 'exact':
      return { least: value, most: value }
    case 'at-least':
      return { least: value }
    case 'more-than':
      return { least: value, above: true }
    case 'at-most':
      return { most: value }
    case 'less-than':
      return { most: value, below: true }
    case 'about':
      return { least: off(value, -aboutPercent), most: off(value, aboutPercent) }
    case 'nearly':
      return { least: off(value, -aboutPercent), most: value, below: true }
  }
}

/** So many percent more, away from 0 or towards it. */
function off({ above, below }: Fraction, percent: number): Fraction {
  const part = decimalOf(percent)
  const size = above < 0n ? -above : above
  return { above: above * 100n * part.below + size * part.above, below: below * 100n * part.below }
}

/** Whether every number of the one is less than every number of the other. */
function isBelow({ most, below = false }: Range, { least, above = false }: Range): boolean {
  if (!most || !least) return false
  const order = compare(most, least)
  return order < 0 || (order === 0 && (below || above))
}
