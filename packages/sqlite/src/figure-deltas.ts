import type { DatabaseSync } from 'node:sqlite'
import { openEnd, type CivilDate, type FigureDelta } from '@taizhang/core'
import { insertion } from './insertion.ts'
import { quoted } from './relation-tables.ts'

/**
 * How figures change from day to day, as known from a size on: rows are only added, and the sum of those up to a day, recorded up to a
 * size, is the value on that day as known then. The key has them in the order in which they are summed.
 */
export const figureDeltaDdl = (name: string): string => `CREATE TABLE ${quoted(name)} (
  book TEXT NOT NULL,
  figure TEXT NOT NULL,
  scope TEXT NOT NULL,
  day TEXT NOT NULL,
  recorded_from INTEGER NOT NULL,
  delta INTEGER NOT NULL,
  PRIMARY KEY (book, figure, scope, day, recorded_from)
) STRICT, WITHOUT ROWID;
`

/** Writes what a batch makes of figures. */
export function figureDeltaWriter(
  db: DatabaseSync,
  name: string,
): (book: string, deltas: readonly FigureDelta[], size: number) => void {
  const columns = '(book, figure, scope, day, recorded_from, delta)'
  const insert = insertion(db, `INSERT INTO ${quoted(name)} ${columns}`, '(?, ?, ?, ?, ?, ?)')
  return (book, deltas, size) =>
    insert(deltas.flatMap(({ figure, scope, day, delta }) => [book, figure, scope, day, size, delta]))
}

/** What a figure comes to in a scope on a day, as known at a size; `undefined` on the day that stands for no end, which no row reaches. */
export function figureSum(
  db: DatabaseSync,
  name: string,
  { book, asOf, knownAt }: { readonly book: string; readonly asOf: CivilDate; readonly knownAt: number },
): (figure: string, scope: string) => number | undefined {
  const sum = db.prepare(
    `SELECT coalesce(sum(delta), 0) AS value FROM ${quoted(name)}
     WHERE book = ? AND figure = ? AND scope = ? AND day <= ? AND recorded_from <= ?`,
  )
  return (figure, scope) =>
    asOf < openEnd ? Number(sum.get(book, figure, scope, asOf, knownAt)?.['value']) : undefined
}
