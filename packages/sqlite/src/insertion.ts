import type { DatabaseSync, SQLInputValue } from 'node:sqlite'

/** So many rows that what a call of SQLite costs is shared, and so few that the statement is quickly made. */
const rowsAtOnce = 32

/** Inserts rows, given as their values one after the other. */
export type Insertion = (values: readonly SQLInputValue[]) => void

/**
 * Makes an insertion of several rows at a time. That pays for narrow rows; for wide ones it does not.
 *
 * @param into `INSERT INTO` with a table and its columns
 * @param row what stands for one row in `VALUES`, with a `?` for each value. `?1` would be slow: Node looks each name up
 */
export function insertion(db: DatabaseSync, into: string, row: string): Insertion {
  const width = row.split('?').length - 1
  const one = db.prepare(`${into} VALUES ${row}`)
  const many = db.prepare(`${into} VALUES ${Array.from({ length: rowsAtOnce }, () => row).join(', ')}`)
  return (values) => {
    let at = 0
    for (const step = rowsAtOnce * width; at + step <= values.length; at += step)
      many.run(...values.slice(at, at + step))
    for (; at < values.length; at += width) one.run(...values.slice(at, at + width))
  }
}
