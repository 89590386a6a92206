import { expect, test } from 'vitest'
import { atVariance, distance } from '../src/figures/index.ts'

const reported = (qualifier: 'exact' | 'more-than' | 'at-least' | 'about', value = 60) => ({
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
