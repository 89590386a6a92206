import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryStore } from '@taizhang/core'
import { figureCatalogue, type Figure } from '@taizhang/core/figures'
import { play, scriptArbitrary } from '@taizhang/testkit'
import * as fc from 'fast-check'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, test, type TestContext } from 'vitest'
import {
  bundleOf,
  checkpointOf,
  cosign,
  originOf,
  signCheckpoint,
  signingKey,
  verifyingLine,
  type SealedNote,
} from '../src/index.ts'
import { asset } from '../src/assets.ts'
import { bookOf, read } from './book-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-bundle-'))
afterAll(() => rmSync(folder, { recursive: true }))

const key = signingKey(originOf('test'), 'book', new Uint8Array(32).fill(1))
const witness = signingKey('wang', 'witness', new Uint8Array(32).fill(2))
const keys = `${verifyingLine(key)}\n${verifyingLine(witness)}\n`
writeFileSync(join(folder, 'keys.pub'), keys)
writeFileSync(join(folder, 'book.pub'), `${verifyingLine(key)}\n`)

const figuresNamed = (...ids: readonly string[]): readonly Figure[] =>
  ids.map((id) => figureCatalogue.get(id) ?? expect.fail(`no figure ${id}`))

/** A book of two checkpoints. */
const { store, ledger, options } = await bookOf('test', 4)
const older = read(await note())
await ledger.record(
  [
    {
      type: 'OrganizationFounded',
      effectiveOn: '2020-06-20',
      data: {
        organizationId: 'o1',
        name: '联合',
        kind: 'branch',
        formation: 'joint',
        category: 'enterprise',
        unitIds: ['u1', 'u2'],
      },
    },
  ],
  options,
)
const newer = read(await note())

async function note(): Promise<string> {
  const signed = read(signCheckpoint(await checkpointOf(store, 'test'), key))
  return cosign(store, 'test', { note: signed, held: undefined, keys: [key] }, { key: witness, now: new Date(0) })
}

const made = (
  figures: readonly Figure[],
  full: boolean,
  since: SealedNote | null = older,
): Record<string, Uint8Array> =>
  unzipSync(bundleOf(ledger, { figures, asOf: '2021-06-30', note: newer, older: since ?? undefined, full }).zip)

let written = 0
function unpacked(files: Readonly<Record<string, Uint8Array>>): string {
  const path = mkdtempSync(join(folder, `${written++}-`))
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes)
  return path
}

const python = (path: string, ...args: readonly string[]): { code: number | null; out: string } => {
  const { status, stdout, stderr } = spawnSync('python3', ['verify.py', ...args], { cwd: path, encoding: 'utf8' })
  return { code: status, out: stdout + stderr }
}

/** The exit code of each, from one process: starting Python takes longer than what it does. */
function pythonMany(paths: readonly string[], keys: string): readonly number[] {
  const program = `
import contextlib, io, os, runpy, sys
keys, *paths = sys.argv[1:]
for path in paths:
    os.chdir(path)
    sys.argv, code = ["verify.py", keys], 0
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            runpy.run_path("verify.py", run_name="__main__")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    print(code)
`
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program, keys, ...paths], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim().split('\n').map(Number)
}

const lacks = ['python3', 'openssl'].find((command) => spawnSync(command, ['--help']).error !== undefined)
const needsTools = (context: TestContext): void => {
  if (lacks !== undefined) context.skip(`${lacks} is not installed`)
}

test('verify.py is at most 200 lines and imports the standard library only', () => {
  const text = new TextDecoder().decode(asset('verify.py'))
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(200)
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

const lines = (files: Record<string, Uint8Array>): string[] =>
  new TextDecoder().decode(files['events.ndjson']).trimEnd().split('\n')

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

  test('a figure that says more than its events', (context) => {
    needsTools(context)
    const files = made(figuresNamed('units-covered'), false)
    const said = new TextDecoder().decode(files['figures.json'])
    for (const [from, to] of [
      ['"value": 2', '"value": 3'],
      ['"size": 6', '"size": 5'],
      ['"book": "test"', '"book": "rest"'],
      ['"unitId": "u1"', '"unitId": "u7"'],
      ['"from": "2020-06-20"', '"from": "2019-06-20"'],
    ] as const) {
      expect(said).toContain(from)
      const changed = new TextEncoder().encode(said.replace(from, to))
      expect([from, python(unpacked({ ...files, 'figures.json': changed }), '../keys.pub').code]).toEqual([from, 3])
    }
  })

  test('shares of nothing, shares that count twice, and shares worth more than their events say', (context) => {
    needsTools(context)
    const files = made(figuresNamed('units-covered'), false)
    const more: readonly (readonly [string, number, (shares: Share[]) => void])[] = [
      ['nothing', 990, (shares) => shares.push({ value: 990, facts: [], events: [] })],
      ['an event without a fact', 1, (shares) => shares.push({ value: 1, facts: [], events: [0] })],
      ['all twice', 2, (shares) => shares.push(...shares)],
      ['one under another name', 1, (shares) => shares.push(...shares.slice(0, 1).map(renamed))],
      ['one worth more', 7, (shares) => shares.push(...shares.splice(0, 1).map((share) => ({ ...share, value: 8 })))],
    ]
    expect(told(files, () => undefined)).toEqual([0, []])
    for (const [what, value, edit] of more) {
      const found = told(files, (_, figure) => {
        figure.value = Number(figure.value) + value
        edit(figure.counted[0]?.contributions ?? [])
      })
      expect([what, found]).toEqual([what, fails(/units-covered .* it adds up/)])
    }
  })

  test('a fact that names an event that is not here', (context) => {
    needsTools(context)
    const found = told(made(figuresNamed('units-covered'), false), (_, figure) => {
      const [fact] = figure.counted[0]?.contributions[0]?.facts ?? []
      if (fact) fact.openedBy = 99_999
    })
    expect(found).toEqual(fails(/units-covered .* it adds up/))
  })

  test('the same for a flow, whose events are of its days', async (context) => {
    needsTools(context)
    const files = made(figuresNamed('organizations-founded'), false)
    expect(told(files, () => undefined)).toEqual([0, []])
    const twice = told(files, (_, figure) => {
      figure.value = 2
      figure.counted[0]?.contributions.push(...figure.counted[0].contributions)
    })
    const before = told(files, (_, figure) => void (figure.to = '2020-06-19'))
    const empty = told(files, (_, figure) => {
      figure.value = 2
      figure.counted[0]?.contributions.push({ value: 1, facts: [], events: [] })
    })
    for (const found of [twice, before, empty]) expect(found).toEqual(fails(/organizations-founded .* it adds up/))
  })

  test('a rate out of the whole log, and one that hides what is not counted', (context) => {
    needsTools(context)
    const files = made(figuresNamed('organization-coverage'), true)
    const named = Object.keys((JSON.parse(new TextDecoder().decode(files['proofs.json'])) as Proofs).inclusion)
    const some = lines(files).filter((_, position) => named.includes(String(position)))
    const found = told(
      files,
      (said, figure) => {
        said.full = false
        const [part, whole] = figure.counted
        whole?.contributions.splice(part?.contributions.length ?? 0)
        figure.value = '100.0'
      },
      { events: new TextEncoder().encode(`${some.join('\n')}\n`) },
    )
    expect(found).toEqual(fails(/no figure is here that needs the whole log/))
  })

  test('another day than the one that was counted', async (context) => {
    needsTools(context)
    const whole = made(figuresNamed('units-covered'), true)
    const own = told(whole, (_, figure) => void (figure.asOf = '2035-01-01'))
    const before = told(whole, (said) => onDay(said, '2020-06-19'))
    for (const found of [own, before]) expect(found).toEqual(fails(/units-covered .* it adds up/))
  })

  test('a day after a fact has ended, whether or not its end is told as it was', async (context) => {
    needsTools(context)
    const gone = await bookOf('test', 2)
    const data = { unitId: 'u1', reason: 'bankrupt' }
    const delisted = { type: 'UnitDelisted', effectiveOn: '2021-07-01', data }
    expect(await gone.ledger.record([delisted], { ...gone.options, now: new Date('2021-07-02') })).toMatchObject({
      ok: true,
    })
    const sealed = read(signCheckpoint(await checkpointOf(gone.store, 'test'), key))
    const options = { figures: figuresNamed('units-listed'), asOf: '2021-06-30', note: sealed, full: true }
    const files = unzipSync(bundleOf(gone.ledger, options).zip)
    const later = (edit: (fact: Fact) => void) => {
      const edited = (said: Said, figure: Said['figures'][number]): void => {
        onDay(said, '2035-01-01')
        figure.counted[0]?.contributions.forEach(({ facts }) => facts.forEach(edit))
      }
      return told(files, edited, { keys: 'book.pub' })
    }
    expect(told(files, () => undefined, { keys: 'book.pub' })).toEqual([0, []])
    for (const found of [later(() => undefined), later((fact) => void (fact.to = '9999-12-31'))])
      expect(found).toEqual(fails(/units-listed enterprise .* it adds up/))
  })

  test('bytes of events, proofs and notes flipped: none is accepted', { timeout: 120_000 }, (context) => {
    needsTools(context)
    const files = made(figuresNamed('units-covered'), false)
    const names = ['events.ndjson', 'proofs.json', 'checkpoint.note', 'older.note']
    const flip = fc
      .constantFrom(...names)
      .chain((name) =>
        fc.tuple(fc.constant(name), fc.nat((files[name]?.length ?? 1) - 1), fc.integer({ min: 0, max: 7 })),
      )
    const flipped = fc.sample(flip, 150).flatMap(([name, at, bit]) => {
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
    expect(flipped.filter((_, at) => codes[at] === 0).map(({ said }) => said)).toEqual([])
  })

  test('every figure of random books', { timeout: 120_000 }, async (context) => {
    needsTools(context)
    await fc.assert(
      fc.asyncProperty(scriptArbitrary(), async (script) => {
        const inMemory = memoryStore()
        const random = await play(script, { store: inMemory })
        const sealed = read(signCheckpoint(await checkpointOf(inMemory, 'test'), key))
        const figures = [...figureCatalogue.values()]
        const files = unzipSync(bundleOf(random, { figures, asOf: '2021-01-01', note: sealed, full: true }).zip)
        const { code, out } = python(unpacked(files), '../book.pub')
        expect([code, out]).toEqual([0, expect.not.stringMatching(/FAILS/)])
      }),
      { numRuns: 5 },
    )
  })
})

interface Fact {
  openedBy: number
  key: Record<string, string>
  to: string
}

interface Share {
  value: number
  facts: Fact[]
  events: number[]
}

/** What figures.json says, to be told otherwise. */
interface Said {
  full: boolean
  asOf: string
  figures: { value: unknown; asOf?: string; to?: string; counted: { contributions: Share[] }[] }[]
}

const onDay = (said: Said, day: string): void => {
  said.asOf = day
  for (const figure of said.figures) figure.asOf = day
}

interface Proofs {
  readonly inclusion: object
}

/** Whether the bundle is accepted with its figures told otherwise, and maybe fewer events. */
function told(
  files: Record<string, Uint8Array>,
  edit: (said: Said, figure: Said['figures'][number]) => void,
  { events = files['events.ndjson'], keys = 'keys.pub' }: { readonly events?: Uint8Array; readonly keys?: string } = {},
): readonly [code: number | null, fails: readonly string[]] {
  const said = JSON.parse(new TextDecoder().decode(files['figures.json'])) as Said
  const [figure] = said.figures
  if (!figure || !events) throw new Error('no figure')
  edit(said, figure)
  const changed = { 'figures.json': new TextEncoder().encode(JSON.stringify(said)), 'events.ndjson': events }
  const { code, out } = python(unpacked({ ...files, ...changed }), `../${keys}`)
  return [code, out.match(/FAILS.*$/gm) ?? []]
}

/** Refused for these lines, and no others. */
const fails = (...lines: readonly RegExp[]): unknown => [3, lines.map((line) => expect.stringMatching(line) as unknown)]

/** The same subject, but under names of its own. */
const renamed = (share: Share): Share => ({
  ...share,
  facts: share.facts.map((fact) => ({
    ...fact,
    key: Object.fromEntries(Object.entries(fact.key).map(([name, value]) => [`${name}2`, value])),
  })),
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
