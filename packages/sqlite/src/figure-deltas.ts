import type { DatabaseSync } from 'node:sqlite'
import { openEnd, type CivilDate, type FigureDelta } from '@taizhang/core'
import { insertion } from './insertion.ts'
import { quoted } from './relation-tables.ts'

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
 * until the next one. So the sum over any block, up to any day, is one row, and a long book is asked as quickly as a short one.
 */
export const figureSumDdl = (name: string): string => `CREATE TABLE ${quoted(name)} (
  book TEXT NOT NULL,
  from_size INTEGER NOT NULL,
  to_size INTEGER NOT NULL,
  figure TEXT NOT NULL,
  scope TEXT NOT NULL,
  day TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (book, from_size, to_size, figure, scope, day)
) STRICT, WITHOUT ROWID;
`

/**
 * How many sizes a block has. A view of a million is some ten blocks, one of 16 million some seventy. The append behind a block of the largest kind
 * waits a fifth of a second until that is summed up, so there are none that are larger.
 */
const blockSizes: readonly number[] = [4096, 32_768, 262_144]

interface FigureTables {
  readonly delta: string
  readonly sum: string
}

/** What a batch makes of figures, and between which sizes of the book. */
interface BatchDeltas {
  readonly deltas: readonly FigureDelta[]
  readonly before: number
  readonly size: number
}

/** Writes what batches make of figures, and sums up the blocks that end before a batch. */
export function figureDeltaWriter(
  db: DatabaseSync,
  { delta, sum }: FigureTables,
  blocks = blockSizes,
): (book: string, batch: BatchDeltas) => void {
  const columns = '(book, recorded_from, figure, scope, day, delta)'
  const insert = insertion(db, `INSERT INTO ${quoted(delta)} ${columns}`, '(?, ?, ?, ?, ?, ?)')
  const sumUp = db.prepare(
    `INSERT INTO ${quoted(sum)} (book, from_size, to_size, figure, scope, day, value)
     SELECT ?1, ?2, ?3, figure, scope, day, sum(sum(delta)) OVER (PARTITION BY figure, scope ORDER BY day)
     FROM ${quoted(delta)} WHERE book = ?1 AND ?2 <= recorded_from AND recorded_from < ?3 GROUP BY figure, scope, day
     HAVING sum(delta) <> 0`,
  )
  return (book, { deltas, before, size }) => {
    for (const sizes of blocks) {
      const from = before - (before % sizes)
      if (size >= from + sizes) sumUp.run(book, from, from + sizes)
    }
    insert(deltas.flatMap((of) => [book, size, of.figure, of.scope, of.day, of.delta]))
  }
}

/** The blocks that make up the sizes before some size, the largest first, and where the rest of them begins. */
function blocksBefore(
  size: number,
  blocks: readonly number[],
): { readonly whole: [number, number][]; readonly rest: number } {
  const whole: [number, number][] = []
  let rest = 0
  for (const sizes of blocks.toReversed()) for (; rest + sizes <= size; rest += sizes) whole.push([rest, rest + sizes])
  return { whole, rest }
}

/** A sum as SQLite gives it: nothing, over no rows. */
const whole = (value: unknown): bigint => (typeof value === 'bigint' ? value : 0n)

const keyOf = (figure: unknown, scope: unknown): string => JSON.stringify([figure, scope])

/**
 * What a figure comes to in a scope on a day, as known at a size; `undefined` on the day that stands for no end, which no row reaches, and
 * where it is larger than a number is exact: it is counted then, and that says so.
 */
export function figureSum(
  db: DatabaseSync,
  { delta, sum }: FigureTables,
  { book, asOf, knownAt }: { readonly book: string; readonly asOf: CivilDate; readonly knownAt: number },
  blocks = blockSizes,
): (figure: string, scope: string) => number | undefined {
  const { whole: blocksWhole, rest } = blocksBefore(knownAt, blocks)
  const wholeBlocks = JSON.stringify(blocksWhole)
  const inBlocks = db.prepare(
    `SELECT sum((SELECT value FROM ${quoted(sum)}
       WHERE book = ?1 AND from_size = block.value ->> 0 AND to_size = block.value ->> 1
         AND figure = ?2 AND scope = ?3 AND day <= ?4 ORDER BY day DESC LIMIT 1)) AS value
     FROM json_each(?5) AS block`,
  )
  const since = db.prepare(
    `SELECT figure, scope, sum(delta) AS value FROM ${quoted(delta)}
     WHERE book = ? AND recorded_from BETWEEN ? AND ? AND day <= ? GROUP BY figure, scope`,
  )
  for (const statement of [inBlocks, since]) statement.setReadBigInts(true)
  let recent: ReadonlyMap<string, bigint> | undefined
  return (figure, scope) => {
    if (asOf >= openEnd) return undefined
    recent ??= new Map(
      since.all(book, rest, knownAt, asOf).map((row) => [keyOf(row['figure'], row['scope']), whole(row['value'])]),
    )
    const earlier = inBlocks.get(book, figure, scope, asOf, wholeBlocks)?.['value']
    const value = Number(whole(earlier) + (recent.get(keyOf(figure, scope)) ?? 0n))
    return Number.isSafeInteger(value) ? value : undefined
  }
}
