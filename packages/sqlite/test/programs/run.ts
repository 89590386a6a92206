import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The programs beside this file, as processes of their own that read the packages from their sources. */
const programs = {
  appendBatches: new URL('append-batches.ts', import.meta.url),
  fillDisk: new URL('fill-disk.ts', import.meta.url),
  listUnits: new URL('list-units.ts', import.meta.url),
}

const command = (program: keyof typeof programs, args: readonly string[]): readonly string[] => [
  process.execPath,
  '--conditions=taizhang-source',
  fileURLToPath(programs[program]),
  ...args,
]

/** Starts a program. */
export function start(program: keyof typeof programs, args: readonly string[]): ChildProcess {
  const [node = '', ...rest] = command(program, args)
  return spawn(node, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Starts a program that may write no file larger than so many blocks of 512 bytes, as a full disk would have it. */
export const startWithLimit = (program: keyof typeof programs, args: readonly string[], blocks: number): ChildProcess =>
  spawn('sh', ['-c', `ulimit -f ${blocks} && exec "$@"`, 'sh', ...command(program, args)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** What a program printed, once it has ended; fails where it did not end well. */
export async function output(child: ChildProcess): Promise<string> {
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`exit ${code}: ${text}`))))
  })
}

/** Settles when a program has ended, however. */
export const ended = async (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => void child.once('close', () => resolve()))
