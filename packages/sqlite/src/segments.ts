import type { DatabaseSync } from 'node:sqlite'
import type { Segment } from '@taizhang/kernel/store'
import { onFile, tablesDiffer } from './failure.ts'
import { fingerprintOf } from './fingerprint.ts'
import { sha256 } from './sha256.ts'

/** SQLite takes no larger value. Nobody records so much at once, but who does is not to be kept from it. */
const bytesMax = 900_000_000

/** What a segment follows on. */
interface Before {
  readonly size: number
  readonly sha256: string
}

/** A segment as it lies in the file. */
interface KeptSegment extends Segment, Before {
  readonly fingerprint: string
}

/**
 * What books came to, in segments that follow on one another. A segment's hash is that of its bytes, of its place, of what it was made by and of
 * the hash before it: one that was changed, moved or put there from elsewhere is no segment, and neither is what follows on it. The table is made
 * when the first one is kept.
 */
export interface SegmentTable {
  /** The segment behind another, or the first; `undefined` where there is none by those definitions, or it is not what was kept. */
  readonly next: (book: string, fingerprint: string, before: Before | undefined) => KeptSegment | undefined
  /** Inside the caller's transaction. See `Snapshots.keep`. */
  readonly keep: (book: string, fingerprint: string, segments: readonly Segment[]) => void
  /** Whether all rows of a book are segments that follow on one another. */
  readonly holds: (book: string) => boolean
}

export function segmentTable(db: DatabaseSync): SegmentTable {
  const hasTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'snapshot_segment'")
  return {
    next: (book, fingerprint, before) => {
      const found = hasTable.get() && nextOf(db, book, before)
      return found && found.fingerprint === fingerprintOf(fingerprint) ? found : undefined
    },
    keep: (book, definitions, segments) => {
      if (!hasTable.get()) makeTable(db)
      const fingerprint = fingerprintOf(definitions)
      const behind = db.prepare('SELECT sha256 FROM snapshot_segment WHERE book = ? AND size = ? AND fingerprint = ?')
      const remove = db.prepare('DELETE FROM snapshot_segment WHERE book = ? AND "from" >= ?')
      const insert = db.prepare(
        'INSERT INTO snapshot_segment (book, "from", size, fingerprint, sha256, bytes) VALUES (?, ?, ?, ?, ?, ?)',
      )
      for (const segment of segments) {
        const { from, size, bytes } = segment
        const last = from === 0 ? undefined : behind.get(book, from, fingerprint)
        if ((from > 0 && !last) || bytes.length > bytesMax) return
        const before = last && { size: from, sha256: String(last['sha256']) }
        // Another program may have been first.
        if (nextOf(db, book, before)?.fingerprint === fingerprint) continue
        remove.run(book, from)
        insert.run(book, from, size, fingerprint, hashOf(book, { ...segment, fingerprint }, before), bytes)
      }
    },
    holds: (book) => {
      const count = db.prepare('SELECT count(*) AS n FROM snapshot_segment WHERE book = ?').get(book)?.['n']
      let [found, before]: [number, KeptSegment | undefined] = [0, undefined]
      for (let next = nextOf(db, book, before); next; next = nextOf(db, book, before)) {
        // By one program's definitions.
        if (before && before.fingerprint !== next.fingerprint) break
        before = next
        found++
      }
      return found === count
    },
  }
}

/** Those that a book can be taken up from, one by one: a large book's are not all in memory at once. */
export async function* segmentsOf(
  path: string,
  { next }: SegmentTable,
  book: string,
  fingerprint: string,
): AsyncGenerator<Segment> {
  const after = (before: Before | undefined): KeptSegment | undefined =>
    onFile(path, () => next(book, fingerprint, before))
  for (let segment = after(undefined); segment; segment = after(segment)) yield segment
}

/** The segment behind another, or the first, whoever made it; `undefined` where it is not what was kept. */
function nextOf(db: DatabaseSync, book: string, before: Before | undefined): KeptSegment | undefined {
  try {
    const select = db.prepare('SELECT * FROM snapshot_segment WHERE book = ? AND "from" = ?')
    const found = segmentOf(select.get(book, before?.size ?? 0))
    return found && found.sha256 === hashOf(book, found, before) ? found : undefined
  } catch (error) {
    // Somebody has made something else of the table, or of its numbers.
    if (tablesDiffer(error)) return undefined
    throw error
  }
}

function segmentOf(row: Readonly<Record<string, unknown>> | undefined): KeptSegment | undefined {
  const bytes = row?.['bytes']
  if (!(bytes instanceof Uint8Array)) return undefined
  const [from, size] = [Number(row?.['from']), Number(row?.['size'])]
  return { from, size, fingerprint: String(row?.['fingerprint']), sha256: String(row?.['sha256']), bytes }
}

const hashOf = (
  book: string,
  { from, size, fingerprint, bytes }: Omit<KeptSegment, 'sha256'>,
  before: Before | undefined,
): string => sha256(JSON.stringify([book, from, size, fingerprint, before?.sha256 ?? '', sha256(bytes, 'hex')]), 'hex')

function makeTable(db: DatabaseSync): void {
  // What older programs have kept, whole each time.
  const isOld = db.prepare(
    "SELECT 1 FROM sqlite_schema WHERE name = 'snapshot_part' AND sql LIKE '%part INTEGER NOT NULL%'",
  )
  if (isOld.get()) db.exec('DROP TABLE snapshot_part; DROP TABLE IF EXISTS snapshot')
  // Behind a key of their own, the bytes are not read to find a segment.
  db.exec(`CREATE TABLE snapshot_segment (
  book TEXT NOT NULL,
  "from" INTEGER NOT NULL,
  size INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (book, "from")
) STRICT`)
}
