import { LedgerError, refuse, type Words } from '@taizhang/core'

/** What SQLite's primary result codes mean to the one who uses the ledger (https://sqlite.org/rescode.html). */
const meanings: Readonly<Record<number, Words>> = {
  5: { zh: '另一个程序正占用该文件，等待超时', en: 'another program holds the file; waiting timed out' },
  8: { zh: '文件只读', en: 'the file is read-only' },
  10: { zh: '读写磁盘出错', en: 'reading or writing the disk failed' },
  11: { zh: '文件已损坏', en: 'the file is damaged' },
  13: { zh: '磁盘已满', en: 'the disk is full' },
  14: { zh: '无法打开文件', en: 'the file cannot be opened' },
  26: { zh: '不是 SQLite 文件', en: 'not a SQLite file' },
}

/** Runs a step on the file; what SQLite throws becomes a `LedgerError` that says so and that nothing was recorded. */
export function onFile<T>(path: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : undefined
    if (code === undefined) throw error
    const meaning = meanings[code & 0xff] ?? { zh: String(error), en: String(error) }
    const words = { zh: `${path}：${meaning.zh}；什么都没有记录`, en: `${path}: ${meaning.en}; nothing was recorded` }
    throw new LedgerError('unavailable', refuse('store-failed', words, { path, sqlite: code }), { cause: error })
  }
}
