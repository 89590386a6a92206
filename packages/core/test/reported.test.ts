import { expect, test } from 'vitest'
import { atVariance, distance, type Fraction, type Reported } from '../src/figures/index.ts'

const reported = (qualifier: Reported['qualifier'], value = 60) => ({
  value,
  qualifier,
  source: '年中报表',
  event: 7,
})

test.each([
  ['exact', 60, false],
  ['exact', 61, true],
  ['about', 60, false],
  ['about', 57, false],
  ['about', 63, false],
  ['about', 56, true],
  ['about', 64, true],
  ['more-than', 59, true],
  ['more-than', 60, true],
  ['more-than', 61, false],
  ['at-least', 59, true],
  ['at-least', 60, false],
  ['at-least', 61, false],
  ['less-than', 59, false],
  ['less-than', 60, true],
  ['less-than', 61, true],
  ['at-most', 59, false],
  ['at-most', 60, false],
  ['at-most', 61, true],
  ['nearly', 56, true],
  ['nearly', 57, false],
  ['nearly', 59, false],
  ['nearly', 60, true],
] as const)('%s 60 and %i derived are at variance: %s', (qualifier, value, expected) => {
  expect(atVariance({ value }, reported(qualifier))).toBe(expected)
})

test.each([
  ['more-than', 60, 'more-than', false],
  ['more-than', 10, 'more-than', false],
  ['more-than', 60, 'exact', true],
  ['more-than', 59, 'exact', false],
  ['at-least', 60, 'exact', false],
  ['more-than', 90, 'about', true],
  ['about', 40, 'more-than', true],
  ['about', 58, 'exact', false],
  ['at-least', 60, 'less-than', true],
  ['at-least', 60, 'at-most', false],
  ['more-than', 60, 'at-most', true],
  ['about', 62, 'nearly', false],
] as const)('derived: %s %i, reported: 60 %s, at variance: %s', (qualifier, value, said, expected) => {
  expect(atVariance({ value, qualifier }, reported(said))).toBe(expected)
})

test('how far off “about” may be is the book’s to say; what is not derived is at variance with nothing', () => {
  expect(atVariance({ value: 59 }, reported('about'), 0)).toBe(true)
  expect(atVariance({ value: 59 }, reported('about'), 2)).toBe(false)
  expect(atVariance({ value: null }, reported('exact'))).toBe(false)
})

test('how far apart they are is as inexact as both: what is more than it says is then the greater', () => {
  expect(distance({ value: 133 }, reported('more-than', 1000), 867)).toEqual({ value: 867, qualifier: 'more-than' })
  expect(distance({ value: 69, qualifier: 'more-than' }, reported('exact'), -9)).toEqual({
    value: 9,
    qualifier: 'more-than',
  })
  expect(distance({ value: '44.0' }, reported('exact', 45), 1)).toEqual({ value: 1 })
})

test('of what is less than it says, the difference is more than it says', () => {
  expect(distance({ value: 63 }, reported('less-than'), -3)).toEqual({ value: 3, qualifier: 'more-than' })
  expect(distance({ value: 63 }, reported('at-most'), -3)).toEqual({ value: 3, qualifier: 'at-least' })
  expect(distance({ value: 50 }, reported('nearly'), 10)).toEqual({ value: 10, qualifier: 'about' })
})

const rate = (part: number, whole: number): Fraction => ({ above: BigInt(part) * 100n, below: BigInt(whole) })

/** Long division, one digit after the other: nothing is rounded before the last. */
function shownWith(decimals: number, part: number, whole: number): number {
  const scaled = part * 100 * 10 ** decimals
  const rest = scaled % whole
  return ((scaled - rest) / whole + (2 * rest >= whole ? 1 : 0)) / 10 ** decimals
}

test('a rate agrees with every number that it is rounded half up to, and with no other of as many decimals', () => {
  let tried = 0
  for (let whole = 1; whole <= 60; whole++)
    for (let part = 0; part <= whole; part++)
      for (let decimals = 0; decimals <= 4; decimals++) {
        const shown = shownWith(decimals, part, whole)
        const derived = { value: shownWith(1, part, whole).toFixed(1), unrounded: rate(part, whole) }
        expect([part, whole, shown, atVariance(derived, reported('exact', shown))]).toEqual([part, whole, shown, false])
        // A number that ends in 0 shows fewer decimals: it may be right for another reason.
        const next = Number((shown + 10 ** -decimals).toFixed(decimals))
        if (String(next).split('.')[1]?.length !== (decimals || undefined)) continue
        expect([part, whole, next, atVariance(derived, reported('exact', next))]).toEqual([part, whole, next, true])
        tried++
      }
  expect(tried).toBeGreaterThan(5000)
})

test('what a rate is more or less than is told of the rate before it is rounded', () => {
  const derived = { value: '28.0', unrounded: rate(7, 25) }
  expect(atVariance(derived, reported('more-than', 28))).toBe(true)
  expect(atVariance(derived, reported('less-than', 28))).toBe(true)
  const rounded = { value: '82.3', unrounded: rate(130, 158) }
  expect(atVariance(rounded, reported('less-than', 82.3))).toBe(false)
  expect(atVariance(rounded, reported('more-than', 82.27))).toBe(false)
  expect(atVariance(rounded, reported('at-least', 82.3))).toBe(false)
})
