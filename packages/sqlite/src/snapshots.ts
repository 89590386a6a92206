import type { DatabaseSync } from 'node:sqlite'
import type { Snapshot } from '@taizhang/kernel/store'
import { tablesDiffer } from './failure.ts'
import { sha256, sha256Of } from './sha256.ts'

/**
 * Snapshots are kept in parts that the processor has at hand while each is copied to its place and hashed. In one piece a large book's would be
 * copied and hashed from memory, and be there twice meanwhile.
 */
const partBytes = 64 * 1024

/** Snapshots of books, at most one each. Their tables are made when the first one is kept: most files have none. */
export function snapshotTable(
  db: DatabaseSync,
  partBytesMax = partBytes,
): {
  /** As it was kept; `undefined` where there is none, or its bytes do not have the hash that they had. */
  readonly load: (book: string) => Snapshot | undefined
  /** Inside the caller's transaction. One of a larger book stays: another program had read on when it kept it. */
  readonly keep: (book: string, snapshot: Snapshot) => void
} {
  const hasTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'snapshot'")
  return {
    load: (book) => {
      if (!hasTable.get()) return undefined
      try {
        return loaded(db, book)
      } catch (error) {
        // Somebody has made something else of the tables: there is no snapshot in them.
        if (tablesDiffer(error)) return undefined
        throw error
      }
    },
    keep: (book, { size, fingerprint, bytes }) => {
      if (!hasTable.get()) db.exec(tables)
      const larger = db.prepare(
        `SELECT 1 FROM snapshot WHERE book = ? AND fingerprint = ? AND size > ?
         AND size <= (SELECT max(position) + 1 FROM event WHERE book = snapshot.book)`,
      )
      if (larger.get(book, fingerprint, size)) return
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

function loaded(db: DatabaseSync, book: string): Snapshot | undefined {
  const kept = db.prepare('SELECT size, fingerprint, sha256 FROM snapshot WHERE book = ?').get(book)
  if (!kept) return undefined
  const length = db.prepare('SELECT sum(length(bytes)) AS length FROM snapshot_part WHERE book = ?').get(book)
  const partsOf = db.prepare('SELECT bytes FROM snapshot_part WHERE book = ? ORDER BY part')
  const bytes = new Uint8Array(Number(length?.['length'] ?? 0))
  const hash = sha256Of()
  let at = 0
  for (const { bytes: part } of partsOf.iterate(book)) {
    if (!(part instanceof Uint8Array)) return undefined
    bytes.set(part, at)
    hash.update(part)
    at += part.length
  }
  if (hash.digest('hex') !== kept['sha256']) return undefined
  return { size: Number(kept['size']), fingerprint: String(kept['fingerprint']), bytes }
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
