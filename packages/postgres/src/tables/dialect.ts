import { createHash } from 'node:crypto'
import type { ColumnKind } from '@taizhang/kernel/define'
import { neverRecorded, quoted, type RelationTable, type TableColumn } from '@taizhang/kernel/internal'

/** A column as PostgreSQL has it. Everything that differs from SQLite's tables stands in this file; names, order and keys are the same. */
export interface PgColumn {
  /** Quoted for SQL. */
  readonly sql: string
  readonly type: string
  readonly isOptional?: boolean
}

/** A table: its columns, how many of them, from the first on, are its key, and what is asked of it besides. */
export interface PgTable {
  readonly name: string
  readonly columns: readonly PgColumn[]
  readonly key: readonly string[]
  /** Columns that lie in the key's index besides, so that the rows themselves need not be read. */
  readonly covered?: readonly string[]
  readonly indexes: readonly string[]
}

/** Texts compare by their characters' numbers, as SQLite's do, wherever the server is. */
const text = 'text COLLATE "C"'

/** Days are `date`, true or false is `boolean`, and what SQLite keeps as JSON is `json`, which keeps its text as it is. */
const types: Readonly<Record<ColumnKind, string>> = {
  text,
  integer: 'bigint',
  real: 'double precision',
  boolean: 'boolean',
  json: 'json',
}

const must = (sql: string, type: string): PgColumn => ({ sql, type })
const attribute = ({ sql, kind }: TableColumn): PgColumn => ({ sql, type: types[kind], isOptional: true })

export function pgTable(table: RelationTable): PgTable {
  const keys = table.keys.map(({ sql }) => sql)
  return {
    name: table.name,
    columns: [
      must('book', text),
      ...keys.map((sql) => must(sql, text)),
      must('valid_from', 'date'),
      ...table.attributes.map(attribute),
      must('valid_to', 'date'),
      must('recorded_from', 'bigint'),
      must('opened_by', 'bigint'),
      { sql: 'closed_by', type: 'bigint', isOptional: true },
      must('begun_on', 'date'),
      must('begun_by', 'bigint'),
      must('recorded_to', 'bigint'),
    ],
    key: ['book', ...keys, 'valid_from', 'recorded_from'],
    indexes: [],
  }
}

export const liveEventTable: PgTable = {
  name: 'live_event',
  columns: [
    must('book', text),
    must('type', text),
    must('effective_on', 'date'),
    must('effective_order', 'bigint'),
    must('position', 'bigint'),
    must('data', 'json'),
    must('recorded_from', 'bigint'),
    must('recorded_to', 'bigint'),
  ],
  key: ['book', 'type', 'effective_on', 'effective_order', 'position'],
  // An event that is withdrawn is found by its place in the book.
  indexes: ['(book, position)'],
}

/** The second index lets figures across books be asked as known at an instant. */
export const batchTable: PgTable = {
  name: 'batch',
  columns: [
    must('book', text),
    must('size', 'bigint'),
    must('recorded_at', text),
    must('delta_rows', 'bigint'),
    { sql: 'sum_rows', type: 'json', isOptional: true },
    must('scope_rows', 'bigint'),
  ],
  key: ['book', 'size'],
  indexes: ['(book, recorded_at, size)'],
}

/** The second index has all that a figure's sum over the last sizes of a book is made of. */
export const figureDeltaTable: PgTable = {
  name: 'figure_delta',
  columns: [
    must('book', text),
    must('recorded_from', 'bigint'),
    must('figure', text),
    must('scope', text),
    must('day', 'date'),
    must('delta', 'bigint'),
  ],
  key: ['book', 'recorded_from', 'figure', 'scope', 'day'],
  indexes: ['(book, figure, scope, recorded_from) INCLUDE (day, delta)'],
}

export const figureSumTable: PgTable = {
  name: 'figure_sum',
  columns: [
    must('book', text),
    must('from_size', 'bigint'),
    must('to_size', 'bigint'),
    must('figure', text),
    must('scope', text),
    must('day', 'date'),
    must('value', 'bigint'),
    must('place', 'bigint'),
  ],
  key: ['book', 'from_size', 'to_size', 'figure', 'scope', 'day'],
  covered: ['value'],
  indexes: [],
}

/** The statements that make a table in a schema. What it was made by stands in its comment. */
export function tableDdl(schema: string, table: PgTable): string {
  const { name, columns, key, covered = [], indexes } = table
  const at = `${schema}.${quoted(name)}`
  const lines = columns.map(({ sql, type, isOptional }) => `${sql} ${type}${isOptional === true ? '' : ' NOT NULL'}`)
  return [
    `CREATE TABLE ${at} (\n  ${[...lines, `PRIMARY KEY (${key.join(', ')})${covered.length > 0 ? ` INCLUDE (${covered.join(', ')})` : ''}`].join(',\n  ')}\n)`,
    ...indexes.map((index) => `CREATE INDEX ON ${at} ${index}`),
    `COMMENT ON TABLE ${at} IS '${madeBy(table)}'`,
  ].join(';\n')
}

/** Tells tables that are made otherwise apart. */
export const fingerprintOf = (of: string): string => createHash('sha256').update(of).digest('hex').slice(0, 16)
export const madeBy = (table: PgTable): string => `taizhang ${fingerprintOf(JSON.stringify(table))}`

/** A value as it goes to the server: as a text, whatever its type, which the statement casts it to. `null` where there is none. */
export type PgValue = string | null

export function toPg(value: unknown, kind: ColumnKind): PgValue {
  if (value === undefined || value === null) return null
  if (kind === 'json') return JSON.stringify(value)
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** Rows in one statement: each column goes as a list of texts. `$1` is the first list. */
export const given = (columns: readonly PgColumn[], from = 1): string =>
  `(SELECT ${columns.map(({ type }, at) => `c${at}::${castOf(type)} AS c${at}`).join(', ')} FROM unnest(${columns.map((_, at) => `$${from + at}::text[]`).join(', ')}) AS given(${columns.map((_, at) => `c${at}`).join(', ')})) AS given`

const castOf = (type: string): string => type.split(' COLLATE')[0] ?? type

/** The columns of rows as lists. */
export const lists = <T>(rows: readonly (readonly T[])[], width: number): T[][] =>
  Array.from({ length: width }, (_, at) => rows.map((row) => row[at] as T))

export const insertInto = (schema: string, { name, columns }: PgTable): string =>
  `INSERT INTO ${schema}.${quoted(name)} (${columns.map(({ sql }) => sql).join(', ')}) SELECT ${columns.map((_, at) => `c${at}`).join(', ')} FROM ${given(columns)}`

/** Ends rows that are open. The columns given are those of a row's place, and the size at which it ends. */
export function endIn(schema: string, table: RelationTable): string {
  const { name, columns } = pgTable(table)
  const place = columns.slice(0, table.keys.length + 2)
  const size = { sql: 'recorded_to', type: 'bigint' }
  return `UPDATE ${schema}.${quoted(name)} AS kept SET recorded_to = c${place.length} FROM ${given([...place, size])} WHERE ${place.map(({ sql }, at) => `kept.${sql} = c${at}`).join(' AND ')} AND kept.recorded_to = ${neverRecorded} RETURNING 1`
}

/** The name that stands for no end of recording. */
export const never = String(neverRecorded)
