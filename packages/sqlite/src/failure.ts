import type { DatabaseSync } from 'node:sqlite'
import { type Aftermath } from '@taizhang/kernel/store'
import { LedgerError, refuse } from '@taizhang/kernel'

type Meaning = readonly [code: string, zh: string, en: string]

/**
 * The companions of a file in WAL mode cannot be made, or what is left in them cannot be taken up, where nothing may be written: reading fails
 * as well. Opened as immutable the file could be read, but wrongly, and without a word, as soon as somebody writes to it.
 */
const companionsRefused: Meaning = [
  'read-only',
  '所在目录没有写权限，而 SQLite 读取时也要在那里建立 -wal 和 -shm 文件。只读取的：把文件复制到自己可写的目录，读那一份；要记录的：取得该目录的写权限',
  'its folder must not be written, and SQLite makes companions (-wal, -shm) there even for reading. To read: copy the file to a folder of yours and read the copy. To record: get the right to write to the folder',
]

/** SQLite's result codes, what they mean to the one who uses the ledger and what to do (https://sqlite.org/rescode.html). */
const meanings: ReadonlyMap<number, Meaning> = new Map([
  [
    1,
    [
      'file-damaged',
      '文件中的表已损坏或被改动：请从备份或导出恢复',
      'the tables in the file are damaged or were changed: restore it from a backup or an export',
    ],
  ],
  [
    5,
    [
      'store-busy',
      '另一个程序正占用该文件，等待超时：请稍后重试',
      'another program holds the file; waiting timed out: try again later',
    ],
  ],
  [
    8,
    [
      'read-only',
      '文件以只读方式打开，或没有写权限：录入须有文件和所在目录的写权限',
      'the file is open for reading only, or must not be written: to record, you need to be allowed to write the file and its folder',
    ],
  ],
  [10, ['disk-failed', '读写磁盘出错', 'reading or writing the disk failed']],
  [
    11,
    ['file-damaged', '文件已损坏：请从备份或导出恢复', 'the file is damaged: restore it from a backup or an export'],
  ],
  [13, ['disk-full', '磁盘已满', 'the disk is full']],
  [
    14,
    [
      'cannot-open',
      '无法打开文件：检查路径，以及文件和旁边的 -wal、-shm（如有）的读取权限；-wal 旁没有 -shm 的，还须有目录的写权限，或把文件连同 -wal 一起复制到自己可写的目录',
      'the file cannot be opened: check its path, and whether you may read it and the -wal and -shm beside it, if any; where there is a -wal but no -shm, the folder must be written, too, or copy the file together with its -wal to a folder of yours',
    ],
  ],
  [21, ['store-closed', '本程序已关闭该文件', 'this program has closed the file']],
  // READONLY_RECOVERY, READONLY_CANTINIT, READONLY_DIRECTORY
  ...[264, 1288, 1544].map((code) => [code, companionsRefused] as const),
  [26, ['not-a-ledger', '不是台账文件', 'not a Taizhang ledger']],
])

/** A number that is not exact: no column of ours ever held one, so it comes from a damaged file. */
const outOfRange = 'ERR_OUT_OF_RANGE'
/** What Node finds, not SQLite: such numbers, and a file that was closed. */
const foundByNode: ReadonlyMap<unknown, number> = new Map([
  [outOfRange, 11],
  ['ERR_INVALID_STATE', 21],
])

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error) return Number(error.errcode)
  return 'code' in error ? foundByNode.get(error.code) : undefined
}

/** Writing a page to the log or the file failed: what comes after it, and the commit with it, was not tried. */
const writeFailed = 778

const primary = (error: unknown): number => (resultCode(error) ?? 0) & 0xff

/** Whether SQL did not fit the tables that it met: an unknown table or column, a broken constraint, a wrong type, a number that is not exact. */
export const tablesDiffer = (error: unknown): boolean =>
  [1, 17, 19, 20].includes(primary(error)) ||
  (error instanceof RangeError && 'code' in error && error.code === outOfRange)

function failure(path: string, error: unknown, aftermath: Aftermath): unknown {
  const sqlite = resultCode(error)
  if (sqlite === undefined) return error
  const [code, zh, en] = meanings.get(sqlite) ??
    meanings.get(primary(error)) ?? ['store-failed', String(error), String(error)]
  const words = { zh: `${path}：${zh}`, en: `${path}: ${en}` }
  return new LedgerError('unavailable', refuse(code, words, { path, sqlite }), { aftermath, cause: error })
}

/** Runs a step on the file; what SQLite throws becomes a `LedgerError` (unavailable). */
export function onFile<T>(path: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw failure(path, error, 'none')
  }
}

/** Holds the state that the file has now: whatever the connection reads from here on is of this moment. */
export function holdState(db: DatabaseSync): void {
  // A transaction has its state only when it first reads.
  db.exec('BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1')
}

/** Reads in one snapshot: another program may bring the file up to date between two questions. */
export function atOnce<T>(db: DatabaseSync, read: () => T): T {
  if (db.isTransaction) return read()
  db.exec('BEGIN')
  try {
    return read()
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK')
  }
}

/**
 * Runs a step in a transaction that writes: all of it is kept or nothing. What SQLite throws becomes a `LedgerError` (unavailable)
 * that says which.
 */
export function writing<T>(path: string, db: DatabaseSync, step: () => T): T {
  let aftermath: Aftermath = 'nothing-recorded'
  try {
    db.exec('BEGIN IMMEDIATE')
    const result = step()
    aftermath = 'unknown'
    db.exec('COMMIT')
    return result
  } catch (error) {
    // Only a disk that fails while it makes a commit durable leaves the question open; all else is rolled back.
    const open = aftermath === 'unknown' && primary(error) === 10 && resultCode(error) !== writeFailed
    if (db.isOpen && db.isTransaction) db.exec('ROLLBACK')
    throw failure(path, error, open ? 'unknown' : 'nothing-recorded')
  }
}
