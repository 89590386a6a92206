import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { folder, makeDistrict, run, type Ran } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('district.ledger')
let exported = ''

beforeAll(async () => {
  await makeDistrict(ledger)
  exported = (await run(['export', ledger])).stdout
})
afterAll(remove)

let made = 0
const restored = async (text: string | Uint8Array): Promise<Ran & { readonly file: string }> => {
  made += 1
  const file = path(`restored-${made}.ledger`)
  return { file, ...(await run(['restore', file, '-', '--format', 'json'], { stdin: text })) }
}

test('export, restore, export: the same bytes', async () => {
  expect(exported.split('\n')).toHaveLength(23)
  const { file, code, stdout, stderr } = await restored(exported)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toEqual({ book: '330109', size: 22 })
  expect((await run(['export', file])).stdout).toBe(exported)
})

test('from a file, and the book goes on where it was', async () => {
  const [file, from] = [path('from-file.ledger'), path('book.ndjson')]
  writeFileSync(from, exported)
  const { code, stdout } = await run(['restore', file, from, '--lang', 'en'])
  expect([code, stdout]).toEqual([0, `book 330109 is restored in ${file}, with 22 events\n`])
  const event = { type: 'UnitRenamed', effectiveOn: '2021-01-01', data: { unitId: 'u1', name: 'x' } }
  const more = await run(['record', file, '--format', 'json'], { stdin: JSON.stringify(event) })
  expect(JSON.parse(more.stdout)).toEqual({ recorded: 1, alreadyRecorded: 0, size: 23 })
})

const line = (at: number): string => exported.split('\n')[at] ?? ''
const changed = (at: number, change: (line: string) => string): string =>
  exported
    .split('\n')
    .map((line, index) => (index === at ? change(line) : line))
    .join('\n')

describe('what is not the recorded form of a whole book is refused, and no file is left', () => {
  test.each<readonly [what: string, text: () => string | Uint8Array, line: number]>([
    ['a position that is wrong', () => changed(3, (text) => text.replace('"position":3', '"position":4')), 4],
    ['spaces', () => changed(2, (text) => text.replace('","', '", "')), 3],
    [
      'members in another order',
      () => changed(0, (text) => text.replace(/"version":1,?/, '').replace('{', '{"version":1,')),
      1,
    ],
    ['CRLF', () => exported.replaceAll('\n', '\r\n'), 1],
    ['a byte order mark', () => `\ufeff${exported}`, 1],
    ['a blank line', () => `${exported}\n`, 23],
    ['a missing end', () => exported.slice(0, exported.lastIndexOf('\n', exported.length - 2) + 1), 21],
    ['half a line', () => exported.slice(0, -40), 22],
    ['no first event', () => exported.slice(exported.indexOf('\n') + 1), 1],
    ['time going back', () => changed(20, (text) => text.replace('T04:02', 'T04:00')), 21],
    ['an id twice', () => changed(21, (text) => text.replace('000000000102"', '000000000101"')), 22],
    ['an unknown key', () => changed(1, (text) => text.replace('"kind":', '"colour":"red","kind":')), 2],
    ['an unknown type', () => changed(1, (text) => text.replace('"type":"', '"type":"X')), 2],
    ['a newer version', () => changed(1, (text) => text.replace(/"version":\d+/, '"version":99')), 2],
    ['what is impossible', () => changed(20, (text) => text.replace('"u2"', '"u9"')), 21],
    ['invalid UTF-8', () => Uint8Array.from([...Buffer.from(`${line(0)}\n`), 0xff, 0x0a]), 2],
    ['no line at all', () => '', 0],
  ])('%s', async (_what, text, expected) => {
    const { file, code, stdout, stderr } = await restored(text())
    expect([code, stdout]).toEqual([1, ''])
    const { errors } = JSON.parse(stderr) as { errors: { file: string; line?: number }[] }
    expect(errors[0]).toMatchObject({ file: '-', ...(expected === 0 ? {} : { line: expected }) })
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(dirname(file)).filter((name) => name.includes('.new-'))).toEqual([])
  })
})

test('a message is in one language', async () => {
  const twice = await restored(changed(21, (text) => text.replace('000000000102"', '000000000101"')))
  const cut = await restored(exported.slice(0, exported.lastIndexOf('\n', exported.length - 2) + 1))
  for (const { stderr } of [twice, cut]) {
    const { message } = JSON.parse(stderr) as { message: { zh: string; en: string } }
    expect(message.en).not.toMatch(/\p{Script=Han}/u)
    expect(message.zh).toMatch(/\p{Script=Han}/u)
  }
})

test('a book that is there is not restored over', async () => {
  const before = readFileSync(ledger)
  const { code, stderr } = await run(['restore', ledger, '-', '--format', 'json'], { stdin: exported })
  expect([code, JSON.parse(stderr)]).toMatchObject([1, { code: 'ledger-exists' }])
  expect(readFileSync(ledger).equals(before)).toBe(true)
})

test('the book may be named, and must then be that one', async () => {
  const { code, stderr } = await run(['restore', path('named.ledger'), '-', '--book', '1', '--format', 'json'], {
    stdin: exported,
  })
  expect([code, JSON.parse(stderr)]).toMatchObject([1, { errors: [{ path: 'book', line: 1 }] }])
})

test('an empty file is filled', async () => {
  const file = path('empty.ledger')
  writeFileSync(file, '')
  expect(await run(['coverage', file])).toMatchObject({ code: 4 })
  expect(await run(['restore', file, '-'], { stdin: exported })).toMatchObject({ code: 0 })
  expect((await run(['export', file])).stdout).toBe(exported)
})
