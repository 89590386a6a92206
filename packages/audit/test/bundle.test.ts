import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryStore, party } from '@taizhang/core'
import { figureCatalogue } from '@taizhang/core/figures'
import { play, scriptArbitrary } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import {
  bundleOf,
  checkpointOf,
  originOf,
  signCheckpoint,
  signingKey,
  verifyingLine,
  type SealedNote,
} from '../src/index.ts'
import { verifyPy } from '../src/assets.ts'
import { sha256 } from '../src/sha256.ts'
import { read } from './book-of.ts'
import {
  figuresNamed,
  folder,
  key,
  ledger,
  lines,
  made,
  needsTools,
  newer,
  older,
  python,
  pythonMany,
  unpacked,
  type Said,
} from './bundles.ts'

test('verify.py is at most 300 lines and imports the standard library only; the pages name its hash', () => {
  const program = verifyPy(party)
  const text = new TextDecoder().decode(program)
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(300)
  const hash = Buffer.from(sha256(program)).toString('hex')
  expect(readFileSync(new URL('../../../docs/trust.md', import.meta.url), 'utf8')).toContain(hash)
  expect(made(figuresNamed('units-listed'), false)['verify.py']).toEqual(program)
  expect(text.match(/^(?:import|from) .*$/gm)).toEqual([
    'import base64, hashlib, json, os, re, subprocess, sys, tempfile',
  ])
})

test('the same book gives the same bytes', () => {
  const options = { figures: figuresNamed('units-covered'), asOf: '2021-06-30', note: newer, older, full: false }
  expect(bundleOf(ledger, options).zip).toEqual(bundleOf(ledger, options).zip)
})

test('figures that count absences need the whole log', () => {
  for (const id of ['organization-coverage', 'dues-return-rate', 'should-have-but-lacks']) {
    expect(() => made(figuresNamed(id), false)).toThrow(/counts absences/)
    expect(Object.keys(made(figuresNamed(id), true))).toContain('events.ndjson')
  }
})

test('events are the exact bytes; the whole log is all of them', () => {
  const texts = ledger.events().map(({ position }) => ledger.text(position))
  expect(lines(made(figuresNamed('units-listed'), true))).toEqual(texts)
  const some = lines(made(figuresNamed('units-covered'), false))
  expect(some.length).toBeLessThan(texts.length)
  expect(texts).toEqual(expect.arrayContaining(some))
})

describe('checked by verify.py', () => {
  test('what is right holds, in part and as a whole, with an older checkpoint and without', (context) => {
    needsTools(context)
    writeFileSync(join(folder, 'held'), new TextEncoder().encode(text(older)))
    for (const files of [
      made(figuresNamed('units-covered', 'organizations'), false),
      made(figuresNamed('organization-coverage', 'members'), true),
    ]) {
      const { code, out } = python(unpacked(files), '../keys.pub', '--held', '../held')
      expect([code, out]).toEqual([0, expect.stringMatching(/is the checkpoint you hold/)])
    }
    const { code, out } = python(unpacked(made(figuresNamed('units-covered'), false, null)), '../keys.pub')
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/what it was at size 1\n[^]*whether other events change these/),
    ])
  })

  test('keys of others, and a checkpoint that is not the one held', (context) => {
    needsTools(context)
    const path = unpacked(made(figuresNamed('units-covered'), false))
    const stranger = signingKey(originOf('test'), 'book', new Uint8Array(32).fill(9))
    writeFileSync(join(folder, 'stranger.pub'), `${verifyingLine(stranger)}\n`)
    const refused = python(path, '../stranger.pub')
    expect([refused.code, refused.out]).toEqual([3, expect.stringMatching(/FAILS/)])
    writeFileSync(join(folder, 'newer'), text(newer))
    expect(python(path, '../keys.pub', '--held', '../newer').code).toBe(3)
    expect(python(path, '../none.pub').code).toBe(6)
  })

  test('an event left out of the whole log, or added to a selection', (context) => {
    needsTools(context)
    const whole = made(figuresNamed('units-listed'), true)
    const lines = new TextDecoder().decode(whole['events.ndjson']).trimEnd().split('\n')
    const without = (at: number): Uint8Array => new TextEncoder().encode(`${lines.toSpliced(at, 1).join('\n')}\n`)
    for (const at of [0, 3, lines.length - 1])
      expect(python(unpacked({ ...whole, 'events.ndjson': without(at) }), '../keys.pub').code).not.toBe(0)
    const part = made(figuresNamed('units-covered'), false)
    const more = new TextEncoder().encode(`${new TextDecoder().decode(part['events.ndjson'])}${lines[4]}\n`)
    expect(python(unpacked({ ...part, 'events.ndjson': more }), '../keys.pub').code).toBe(3)
    // Another text for a position that is there as well.
    const [first = ''] = lines
    const two = `${first.replace('测试', '另一册')}\n${new TextDecoder().decode(part['events.ndjson'])}`
    expect(two).toContain('另一册')
    const twice = { ...part, 'events.ndjson': new TextEncoder().encode(two) }
    expect(python(unpacked(twice), '../keys.pub').code).toBe(3)
  })

  test('bytes of events, proofs and notes flipped: none is accepted', (context) => {
    needsTools(context)
    const files = made(figuresNamed('units-covered'), false)
    const names = ['events.ndjson', 'proofs.json', 'checkpoint.note', 'older.note']
    const flip = fc
      .constantFrom(...names)
      .chain((name) =>
        fc.tuple(fc.constant(name), fc.nat((files[name]?.length ?? 1) - 1), fc.integer({ min: 0, max: 7 })),
      )
    const flipped = fc.sample(flip, 100).flatMap(([name, at, bit]) => {
      const bytes = Uint8Array.from(files[name] ?? [])
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
      const said = `${name}, byte ${at}, bit ${bit}`
      return sameJson(name, bytes, files[name]) ? [] : [{ said, path: unpacked({ ...files, [name]: bytes }) }]
    })
    const codes = pythonMany(
      flipped.map(({ path }) => path),
      '../keys.pub',
    )
    expect(codes).toHaveLength(flipped.length)
    expect(flipped.filter((_, at) => codes[at]?.code === 0).map(({ said }) => said)).toEqual([])
  })

  test('every figure of random books', async (context) => {
    needsTools(context)
    let contributions = 0
    await fc.assert(
      fc.asyncProperty(scriptArbitrary({ batches: 30 }), async (script) => {
        const inMemory = memoryStore()
        const random = await play(script, { store: inMemory })
        const sealed = read(signCheckpoint(await checkpointOf(inMemory, 'test'), key))
        const figures = [...figureCatalogue.values()]
        const files = unzipSync(bundleOf(random, { figures, asOf: '2021-01-01', note: sealed, full: true }).zip)
        const { code, out } = python(unpacked(files), '../book.pub')
        expect([code, out]).toEqual([0, expect.not.stringMatching(/FAILS/)])
        const said = JSON.parse(new TextDecoder().decode(files['figures.json'])) as Said
        const counted = said.figures.flatMap((figure) => figure.counted)
        contributions += counted.reduce((sum, side) => sum + side.contributions.length, 0)
      }),
      { numRuns: 5 },
    )
    expect(contributions).toBeGreaterThan(20)
  })
})

const text = (sealed: SealedNote): string => {
  const files = unzipSync(bundleOf(ledger, { figures: [], asOf: '2021-06-30', note: sealed, full: true }).zip)
  return new TextDecoder().decode(files['checkpoint.note'])
}

const parsed = (bytes: Uint8Array | undefined): string => JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)))

/** White space between the members of a JSON file says nothing. */
function sameJson(name: string, a: Uint8Array, b: Uint8Array | undefined): boolean {
  if (!name.endsWith('.json')) return false
  try {
    return parsed(a) === parsed(b)
  } catch {
    return false
  }
}
