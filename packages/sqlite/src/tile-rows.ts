import type { DatabaseSync } from 'node:sqlite'
import { hashBytes } from '@taizhang/core/merkle'
import { hasLeafRows } from './schema.ts'
import { tileHashes, type Tile } from './tiles.ts'

/**
 * How a tile lies in the table `tree`. One of leaves is cut into rows, of which the last is written anew with each event; the others grow
 * so rarely that they are one row each.
 */
interface RowForm {
  /** How many hashes a row has when it is full. */
  readonly hashes: number
  /** How many rows a full tile has. */
  readonly rows: number
}

const whole: RowForm = { hashes: tileHashes, rows: 1 }
const cut: RowForm = { hashes: 16, rows: tileHashes / 16 }

export interface TileRows {
  /** How many leaves there are, by the last of their rows, and what that has. */
  readonly last: (book: string) => { readonly size: number; readonly hashes: Uint8Array }
  /** The hashes of a tile, up to the first that is not in its place. */
  readonly read: (book: string, level: number, place: number) => Uint8Array
  /** Writes what a tile has more than before. What would change a hash that is there is not written. */
  readonly write: (book: string, tile: Tile) => void
}

/** The tiles of a ledger that has a tree. */
export function tileRows(db: DatabaseSync): TileRows {
  const last = db.prepare('SELECT place, hashes FROM tree WHERE book = ? AND level = 0 ORDER BY place DESC LIMIT 1')
  const find = db.prepare(
    'SELECT place, hashes FROM tree WHERE book = ? AND level = ? AND place BETWEEN ? AND ? ORDER BY place',
  )
  const upsert = db.prepare(
    `INSERT INTO tree (book, level, place, hashes) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET hashes = excluded.hashes
     WHERE substr(excluded.hashes, 1, length(tree.hashes)) = tree.hashes`,
  )
  let leavesCut = false
  // An older ledger that is only read may be brought up to date by another program meanwhile.
  const formOf = (level: number): RowForm => (level === 0 && (leavesCut ||= hasLeafRows(db)) ? cut : whole)
  return {
    last: (book) => {
      const row = last.get(book)
      if (!row) return { size: 0, hashes: new Uint8Array() }
      const hashes = row['hashes'] as Uint8Array
      return { size: Number(row['place']) * formOf(0).hashes + hashes.length / hashBytes, hashes }
    },
    read: (book, level, place) => {
      const { hashes, rows } = formOf(level)
      const first = place * rows
      const found: Uint8Array[] = []
      for (const row of find.all(book, level, first, first + rows - 1)) {
        if (row['place'] !== first + found.length) break
        const bytes = row['hashes'] as Uint8Array
        found.push(bytes)
        if (bytes.length !== hashes * hashBytes) break
      }
      return Buffer.concat(found)
    },
    write: (book, { level, place, hashes: bytes, before }) => {
      const { hashes, rows } = formOf(level)
      const step = hashes * hashBytes
      for (let row = Math.floor(before / hashes); row * step < bytes.length; row++)
        upsert.run(book, level, place * rows + row, bytes.subarray(row * step, (row + 1) * step))
    },
  }
}
