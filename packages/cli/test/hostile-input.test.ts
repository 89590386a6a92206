import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { folder, golden, run, taizhang } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('hostile.ledger')

beforeAll(async () => {
  await run(['init', ledger, '--book', '330109', '--name', '台账'])
})
afterAll(remove)

const listed = (data: string): string =>
  `{"type":"UnitListed","effectiveOn":"2018-01-01","data":{"unitId":"u1","kind":"enterprise","name":"x"${data}}}`

/** One bad line of each kind, with what the error says of it. */
const bad: readonly (readonly [name: string, line: string | Uint8Array, error: object])[] = [
  ['not JSON', 'UnitListed u1', { code: 'not-json' }],
  ['JSON that ends early', '{"type":"UnitListed"', { code: 'not-json', column: 21 }],
  ['invalid UTF-8', Uint8Array.from([0x22, 0xff, 0xfe, 0x22]), { code: 'not-utf-8' }],
  ['a text in GBK', Uint8Array.from([0x22, 0xc6, 0xf3, 0xd2, 0xb5, 0x22]), { code: 'not-utf-8' }],
  ['a byte order mark inside', `\ufeff${listed('')}`, { code: 'not-json' }],
  ['null', 'null', { code: 'invalid' }],
  ['an array', '[]', { code: 'invalid' }],
  ['a number', '3', { code: 'invalid' }],
  ['an unknown type', listed('').replace('UnitListed', 'UnitDreamt'), { code: 'unknown-type', path: 'type' }],
  ['a type that every object has', listed('').replace('UnitListed', 'constructor'), { code: 'unknown-type' }],
  [
    'an unknown key in the data',
    listed(',"colour":"red"'),
    { path: expect.stringMatching(/^data(\.colour)?$/) as string },
  ],
  ['an unknown key in the envelope', listed('').replace('{', '{"position":7,'), { code: 'invalid' }],
  ['a wrong type', listed(',"operating":"yes"'), { path: 'data.operating' }],
  ['a wrong value', listed('').replace('enterprise', 'firm'), { path: 'data.kind' }],
  ['a date that does not exist', listed('').replace('2018-01-01', '2018-02-30'), { path: 'effectiveOn' }],
  ['an id that is no UUID', listed('').replace('{', '{"id":"7",'), { path: 'id' }],
  ['two members of one name', listed(',"kind":"enterprise"'), { code: 'duplicate-member' }],
  ['a name written in two ways', listed(',"k\\u0069nd":"enterprise"'), { code: 'duplicate-member' }],
  ['__proto__', listed(',"__proto__":{"kind":"x"}'), { path: 'data.__proto__' }],
  ['a lone surrogate', listed(',"park":"\\ud83d"'), { path: 'data.park' }],
  [
    'a number past 2^53',
    '{"type":"HeadcountReported","effectiveOn":"2018-01-01","data":{"unitId":"u1","employees":9007199254740993}}',
    { path: 'data.employees' },
  ],
  ['a number that is infinite', listed(',"park":1e999'), { path: 'data.park' }],
  ['deep nesting of arrays', '['.repeat(400_000) + ']'.repeat(400_000), { code: 'not-plain-json' }],
  [
    'deep nesting of objects',
    listed(`,"park":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
    { code: 'not-plain-json' },
  ],
  ['an identity-card number', listed(',"park":"11010519491231002X"'), { path: 'data.park' }],
  ['a line over 1 MiB', `"${'x'.repeat(1 << 20)}"`, { code: 'line-too-long' }],
]

const lineFeed = Buffer.from('\n')
const input = (lines: readonly (string | Uint8Array)[]): Buffer =>
  Buffer.concat(lines.flatMap((line) => [Buffer.from(line as string), lineFeed]))

const size = async (): Promise<number> =>
  (JSON.parse((await run(['coverage', ledger, '--format', 'json'])).stdout) as { size: number }).size

/** Files that people take for a list of records, with what is said of them. */
const otherFormats: readonly (readonly [name: string, bytes: Uint8Array, said: RegExp])[] = [
  ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0x14, 0, 6, 0]), /这是 Excel 工作簿（\.xlsx）或其他 ZIP 压缩文件/],
  ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /这是旧式的 Office 文件/],
  ['a CSV', Buffer.from('名称,类型\r\n甲,非公企业\r\n'), /这是 CSV 表格/],
  ['a CSV with a mark and quotes', Buffer.from('\ufeff"unitId";"name"\nu1;x\n'), /这是 CSV 表格/],
  ['a table with tabs', Buffer.from('unitId\tname\nu1\tx\n'), /这是 CSV 表格/],
  ['a CSV in GBK', Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xc0, 0xe0, 10]), /这是 CSV 表格/],
  ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x0d, 0x54]), /UTF-16/],
]

describe('a file of another format', () => {
  test.each(otherFormats)('%s: what it is, and what to do', async (_name, bytes, said) => {
    for (const command of ['record', 'check']) {
      const { code, stderr } = await run([command, ledger, '--lang', 'zh'], { stdin: Readable.from([bytes]) })
      expect(code).toBe(1)
      expect(stderr).toMatch(said)
      expect(stderr).toMatch(/请把每条记录写成一行 JSON/)
      expect(stderr.split('\n')).toHaveLength(4)
    }
    expect(await size()).toBe(1)
  })
  test.each([listed(''), `\ufeff${listed('')}`, `  ${listed('')}`])('NDJSON is none: %s', async (line) => {
    for (const pieces of [[line], line.split('')]) {
      const stdin = Readable.from(pieces.map((piece) => Buffer.from(piece)))
      expect((await run(['check', ledger], { stdin })).code).toBe(0)
    }
  })
})

describe('a bad line', () => {
  test.each(bad)('%s', async (_name, line, error) => {
    const stdin = input([listed(''), '', line, listed('').replace('u1', 'u2')])
    for (const command of ['record', 'check']) {
      const { code, stderr } = await run([command, ledger, '--format', 'json'], { stdin })
      expect(code).toBe(1)
      expect(JSON.parse(stderr)).toMatchObject({
        file: '-',
        line: 3,
        recorded: 0,
        ...error,
        errors: [{ line: 3, ...error }],
      })
    }
    expect(await size()).toBe(1)
  })

  test('each of many kinds is told in one error, by the real program', async () => {
    const stdin = input(bad.map(([, line]) => line))
    const { code, stdout, stderr } = await taizhang(['record', ledger, '--format', 'json'], { stdin })
    expect([code, stdout]).toEqual([1, ''])
    const { errors } = JSON.parse(stderr) as { errors: { line: number }[] }
    expect([...new Set(errors.map(({ line }) => line))]).toEqual(bad.map((_, index) => index + 1))
    expect(await size()).toBe(1)
  })

  test('is told to people with its place, in Chinese and in English', async () => {
    const short = bad.filter(([, line]) => line.length < 200).map(([, line]) => line)
    for (const language of ['zh', 'en']) {
      const { stderr } = await run(['record', ledger, '--lang', language], { stdin: input(short) })
      await expect(stderr).toMatchFileSnapshot(golden(`error-bad-lines.${language}.txt`))
    }
  })
})

test('a hundred bad lines are told, also where each has several faults', async () => {
  const line = '{"type":"UnitListed","effectiveOn":"never","data":{"unitId":7,"kind":7,"name":7}}'
  for (const lines of [Array.from({ length: 150 }, () => '{'), Array.from({ length: 150 }, () => line)]) {
    const { stderr } = await run(['record', ledger, '--format', 'json'], { stdin: input(lines) })
    const { errors } = JSON.parse(stderr) as { errors: { line: number }[] }
    expect([...new Set(errors.map(({ line }) => line))]).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  }
})

test('lines of both kinds of fault are told in their order', async () => {
  const stdin = input(['{', listed(',"a":1'), '}', listed(',"b":1'), listed('')])
  const { stderr } = await run(['record', ledger, '--format', 'json'], { stdin })
  const { errors } = JSON.parse(stderr) as { errors: { line: number }[] }
  expect(errors.map(({ line }) => line)).toEqual([1, 2, 3, 4])
})

test('a line of 100 MB is refused without being kept', async () => {
  const chunk = Buffer.alloc(1 << 20, 'x')
  function* lines(): Generator<Buffer> {
    yield input([listed('')])
    for (let at = 0; at < 100; at++) yield chunk
    yield lineFeed
    yield input(['{'])
  }
  const env = { NODE_OPTIONS: '--max-old-space-size=64' }
  const { code, stderr } = await taizhang(['record', ledger, '--format', 'json'], {
    stdin: Readable.from(lines()),
    env,
  })
  expect(code).toBe(1)
  expect(JSON.parse(stderr)).toMatchObject({
    errors: [
      { code: 'line-too-long', line: 2 },
      { code: 'not-json', line: 3 },
    ],
  })
  expect(await size()).toBe(1)
})
