import { createHash } from 'node:crypto'
import type { Segment } from '@taizhang/kernel/store'
import type { Queries, Row } from './queries.ts'

/** PostgreSQL takes no value of a gigabyte, and this goes to it in one message. */
const bytesMax = 400_000_000

interface Before {
  readonly size: number
  readonly sha256: string
}

/** A segment as it lies in the database. */
export interface KeptSegment extends Segment, Before {
  readonly fingerprint: string
}

/**
 * What books came to, in segments that follow on one another. A segment's hash is that of its bytes, of its place, of what it was made by and of the hash
 * before it: one that was changed, moved or put there from elsewhere is no segment, and neither is what follows on it.
 */
export interface SegmentTable {
  /** The segment behind another, or the first; `undefined` where there is none by those definitions, or it is not what was kept. */
  readonly next: (
    queries: Queries,
    book: string,
    definitions: string,
    before: Before | undefined,
  ) => Promise<KeptSegment | undefined>
  /** Inside the caller's transaction. See `Snapshots.keep`. */
  readonly keep: (queries: Queries, book: string, definitions: string, segments: readonly Segment[]) => Promise<void>
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

export function segmentTable(schema: string): SegmentTable {
  const table = `${schema}.snapshot_segment`

  const nextOf = async (
    { query }: Queries,
    book: string,
    before: Before | undefined,
  ): Promise<KeptSegment | undefined> => {
    const [row] = await query(
      `SELECT "from", size, fingerprint, sha256, bytes FROM ${table} WHERE book = $1 AND "from" = $2`,
      [book, before?.size ?? 0],
    )
    const found = segmentOf(row)
    return found && found.sha256 === hashOf(book, found, before) ? found : undefined
  }

  return {
    next: async (queries, book, definitions, before) => {
      const found = await nextOf(queries, book, before)
      return found && found.fingerprint === sha256(definitions) ? found : undefined
    },
    keep: async (queries, book, definitions, segments) => {
      const fingerprint = sha256(definitions)
      // Another program may be keeping the same ones.
      await queries.query(`SELECT FROM ${schema}.ledger_book WHERE book = $1 FOR UPDATE`, [book])
      for (const segment of segments) {
        const { from, size, bytes } = segment
        const [last] =
          from === 0
            ? []
            : await queries.query(`SELECT sha256 FROM ${table} WHERE book = $1 AND size = $2 AND fingerprint = $3`, [
                book,
                from,
                fingerprint,
              ])
        if ((from > 0 && !last) || bytes.length > bytesMax) return
        const before = last && { size: from, sha256: String(last['sha256']) }
        if ((await nextOf(queries, book, before))?.fingerprint === fingerprint) continue
        await queries.query(`DELETE FROM ${table} WHERE book = $1 AND "from" >= $2`, [book, from])
        await queries.query(
          `INSERT INTO ${table} (book, "from", size, fingerprint, sha256, bytes) VALUES ($1, $2, $3, $4, $5, $6)`,
          [book, from, size, fingerprint, hashOf(book, { ...segment, fingerprint }, before), bytes],
        )
      }
    },
  }
}

function segmentOf(row: Row | undefined): KeptSegment | undefined {
  const bytes = row?.['bytes']
  if (!(bytes instanceof Uint8Array)) return undefined
  const [from, size] = [Number(row?.['from']), Number(row?.['size'])]
  return { from, size, fingerprint: String(row?.['fingerprint']), sha256: String(row?.['sha256']), bytes }
}

const hashOf = (
  book: string,
  { from, size, fingerprint, bytes }: Omit<KeptSegment, 'sha256'>,
  before: Before | undefined,
): string => sha256(JSON.stringify([book, from, size, fingerprint, before?.sha256 ?? '', sha256(bytes)]))
