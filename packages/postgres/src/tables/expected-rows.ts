import { blockSizes, openedColumns, openedValues, placeValues, type RelationTable } from '@taizhang/kernel/internal'
import type { TableChanges } from '@taizhang/kernel/store'
import { batchUnit, eventsUnit, figuresUnit } from './definition.ts'
import { never, toPg, type PgTable, type PgValue } from './dialect.ts'
import type { Tables } from './tables.ts'

/** Rows by key, their values in the order of the table's columns, as texts. */
export type Rows = Map<string, readonly PgValue[]>

interface Expected {
  readonly tables: Tables
  readonly book: string
  readonly changes: readonly TableChanges[]
  readonly size: number
  readonly own: ReadonlyMap<string, number>
}

/** The rows that a table should have, by key: made step by step, as the batches came. */
export function expectedRows(table: PgTable, { tables, book, changes, size, own }: Expected): Rows {
  const upTo = changes.filter((change) => change.size <= size)
  const relation = tables.relations.find(({ name }) => name === table.name)
  const counted = changes.filter((change) => change.size <= (own.get(figuresUnit) ?? 0))
  const list = relation
    ? rowsOfRelation(relation, book, upTo)
    : ({
        [batchUnit]: () => rowsOfBatches(book, upTo, counted, tables),
        [eventsUnit]: () => rowsOfEvents(book, upTo),
        [figuresUnit]: () => rowsOfDeltas(book, upTo),
        figure_sum: () => rowsOfSums(book, upTo),
      }[table.name]?.() ?? [])
  return new Map(list.map((row) => [keyOf(table, row), row]))
}

/** The key of a row, as a text. */
export const keyOf = ({ columns, key }: PgTable, row: readonly PgValue[]): string =>
  JSON.stringify(key.map((sql) => row[columns.findIndex((column) => column.sql === sql)]))

function rowsOfRelation(table: RelationTable, book: string, changes: readonly TableChanges[]): readonly PgValue[][] {
  const [rows, open, toAt] = [[] as PgValue[][], new Map<string, PgValue[]>(), openedColumns(table).length]
  for (const { size, ended, opened } of changes) {
    for (const row of ended) {
      const now =
        row.relation === table.relation.name ? open.get(JSON.stringify(placeValues(table, book, row))) : undefined
      if (now) now[toAt] = String(size)
    }
    for (const row of opened) {
      if (row.relation !== table.relation.name) continue
      const values = openedValues(table, book, row, { size, toSql: toPg })
      const made = [...values.map((value) => (value === null ? null : String(value))), never]
      open.set(JSON.stringify(placeValues(table, book, row)), made)
      rows.push(made)
    }
  }
  return rows
}

function rowsOfEvents(book: string, changes: readonly TableChanges[]): readonly PgValue[][] {
  const rows = new Map<number, PgValue[]>()
  const all: PgValue[][] = []
  for (const { size, withdrawn, live } of changes) {
    for (const position of withdrawn) rows.get(position)?.splice(7, 1, String(size))
    for (const { type, effectiveOn, order, position, data } of live) {
      const row = [book, type, effectiveOn, String(order), String(position), JSON.stringify(data), String(size), never]
      rows.set(position, row)
      all.push(row)
    }
  }
  return all
}

const rowsOfDeltas = (book: string, changes: readonly TableChanges[]): readonly PgValue[][] =>
  changes.flatMap(({ size, deltas = [] }) =>
    deltas.map(({ figure, scope, day, delta }) => [book, String(size), figure, scope, day, String(delta)]),
  )

/** The blocks that a batch comes behind the end of. */
const endedBy = (before: number, size: number): readonly (readonly [number, number])[] =>
  blockSizes
    .map((sizes) => [before - (before % sizes), before - (before % sizes) + sizes] as const)
    .filter(([, to]) => size >= to)

function rowsOfSums(book: string, changes: readonly TableChanges[]): readonly PgValue[][] {
  let before = 0
  return changes.flatMap(({ size }) => {
    const blocks = endedBy(before, size)
    before = size
    return blocks.flatMap(([from, to]) => rowsOfBlock(book, changes, from, to))
  })
}

function rowsOfBlock(book: string, changes: readonly TableChanges[], from: number, to: number): readonly PgValue[][] {
  const days = new Map<string, readonly [key: readonly [string, string, string], delta: bigint]>()
  for (const { size, deltas = [] } of changes) {
    if (size < from || size >= to) continue
    for (const { figure, scope, day, delta } of deltas) {
      const id = JSON.stringify([figure, scope, day])
      days.set(id, [[figure, scope, day], (days.get(id)?.[1] ?? 0n) + BigInt(delta)])
    }
  }
  const sorted = [...days.values()].filter(([, delta]) => delta !== 0n).toSorted(([a], [b]) => byBytes(a, b))
  const sums = new Map<string, bigint>()
  return sorted.map(([[figure, scope, day], delta], at) => {
    const id = JSON.stringify([figure, scope])
    const value = (sums.get(id) ?? 0n) + delta
    sums.set(id, value)
    return [book, String(from), String(to), figure, scope, day, String(value), String(at + 1)]
  })
}

/** In the order of UTF-8, as the collation "C" has it. */
function byBytes(a: readonly string[], b: readonly string[]): number {
  for (const [at, one] of a.entries()) {
    const order = Buffer.compare(Buffer.from(one), Buffer.from(b[at] ?? ''))
    if (order !== 0) return order
  }
  return 0
}

function rowsOfBatches(
  book: string,
  changes: readonly TableChanges[],
  counted: readonly TableChanges[],
  { scopes }: Tables,
): readonly PgValue[][] {
  const isCounted = new Set(counted)
  let [before, added] = [0, 0]
  return changes.map((change) => {
    const { size, recordedAt, deltas = [], opened } = change
    const blocks = endedBy(before, size)
    before = size
    if (!isCounted.has(change)) return [book, String(size), recordedAt, '0', null, '0']
    added += opened.filter(({ relation }) => scopes.has(relation)).length
    const sums = blocks.map(([from, to]) => [from, to, rowsOfBlock(book, changes, from, to).length])
    return [
      book,
      String(size),
      recordedAt,
      String(deltas.length),
      sums.length > 0 ? JSON.stringify(sums) : null,
      String(added),
    ]
  })
}
