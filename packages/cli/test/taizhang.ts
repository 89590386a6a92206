import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

import { main } from '../src/index.ts'

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array | Readable
  readonly env?: Readonly<Record<string, string>>
}

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** `npm test` builds before it tests, and says so: then the program is what people install, which also starts faster. */
const program =
  process.env['TAIZHANG_TEST_BUILT'] === undefined
    ? ['--conditions=taizhang-source', path('../src/bin.ts')]
    : [path('../bin/taizhang.js')]
const compiled = join(tmpdir(), 'taizhang-test-compiled')

/** What the program is started with: nothing of the environment of whoever runs the tests shows in its output. */
const environment = (env: RunOptions['env']): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: compiled,
  ...env,
})

const inputOf = (stdin: RunOptions['stdin'] = ''): Readable =>
  stdin instanceof Readable ? stdin : Readable.from([typeof stdin === 'string' ? Buffer.from(stdin) : stdin])

/** The command line to start the real program with: what was built, or its source. */
export const command = (...args: readonly string[]): readonly [string, readonly string[]] => [
  process.execPath,
  [...program, ...args],
]

/** Runs the real program as a process of its own. */
export async function taizhang(args: readonly string[], { stdin, env }: RunOptions = {}): Promise<Ran> {
  const child = spawn(...command(...args), { env: environment(env) })
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)]
  // A program that refuses early does not read to the end.
  child.stdin.on('error', () => undefined)
  inputOf(stdin).pipe(child.stdin)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, stdout: await stdout, stderr: await stderr }
}

/** Runs a shell script in which `$taizhang` is the real program. */
export async function shell(script: string, cwd: string): Promise<Ran> {
  const [program, args] = command()
  const env = { ...environment({}), taizhang: [program, ...args].join(' ') }
  const child = spawn('bash', ['-c', `set -o pipefail; ${script}`], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)]
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, stdout: await stdout, stderr: await stderr }
}

/** The clock of runs in this process. */
export const noon = new Date('2021-06-30T04:00:00.000Z')

/** Runs the program in this process: fast, and with a clock that stands still; `until` is when somebody asks it to end. */
export async function run(
  args: readonly string[],
  { stdin, env = {}, now = noon, until }: RunOptions & { readonly now?: Date; readonly until?: AbortSignal } = {},
): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const texts = [textOf(stdout), textOf(stderr)] as const
  const interrupted = until ? { interrupted: () => until } : {}
  const code = await main({ args, env, stdin: inputOf(stdin), stdout, stderr, now: () => now, ...interrupted })
  stdout.end()
  stderr.end()
  return { code, stdout: await texts[0], stderr: await texts[1] }
}

export async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** A folder for the files of one test file; `remove` takes it away. */
export function folder(): { readonly path: (name: string) => string; readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'taizhang-cli-'))
  return { path: (name) => join(directory, name), remove: () => rmSync(directory, { recursive: true, force: true }) }
}

export const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))

/** Where a golden file lies; `vitest -u` writes it. */
export const golden = (name: string): string => fileURLToPath(new URL(`golden/${name}`, import.meta.url))

/** Makes a ledger of the fixtures: two batches after the first event, with a correction in the second. */
export async function makeDistrict(ledger: string): Promise<void> {
  const steps = [
    ['init', ledger, '--book', '330109', '--name', '萧山区两新组织党建台账'],
    ['record', ledger, fixture('district.ndjson')],
    ['record', ledger, fixture('later.ndjson')],
  ]
  for (const [index, args] of steps.entries()) {
    const { code, stderr } = await run(args, { now: new Date(noon.getTime() + index * 60_000) })
    if (code !== 0) throw new Error(stderr)
  }
}
