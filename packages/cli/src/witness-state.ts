import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

import {
  readWitnessState,
  writeWitnessState,
  type SigningKey,
  type WitnessAnswer,
  type WitnessState,
} from '@taizhang/audit'

import { textOf } from './key-files.ts'
import { stop } from './stop.ts'

/**
 * Answers out of a witness's state, and keeps what that becomes before the answer is given away. One at a time: the lock lies beside
 * the file. The new state replaces the old one whole, or not at all.
 *
 * Stops: unsound where the file is not the state that this key signed; unavailable where it is locked or cannot be written.
 */
export async function withWitnessState(
  file: string,
  key: SigningKey,
  decide: (state: WitnessState) => WitnessAnswer | Promise<WitnessAnswer>,
): Promise<WitnessAnswer> {
  const lock = `${file}.lock`
  await locked(file, lock)
  try {
    const answer = await decide(readState(file, key))
    if (answer.status === 200) await replaced(file, writeWitnessState(answer.state, key))
    return answer
  } finally {
    await rm(lock, { force: true })
  }
}

/** A file that is not there yet knows nothing. */
function readState(file: string, key: SigningKey): WitnessState {
  if (!existsSync(file)) return new Map()
  return (
    readWitnessState(textOf(file), key) ??
    stop(
      'unsound',
      'not-the-state',
      {
        zh: `${file} 不是见证人 ${key.name} 的状态文件，或已被改动：没有会签`,
        en: `${file} is not the state of the witness ${key.name}, or was changed: nothing was cosigned`,
      },
      { file },
    )
  )
}

async function locked(file: string, lock: string): Promise<void> {
  try {
    await (await open(lock, 'wx', 0o600)).close()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST') notWritten(file, code)
    stop(
      'unavailable',
      'state-locked',
      {
        zh: `另一个程序正在用 ${file}；如果没有别的 cosign 在运行，请删除 ${lock}`,
        en: `another program uses ${file}; where no other cosign runs, delete ${lock}`,
      },
      { file, lock },
    )
  }
}

async function replaced(file: string, text: string): Promise<void> {
  const unfinished = `${file}.new-${randomUUID()}`
  try {
    const handle = await open(unfinished, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
    // So that a machine that loses power does not go back.
    const folder = await open(dirname(file), 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (error) {
    await rm(unfinished, { force: true })
    notWritten(file, (error as NodeJS.ErrnoException).code)
  }
}

const notWritten = (file: string, code: string | undefined): never =>
  stop(
    'unavailable',
    'cannot-write-file',
    { zh: `${file} 写入失败（${code}），没有会签`, en: `${file} could not be written (${code}); nothing was cosigned` },
    { file, system: code },
  )
