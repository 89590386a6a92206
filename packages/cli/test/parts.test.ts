import * as fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'

import { csv } from '../src/csv.ts'
import { normalized, strayOption } from '../src/options.ts'
import { readLines } from '../src/read-lines.ts'
import { padded, sheet } from '../src/sheet.ts'
import { textWidth } from '../src/text-width.ts'

async function* streamOf(chunks: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

describe('lines', () => {
  const chunked = fc
    .array(fc.uint8Array({ maxLength: 12 }).map((bytes) => bytes.map((byte) => (byte % 4 === 0 ? 10 : byte))))
    .map((chunks) => chunks.map((chunk) => Buffer.from(chunk)))

  test('are the same however the bytes arrive, and too long is too long', async () => {
    await fc.assert(
      fc.asyncProperty(chunked, fc.integer({ min: 1, max: 8 }), async (chunks, bytesMax) => {
        const found: unknown[] = []
        for await (const lines of readLines(streamOf(chunks), { bytesMax })) {
          for (const { number, bytes } of lines)
            found.push([number, bytes === 'too-long' ? bytes : Buffer.from(bytes).toString('latin1')])
        }
        const texts = Buffer.concat(chunks).toString('latin1').split('\n')
        if (texts.at(-1) === '') texts.pop()
        expect(found).toEqual(texts.map((text, at) => [at + 1, text.length > bytesMax ? 'too-long' : text]))
      }),
    )
  })
})

/** RFC 4180, read back. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('CSV', () => {
  test('gives back every text', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ a: fc.string({ unit: 'grapheme' }), b: fc.string() })), (rows) => {
        expect(cellsOf(csv(['a', 'b'], rows))).toEqual([['a', 'b'], ...rows.map(({ a, b }) => [a, b])])
      }),
    )
  })

  test('absent and null are empty, lists are JSON', () => {
    expect(csv(['a', 'b', 'c'], [{ a: null, c: ['x', 1] }])).toBe('a,b,c\r\n,,"[""x"",1]"\r\n')
  })
})

describe('tables', () => {
  const paint = { language: 'zh', bold: String, dim: String } as const

  test('columns are aligned where CJK characters are two wide', () => {
    const columns = [
      { title: { zh: '名称', en: 'name' }, cell: ({ name }: { name: string }) => name },
      { title: { zh: '数', en: 'n' }, cell: ({ name }: { name: string }) => name.length, align: 'right' as const },
    ]
    expect(sheet(columns, [{ name: '党委' }, { name: 'abc' }], paint)).toBe('名称  数\n党委   2\nabc    3\n')
    expect(padded('é（', 5)).toBe('é（  ')
  })
})

describe('arguments', () => {
  test.each([
    [
      ['--lang', 'en', 'coverage', 'x'],
      ['coverage', '--lang', 'en', 'x'],
    ],
    [
      ['help', 'coverage'],
      ['coverage', '--help'],
    ],
    [['help'], ['--help']],
    [
      ['coverage', 'x', '--scope='],
      ['coverage', 'x', '--scope', ''],
    ],
    [
      ['coverage', '--', '--scope='],
      ['coverage', '--', '--scope='],
    ],
  ])('%j is %j', (args, expected) => {
    expect(normalized(args)).toEqual(expected)
  })

  test.each([
    [['coverage', '-5'], '-5'],
    [['coverage', '--has-own-property'], '--has-own-property'],
    [['coverage', '--x'], '--x'],
    [['coverage', '--as-of', '2021-01-01', '-h'], undefined],
    [['init', '--name', '-5'], undefined],
    [['record', '-'], undefined],
    [['record', '--', '-5'], undefined],
  ])('%j: stray is %j', (args, expected) => {
    expect(strayOption(args)).toBe(expected)
  })
})

test('a text takes as many columns as string-width says, also where that is not asked', () => {
  const characters = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCodePoint(code))
  expect(characters.filter((one) => textWidth(one) !== stringWidth(one))).toEqual([])
  const special = ['a', ' ', '台', '（', '—', '…', '，', 'ｶ', '\u3099', '\u0301', '한', '👍', '🏽', '\u200d']
  const text = fc.array(fc.oneof(fc.constantFrom(...special), fc.string({ unit: 'binary' })), { maxLength: 8 })
  fc.assert(
    fc.property(text, (parts) => {
      const joined = parts.join('')
      expect([joined, textWidth(joined)]).toEqual([joined, stringWidth(joined)])
    }),
  )
})
