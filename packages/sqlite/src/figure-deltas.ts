import type { DatabaseSync } from 'node:sqlite'
import { insertion } from './insertion.ts'
import { blockSizes, quoted, type FigureDelta } from '@taizhang/kernel/internal'

/**
 * How figures change from day to day, as known from a size on: rows are only added, and the sum of those up to a day, recorded up to a
 * size, is the value on that day as known then. They lie in the order in which they come.
 */
export const figureDeltaDdl = (name: string): string => `CREATE TABLE ${quoted(name)} (
  book TEXT NOT NULL,
  recorded_from INTEGER NOT NULL,
  figure TEXT NOT NULL,
  scope TEXT NOT NULL,
  day TEXT NOT NULL,
  delta INTEGER NOT NULL,
  PRIMARY KEY (book, recorded_from, figure, scope, day)
) STRICT, WITHOUT ROWID;
`

/**
 * What the deltas of a block of sizes, from `from_size` on and before `to_size`, come to by the day: a row where that changes, which holds
 * until the next one. So the sum over any block, up to any day, is one row, and a long book is asked as quickly as a short one. A block's rows
 * are numbered by `place`, from 1 on by figure, scope and day: whether one is missing, or one too many, shows beside the one that is read.
 */
export const figureSumDdl = (name: string): string => `CREATE TABLE ${quoted(name)} (
  book TEXT NOT NULL,
  from_size INTEGER NOT NULL,
  to_size INTEGER NOT NULL,
  figure TEXT NOT NULL,
  scope TEXT NOT NULL,
  day TEXT NOT NULL,
  value INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (book, from_size, to_size, figure, scope, day)
) STRICT, WITHOUT ROWID;
`

/** Under which names the tables of figures stand, and that of the batches, which counts their rows. */
export interface FigureTables {
  readonly delta: string
  readonly sum: string
  readonly batch: string
}

/** What a batch makes of figures, and between which sizes of the book. */
interface BatchDeltas {
  readonly deltas: readonly FigureDelta[]
  readonly before: number
  readonly size: number
}

/** How many rows a batch made: of deltas, and of each block that it let be summed up. */
export interface FigureRowCounts {
  readonly deltas: number
  readonly sums: readonly (readonly [from: number, to: number, rows: number])[]
}

/** Writes what batches make of figures, and sums up the blocks that end before a batch. */
export function figureDeltaWriter(
  db: DatabaseSync,
  { delta, sum }: Omit<FigureTables, 'batch'>,
  blocks = blockSizes,
): (book: string, batch: BatchDeltas) => FigureRowCounts {
  const columns = '(book, recorded_from, figure, scope, day, delta)'
  const insert = insertion(db, `INSERT INTO ${quoted(delta)} ${columns}`, '(?, ?, ?, ?, ?, ?)')
  const sumUp = db.prepare(
    `INSERT INTO ${quoted(sum)} (book, from_size, to_size, figure, scope, day, value, place)
     SELECT ?1, ?2, ?3, figure, scope, day, sum(sum(delta)) OVER (PARTITION BY figure, scope ORDER BY day),
       row_number() OVER (ORDER BY figure, scope, day)
     FROM ${quoted(delta)} WHERE book = ?1 AND ?2 <= recorded_from AND recorded_from < ?3 GROUP BY figure, scope, day
     HAVING sum(delta) <> 0`,
  )
  return (book, { deltas, before, size }) => {
    const sums: [number, number, number][] = []
    for (const sizes of blocks) {
      const from = before - (before % sizes)
      const to = from + sizes
      if (size >= to) sums.push([from, to, Number(sumUp.run(book, from, to).changes)])
    }
    insert(deltas.flatMap((of) => [book, size, of.figure, of.scope, of.day, of.delta]))
    return { deltas: deltas.length, sums }
  }
}
