import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { originOf, signingKey } from '../src/index.ts'
import { sha256 } from '../src/sha256.ts'
import { figuresNamed, folder, made, needsTools, python, unpacked } from './bundles.ts'

/** What commands a terminal, turns text around, or is no text: one of each kind. */
const hostile =
  '\u001b[2J\u001b]0;x\u0007\u009b31m\u0000\b\r\n\u0085\u2028\u2029\u200b\u200e\u061c\u202e\u2066\u2069\ufeff\u{e0041}\ud83d'
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const bundle = made(figuresNamed('organization-coverage', 'members'), true)

/** A text of a file of the bundle. */
const textOf = (name: string): string => new TextDecoder().decode(bundle[name])

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('hostile text in a bundle commands no terminal', () => {
  const inJson = JSON.stringify(hostile).slice(1, -1)
  const places: readonly (readonly [string, (text: string) => string])[] = [
    ['figures.json', (text) => text.replace('"scope": "', `"scope": "${inJson}`)],
    ['figures.json', (text) => text.replace('"figure": "', `"figure": "${inJson}`)],
    ['figures.json', (text) => text.replace('"book": "', `"book": "${inJson}`)],
    ['figures.json', (text) => text.replace('"asOf": "', `"asOf": "${inJson}`)],
    ['figures.json', (text) => text.replace(/"value": "[^"]*"/, `"value": "${inJson}"`)],
    ['proofs.json', (text) => text.replace('"0": [', `"${inJson}": [`)],
    ['proofs.json', (text) => text.replace('"proof": [', `"proof": ["${inJson}",`)],
    ['events.ndjson', (text) => text.replace('"position":', `"${inJson}":`)],
    ['checkpoint.note', (text) => text.replace('taizhang/', `taizhang/${hostile}`)],
    ['checkpoint.note', (text) => text.replace('— ', `— ${hostile}`)],
    ['checkpoint.note', (text) => text.replace('\n', `${hostile.replaceAll('\n', '')}\n`)],
    ['older.note', (text) => text.replace('taizhang/', 'taizhang/\u009b2J')],
  ]
  test.for(places)('%s', ([name, edit], context) => {
    needsTools(context)
    const edited = edit(textOf(name))
    expect(edited).not.toBe(textOf(name))
    const { code, out } = python(unpacked({ ...bundle, [name]: bytes(edited) }), '../keys.pub')
    // What the members of figures.json are called is for people to read: SPEC.md says that nobody checks it.
    expect([0, 3, 6]).toContain(code)
    expect(out.replaceAll('\n', '')).not.toMatch(hidden)
    // Nothing of it begins a line, so that none can be made up.
    expect(out.split('\n').filter((line) => !/^(相符|不符|相加|推算|未查|无法|taizhang|$)/.test(line))).toEqual([])
  })
})

test('a key or a checkpoint that is none is refused in words, at once', (context) => {
  needsTools(context)
  const path = unpacked(bundle)
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(path, name), content)
    return name
  }
  const note = textOf('older.note')
  mkdirSync(join(path, 'folder'))
  expect(spawnSync('mkfifo', [join(path, 'pipe')]).status).toBe(0)
  const none = [
    '/dev/zero',
    'folder',
    'pipe',
    'nothing',
    file('large', Buffer.alloc(10 << 20, note)),
    file(
      'binary',
      Uint8Array.from({ length: 256 }, (_, at) => at),
    ),
    file('marked', `\ufeff${note}`),
    file('empty', ''),
    file('garbled', note.replace('\n', '\u0000\n')),
    file('latin', Uint8Array.of(...bytes(note.slice(0, 5)), 0xff, ...bytes(note.slice(5)))),
  ]
  const words =
    /^无法检查 could not check: \w+: (not a (checkpoint|public key)|no file that can be what is needed here) /m
  for (const name of none) {
    expect([name, python(path, '../keys.pub', '--held', name)]).toEqual([
      name,
      { code: 6, out: expect.stringMatching(words) as unknown },
    ])
  }
  for (const name of ['/dev/zero', 'pipe', 'large', 'binary'])
    expect([name, python(path, name)]).toEqual([name, { code: 6, out: expect.stringMatching(words) as unknown }])
})

/** The public line of a key of a type, whatever its name. */
function lineOf(name: string, type: number): string {
  const { publicKey } = signingKey('x', 'witness', new Uint8Array(32).fill(2))
  const data = Buffer.concat([Uint8Array.of(type), publicKey])
  const id = Buffer.from(sha256(Buffer.concat([Buffer.from(`${name}\n`), data]))).subarray(0, 4)
  return `${name}+${id.toString('hex')}+${data.toString('base64')}\n`
}

test("a witness's key is never taken for the book's, whatever its name", (context) => {
  needsTools(context)
  const path = unpacked(bundle)
  writeFileSync(join(folder, 'named.pub'), lineOf(originOf('test'), 4))
  expect(python(path, '../named.pub')).toEqual({ code: 6, out: expect.stringMatching(/not a public key/) as unknown })
  writeFileSync(join(folder, 'witness.pub'), lineOf('wang', 4))
  const { code, out } = python(path, '../witness.pub')
  expect([code, out]).toEqual([3, expect.stringMatching(/FAILS .*one of the keys is this book's/)])
  expect(out).toMatch(/holds .*signed by witness wang/)
})

test('of figures it says whether they are derived or only add up, and never that they hold', (context) => {
  needsTools(context)
  const part = python(unpacked(made(figuresNamed('units-covered'), false)), '../keys.pub')
  const flow = python(unpacked(made(figuresNamed('organizations-founded'), true)), '../keys.pub')
  for (const { code, out } of [part, flow])
    expect([code, out.match(/^.*its events are here/gm)]).toEqual([
      0,
      expect.arrayContaining([expect.stringMatching(/^相加相符 adds up /)]),
    ])
  const { code, out } = python(unpacked(bundle), '../keys.pub')
  const figures = out.split('\n').filter((line) => /it is what the log gives/.test(line))
  expect([code, figures.length]).toEqual([0, 4])
  for (const line of figures) expect(line).toMatch(/^推算相符 derived /)
})
