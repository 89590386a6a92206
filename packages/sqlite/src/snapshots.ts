import type { DatabaseSync } from 'node:sqlite'
import type { Snapshot } from '@taizhang/core'
import { sha256 } from './sha256.ts'

/** SQLite takes a value of up to a thousand million bytes; a very large book's snapshot is kept in parts. */
const sqliteBytes = 512 * 1024 * 1024

/** Snapshots of books, at most one each. Their tables are made when the first one is kept: most files have none. */
export function snapshotTable(
  db: DatabaseSync,
  partBytesMax = sqliteBytes,
): {
  /** As it was kept; `undefined` where there is none, or its bytes do not have the hash that they had. */
  readonly load: (book: string) => Snapshot | undefined
  /** Inside the caller's transaction. */
  readonly keep: (book: string, snapshot: Snapshot) => void
} {
  const hasTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'snapshot'")
  return {
    load: (book) => {
      if (!hasTable.get()) return undefined
      const kept = db.prepare('SELECT size, fingerprint, sha256 FROM snapshot WHERE book = ?').get(book)
      if (!kept) return undefined
      const parts = db.prepare('SELECT bytes FROM snapshot_part WHERE book = ? ORDER BY part').all(book)
      const [first, ...more] = parts.map((row) => row['bytes'] as Uint8Array)
      const bytes = first && more.length === 0 ? first : Buffer.concat(first ? [first, ...more] : [])
      if (sha256(bytes, 'hex') !== kept['sha256']) return undefined
      return { size: Number(kept['size']), fingerprint: String(kept['fingerprint']), bytes }
    },
    keep: (book, { size, fingerprint, bytes }) => {
      if (!hasTable.get()) db.exec(tables)
      for (const table of ['snapshot', 'snapshot_part']) db.prepare(`DELETE FROM ${table} WHERE book = ?`).run(book)
      db.prepare('INSERT INTO snapshot (book, size, fingerprint, sha256) VALUES (?, ?, ?, ?)').run(
        book,
        size,
        fingerprint,
        sha256(bytes, 'hex'),
      )
      const insert = db.prepare('INSERT INTO snapshot_part (book, part, bytes) VALUES (?, ?, ?)')
      for (let part = 0; part * partBytesMax < bytes.length; part++)
        insert.run(book, part, bytes.subarray(part * partBytesMax, (part + 1) * partBytesMax))
    },
  }
}

const tables = `
CREATE TABLE snapshot (
  book TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot_part (
  book TEXT NOT NULL,
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (book, part)
) STRICT;
`
