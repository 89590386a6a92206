import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { type ColumnKind } from '@taizhang/kernel/define'
import {
  neverRecorded,
  openedColumns,
  openedValues,
  placeColumns,
  placeValues,
  quoted,
  snake,
  type RelationTable,
  type TableColumn,
} from '@taizhang/kernel/internal'
import { type CivilDate } from '@taizhang/kernel'
import { type TableRow } from '@taizhang/kernel/store'
import { prepareLists } from './lists.ts'

/** Which facts are read from the tables. */
export interface TableView {
  /** The book size. */
  readonly knownAt: number
  /** Only the rows that hold on this day. */
  readonly asOf?: CivilDate | undefined
}

/** A row as a table has it, with the beginning of its episode. */
export interface StoredRow {
  readonly row: TableRow
  readonly begunOn: CivilDate
  readonly begunBy: number
}

/** The statement that makes the table under a name. */
export const tableDdl = (table: RelationTable, name: string): string => `CREATE TABLE ${quoted(name)} (
  ${[
    'book TEXT NOT NULL',
    ...table.keys.map(({ sql }) => `${sql} TEXT NOT NULL`),
    ...table.attributes.map(attributeDdl),
    'valid_from TEXT NOT NULL',
    'valid_to TEXT NOT NULL',
    'recorded_from INTEGER NOT NULL',
    'recorded_to INTEGER NOT NULL',
    'opened_by INTEGER NOT NULL',
    'closed_by INTEGER',
    'begun_on TEXT NOT NULL',
    'begun_by INTEGER NOT NULL',
    `PRIMARY KEY (${[...placeColumns(table), 'recorded_from'].join(', ')})`,
  ].join(',\n  ')}
) STRICT, WITHOUT ROWID;
`

/** Writes rows of one table. */
export interface RowWriter {
  readonly open: (book: string, row: TableRow, size: number) => void
  /** Ends a row that is open; `false` where the table has no such row. */
  readonly end: (book: string, row: TableRow, size: number) => boolean
}

export function rowWriter(db: DatabaseSync, table: RelationTable, name: string): RowWriter {
  const columns = openedColumns(table)
  const insert = db.prepare(
    `INSERT INTO ${quoted(name)} (${columns.join(', ')}, recorded_to)
     VALUES (${columns.map(() => '?').join(', ')}, ${neverRecorded})`,
  )
  const same = placeColumns(table)
    .map((sql) => `${sql} = ?`)
    .join(' AND ')
  const end = db.prepare(`UPDATE ${quoted(name)} SET recorded_to = ? WHERE ${same} AND recorded_to = ${neverRecorded}`)
  return {
    open: (book, row, size) => void insert.run(...openedValues(table, book, row, { size, toSql })),
    end: (book, row, size) => Number(end.run(size, ...placeValues(table, book, row)).changes) === 1,
  }
}

/** The rows as known at a size, each fact's in order of days. */
export function readRows(
  db: DatabaseSync,
  table: RelationTable,
  name: string,
  book: string,
  { knownAt, asOf }: TableView,
): readonly StoredRow[] {
  const relation = table.relation.name
  const keys = table.relation.key as readonly string[]
  const attributesFrom = ownMembers.length + keys.length
  const columns = [...ownMembers, ...keys.map((key) => quoted(snake(key))), ...table.attributes.map(({ sql }) => sql)]
  const onDay = asOf === undefined ? '' : 'AND valid_from <= :as_of AND :as_of < valid_to'
  const select = prepareLists(
    db,
    `SELECT ${columns.join(', ')} FROM ${quoted(name)}
     WHERE book = :book AND recorded_from <= :size AND :size < recorded_to ${onDay} ORDER BY ${placeColumns(table).join(', ')}`,
  )
  return select.all({ book, size: knownAt, ...(asOf === undefined ? {} : { as_of: asOf }) }).map((values) => {
    const [from, to, openedBy, closedBy, begunOn, begunBy] = values
    return {
      row: {
        relation,
        key: keyOf(keys, values),
        attributes: attributesOf(table.attributes, values, attributesFrom),
        from: String(from),
        to: String(to),
        openedBy: Number(openedBy),
        ...(closedBy === null ? {} : { closedBy: Number(closedBy) }),
      },
      begunOn: String(begunOn),
      begunBy: Number(begunBy),
    }
  })
}

/** The columns of a row's own members, as they are read: before those of its key and its attributes. */
const ownMembers = ['valid_from', 'valid_to', 'opened_by', 'closed_by', 'begun_on', 'begun_by']

function keyOf(keys: readonly string[], columns: readonly unknown[]): Record<string, string> {
  const key: Record<string, string> = {}
  let at = ownMembers.length
  for (const name of keys) key[name] = String(columns[at++])
  return key
}

function attributesOf(
  attributes: readonly TableColumn[],
  columns: readonly unknown[],
  first: number,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  let at = first
  for (const { name, kind } of attributes) {
    const value = columns[at++]
    if (value !== null) values[name] = fromSql(value, kind)
  }
  return values
}

function attributeDdl({ sql, kind }: TableColumn): string {
  switch (kind) {
    case 'text':
      return `${sql} TEXT`
    case 'integer':
      return `${sql} INTEGER`
    case 'real':
      return `${sql} REAL`
    case 'boolean':
      return `${sql} INTEGER CHECK (${sql} IN (0, 1))`
    case 'json':
      return `${sql} TEXT CHECK (json_valid(${sql}))`
  }
}

/** A value of an attribute as SQLite has it. */
export function toSql(value: unknown, kind: ColumnKind): SQLInputValue {
  if (value === undefined || value === null) return null
  if (kind === 'json') return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' || typeof value === 'number') return value
  return JSON.stringify(value)
}

function fromSql(value: unknown, kind: ColumnKind): unknown {
  switch (kind) {
    case 'boolean':
      return value === 1
    case 'json':
      return JSON.parse(String(value))
    case 'text':
    case 'integer':
    case 'real':
      return value
  }
}
