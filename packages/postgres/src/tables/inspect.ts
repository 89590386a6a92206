import { isDeepStrictEqual } from 'node:util'
import type { Refusal } from '@taizhang/kernel'
import type { CheckResult, TableChanges } from '@taizhang/kernel/store'
import type { Queries } from '../queries.ts'
import { batchUnit } from './definition.ts'
import type { PgTable, PgValue } from './dialect.ts'
import { expectedRows, keyOf, type Rows } from './expected-rows.ts'
import {
  ahead,
  behind,
  check,
  inNoList,
  left,
  missing,
  named,
  notKnown,
  notReplayed,
  notThere,
  others,
  rowDiffers,
  rowMissing,
  rowSurplus,
  tableMissing,
} from './inspect-words.ts'
import type { Tables } from './tables.ts'
import { tableIn } from './writer.ts'

interface Inspected {
  readonly schema: string
  readonly tables: Tables
}

/** Adds findings up: the first hundred are told. */
class Found {
  readonly kept: Refusal[] = []
  count = 0
  add(finding: Refusal): void {
    if (this.count++ < 100) this.kept.push(finding)
  }
}

/**
 * Compares every table of a book, row by row and column by column, with what the changes of its batches give, up to the size that it stands at. Those
 * that are not there, are left behind or are not this program's are named.
 */
export async function inspectTables(
  { schema, tables }: Inspected,
  queries: Queries,
  book: string,
  changes: readonly TableChanges[] | undefined,
): Promise<CheckResult> {
  if (!changes) return check('unable', notReplayed)
  const { asMade, otherwise: remade, strange } = await tables.standing(queries)
  const isThere = asMade.has(batchUnit)
  const { whole, own, otherwise, unknown } = isThere
    ? await tables.of(queries, book)
    : { whole: 0, own: new Map<string, number>(), otherwise: [], unknown: [] }
  const total = changes.at(-1)?.size ?? 0
  const found = new Found()
  for (const name of [...strange, ...remade]) found.add(inNoList(name))
  if (whole > total) found.add(ahead(whole, total))
  let [compared, rows] = [0, 0]
  for (const unit of tables.units) {
    const size = own.get(unit.name)
    if (otherwise.includes(unit.name)) continue
    for (const table of unit.tables) {
      if (!asMade.has(table.name)) {
        if (size !== undefined && !strange.has(table.name)) found.add(tableMissing(table.name))
        continue
      }
      const expected = expectedRows(table, { tables, book, changes, size: size ?? 0, own })
      rows += expected.size
      await compare(queries, schema, { book, table, expected }, found)
    }
    if (size !== undefined) compared++
  }
  if (found.count > 0) {
    const [zh, en] = [`${found.count} 处不符`, found.count === 1 ? '1 thing differs' : `${found.count} things differ`]
    return check('failed', { zh, en }, found.kept)
  }
  if (whole === 0) return check('unable', notThere)
  if (whole < total) return check('unable', behind(whole, total))
  if (otherwise.length > 0) return check('unable', others(otherwise))
  const besides = [
    named(
      left,
      tables.units.flatMap(({ name }) => ((own.get(name) ?? whole) < whole ? [`${name} (${own.get(name)})`] : [])),
    ),
    named(
      missing,
      tables.units.flatMap(({ name }) => (own.has(name) ? [] : [name])),
    ),
    named(notKnown, unknown),
  ].flat()
  return check('held', {
    zh: [`由记录重新推算了 ${compared} 张表，${rows} 行逐一相同`, ...besides.map(({ zh }) => zh)].join('；'),
    en: [
      `${compared} tables made anew from the events; all ${rows} rows are the same`,
      ...besides.map(({ en }) => en),
    ].join('; '),
  })
}

interface Compared {
  readonly book: string
  readonly table: PgTable
  readonly expected: Rows
}

/** Rows that are read at once. */
const pageRows = 20_000

/** Compares one table of a book, which is read in the order of its key, page by page. */
async function compare(
  { query }: Queries,
  schema: string,
  { book, table, expected }: Compared,
  found: Found,
): Promise<void> {
  const key = table.key.join(', ')
  const columns = table.columns.map(({ sql }, at) => `${sql}::text AS c${at}`).join(', ')
  const typed = table.key.slice(1).map((sql) => table.columns.find((column) => column.sql === sql)?.type.split(' ')[0])
  const behindLast = `(${table.key.slice(1).join(', ')}) > (${typed.map((type, at) => `$${at + 2}::text::${type}`).join(', ')})`
  let last: readonly PgValue[] | undefined
  for (;;) {
    const after = last && typed.length > 0 ? `AND ${behindLast}` : ''
    const rows = await query(
      `SELECT ${columns} FROM ${tableIn(schema, table.name)} WHERE book = $1 ${after} ORDER BY ${key} LIMIT ${pageRows}`,
      [book, ...(last ? (JSON.parse(keyOf(table, last)) as string[]).slice(1) : [])],
    )
    for (const one of rows) {
      const row = table.columns.map((_, at) => one[`c${at}`] as PgValue)
      last = row
      const id = keyOf(table, row)
      const other = expected.get(id)
      expected.delete(id)
      if (!other) found.add(rowSurplus(table.name, id))
      else if (!sameRow(table, row, other)) found.add(rowDiffers(table, id, { row, other }))
    }
    if (rows.length < pageRows) break
  }
  for (const id of expected.keys()) found.add(rowMissing(table.name, id))
}

const sameRow = (table: PgTable, row: readonly PgValue[], other: readonly PgValue[]): boolean =>
  row.every((value, at) => sameValue(value, other[at], table.columns[at]?.type))

/** Whether a value says what is expected: the order of an object's members says nothing, nor how a number is written. */
export function sameValue(value: PgValue | undefined, other: PgValue | undefined, type: string | undefined): boolean {
  if (value === other) return true
  if (typeof value !== 'string' || typeof other !== 'string') return false
  if (type === 'double precision') return Number(value) === Number(other)
  if (type !== 'json') return false
  const read: unknown = JSON.parse(value)
  return JSON.stringify(read) === value && isDeepStrictEqual(read, JSON.parse(other))
}
