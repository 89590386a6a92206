import type { DatabaseSync } from 'node:sqlite'
import { fail } from '@taizhang/kernel'
import { openEnd } from '@taizhang/kernel/define'
import { type CivilDate } from '@taizhang/kernel'
import { type FigureTables } from './figure-deltas.ts'
import { prepareLists } from './lists.ts'
import { blocksBefore, blockSizes, quoted } from '@taizhang/kernel/internal'

/** A stretch of sizes, the last one not included, and how many rows it was summed up in. */
type Block = readonly [from: number, to: number, rows: number]

const keyOf = (figure: unknown, scope: unknown): string => JSON.stringify([figure, scope])

/** A sum as SQLite gives it: nothing, over no rows. */
const wholeNumber = (value: unknown): bigint => (typeof value === 'bigint' ? value : 0n)

interface Asked {
  readonly book: string
  readonly asOf: CivilDate
  readonly knownAt: number
}

/**
 * What a figure comes to in a scope on a day, as known at a size; `undefined` on the day that stands for no end, which no row reaches, and
 * where it is larger than a number is exact: it is counted then, and that says so.
 *
 * Throws `LedgerError` (unavailable) where rows that it would be read from were added or taken away.
 */
export function figureSum(
  db: DatabaseSync,
  tables: FigureTables,
  { book, asOf, knownAt }: Asked,
  sizes = blockSizes,
): (figure: string, scope: string) => number | undefined {
  const { blocks, rest } = blocksBefore(knownAt, sizes)
  const inBlocks = blockSums(db, tables, { book, asOf }, blocks)
  let recent: ReadonlyMap<string, bigint> | undefined
  return (figure, scope) => {
    if (asOf >= openEnd) return undefined
    recent ??= recentSums(db, tables, { book, asOf, knownAt }, rest)
    const value = Number(inBlocks(figure, scope) + (recent.get(keyOf(figure, scope)) ?? 0n))
    return Number.isSafeInteger(value) ? value : undefined
  }
}

/** The sums of the deltas since the last block. There are as many of each batch as it says. */
function recentSums(
  db: DatabaseSync,
  { delta, batch }: FigureTables,
  { book, asOf, knownAt }: Asked,
  rest: number,
): ReadonlyMap<string, bigint> {
  const there = prepareLists(
    db,
    `SELECT recorded_from, count(*) FROM ${quoted(delta)}
     WHERE book = ? AND recorded_from BETWEEN ? AND ? GROUP BY recorded_from ORDER BY recorded_from`,
  )
  const counted = prepareLists(
    db,
    `SELECT size, delta_rows FROM ${quoted(batch)}
     WHERE book = ? AND size BETWEEN ? AND ? AND delta_rows <> 0 ORDER BY size`,
  )
  const [found, expected] = [there, counted].map((rows) => JSON.stringify(rows.all(book, rest, knownAt)))
  if (found !== expected) rowsChanged(delta)
  const since = db.prepare(
    `SELECT figure, scope, sum(delta) AS value FROM ${quoted(delta)}
     WHERE book = ? AND recorded_from BETWEEN ? AND ? AND day <= ? GROUP BY figure, scope`,
  )
  since.setReadBigInts(true)
  const rows = since.all(book, rest, knownAt, asOf)
  return new Map(rows.map((row) => [keyOf(row['figure'], row['scope']), wholeNumber(row['value'])]))
}

/**
 * The sums over whole blocks. A block's rows are numbered, so beside the one that is read stand those with the numbers before and after it:
 * if not, some are missing or too many.
 */
function blockSums(
  db: DatabaseSync,
  { sum, batch }: FigureTables,
  { book, asOf }: Omit<Asked, 'knownAt'>,
  stretches: readonly (readonly [number, number])[],
): (figure: string, scope: string) => bigint {
  const ofBlock = `book = ?1 AND from_size = block.value ->> 0 AND to_size = block.value ->> 1`
  const around = prepareLists(
    db,
    `SELECT block.value ->> 2,
       (SELECT json_group_array(json_array(place, iif(figure = ?2 AND scope = ?3, CAST(value AS TEXT), '0'))) FROM (
         SELECT place, figure, scope, value FROM ${quoted(sum)}
         WHERE ${ofBlock} AND (figure, scope, day) <= (?2, ?3, ?4) ORDER BY figure DESC, scope DESC, day DESC LIMIT 2)),
       (SELECT place FROM ${quoted(sum)}
         WHERE ${ofBlock} AND (figure, scope, day) > (?2, ?3, ?4) ORDER BY figure, scope, day LIMIT 1)
     FROM json_each(?5) AS block`,
  )
  const rowsOf = rowsOfBlocks(db, batch, book)
  let blocks: string | undefined
  return (figure, scope) => {
    blocks ??= JSON.stringify(stretches.map(([from, to]): Block => [from, to, rowsOf(from, to)]))
    let total = 0n
    for (const [rows, upTo, after] of around.all(book, figure, scope, asOf, blocks)) {
      const [last, before] = JSON.parse(String(upTo)) as readonly (readonly [place: number, value: string])[]
      const place = last?.[0] ?? 0
      const follows = last === undefined || (before?.[0] ?? 0) === place - 1
      if (!follows || (after === null ? place !== rows : after !== place + 1)) rowsChanged(sum)
      total += BigInt(last?.[1] ?? 0)
    }
    return total
  }
}

/** How many rows a block was summed up in: the first batch behind it says so; a block in which no batch ended was not. */
function rowsOfBlocks(db: DatabaseSync, batch: string, book: string): (from: number, to: number) => number {
  const behind = db.prepare(`SELECT sum_rows FROM ${quoted(batch)} WHERE book = ? AND size >= ? ORDER BY size LIMIT 1`)
  return (from, to) => {
    const summed = behind.get(book, to)?.['sum_rows']
    const blocks = (summed === null || summed === undefined ? [] : JSON.parse(String(summed))) as readonly Block[]
    return blocks.find((block) => block[0] === from && block[1] === to)?.[2] ?? 0
  }
}

/** Fails (unavailable): the book has to be opened. */
export const rowsChanged = (table: string): never =>
  fail(
    'unavailable',
    'rows-changed',
    {
      zh: `数据表 ${table} 的行数与所记不符，有行被添加或删除：请用 verify 查看`,
      en: `the table ${table} has not as many rows as were kept in it: rows were added or taken away; see verify`,
    },
    { table },
  )
