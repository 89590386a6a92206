import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ArchiveReader, ArchiveWriter } from '../src/kernel/archive.ts'
import { Days } from '../src/kernel/days.ts'
import { EventIds } from '../src/kernel/event-ids.ts'
import { Records } from '../src/kernel/records.ts'
import { Symbols } from '../src/kernel/symbols.ts'
import { Texts } from '../src/kernel/texts.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

/** The same, by way of bytes, which lie anywhere in larger ones: Node's buffers do. */
function again<T extends { archive(archive: ArchiveWriter | ArchiveReader): void }>(from: T, empty: T): T {
  const writer = new ArchiveWriter()
  from.archive(writer)
  empty.archive(new ArchiveReader(Buffer.concat([Buffer.from('odd'), writer.end()]).subarray(3)))
  return empty
}

/** Adding some, and cutting back to a share of what there is. */
const steps = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.record({ add: fc.array(value, { maxLength: 30 }), keep: fc.integer({ min: 0, max: 100 }) }), {
    maxLength: 12,
  })

test(`ids are found at their positions, and no others, after any adding and taking back; seed ${seed}`, () => {
  fc.assert(
    fc.property(steps(fc.string({ maxLength: 3 })), (all) => {
      const list: string[] = []
      const ids = new EventIds((position) => list[position] ?? '')
      for (const { add, keep } of all) {
        for (const id of new Set(add)) {
          if (list.includes(id)) continue
          list.push(id)
          ids.add(id, list.length - 1)
        }
        for (let last = list.length - 1; last >= Math.floor((list.length * keep) / 100); last--) {
          ids.remove(list[last] ?? '', last)
          list.pop()
        }
        const copy = again(ids, new EventIds((position) => list[position] ?? ''))
        for (const id of [...add, ...list, 'nowhere']) {
          const position = list.indexOf(id)
          expect(ids.find(id)).toBe(position < 0 ? undefined : position)
          expect(copy.find(id)).toBe(ids.find(id))
        }
      }
    }),
    { seed, numRuns: 300 },
  )
})

test(`texts come back as they were, framed or not, in any script; seed ${seed}`, () => {
  const part = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constant('长'.repeat(2000)))
  const framed = fc.record({ head: part, middle: part, tail: part, framed: fc.boolean() })
  fc.assert(
    fc.property(steps(framed), (all) => {
      const texts = new Texts()
      const list: { readonly text: string; readonly head: string; readonly tail: string }[] = []
      for (const { add, keep } of all) {
        for (const { head, middle, tail, framed: is } of add) {
          const text = is ? head + middle + tail : middle
          list.push({ text, head, tail })
          texts.add(text, { head, tail })
        }
        list.length = Math.floor((list.length * keep) / 100)
        texts.cut(list.length)
        const copy = again(texts, new Texts())
        for (const [at, { text, ...frame }] of list.entries()) {
          expect(texts.text(at, frame)).toBe(text)
          expect(copy.text(at, frame)).toBe(text)
        }
      }
    }),
    { seed, numRuns: 100 },
  )
})

test(`equal JSON values have one symbol, others have another; seed ${seed}`, () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 50 }), fc.nat(), (values, pick) => {
      const symbols = new Symbols()
      const kept = new Map(values.map((value) => [symbols.of(value), JSON.stringify(value)]))
      expect(kept.size).toBe(new Set(values.map((value) => JSON.stringify(value))).size)
      const copy = again(symbols, new Symbols())
      for (const value of values) {
        expect(JSON.stringify(copy.value(symbols.of(value)))).toBe(JSON.stringify(value))
        expect(copy.of(value)).toBe(symbols.of(value))
      }
      const length = 1 + (pick % symbols.length)
      symbols.cut(length)
      for (const value of values) symbols.of(value)
      expect(symbols.length).toBe(copy.length)
    }),
    { seed, numRuns: 200 },
  )
})

test('records keep what is set over pages, are zeros when added, and are zeros again after a cut', () => {
  const records = new Records(3)
  const size = 9000
  for (let at = 0; at < size; at++) {
    expect(records.add()).toBe(at)
    for (const field of [0, 1, 2]) {
      expect(records.get(at, field)).toBe(0)
      records.set(at, field, at * 3 + field - 100)
    }
  }
  const copy = again(records, new Records(3))
  for (let at = 0; at < size; at++)
    expect([0, 1, 2].map((field) => copy.get(at, field))).toEqual([at * 3 - 100, at * 3 - 99, at * 3 - 98])
  records.cut(10)
  expect([records.length, records.add()]).toEqual([10, 10])
  expect([0, 1, 2].map((field) => records.get(10, field))).toEqual([0, 0, 0])
})

test('days are counted from 1970, there and back; what is no date has no number', () => {
  const days = new Days()
  expect(['1969-12-31', '1970-01-01', '2020-02-29', '9999-12-31'].map((date) => days.number(date))).toEqual([
    -1, 0, 18_321, 2_932_896,
  ])
  expect([-1, 18_321].map((day) => new Days().text(day))).toEqual(['1969-12-31', '2020-02-29'])
  expect(['2021-02-29', 'x', ''].map((date) => days.number(date))).toEqual([Number.NaN, Number.NaN, Number.NaN])
})
