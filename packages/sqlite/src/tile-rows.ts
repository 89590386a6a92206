import type { DatabaseSync } from 'node:sqlite'
import { hashBytes } from '@taizhang/kernel/merkle'
import { hasLeafRows } from './schema.ts'
import { tileHashes, type Tile } from '@taizhang/kernel/internal'

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

/** Whether so many leaves from one on go into one row of a tile that has been begun, and do not fill it: nothing but that row is needed then. */
export function haveRoom(from: number, leaves: number): boolean {
  const [inRow, inTile] = [from % cut.hashes, from % tileHashes]
  return leaves > 0 && inTile > 0 && inRow + leaves <= cut.hashes && inTile + leaves < tileHashes
}

export interface TileRows {
  /** How many leaves there are up to the end of the last row. */
  readonly size: (book: string) => number
  /** The hashes of a tile, up to the first that is not in its place. */
  readonly read: (book: string, level: number, place: number) => Uint8Array
  /** Writes what a tile has more than before. What would change a hash that is there is not written. */
  readonly write: (book: string, tile: Tile) => void
  /** How many hashes a full row of a level has. */
  readonly hashesInRow: (level: number) => number
  /** Adds leaves to a row that has room for them: see {@link haveRoom}. `false` where the tree does not end before the first of them. */
  readonly extend: (book: string, from: number, leaves: readonly Uint8Array[]) => boolean
}

/** Damage may have made something else of them. */
const bytesOf = ({ hashes }: Readonly<Record<string, unknown>>): Uint8Array =>
  hashes instanceof Uint8Array ? hashes : new Uint8Array()

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
  const begin = db.prepare(
    `INSERT INTO tree (book, level, place, hashes) SELECT ?, 0, ?, ?
     WHERE EXISTS (SELECT 1 FROM tree WHERE book = ? AND level = 0 AND place = ? AND length(hashes) = ?)`,
  )
  // SQLite joins bytes as a text of the same bytes.
  const extend = db.prepare(
    `UPDATE tree SET hashes = CAST(hashes || ? AS BLOB) WHERE book = ? AND level = 0 AND place = ? AND length(hashes) = ?`,
  )
  let leavesCut = false
  // An older ledger that is only read may be brought up to date by another program meanwhile.
  const formOf = (level: number): RowForm => (level === 0 && (leavesCut ||= hasLeafRows(db)) ? cut : whole)
  const write = (book: string, level: number, place: number, bytes: Uint8Array, from = 0): void => {
    const step = formOf(level).hashes * hashBytes
    for (let row = from; row * step < bytes.length; row++)
      upsert.run(book, level, place + row, bytes.subarray(row * step, (row + 1) * step))
  }
  return {
    size: (book) => {
      const row = last.get(book)
      return row ? Number(row['place']) * formOf(0).hashes + bytesOf(row).length / hashBytes : 0
    },
    read: (book, level, place) => {
      const { hashes, rows } = formOf(level)
      const first = place * rows
      const found: Uint8Array[] = []
      for (const row of find.all(book, level, first, first + rows - 1)) {
        if (row['place'] !== first + found.length) break
        const bytes = bytesOf(row)
        found.push(bytes)
        if (bytes.length !== hashes * hashBytes) break
      }
      return Buffer.concat(found)
    },
    write: (book, { level, place, hashes: bytes, before }) => {
      const { hashes, rows } = formOf(level)
      write(book, level, place * rows, bytes, Math.floor(before / hashes))
    },
    hashesInRow: (level) => formOf(level).hashes,
    extend: (book, from, leaves) => {
      const [place, begun, bytes] = [Math.floor(from / cut.hashes), from % cut.hashes, Buffer.concat(leaves)]
      return begun > 0
        ? extend.run(bytes, book, place, begun * hashBytes).changes === 1
        : begin.run(book, place, bytes, book, place - 1, cut.hashes * hashBytes).changes === 1
    },
  }
}
