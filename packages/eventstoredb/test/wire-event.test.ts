import { memoryStore, portableBatchBytesMax } from '@taizhang/core'
import { play, scriptArbitrary } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromWire, parseAddress, toWire, wireBytes } from '../src/index.ts'
import type { WireEvent } from '../src/wire-event.ts'
import { startDouble, type Double } from './double/start-double.ts'
import { asRead, event, newStream, open, readAll } from './tools.ts'

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterAll(async () => double.stop())

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

test(`every event of any book has its own type and data, comes back byte for byte, and is no larger; seed ${seed}`, async () => {
  const law = fc.asyncProperty(scriptArbitrary(), async (script) => {
    const store = memoryStore()
    await play(script, { store })
    for await (const page of store.read('ledger-test'))
      for (const { id, text } of page) {
        const wire = toWire({ id, text })
        const { type, data } = JSON.parse(text) as { readonly type: string; readonly data: object }
        expect(wire).toMatchObject({ id, type, data: JSON.stringify(data) })
        expect(fromWire(wire)).toEqual({ id, text })
        expect(parsed(wire)).toEqual({ id, text })
        // So a batch of as many bytes as may be is always below the server's limit.
        expect(wireBytes(wire)).toBeLessThanOrEqual(Buffer.byteLength(text))
      }
  })
  await fc.assert(law, { numRuns: 50, seed })
})

/** JSON with a space before it is the same, and not what is pieced together without being parsed. */
const parsed = (wire: WireEvent): ReturnType<typeof fromWire> => fromWire({ ...wire, metadata: ` ${wire.metadata}` })

const usual = fc.record(
  {
    id: fc.uuid(),
    actor: fc.string({ unit: 'grapheme' }),
    batch: fc.record({ count: fc.nat(), index: fc.nat() }),
    book: fc.constant('350305'),
    corrects: fc.uuid(),
    effectiveOn: fc.constant('2021-06-30'),
    evidence: fc.record({ date: fc.constant('2021-06-30'), page: fc.oneof(fc.nat(), fc.double(), fc.string()) }),
    position: fc.nat(),
    reason: fc.string({ unit: 'grapheme' }),
    recordedAt: fc.constant('2021-06-30T00:00:00.000Z'),
    version: fc.nat(),
  },
  { requiredKeys: ['actor', 'batch', 'book', 'effectiveOn', 'position', 'recordedAt', 'version'] },
)

test(`what is pieced together is what would be made of the parsed event, whatever somebody changed in it; seed ${seed}`, () => {
  const changes = fc.array(
    fc.tuple(fc.nat(), fc.nat({ max: 1 }), fc.constantFrom('', ...Array.from('"\\{},:a01-\u0001 '))),
    {
      maxLength: 2,
    },
  )
  let taken = 0
  const law = fc.property(usual, changes, fc.constantFrom('UnitListed', 'a b', ''), (members, changed, type) => {
    let metadata = JSON.stringify(members)
    for (const [at, length, put] of changed) {
      const from = at % metadata.length
      metadata = metadata.slice(0, from) + put + metadata.slice(from + length)
    }
    // Nothing that comes in UTF-8 has half a character.
    const wire = { id, type, data: '{"unitId":"u"}', metadata: metadata.toWellFormed() }
    const found = fromWire(wire)
    if (found) taken++
    expect(found).toEqual(parsed(wire))
  })
  fc.assert(law, { numRuns: 1000, seed })
  expect(taken).toBeGreaterThan(300)
})

/** JSON that is not canonical in some way, or lies about being an event. */
const id = '0190a5c2-7f3e-7c1a-9d0e-3b1f5a2c4d6e'
const marking = '0190a5c2-7f3e-7c1a-9d0e-3b1f5a2c4d70'
const nearly = fc
  .record({
    id: fc.constantFrom<unknown>(id, id.toUpperCase(), 'other', 7),
    type: fc.constantFrom<unknown>('UnitListed', '$>', '', 'text', null),
    data: fc.oneof(
      fc.object(),
      fc.constantFrom<unknown>([], null, 'x', JSON.parse('{"__proto__":{"a":1},"10":1,"9":2}')),
    ),
    text: fc.option(fc.string(), { nil: undefined, freq: 4 }),
    appendId: fc.option(fc.string(), { nil: undefined, freq: 4 }),
    $correlationId: fc.option(fc.string(), { nil: undefined, freq: 4 }),
    correlationId: fc.option(fc.string(), { nil: undefined }),
    causationId: fc.option(fc.string(), { nil: undefined }),
  })
  .map((value) => JSON.stringify(value))
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  nearly,
  nearly.map((text) => `${text} `),
  fc.constant('[1e999]'),
)

test('under another id the own one stands in the metadata, and a mark of the first version is no part of an event', () => {
  const own = event()
  const marked = toWire(own, '00000000-0000-4000-8000-0000000000ff')
  expect(marked).toMatchObject({ id: '00000000-0000-4000-8000-0000000000ff', type: 'UnitListed' })
  expect(JSON.parse(marked.metadata)).toMatchObject({ id: own.id })
  expect(fromWire(marked)).toEqual(own)

  const { metadata, ...rest } = toWire(own)
  const former = JSON.stringify({ ...(JSON.parse(metadata) as object), appendId: 'x' })
  expect(fromWire({ ...rest, metadata: former })).toEqual(own)
})

test(`any text with any id comes back, whatever it is; seed ${seed}`, () => {
  const law = fc.property(texts, fc.constantFrom(id, 'other', '', '__proto__', id.toUpperCase()), (text, given) => {
    expect(fromWire(toWire({ id: given, text }))).toEqual({ id: given, text })
    expect(fromWire(toWire({ id: given, text }, marking))).toEqual({ id: given, text })
  })
  fc.assert(law, { numRuns: 2000, seed })
})

test('correlation and causation stand where the server’s projections look for them', () => {
  const text = `{"causationId":"c2","correlationId":"c1","data":{},"id":"${id}","type":"UnitListed"}`
  expect(toWire({ id, text })).toEqual({
    id,
    type: 'UnitListed',
    data: '{}',
    metadata: '{"$causationId":"c2","$correlationId":"c1"}',
  })
})

test('texts as large as they may be are kept, alone and many in one batch, and so many that they take several messages', async () => {
  const store = open(double.address, {})
  const one = [event(`{"a":"${'台'.repeat(333_000)}"}`)]
  const many = Array.from({ length: 4000 }, () => event()).filter((_, at, all) => {
    const bytes = all.slice(0, at + 1).reduce((sum, { text }) => sum + text.length, 0)
    return at < 3000 || bytes <= portableBatchBytesMax
  })
  const tiny = Array.from({ length: 15_000 }, () => event('1'))
  for (const batch of [one, many, tiny]) {
    const stream = newStream()
    expect(await store.append(stream, batch, { expectedRevision: 'no-stream' })).toMatchObject({ ok: true })
    expect(await readAll(store, stream)).toEqual(asRead(batch))
  }
  await store.close()
})

test('addresses: what the client takes, what is shown, and the book', () => {
  expect(parseAddress('esdb://h:2113/350305?tls=false')).toEqual({
    connection: 'esdb://h:2113?tls=false',
    shown: 'esdb://h:2113/350305?tls=false',
    book: '350305',
  })
  expect(parseAddress('kurrentdb+discover://admin:change%20it@cluster.example/b')).toEqual({
    connection: 'esdb+discover://admin:change%20it@cluster.example',
    shown: 'kurrentdb+discover://admin:***@cluster.example/b',
    book: 'b',
  })
  expect(parseAddress('esdb://a:1,b:2,c:3').book).toBeUndefined()
})
