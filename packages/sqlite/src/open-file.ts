import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail } from '@taizhang/kernel'
import { eventTable } from './event-table.ts'
import { onFile, writing } from './failure.ts'
import { treeTable } from './kept-tree.ts'
import { bringUpTo, holdsLedger, isCurrent } from './schema.ts'

/** To what size the write-ahead log is cut back after a large batch. */
const logBytesMax = 64 * 1024 * 1024
/**
 * How many pages of 4 KiB the log takes before they are moved into the file. Rows of the tables lie by their keys, so a page is written by
 * one batch after another: the more of them come together, the less often it is moved. But while the log grows, making a commit
 * durable takes twice as long as when it is written over. What is durable does not depend on it.
 */
const logPagesMax = 4_000
/** For the pages that a batch of a large book touches, or views of it: SQLite's own 2 MB make it read and write them several times. Taken as needed. */
const cacheKibMax = 64 * 1024

interface Access {
  readonly readOnly: boolean
  readonly create: boolean
  readonly busyMs: number
}

/**
 * Opens a ledger file, or makes one where there is none and one is to be made. A file that is something else is left as it was.
 *
 * Throws `LedgerError`: not-found where there is no ledger; unavailable where the file is no ledger, is newer than this program, or
 * cannot be read.
 */
export function openFile(path: string, { readOnly, create, busyMs }: Access): DatabaseSync {
  // An absolute path is never taken for a `file:` URI.
  const file = path === ':memory:' ? path : resolve(path)
  const mayMake = create && !readOnly
  if (!mayMake && file !== ':memory:' && !isThere(file)) noLedger(path)
  return onFile(path, () => {
    // A table of the owner's may refer to ours: it is not to lose rows with those that are made anew, nor to keep any from being so.
    const db = new DatabaseSync(file, { readOnly, timeout: busyMs, enableForeignKeyConstraints: false })
    try {
      if (!holdsLedger(db, path) && !mayMake) noLedger(path)
      db.exec(`PRAGMA trusted_schema = OFF; PRAGMA cache_size = -${cacheKibMax}`)
      if (!readOnly) prepareToWrite(db, path)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** As an imported module the file system would bring Node's streams with it, which take long to load. */
const isThere = (file: string): boolean => process.getBuiltinModule('node:fs').existsSync(file)

function noLedger(found: string): never {
  const path = (found.length > 1000 ? `${found.slice(0, 1000)}…` : found).toWellFormed()
  const words = { zh: `没有台账文件 ${path}`, en: `there is no ledger ${path}` }
  return fail('not-found', 'no-such-ledger', words, { parameter: 'path', path })
}

function prepareToWrite(db: DatabaseSync, path: string): void {
  db.exec(`PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${logBytesMax}; PRAGMA wal_autocheckpoint = ${logPagesMax};
    PRAGMA temp_store = MEMORY`)
  if (db.prepare('PRAGMA journal_mode').get()?.['journal_mode'] === 'delete') db.exec('PRAGMA journal_mode = WAL')
  if (isCurrent(db)) return
  writing(path, db, () => {
    // Two programs may make the same file at the same time, or bring it up to date.
    if (holdsLedger(db, path) && isCurrent(db)) return
    bringUpTo(db)
    for (const book of eventTable(db).books()) treeTable(db).grow(book)
  })
}
