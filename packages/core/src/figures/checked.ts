import { grouped as groupedText, yuan as yuanText } from '../domain/typography.ts'
import { reportedQualifier as qualifiers, reportedQualifier } from '../domain/words.ts'
import {
  expectChoice,
  expectList,
  expectNumber,
  expectObject,
  expectText,
  wrong,
  decimalEnd,
} from '@taizhang/kernel/internal'
import {
  amountIn as amountTogether,
  amountOf as amountOfQuantity,
  percent as rate,
  plus as sum,
  type Amount,
  type Percent,
  type Words,
  type Said,
} from '@taizhang/kernel'
import { amountText as textOfAmount, measureWords, percentagePoints as pointWords } from './measures.ts'
import { atVariance as isAtVariance, distance as apart, type Derived } from './variance.ts'

/*
 * Functions that are called very often inside, as programs that embed core have them: these check what they are given, and throw
 * `LedgerError` (usage) where it is no number, no amount, or a word of no list.
 */

const languages = ['zh', 'en'] as const satisfies readonly (keyof Words)[]

function expectAmount(amount: Amount, parameter: string): void {
  expectObject(amount, parameter)
  expectNumber(amount.value, `${parameter}.value`)
  expectQualifier(amount.qualifier, parameter)
}

/** From 2^40 on thousandths are not exact; what is nearer to it than one would be rounded to it. */
function expectSummand(value: number, parameter: string): void {
  expectNumber(value, parameter)
  if (!Number.isInteger(value) && Math.abs(value) > decimalEnd - 0.001)
    wrong('bad-number', parameter, { zh: '小于 2^40 的数字，或整数', en: 'a number below 2^40, or a whole one' }, value)
}

/** Somebody may have reported any number. */
function expectFinite(value: number, parameter: string): void {
  if (!Number.isFinite(value)) wrong('bad-number', parameter, { zh: '数字', en: 'a number' }, value)
}

/** A number of which somebody reported how exact it is. */
function expectQuantity(quantity: { readonly value: number; readonly qualifier: string }, parameter: string): void {
  expectObject(quantity, parameter)
  expectFinite(quantity.value, `${parameter}.value`)
  expectChoice(quantity.qualifier, `${parameter}.qualifier`, reportedQualifier.options)
}

function expectQualifier(
  qualifier: string | undefined,
  parameter: string,
  choices: readonly string[] = qualifiers.options,
): void {
  if (qualifier !== undefined) expectChoice(qualifier, `${parameter}.qualifier`, choices)
}

/** A value as figures have it: a number, a rate as text, or `null`. */
function expectValue(value: number | Percent, parameter: string): void {
  const isRate = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) && Number.isFinite(Number(value))
  if (value !== null && !isRate) expectFinite(value as number, `${parameter}.value`)
}

/** A value as the ledger derives it, with what it comes to before it is rounded where that is known. */
function expectDerived(derived: Derived, parameter: string): void {
  expectObject(derived, parameter)
  expectValue(derived.value, parameter)
  expectQualifier(derived.qualifier, parameter)
  const { unrounded } = derived
  if (unrounded === undefined) return
  expectObject(unrounded, `${parameter}.unrounded`)
  if (typeof unrounded.above !== 'bigint' || typeof unrounded.below !== 'bigint' || unrounded.below <= 0n)
    wrong(
      'bad-fraction',
      `${parameter}.unrounded`,
      { zh: '两个 bigint 之比，below 大于 0', en: 'one bigint over another, `below` more than 0' },
      unrounded,
    )
}

/**
 * The exact sum of two numbers with at most three decimals.
 *
 * Throws `LedgerError`: usage where one is no number, or too large to be exact; too-large where their sum is.
 *
 * @example plus(0.1, 0.2) // => 0.3
 */
export function plus(a: number, b: number): number {
  expectSummand(a, 'a')
  expectSummand(b, 'b')
  return sum(a, b)
}

/**
 * One number over another in percent. Exact to three decimals of both.
 *
 * @example percent(2, 3) // => '66.7'
 */
export function percent(part: number, whole: number): Percent {
  expectNumber(part, 'part')
  expectNumber(whole, 'whole')
  return rate(part, whole)
}

/**
 * An amount from a quantity, as an event has it.
 *
 * @example amountOf({ value: 60, qualifier: 'more-than' }) // => { value: 60, qualifier: 'more-than' }
 */
export function amountOf<Q extends Said>(quantity: {
  readonly value: number
  readonly qualifier: Q | 'exact'
}): { readonly value: number; readonly qualifier?: Q } {
  expectQuantity(quantity, 'quantity')
  return amountOfQuantity(quantity)
}

/**
 * The sum of amounts, as inexact as its parts.
 *
 * Throws `LedgerError`: usage where one is no amount, or too large to be exact; too-large where they are together.
 *
 * @example amountIn([{ value: 60, qualifier: 'more-than' }, { value: 2 }]) // => { value: 62, qualifier: 'more-than' }
 */
export function amountIn(amounts: readonly Amount[]): Amount {
  expectList(amounts, 'amounts')
  for (const amount of amounts) {
    expectAmount(amount, 'amounts')
    expectSummand(amount.value, 'amounts.value')
  }
  return amountTogether(amounts)
}

/**
 * Whether a reported and a derived value contradict each other.
 *
 * @example
 * atVariance({ value: 60 }, { value: 60, qualifier: 'more-than' }) // => true
 * atVariance({ value: 63 }, { value: 60, qualifier: 'more-than' }) // => false
 */
export function atVariance(...given: Parameters<typeof isAtVariance>): boolean {
  const [derived, reported, aboutPercent] = given
  expectDerived(derived, 'derived')
  expectQuantity(reported, 'reported')
  if (aboutPercent !== undefined) expectNumber(aboutPercent, 'aboutPercent')
  return isAtVariance(...given)
}

/**
 * The difference of two values that contradict each other, as inexact as both together.
 *
 * @example
 * const reported = { value: 60, qualifier: 'more-than', source: '年报', event: 3 } as const
 * distance({ value: 58 }, reported, 2) // => { value: 2, qualifier: 'more-than' }
 */
export function distance(...given: Parameters<typeof apart>): Amount {
  const [derived, reported, difference] = given
  expectDerived(derived, 'derived')
  expectQuantity(reported, 'reported')
  expectFinite(difference, 'difference')
  return apart(...given)
}

/**
 * A number with its measure and qualifier as text; `null` if there is no value. Money is given in fen and shown in yuan.
 *
 * @example amountText({ value: 798_558_752, measure: 'fen' }, 'en') // => '7,985,587.52'
 */
export function amountText(...given: Parameters<typeof textOfAmount>): string | null {
  const [amount, language] = given
  expectObject(amount, 'amount')
  expectValue(amount.value, 'amount')
  expectQualifier(amount.qualifier, 'amount', reportedQualifier.options)
  expectChoice(amount.measure, 'amount.measure', Object.keys(measureWords))
  expectChoice(language, 'language', languages)
  return textOfAmount(...given)
}

/**
 * What the difference of two rates is called.
 *
 * @example percentagePoints(2).zh // => '个百分点'
 */
export function percentagePoints(points: number): Words {
  expectFinite(points, 'points')
  return pointWords(points)
}

/**
 * Digits in groups of three from five digits on: 2026, 17,489.
 *
 * @example
 * grouped('17489') // => '17,489'
 * grouped('2026') // => '2026'
 */
export function grouped(text: string): string {
  expectText(text, 'text')
  return groupedText(text)
}

/**
 * An amount in fen as people read it, in yuan; cents only where there are any: 7,985,587.52, 1200.
 *
 * @example yuan(120_000) // => '1200'
 */
export function yuan(fen: number): string {
  expectNumber(fen, 'fen')
  return yuanText(fen)
}
