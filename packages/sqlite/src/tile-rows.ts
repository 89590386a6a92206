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

/** The last row of leaves, and how many leaves there are up to its end. */
interface LastRow {
  readonly size: number
  readonly hashes: Uint8Array
}

export interface TileRows {
  readonly last: (book: string) => LastRow
  /** The hashes of a tile, up to the first that is not in its place. */
  readonly read: (book: string, level: number, place: number) => Uint8Array
  /** Writes what a tile has more than before. What would change a hash that is there is not written. */
  readonly write: (book: string, tile: Tile) => void
  /** Writes leaves behind the last row where they fill no tile: nothing but that row is needed then. */
  readonly extend: (book: string, last: LastRow, leaves: readonly Uint8Array[]) => void
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
  let leavesCut = false
  // An older ledger that is only read may be brought up to date by another program meanwhile.
  const formOf = (level: number): RowForm => (level === 0 && (leavesCut ||= hasLeafRows(db)) ? cut : whole)
  const write = (book: string, level: number, place: number, bytes: Uint8Array, from = 0): void => {
    const step = formOf(level).hashes * hashBytes
    for (let row = from; row * step < bytes.length; row++)
      upsert.run(book, level, place + row, bytes.subarray(row * step, (row + 1) * step))
  }
  return {
    last: (book) => {
      const row = last.get(book)
      if (!row) return { size: 0, hashes: new Uint8Array() }
      const hashes = bytesOf(row)
      return { size: Number(row['place']) * formOf(0).hashes + hashes.length / hashBytes, hashes }
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
    extend: (book, { size, hashes }, leaves) => {
      const begun = size % cut.hashes
      if (begun > 0 && hashes.length !== begun * hashBytes) return
      write(book, 0, Math.floor(size / cut.hashes), Buffer.concat(begun > 0 ? [hashes, ...leaves] : leaves))
    },
  }
}
