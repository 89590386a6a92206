import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { TreeFile } from '@taizhang/audit'

import { stop } from './stop.ts'

/**
 * Writes the files of a tree into a folder, the checkpoint last: a reader never finds a checkpoint without its tiles. What is there and right stays.
 * Stops (unsound) where a tile of the folder has other hashes, (unavailable) where something cannot be written.
 *
 * @returns how many files were written
 */
export async function publishTiles(folder: string, files: readonly TreeFile[]): Promise<number> {
  let written = 0
  for (const { path, bytes } of files) {
    const file = join(folder, ...path.split('/'))
    const there = existsSync(file) ? await onFile(file, () => readFile(file)) : undefined
    if (there?.equals(bytes)) continue
    if (there && path !== 'checkpoint') otherTile(file)
    await onFile(file, () => replace(file, bytes))
    written++
  }
  return written
}

async function replace(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const unfinished = `${file}.new-${randomUUID()}`
  try {
    const handle = await open(unfinished, 'wx', 0o644)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function onFile<T>(file: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return stop(
      'unavailable',
      'cannot-write-file',
      { zh: `${file} 写入失败（${code}）`, en: `${file} could not be written (${code})` },
      { file, system: code },
    )
  }
}

const otherTile = (file: string): never =>
  stop(
    'unsound',
    'tile-differs',
    {
      zh: `${file} 里已公布的哈希与这册台账不同：公布过的是另一个版本（分叉），或文件被改动；没有公布`,
      en: `${file} has other hashes than this book: another version was published (a fork), or the file was changed; nothing was published`,
    },
    { file },
  )
