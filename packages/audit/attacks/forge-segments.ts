import { party } from '@taizhang/core'
import { fingerprintOf, streamOf } from '@taizhang/kernel/internal'
import { type Segment } from '@taizhang/kernel/store'
import type { SqliteStore } from '@taizhang/sqlite'

/** Puts other bytes in the place of those of a book's segments; all hashes are made to fit. */
export async function forgeSegments(
  store: SqliteStore,
  book: string,
  change: (bytes: Uint8Array) => Uint8Array,
): Promise<void> {
  const [stream, fingerprint] = [streamOf(book), fingerprintOf(party)]
  const forged: Segment[] = []
  for await (const segment of store.snapshots.load(stream, fingerprint))
    forged.push({ ...segment, bytes: change(segment.bytes) })
  if (forged.length === 0) throw new Error('no segment was kept')
  store.database.exec('DELETE FROM snapshot_segment')
  await store.snapshots.keep?.(stream, fingerprint, forged)
}
