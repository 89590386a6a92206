import { closeSync, openSync, readSync, statSync, type Stats } from 'node:fs'

import { readSigningLine, readTrust, type SigningKey, type Trust } from '@taizhang/audit'
import { LedgerError } from '@taizhang/core'

import { stop } from './stop.ts'

/** Bits of a file's mode that let others than its owner read or write it. */
const others = 0o077

/** Reads a private key. Stops where others may read its file: whoever has the key can sign. */
export function readKey(file: string): SigningKey {
  const found = statOf(file)
  const mode = (found.mode & 0o777).toString(8)
  if (process.platform !== 'win32' && (found.mode & others) !== 0) {
    stop(
      'usage',
      'key-not-private',
      {
        zh: `密钥文件 ${file} 的权限是 ${mode}，其他人也能读：请 chmod 600 ${file}，并考虑换一把密钥`,
        en: `the key file ${file} has mode ${mode}, so others can read it: chmod 600 ${file}, and consider making a new key`,
      },
      { file, mode },
    )
  }
  const key = readSigningLine(textOf(file).trim())
  return key ?? noKey(file, 'PRIVATE+KEY+…')
}

/** Reads who must have signed: public keys, one a line, or a policy. */
export function readTrusted(file: string | undefined): Trust {
  if (file === undefined) return []
  const text = textOf(file)
  try {
    return readTrust(text) ?? noKey(file, 'NAME+ID+…')
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    const { zh, en } = error.because
    return stop('usage', error.refusal.code, { zh: `${file} ${zh}`, en: `${file}, ${en}` }, { file })
  }
}

const noKey = (file: string, form: string): never =>
  stop(
    'usage',
    'not-a-key',
    {
      zh: `${file} 不是密钥文件：应有一行 ${form}，由 npx taizhang keygen 生成`,
      en: `${file} is no key file: it should have a line ${form}, as npx taizhang keygen makes it`,
    },
    { file },
  )

/** No checkpoint and no list of keys has as many bytes. */
const bytesMax = 1 << 18

/** The text of a small file that an option or an argument names. Devices and pipes, which may never end, and large files are not read. */
export function textOf(file: string): string {
  expectFile(file)
  const bytes = onFile(file, () => firstBytes(file, bytesMax + 1))
  if (bytes.length > bytesMax) tooLarge(file)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return stop('usage', 'not-a-text', { zh: `${file} 不是 UTF-8 文本`, en: `${file} is not UTF-8 text` }, { file })
  }
}

/** Stops where a path is no file, or a large one. */
export function expectFile(file: string): void {
  const found = statOf(file)
  if (!found.isFile()) notAFile(file, found)
  if (found.size > bytesMax) tooLarge(file)
}

/** So that also a file which grows meanwhile, or says that it has no size, is read to a bound. */
function firstBytes(file: string, most: number): Uint8Array {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(most)
    let read = 0
    for (let more = -1; more !== 0 && read < most; read += more)
      more = readSync(descriptor, bytes, read, most - read, null)
    return bytes.subarray(0, read)
  } finally {
    closeSync(descriptor)
  }
}

const notAFile = (file: string, found: Stats): never =>
  stop(
    'usage',
    'not-a-file',
    found.isDirectory()
      ? { zh: `${file} 是目录，不是文件`, en: `${file} is a folder, not a file` }
      : { zh: `${file} 是管道或设备，不是文件`, en: `${file} is a pipe or a device, not a file` },
    { file },
  )

const tooLarge = (file: string): never =>
  stop(
    'usage',
    'file-too-large',
    {
      zh: `${file} 过大：检查点和公钥文件不超过 ${bytesMax / 1024} KB，这是别的文件`,
      en: `${file} is too large: a checkpoint or a file of keys has ${bytesMax / 1024} KB at most; this is something else`,
    },
    { file },
  )

const statOf = (file: string): Stats => onFile(file, () => statSync(file))

function onFile<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    return unreadable(file, error as NodeJS.ErrnoException)
  }
}

function unreadable(file: string, error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    stop('notFound', 'no-such-file', { zh: `没有文件 ${file}`, en: `there is no file ${file}` }, { file })
  return stop(
    'unavailable',
    'unreadable-file',
    { zh: `${file} 无法读取（${error.code}）`, en: `${file} cannot be read (${error.code})` },
    { file, system: error.code },
  )
}
