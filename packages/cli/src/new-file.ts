import { randomUUID } from 'node:crypto'
import { link, open, rm } from 'node:fs/promises'

import { stop } from './stop.ts'

/** Writes a file that must not be there yet. It appears under its name only once it is whole. */
export async function writeNewFile(file: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const unfinished = `${file}.new-${randomUUID()}`
  try {
    const handle = await open(unfinished, 'wx', mode)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await link(unfinished, file)
  } catch (error) {
    notWritten(file, error as NodeJS.ErrnoException)
  } finally {
    await rm(unfinished, { force: true })
  }
}

function notWritten(file: string, { code }: NodeJS.ErrnoException): never {
  if (code === 'EEXIST') {
    stop(
      'refused',
      'file-exists',
      {
        zh: `已有文件 ${file}，没有覆盖：请换一个文件名`,
        en: `${file} is there already and was not overwritten: choose another name`,
      },
      { file },
    )
  }
  if (code === 'ENOENT' || code === 'ENOTDIR')
    stop(
      'notFound',
      'no-such-folder',
      { zh: `没有 ${file} 所在的目录`, en: `there is no folder for ${file}` },
      { file },
    )
  return stop(
    'unavailable',
    'cannot-write-file',
    { zh: `${file} 写入失败（${code}）`, en: `${file} could not be written (${code})` },
    { file, system: code },
  )
}
