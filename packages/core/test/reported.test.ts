import { expect, test } from 'vitest'
import { atVariance } from '../src/index.ts'

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
  ['about', 59, true],
  ['more-than', 59, true],
  ['more-than', 60, true],
  ['more-than', 61, false],
  ['at-least', 59, true],
  ['at-least', 60, false],
  ['at-least', 61, false],
] as const)('%s 60 and %i derived are at variance: %s', (qualifier, value, expected) => {
  expect(atVariance({ value }, reported(qualifier), 60 - value)).toBe(expected)
})

test('more than 60 agrees with more than 60', () => {
  expect(atVariance({ value: 60, qualifier: 'more-than' }, reported('more-than'), 0)).toBe(false)
})
