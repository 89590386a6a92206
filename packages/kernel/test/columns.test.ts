import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ArchiveReader, ArchiveWriter } from '../src/book/archive.ts'
import { Days } from '../src/time/days.ts'
import { EventFrames, kindText } from '../src/events/event-frames.ts'
import { canonicalText } from '../src/events/canonical.ts'
import { packed, unpacked } from '../src/book/columns.ts'
import { EventSubjects } from '../src/events/event-subjects.ts'
import { EventIds } from '../src/events/event-ids.ts'
import { Records } from '../src/book/records.ts'
import { noSymbol, Symbols } from '../src/book/symbols.ts'
import { Texts } from '../src/events/texts.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

/** The same, by way of bytes, which lie anywhere in larger ones: Node's buffers do. */
function again<T extends { archive(archive: ArchiveWriter | ArchiveReader): unknown }>(from: T, empty: T): T {
  const writer = new ArchiveWriter({ whole: true })
  from.archive(writer)
  empty.archive(new ArchiveReader(Buffer.concat([Buffer.from('odd'), writer.end()]).subarray(3)))
  return empty
}

function bytesOf(texts: Texts): Uint8Array {
  const writer = new ArchiveWriter({ whole: true })
  texts.archive(writer)
  return writer.end()
}

/** Adding some, and cutting back to a share of what there is. */
const steps = <T>(value: fc.Arbitrary<T>) =>
  fc.array(
    fc.record({ add: fc.array(value, { maxLength: 30, size: 'max' }), keep: fc.integer({ min: 0, max: 100 }) }),
    {
      maxLength: 12,
    },
  )

test(`ids are found at their positions, and no others, after any adding and taking back; seed ${seed}`, () => {
  const looked = { there: 0, gone: 0 }
  fc.assert(
    fc.property(steps(fc.string({ maxLength: 3 })), (all) => {
      const list: string[] = []
      const ids = new EventIds((position) => list[position] ?? '')
      for (const { add, keep } of all) {
        for (const id of new Set(add)) {
          if (list.includes(id)) continue
          list.push(id)
          ids.add(id)
        }
        const kept = Math.floor((list.length * keep) / 100)
        if (keep % 2 === 0) ids.find('nowhere')
        ids.cut(kept)
        list.length = kept
        const copy = again(ids, new EventIds((position) => list[position] ?? ''))
        for (const id of [...add, ...list, 'nowhere']) {
          const position = list.indexOf(id)
          expect(ids.find(id)).toBe(position < 0 ? undefined : position)
          expect(copy.find(id)).toBe(ids.find(id))
          // Those that were just added and are not there were taken back.
          looked[position < 0 ? 'gone' : 'there']++
        }
      }
    }),
    { seed, numRuns: 300 },
  )
  expect(Math.min(looked.there, looked.gone)).toBeGreaterThan(100)
})

test(`events are found by what they name, and only those may be besides that have its hash; seed ${seed}`, () => {
  const looked = { there: 0, gone: 0 }
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'o1', 'o2', '长'), { maxLength: 4 })
  fc.assert(
    fc.property(steps(names), (all) => {
      const list: (readonly string[])[] = []
      const subjects = new EventSubjects()
      for (const { add, keep } of all) {
        for (const one of add) {
          list.push(one)
          subjects.add(one)
        }
        if (keep % 2 === 0) subjects.about('nowhere')
        list.length = Math.floor((list.length * keep) / 100)
        subjects.cut(list.length)
        const copy = again(subjects, new EventSubjects())
        for (const name of ['a', 'b', 'o1', '长', 'nowhere']) {
          const events = list.flatMap((named, at) => (named.includes(name) ? [at] : []))
          expect([subjects.about(name), copy.about(name)]).toEqual([events, events])
          looked[events.length > 0 ? 'there' : 'gone']++
        }
      }
    }),
    { seed, numRuns: 200 },
  )
  expect(Math.min(looked.there, looked.gone)).toBeGreaterThan(100)
})

test('an event that names two subjects of one hash is found once', () => {
  const subjects = new EventSubjects()
  // The same by FNV-1a.
  for (const named of [['costarring', 'liquid'], [], ['liquid']]) subjects.add(named)
  for (const name of ['costarring', 'liquid']) expect(subjects.about(name)).toEqual([0, 2])
})

test(`columns of numbers come back from as few bytes as they take; seed ${seed}`, () => {
  const column = fc.oneof(
    fc.array(fc.integer()),
    fc.array(fc.integer({ min: -3, max: 250 })),
    fc.array(fc.integer({ min: 1000, max: 60_000 })),
    fc.array(fc.constant(-7)),
    fc.constant([-(2 ** 31), 2 ** 31 - 1]),
  )
  fc.assert(
    fc.property(fc.array(column, { maxLength: 6 }), (all) => {
      const columns = all.map((numbers) => Int32Array.from(numbers))
      const read = unpacked(packed(columns))
      expect(read.length === 0 ? columns.map(() => []) : read.map((one) => [...one])).toEqual(all)
    }),
    { seed, numRuns: 300 },
  )
  expect(packed([Int32Array.from({ length: 1000 }, (_, at) => 70_000 + (at % 200))]).length).toBeLessThan(1100)
})

/** Few random texts fill one piece of the usual size. They fill many of this size. */
const pieceCharacters = 40

test(`texts come back as they were from any piece, in any script, and equal ones make equal bytes; seed ${seed}`, () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('长'.repeat(pieceCharacters), 'a'.repeat(pieceCharacters - 1), '\uFEFFmark'),
  )
  let readFromThree = 0
  fc.assert(
    fc.property(steps(text), (all) => {
      const texts = new Texts(pieceCharacters)
      const list: string[] = []
      for (const { add, keep } of all) {
        for (const one of add) {
          list.push(one)
          texts.add(one)
        }
        list.length = Math.floor((list.length * keep) / 100)
        texts.cut(list.length)
        const copy = again(texts, new Texts(pieceCharacters))
        for (const [at, one] of list.entries()) expect([texts.text(at), copy.text(at)]).toEqual([one, one])
        if (piecesOf(list) >= 3) readFromThree++
      }
      const straight = new Texts(pieceCharacters)
      for (const one of list) straight.add(one)
      expect(Buffer.compare(bytesOf(texts), bytesOf(straight))).toBe(0)
    }),
    { seed, numRuns: 300 },
  )
  expect(readFromThree).toBeGreaterThan(300)
})

/** How many whole pieces texts fill. */
function piecesOf(texts: readonly string[]): number {
  let [pieces, characters] = [0, 0]
  for (const { length } of texts) {
    characters += length
    if (characters < pieceCharacters) continue
    pieces++
    characters = 0
  }
  return pieces
}

test('texts come back from three pieces of the usual size', () => {
  const texts = new Texts()
  const list = Array.from({ length: 9 }, (_, at) => (at % 2 === 0 ? '长' : 'a').repeat(100_000 + at))
  for (const one of list) texts.add(one)
  expect(list.map((one, at) => texts.text(at) === one)).toEqual(list.map(() => true))
})

const rarely = (text: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: text })

test(`a text that lies in its frame is the same text again; seed ${seed}`, () => {
  const odd = fc.constantFrom('a', '"', '\\\\', '"},"effectiveOn":"', ',"position":1', '长', '","batch":{"count":2')
  const word = fc.oneof(fc.constantFrom('clerk-1', 'clerk-2'), fc.string(), odd)
  const names = fc.constantFrom('a', 'position', 'recordedAt', 'type', 'id', 'data', 'batch', 'evidence')
  const value = fc.oneof(fc.jsonValue(), word, fc.dictionary(names, fc.oneof(word, fc.nat())))
  const events = fc.array(
    fc.record(
      {
        actor: word,
        batch: fc.record({ count: fc.nat(2000), index: fc.nat(2000) }),
        book: fc.constantFrom('bench', 'bench', 'x'),
        data: fc.dictionary(names, value),
        effectiveOn: fc.constantFrom('2020-01-01', '2021-06-30'),
        evidence: fc.dictionary(names, word),
        id: fc.constantFrom('00000000-0000-7000-8000-00000000c350', 'short'),
        position: fc.nat(2_000_000),
        reason: rarely(word),
        corrects: rarely(word),
        recordedAt: fc.oneof(fc.constantFrom('2020-01-01T04:00:00.000Z', '2020-01-01T04:00:00.001Z'), word),
        type: fc.oneof(fc.constantFrom('MemberTransferred', 'UnitListed'), word),
        version: fc.integer({ min: 0, max: 11 }),
      },
      {
        requiredKeys: [
          'actor',
          'batch',
          'book',
          'data',
          'effectiveOn',
          'id',
          'position',
          'recordedAt',
          'type',
          'version',
        ],
      },
    ),
  )
  let framed = 0
  fc.assert(
    fc.property(events, (all) => {
      const frames = new EventFrames('bench')
      const texts = all.map((event) => canonicalText(event))
      for (const { actor, batch, position, recordedAt, type, version } of all) {
        const frame = { actor, ...batch, position, recordedAt, kind: kindText(type, version) }
        const found = texts.map((text) => ({ text, own: frames.ownPart(text, frame) }))
        const again = found.map(({ text, own }) => (own === undefined ? text : frames.text(frame, own)))
        expect(again).toEqual(texts)
        framed += found.filter(({ own }) => own !== undefined).length
      }
    }),
    { seed, numRuns: 2000 },
  )
  expect(framed).toBeGreaterThan(100)
})

/** JSON.parse of Node 24.21 takes a member named by a quotation mark for one named by a backslash, where it has read both. */
const isReadBack = (value: fc.JsonValue): boolean => !/"(?:[^"\\]|\\.)*\\.(?:[^"\\]|\\.)*":/.test(JSON.stringify(value))

test(`equal JSON values have one symbol, others have another; seed ${seed}`, () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue().filter(isReadBack), { maxLength: 50 }), fc.nat(), (values, pick) => {
      const symbols = new Symbols()
      const kept = new Map(values.map((value) => [symbols.of(value), JSON.stringify(value)]))
      expect(kept.size).toBe(new Set(values.map((value) => JSON.stringify(value))).size)
      expect(symbols.of(undefined)).toBe(noSymbol)
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

const listed = (records: Records): readonly (readonly number[])[] =>
  Array.from({ length: records.length }, (_, at) => [0, 1, 2].map((field) => records.get(at, field)))

test(`records come back from segments, whatever was set between them, and what is set back is not in them; seed ${seed}`, () => {
  const change = fc.record({ index: fc.nat(), field: fc.nat(2), value: fc.integer(), isTakenBack: fc.boolean() })
  const step = fc.record({ add: fc.nat(40), cut: fc.nat(40), changes: fc.array(change, { maxLength: 8 }) })
  let changed = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (all) => {
      const [records, copy] = [new Records(3, 1), new Records(3, 1)]
      for (const { add, cut, changes } of all) {
        const before = records.length
        for (let at = 0; at < add; at++) records.set(records.add(), at % 3, at + 1)
        records.cut(Math.max(before, records.length - cut))
        const kept = new Map<number, string>()
        for (const { index, field, value, isTakenBack } of changes) {
          const at = 1 + (index % records.length)
          if (at >= records.length) continue
          const was = records.get(at, field)
          records.set(at, field, value)
          if (isTakenBack) records.set(at, field, was)
          else if (at < before) kept.set(at, '')
        }
        changed += kept.size
        const writer = new ArchiveWriter({ whole: false })
        records.archive(writer)
        const bytes = writer.end()
        const isTheSame = records.length === before && kept.size === 0
        expect(bytes.length < 40 || !isTheSame).toBe(true)
        records.settle()
        copy.archive(new ArchiveReader(bytes))
      }
      expect(listed(copy)).toEqual(listed(records))
    }),
    { seed, numRuns: 200 },
  )
  expect(changed).toBeGreaterThan(100)
})

test('days are counted from 1970, there and back; what is no date has no number', () => {
  const days = new Days()
  expect(['1969-12-31', '1970-01-01', '2020-02-29', '9999-12-31'].map((date) => days.number(date))).toEqual([
    -1, 0, 18_321, 2_932_896,
  ])
  expect([-1, 18_321].map((day) => new Days().text(day))).toEqual(['1969-12-31', '2020-02-29'])
  expect(['2021-02-29', 'x', ''].map((date) => days.number(date))).toEqual([Number.NaN, Number.NaN, Number.NaN])
})
