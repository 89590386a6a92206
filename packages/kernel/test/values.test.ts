import canonicalizeJson from 'canonicalize'
import { addDays } from 'date-fns/addDays'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { yuan } from '../../core/src/domain/typography.ts'
import { plus } from '../src/figures/amount.ts'
import { percent } from '../src/figures/rate.ts'
import { canonicalText, plainJson } from '../src/events/canonical.ts'
import {
  civilDateAt,
  daysBetween,
  endOfDay,
  isCivilDate,
  isZonedTime,
  openEnd,
  plusDays,
  plusYears,
} from '../src/time/civil-date.ts'
import { LedgerError } from '../src/errors/refusal.ts'
import { utc } from '../src/time/utc.ts'
import { containsIdentityCardNumber } from '../../core/src/domain/identity-card.ts'

test('anniversaries that do not exist are the last day of the month; the calendar ends with 9999', () => {
  expect([plusYears('2020-02-29', 1), plusYears('2020-02-29', 4), plusDays('2020-02-28', 1)]).toEqual([
    '2021-02-28',
    '2024-02-29',
    '2020-02-29',
  ])
  expect([plusYears('2020-01-01', 1_000_000), plusDays('2020-01-01', 10_000_000)]).toEqual([openEnd, openEnd])
  expect(['2021-02-29', '2021-2-1', '0000-00-00', '2021-06-31'].filter(isCivilDate)).toEqual([])
})

test('days are added as date-fns adds them in UTC, and counted again', () => {
  const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-30'), noInvalidDate: true })
  fc.assert(
    fc.property(date, fc.integer({ min: -400_000, max: 400_000 }), (start, days) => {
      const from = start.toISOString().slice(0, 10)
      const later = addDays(`${from}T00:00:00.000Z`, days, { in: utc })
      fc.pre(later.getUTCFullYear() >= 0 && later.getUTCFullYear() <= 9999)
      const to = later.toISOString().slice(0, 10)
      expect([plusDays(from, days), daysBetween(from, to)]).toEqual([to, days])
    }),
    { numRuns: 2000 },
  )
})

test('the dates that exist are those of the calendar that JavaScript counts by', () => {
  const digits = fc.integer({ min: 0, max: 39 }).map((number) => String(number).padStart(2, '0'))
  const year = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(0, 1900, 2000, 2024, 2100))
  let dates = 0
  fc.assert(
    fc.property(year, digits, digits, (years, month, day) => {
      const text = `${String(years).padStart(4, '0')}-${month}-${day}`
      const at = new Date(`${text}T00:00:00.000Z`)
      if (isCivilDate(text)) dates++
      expect(isCivilDate(text)).toBe(!Number.isNaN(at.getTime()) && at.toISOString().startsWith(text))
    }),
    { numRuns: 5000 },
  )
  expect(dates).toBeGreaterThan(500)
})

test('days are those of the offset', () => {
  expect([civilDateAt('2021-06-30T15:59:59.999Z', 480), civilDateAt('2021-06-30T16:00:00.000Z', 480)]).toEqual([
    '2021-06-30',
    '2021-07-01',
  ])
  expect(endOfDay('2021-06-30', 480)).toBe('2021-06-30T16:00:00.000Z')
})

test('a time counts only with its zone, on a day that exists, in a year of four digits', () => {
  const times = ['2021-07-01T09:00:00Z', '2021-07-01T17:00+08:00', '0001-01-01T00:00:00.5Z', '9999-12-31T23:59:59.999Z']
  const others = ['', '2021-07-01', '2021-07-01T09:00:00', '2021-02-30T09:00Z', '2021-07-01T25:00Z']
  expect(times.filter(isZonedTime)).toEqual(times)
  expect([...others, '9999-12-31T23:59:59-08:00', '0000-01-01T00:00+08:00'].filter(isZonedTime)).toEqual([])
})

test('amounts are set in yuan, from five digits on in groups of three', () => {
  const amounts = [123_400, -123_400, 1_234_500, -1_234_500, 798_558_752, 5, 0.5]
  expect(amounts.map(yuan)).toEqual(['1234', '-1234', '12,345', '-12,345', '7,985,587.52', '0.05', '0.005'])
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

/** Members whose names sort otherwise than they are written: numbers first, surrogates before U+E000. */
const awkwardName = fc.string({
  unit: fc.constantFrom('a', 'B', '0', '1', '9', '-', '€', '\ufb33', '😀', '"'),
  maxLength: 3,
})
const { tree: json } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
    fc.constantFrom(null, -0, 1e21, 1e-7, 0.1 + 0.2, 2 ** 53 - 1),
    fc.dictionary(awkwardName, tie('tree'), { maxKeys: 5 }),
    fc.array(tie('tree'), { maxLength: 3 }),
  ),
}))

test('canonical texts are those of another implementation of RFC 8785, before and after plainJson', () => {
  let plainValues = 0
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalText(value)).toBe(canonicalizeJson(value))
      const plain = plainJson(value)
      if (plain.ok) plainValues++
      expect(canonicalText(plain.ok ? plain.value : value)).toBe(canonicalizeJson(value))
    }),
    { numRuns: 2000 },
  )
  expect(plainValues).toBeGreaterThan(200)
  // RFC 8785, 3.2.3
  const sorted = {
    '\u20ac': 'E',
    '\r': 'C',
    '\ufb33': 'H',
    '1': 'O',
    '\ud83d\ude00': 'S',
    '\u0080': 'T',
    '\u00f6': 'L',
  }
  expect(canonicalText(sorted)).toBe('{"\\r":"C","1":"O","\u0080":"T","ö":"L","€":"E","😀":"S","\ufb33":"H"}')
  expect(canonicalText({ a: undefined, 10: 1, 9: 2 })).toBe('{"10":1,"9":2}')
})

test('what is stored does not change with what the caller gave', () => {
  const given = { b: [{ y: 1, x: 2 }], a: undefined }
  const plain = plainJson(given)
  given.b[0] = { y: 3, x: 4 }
  expect(plain).toEqual({ ok: true, value: { b: [{ x: 2, y: 1 }] } })
})

const pathOf = (value: unknown): unknown => {
  const plain = plainJson(value)
  return plain.ok ? undefined : plain.refusal.path
}

test('a path says where what is no plain JSON stands', () => {
  expect(pathOf({ fine: [1], data: { ids: ['a', { n: Number.NaN }] } })).toBe('data.ids[1].n')
  expect(pathOf({ a: { fine: 1, list: [{}, () => 1] } })).toBe('a.list[1]')
  expect(pathOf([[1], [new Date()]])).toBe('[1][0]')
  expect(pathOf({ a: JSON.parse('{"__proto__":1}') as unknown })).toBe('a.__proto__')
  expect(pathOf({ a: { '\ud800': 1 } })).toBe('a')
})

test('plain JSON comes through as it will be read back; anything else is refused with its path', () => {
  const refusable = expect.stringMatching(/e\+|\d{16}|__proto__|\\ud/i) as string
  let through = 0
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const plain = plainJson(value)
      if (plain.ok) through++
      expect(JSON.stringify(plain.ok ? plain.value : value)).toEqual(
        plain.ok ? JSON.stringify(JSON.parse(canonicalText(value))) : refusable,
      )
    }),
    // Of a hundred about half come through.
    { numRuns: 300 },
  )
  expect(through).toBeGreaterThan(50)
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

/** Numbers with at most three decimals, also near where they cease to be exact. */
const quantity = fc.oneof(
  fc.integer({ min: 0, max: 10_000_000 }).map((thousandths) => thousandths / 1000),
  fc.maxSafeInteger(),
  fc.integer({ min: -3, max: 3 }).map((off) => Number.MAX_SAFE_INTEGER - 3 + off),
  fc.tuple(fc.integer({ min: 0, max: 2 ** 41 }), fc.nat(999)).map(([whole, part]) => Number(`${whole}.${part}`)),
)
/** A number as it is written, in thousandths. */
function thousandths(value: number): bigint {
  const [whole = '', part = ''] = String(Math.abs(value)).split('.')
  const found = BigInt(whole) * 1000n + BigInt(part.padEnd(3, '0'))
  return value < 0 ? -found : found
}

function sumOf(a: number, b: number): number | undefined {
  try {
    return plus(a, b)
  } catch (error) {
    if (error instanceof LedgerError && error.kind === 'too-large' && error.refusal.code === 'sum-too-large')
      return undefined
    throw error
  }
}

test('sums are exact, or refused', () => {
  const [told, refused] = [new Set<boolean>(), new Set<boolean>()]
  fc.assert(
    fc.property(quantity, quantity, fc.boolean(), (a, b, negative) => {
      const other = negative ? -b : b
      const exact = thousandths(a) + thousandths(other)
      const sum = sumOf(a, other)
      const mayBeRefused = [exact, thousandths(a), thousandths(b)].some(
        (one) => (one < 0n ? -one : one) >= 2n ** 40n * 1000n,
      )
      const found = sum === undefined && mayBeRefused ? exact : sum !== undefined && thousandths(sum)
      expect([a, other, found]).toEqual([a, other, exact])
      if (sum === undefined) refused.add(negative)
      else told.add(negative)
    }),
    { numRuns: 10_000 },
  )
  expect([told.size, refused.size]).toEqual([2, 2])
  expect(plus(2 ** 52, 2 ** 52 - 1)).toBe(Number.MAX_SAFE_INTEGER)
  expect(() => plus(Number.MAX_SAFE_INTEGER, 1)).toThrow(/too large to be exact/)
})

test('a rate is exact whatever it is of', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (part, whole) => {
      fc.pre(part >= 0 && whole > 0)
      const tenths = (2000n * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole))
      expect(percent(part, whole)).toBe(`${tenths / 10n}.${tenths % 10n}`)
    }),
    { numRuns: 2000 },
  )
})
