import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { percent } from '../src/figures/rate.ts'
import { canonicalText, plainJson } from '../src/kernel/canonical.ts'
import { civilDateAt, endOfDay, isCivilDate, openEnd, plusDays, plusYears } from '../src/kernel/civil-date.ts'
import { containsIdentityCardNumber } from '../src/kernel/identity-card.ts'

test('anniversaries that do not exist are the last day of the month; the calendar ends with 9999', () => {
  expect([plusYears('2020-02-29', 1), plusYears('2020-02-29', 4), plusDays('2020-02-28', 1)]).toEqual([
    '2021-02-28',
    '2024-02-29',
    '2020-02-29',
  ])
  expect(plusYears('2020-01-01', 1_000_000)).toBe(openEnd)
  expect(['2021-02-29', '2021-2-1', '0000-00-00', '2021-06-31'].filter(isCivilDate)).toEqual([])
})

test('days are those of Asia/Shanghai', () => {
  expect([civilDateAt('2021-06-30T15:59:59.999Z'), civilDateAt('2021-06-30T16:00:00.000Z')]).toEqual([
    '2021-06-30',
    '2021-07-01',
  ])
  expect(endOfDay('2021-06-30')).toBe('2021-06-30T16:00:00.000Z')
})

test('a rate is the exact fraction, rounded half up to one decimal', () => {
  expect([
    percent(119, 125),
    percent(44, 51),
    percent(1, 2000),
    percent(1, 2001),
    percent(5, 5),
    percent(0, 3),
    percent(0, 0),
  ]).toEqual(['95.2', '86.3', '0.1', '0.0', '100.0', '0.0', null])
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), (part, whole) => {
      const tenths = Number(percent(part, whole)) * 10
      expect(Math.abs(tenths - (1000 * part) / whole)).toBeLessThanOrEqual(0.5 + 1e-6)
    }),
  )
})

test('an identity-card number is found wherever it stands, and only a valid one', () => {
  expect(
    ['11010519491231002X', 'p-11010519491231002x-1', '011010519491231002X'].every(containsIdentityCardNumber),
  ).toBe(true)
  expect(['110105194912310021', '11010519491331002X', '91350305MA2XY12345'].some(containsIdentityCardNumber)).toBe(
    false,
  )
})

test('plain JSON comes through as it will be read back; anything else is refused with its path', () => {
  const refusable = expect.stringMatching(/e\+|\d{16}|__proto__|\\ud/i) as string
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const plain = plainJson(value)
      expect(JSON.stringify(plain.ok ? plain.value : value)).toEqual(
        plain.ok ? JSON.stringify(JSON.parse(canonicalText(value))) : refusable,
      )
    }),
  )
  const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown
  for (const hostile of [
    { a: '\ud800' },
    { a: 2 ** 53 },
    { a: 1n },
    JSON.parse('{"__proto__":1}'),
    deep,
    { a: Array.from({ length: 2 }, () => undefined) },
    new Date(),
  ]) {
    expect(plainJson(hostile).ok).toBe(false)
  }
})
