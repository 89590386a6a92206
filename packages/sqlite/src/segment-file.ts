import { DatabaseSync } from 'node:sqlite'
import { type Snapshots } from '@taizhang/kernel/store'
import { expectText } from '@taizhang/kernel/internal'
import { bookOf } from './book-column.ts'
import { onFile, writing } from './failure.ts'
import { segmentsOf, segmentTable } from './segments.ts'

/** Segments in a file of their own. */
export interface SegmentFile {
  readonly snapshots: Snapshots
  readonly close: () => void
}

/**
 * A file for the segments of books whose store keeps none: pass `{ ...store, snapshots }` to `openLedger`. A segment is written as soon as a
 * book is opened. The file can be deleted at any time; segments that do not fit the store's events are ignored.
 *
 * Throws `LedgerError` (unavailable) where the file cannot be made or is none of SQLite's.
 *
 *
 * @example
 * const cache = segmentFile('350305.segments')
 * const ledger = await openLedger({ ...store, snapshots: cache.snapshots }, { domain: party, book: '350305' })
 * cache.close()
 */
export function segmentFile(path: string): SegmentFile {
  expectText(path, 'path')
  const db = onFile(path, () => {
    const opened = new DatabaseSync(path, { timeout: 1000 })
    try {
      // What a crash takes away is made again.
      opened.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
      return opened
    } catch (error) {
      opened.close()
      throw error
    }
  })
  const segments = segmentTable(db)
  return {
    snapshots: {
      whenOpened: true,
      load: (stream, fingerprint) => segmentsOf(path, segments, bookOf(stream), fingerprint),
      keep: async (stream, fingerprint, added) =>
        writing(path, db, () => segments.keep(bookOf(stream), fingerprint, added)),
    },
    close: () => db.close(),
  }
}
