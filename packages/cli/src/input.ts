import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

import type { Session } from './session.ts'
import { stop } from './stop.ts'

/** Something to read: a file, or standard input, which is named `-`. */
export interface Input {
  readonly name: string
  readonly chunks: () => AsyncIterable<Uint8Array>
}

/**
 * The inputs that were named, standard input where none was. Stops where a file is not there, before anything is read.
 */
export async function inputsOf({ world }: Session, names: readonly string[]): Promise<readonly Input[]> {
  if (names.length === 0 && world.stdin.isTTY) {
    stop('usage', 'no-input', {
      zh: '没有输入：请给出 NDJSON 文件，或用 - 从标准输入读取',
      en: 'nothing to read: name an NDJSON file, or - for standard input',
    })
  }
  if (names.filter((name) => name === '-').length > 1)
    stop('usage', 'stdin-twice', { zh: '标准输入（-）只能出现一次', en: 'standard input (-) can be read only once' })
  const inputs: Input[] = []
  for (const name of names.length === 0 ? ['-'] : names) {
    if (name !== '-') await expectFile(name)
    inputs.push({ name, chunks: () => chunksOf(name, name === '-' ? world.stdin : createReadStream(name)) })
  }
  return inputs
}

async function expectFile(file: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => error as NodeJS.ErrnoException)
  if (found instanceof Error) {
    if (found.code !== 'ENOENT' && found.code !== 'ENOTDIR') return unreadable(file, found)
    stop('notFound', 'no-such-file', { zh: `没有文件 ${file}`, en: `there is no file ${file}` }, { file })
  }
  if (found.isDirectory())
    stop(
      'notFound',
      'no-such-file',
      { zh: `${file} 是目录，不是文件`, en: `${file} is a folder, not a file` },
      { file },
    )
}

/** How an input begins, up to its first line feed or some kilobytes, and all of it. Where only the beginning is wanted nothing more is read. */
export async function peeked({
  chunks,
}: Input): Promise<{ readonly start: Uint8Array; readonly chunks: AsyncIterable<Uint8Array> }> {
  const reading = chunks()[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let bytes = 0
  for (let isWhole = false; !isWhole;) {
    const next = await reading.next()
    if (next.done === true) break
    first.push(next.value)
    bytes += next.value.length
    isWhole = bytes >= peekedBytesMax || next.value.includes(lineFeed)
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield* first
    yield* { [Symbol.asyncIterator]: () => reading }
  }
  return { start: Buffer.concat(first), chunks: all() }
}

const peekedBytesMax = 4096
const lineFeed = 10

/** Errors come while reading: permissions, a disk that fails. */
async function* chunksOf(file: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    unreadable(file, error as NodeJS.ErrnoException)
  }
}

const unreadable = (file: string, error: NodeJS.ErrnoException): never =>
  stop(
    'unavailable',
    'unreadable-file',
    {
      zh: `${file} 无法读取（${error.code ?? error.message}）`,
      en: `${file} cannot be read (${error.code ?? error.message})`,
    },
    { file, system: error.code },
  )
