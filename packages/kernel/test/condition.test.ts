import { LedgerError, type Condition } from '@taizhang/kernel'
import { defineDimension, defineRelation } from '@taizhang/kernel/define'
import { expectCondition, meets } from '@taizhang/kernel/internal'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'

const room = defineRelation({
  name: 'room',
  title: { zh: '房间', en: 'Room' },
  key: ['roomId'],
  attributes: { floor: z.int(), wing: z.string() },
})
const floor = defineDimension({ id: 'floor', title: { zh: '楼层', en: 'Floor' }, of: room, attribute: 'floor' })
const wing = defineDimension({ id: 'wing', title: { zh: '楼', en: 'Wing' }, of: room, attribute: 'wing' })

const signs = ['=', '!=', '>=', '<=', '>', '<'] as const satisfies readonly Condition['test'][]

const naively = <T extends number | string>(sign: (typeof signs)[number], a: T, b: T): boolean =>
  ({ '=': a === b, '!=': a !== b, '>=': a >= b, '<=': a <= b, '>': a > b, '<': a < b })[sign]

/** Numbers are compared as numbers, texts as texts: `9` is before `10`, `"9"` is not. */
test('a condition is met as its sign says', () => {
  const number = fc.constantFrom(0, 5, 9, 10, 100)
  const text = fc.constantFrom('9', '10', 'a', 'b', '东')
  const seen = new Set<string>()
  const tried = (dimension: typeof floor, value: fc.Arbitrary<number | string>): void =>
    fc.assert(
      fc.property(fc.constantFrom(...signs), value, value, (sign, one, limit) => {
        const condition = { dimension: dimension.id, test: sign, values: [String(limit)] }
        const met = meets(dimension, condition, one)
        expect([sign, one, limit, met]).toEqual([sign, one, limit, naively(sign, one, limit)])
        seen.add(`${dimension.id} ${sign} ${one === limit} ${met}`)
      }),
      { numRuns: 1000 },
    )
  tried(floor, number)
  tried(wing, text)
  // Each sign beside what is the same, and each met and not by what is another.
  expect(seen.size).toBe(2 * (2 * 2 + 4 * 3))
})

test('nothing meets an order, and is another than every value', () => {
  for (const nothing of [undefined, null, ''])
    expect(signs.map((sign) => meets(floor, { dimension: 'floor', test: sign, values: ['3'] }, nothing))).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ])
})

test('a condition on what is told in bands has numbers or names of bands', () => {
  const banded = { ...floor, bands: [2, 5] }
  const domain = { dimensions: new Map([['floor', banded]]) }
  const expected =
    (test: Condition['test'], ...values: readonly string[]) =>
    () =>
      expectCondition(domain, { dimension: 'floor', test, values }, 'where')
  for (const good of [expected('>=', '3'), expected('=', '3', '2-4', ''), expected('!=', '5+')])
    expect(good).not.toThrow()
  for (const bad of [expected('>=', 'x'), expected('<', '2-4'), expected('=', '3', '2-5'), expected('>', '1', '2')])
    expect(bad).toThrow(LedgerError)
})
