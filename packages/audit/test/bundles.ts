import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figureCatalogue, type Figure } from '@taizhang/core/figures'
import { unzipSync } from 'fflate'
import { expect, type TestContext } from 'vitest'
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
import { bookOf, read } from './book-of.ts'

/** One for all test files of a process, which share this module; it goes with the process. */
export const folder = mkdtempSync(join(tmpdir(), 'taizhang-bundle-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

export const key = signingKey(originOf('test'), 'book', new Uint8Array(32).fill(1))
const witness = signingKey('wang', 'witness', new Uint8Array(32).fill(2))
const keys = `${verifyingLine(key)}\n${verifyingLine(witness)}\n`
writeFileSync(join(folder, 'keys.pub'), keys)
writeFileSync(join(folder, 'book.pub'), `${verifyingLine(key)}\n`)

export const figuresNamed = (...ids: readonly string[]): readonly Figure[] =>
  ids.map((id) => figureCatalogue.get(id) ?? expect.fail(`no figure ${id}`))

/** A book of two checkpoints. */
export const { store, ledger, options } = await bookOf('test', 4)
export const older = read(await note())
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
export const newer = read(await note())

async function note(): Promise<string> {
  const signed = read(signCheckpoint(await checkpointOf(store, 'test'), key))
  return cosign(store, 'test', { note: signed, held: undefined, keys: [key] }, { key: witness, now: new Date(0) })
}

export const made = (
  figures: readonly Figure[],
  full: boolean,
  since: SealedNote | null = older,
): Record<string, Uint8Array> =>
  unzipSync(bundleOf(ledger, { figures, asOf: '2021-06-30', note: newer, older: since ?? undefined, full }).zip)

let written = 0
export function unpacked(files: Readonly<Record<string, Uint8Array>>): string {
  const path = mkdtempSync(join(folder, `${written++}-`))
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes)
  return path
}

export const python = (path: string, ...args: readonly string[]): { code: number | null; out: string } => {
  const { status, stdout, stderr } = spawnSync('python3', ['-I', 'verify.py', ...args], { cwd: path, encoding: 'utf8' })
  return { code: status, out: stdout + stderr }
}

/** The exit code of each and what it printed, from one process: starting Python takes longer than what it does. */
export function pythonMany(
  paths: readonly string[],
  keys: string,
): readonly { readonly code: number; readonly out: string }[] {
  const program = `
import contextlib, io, json, os, runpy, sys
keys, *paths = sys.argv[1:]
for path in paths:
    os.chdir(path)
    sys.argv, code, out = ["verify.py", keys], 0, io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            runpy.run_path("verify.py", run_name="__main__")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    print(json.dumps({"code": code, "out": out.getvalue()}))
`
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program, keys, ...paths], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { code: number; out: string })
}

const lacks = ['python3', 'openssl'].find((command) => spawnSync(command, ['--help']).error !== undefined)
export const needsTools = (context: TestContext): void => {
  if (lacks !== undefined) context.skip(`${lacks} is not installed`)
}

export interface Fact {
  openedBy: number
  key: Record<string, string>
  to: string
}

export interface Share {
  value: number
  facts: Fact[]
  events: number[]
}

/** What figures.json says, to be told otherwise. */
export interface Said {
  full: boolean
  asOf: string
  figures: {
    figure: string
    scope?: string
    value: unknown
    asOf?: string
    to?: string
    counted: { figure: string; contributions: Share[] }[]
  }[]
}

export const onDay = (said: Said, day: string): void => {
  said.asOf = day
  for (const figure of said.figures) figure.asOf = day
}

export interface Proofs {
  readonly inclusion: object
}

/** Whether the bundle is accepted with its figures told otherwise, and maybe fewer events. */
export function told(
  files: Record<string, Uint8Array>,
  edit: (said: Said, figure: Said['figures'][number]) => void,
  { keys = 'keys.pub', ...given }: { readonly events?: Uint8Array; readonly keys?: string } = {},
): readonly [code: number | null, fails: readonly string[]] {
  const { code, out } = python(unpacked(toldOtherwise(files, edit, given)), `../${keys}`)
  return [code, failsIn(out)]
}

export const failsIn = (out: string): readonly string[] => out.match(/FAILS.*$/gm) ?? []

/** The files of a bundle with its figures told otherwise, and maybe fewer events. */
export function toldOtherwise(
  files: Record<string, Uint8Array>,
  edit: (said: Said, figure: Said['figures'][number]) => void,
  { events = files['events.ndjson'] }: { readonly events?: Uint8Array } = {},
): Record<string, Uint8Array> {
  const said = JSON.parse(new TextDecoder().decode(files['figures.json'])) as Said
  const [figure] = said.figures
  if (!figure || !events) throw new Error('no figure')
  edit(said, figure)
  const changed = { 'figures.json': new TextEncoder().encode(JSON.stringify(said)), 'events.ndjson': events }
  return { ...files, ...changed }
}

/** Refused for these lines, and no others. */
export const fails = (...lines: readonly RegExp[]): unknown => [
  3,
  lines.map((line) => expect.stringMatching(line) as unknown),
]

/** The texts of the events in a bundle. */
export const lines = (files: Record<string, Uint8Array>): string[] =>
  new TextDecoder().decode(files['events.ndjson']).trimEnd().split('\n')
