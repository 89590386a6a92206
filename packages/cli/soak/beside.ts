import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

import { main } from '../src/index.ts'

/** A command that accused a healthy book, or gave an answer that the book never was. */
export interface Accused {
  readonly args: readonly string[]
  readonly code: number
  readonly said: string
}

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function run(args: readonly string[], stdin = ''): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const texts = [stdout, stderr].map(async (stream) => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString('utf8')
  })
  const world = { args, env: {}, stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, now: () => new Date() }
  const code = await main(world)
  stdout.end()
  stderr.end()
  const [out = '', err = ''] = await Promise.all(texts)
  return { code, stdout: out, stderr: err }
}

/** A book with a few events and a snapshot, its keys and a first checkpoint. */
async function begin(
  folder: string,
): Promise<{ readonly ledger: string; readonly note: string; readonly key: string }> {
  const [ledger, key, note] = ['a.ledger', 'book.key', 'first.note'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  for (const args of [
    ['init', ledger, '--book', '350305', '--name', '某区两新组织党建台账'],
    ['keygen', key, '--book', '350305'],
    ['keygen', join(folder, 'witness.key'), '--name', 'witness'],
  ])
    await run(args)
  await ended(writer(ledger, 20))
  await run(['checkpoint', ledger, '--key', key, '-o', note])
  return { ledger, note, key }
}

const writer = (ledger: string, events: number): ChildProcess =>
  spawn(
    process.execPath,
    ['--conditions=taizhang-source', fileURLToPath(new URL('writer.ts', import.meta.url)), ledger, String(events)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )

const ended = async (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`the writer ended with ${code}`))))
  })

/** Every command that reads a book, each with what is asked of it beside a writer. */
function commandsOn(
  folder: string,
  { ledger, note, key }: Awaited<ReturnType<typeof begin>>,
  made: number,
): string[][] {
  const [json, day] = [
    ['--format', 'json'],
    ['--as-of', '2021-06-30'],
  ]
  const sealed = ['--trust', `${key}.pub`]
  const out = join(folder, `${made}`)
  return [
    ['verify', ledger, ...json],
    ['verify', ledger, '--since', note, ...sealed, ...json],
    ['checkpoint', ledger, '--key', key],
    ['cosign', ledger, note, '--key', join(folder, 'witness.key'), ...sealed, '--first'],
    ['coverage', ledger, ...day, ...json],
    ['coverage', ledger, ...day, ...json, '--known-at', note, ...sealed],
    ['figures', ledger, ...day, ...json],
    ['series', ledger, 'members', '--from', '2020-01-01', '--to', '2021-06-30', '--every', 'year', ...json],
    ['report', ledger, ...day, '--format', 'md'],
    ['explain', ledger, 'organization-coverage', ...day, '--scope', 'enterprise', ...json],
    ['organization', ledger, 'o-u1', ...day, ...json],
    ['history', ledger, 'u1', ...json],
    ['findings', ledger, ...day, ...json],
    ['rules', '--ledger', ledger, ...json],
    ['terms', ledger, ...day, ...json],
    ['diff', ledger, ...day, '--known-at', '10..', ...json],
    ['late', ledger, '--since', '10', ...json],
    ['bundle', ledger, 'organization-coverage', ...day, '--known-at', note, ...sealed, '--full', '-o', `${out}.zip`],
    ['export', ledger],
    ['check', ledger, '-'],
  ]
}

const listing = JSON.stringify({
  type: 'UnitListed',
  effectiveOn: '2020-01-01',
  data: { unitId: 'checked', kind: 'enterprise', name: '试' },
})

/** What the answer of a command must be once the book is whole: the same as known at the size that it was given for. */
type Later = (whole: string) => Promise<Accused | undefined>

function laterOf(args: readonly string[], { stdout }: Ran, folder: string, key: string): Later | undefined {
  const [command] = args
  if (command === 'export')
    return async (whole) => (whole.startsWith(stdout) ? undefined : { args, code: 0, said: 'no beginning of the book' })
  if (command === 'checkpoint')
    return async () => {
      const file = join(folder, 'later.note')
      writeFileSync(file, stdout)
      const again = ['verify', join(folder, 'a.ledger'), '--since', file, '--trust', `${key}.pub`]
      const { code, stdout: said } = await run(again)
      return code === 0 ? undefined : { args: again, code, said }
    }
  if (!['coverage', 'figures', 'organization', 'diff'].includes(command ?? '') || args.includes('--known-at'))
    return undefined
  const { size } = JSON.parse(stdout) as { readonly size?: number }
  if (size === undefined) return undefined
  return async () => {
    const again = [...args, '--known-at', String(size)]
    const { code, stdout: said } = await run(again)
    return said === stdout ? undefined : { args: again, code, said: `${stdout}\nbecame\n${said}` }
  }
}

/**
 * Runs every reading command, so many times in all, while another process records into the book that they read. Each must end well: nobody has
 * changed the book. What some of them answered is asked once more when the book is whole. Returns those that did not end well.
 */
export async function besideAWriter(
  tries: number,
  onTry: (tried: number, accused: number) => void = () => undefined,
): Promise<readonly Accused[]> {
  const accused: Accused[] = []
  for (let tried = 0; tried < tries;) {
    const folder = mkdtempSync(join(tmpdir(), 'taizhang-beside-'))
    try {
      const book = await begin(folder)
      const other = writer(book.ledger, 500)
      const whole = ended(other)
      const later: Later[] = []
      while (other.exitCode === null && tried < tries) {
        const commands = commandsOn(folder, book, tried)
        const args = commands[tried % commands.length] ?? []
        const ran = await run(args, listing)
        if (ran.code !== 0) accused.push({ args, code: ran.code, said: ran.stdout + ran.stderr })
        else later.push(...[laterOf(args, ran, folder, book.key)].filter((one) => one !== undefined))
        onTry(++tried, accused.length)
        // The other process gets what this one prints nothing for.
        await new Promise(setImmediate)
      }
      await whole
      const { stdout } = await run(['export', book.ledger])
      for (const each of later.slice(-laterMax))
        accused.push(...[await each(stdout)].filter((one) => one !== undefined))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  return accused
}

const laterMax = 12
