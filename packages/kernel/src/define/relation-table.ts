import type { TableRow } from '../facts/table-changes.ts'
import type { CivilDate } from '../time/civil-date.ts'
import { attributeColumns, type AnyRelation, type ColumnKind } from './relation.ts'
import { snake } from './table-names.ts'

/** A name as SQL takes it whatever it is. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** How a relation lies in its table, whatever the database. */
export interface RelationTable {
  readonly relation: AnyRelation
  readonly name: string
  /** Key columns but for the book, which is the first of every table, of `supervision` too, whose only key it is. */
  readonly keys: readonly TableColumn[]
  readonly attributes: readonly TableColumn[]
}

/** A column of a relation's own. */
export interface TableColumn {
  /** As in the definition. */
  readonly name: string
  /** As in the table, and quoted for SQL. */
  readonly column: string
  readonly sql: string
  readonly kind: ColumnKind
}

const column = (name: string, kind: ColumnKind): TableColumn => {
  const snaked = snake(name)
  return { name, column: snaked, sql: quoted(snaked), kind }
}

/** The table of a relation. That its name and its columns are free is seen when the domain is defined. */
export function relationTable(relation: AnyRelation): RelationTable {
  const name = snake(relation.name)
  const keys = (relation.key as readonly string[]).filter((key) => key !== 'book').map((key) => column(key, 'text'))
  const attributes = attributeColumns(relation).map((attribute) => column(attribute.name, attribute.kind))
  return { relation, name, keys, attributes }
}

/** The columns that tell where a row lies, quoted for SQL. */
export const placeColumns = ({ keys }: RelationTable): readonly string[] => [
  'book',
  ...keys.map(({ sql }) => sql),
  'valid_from',
]

/** The columns of a row as it is opened, quoted for SQL. */
export const openedColumns = (table: RelationTable): readonly string[] => [
  ...placeColumns(table),
  ...table.attributes.map(({ sql }) => sql),
  'valid_to',
  'recorded_from',
  'opened_by',
  'closed_by',
  'begun_on',
  'begun_by',
]

/** The values of {@link placeColumns}. */
export function placeValues({ keys }: RelationTable, book: string, row: TableRow): string[] {
  if ((row.key['book'] ?? book) !== book) throw new Error(`a row of book ${row.key['book']} is not one of ${book}`)
  const values = [book]
  for (const key of keys) values.push(row.key[key.name] as string)
  values.push(row.from)
  return values
}

/** The values of {@link openedColumns}, for a row that was opened at a size; those of attributes as the database has them. */
export function openedValues<T>(
  table: RelationTable,
  book: string,
  row: TableRow,
  { size, toSql }: { readonly size: number; readonly toSql: (value: unknown, kind: ColumnKind) => T },
): (T | string | number | null)[] {
  const begun = beginning(row)
  const values: (T | string | number | null)[] = placeValues(table, book, row)
  for (const { name, kind } of table.attributes) values.push(toSql(row.attributes[name], kind))
  values.push(row.to, size, row.openedBy, row.closedBy ?? null, begun.from, begun.openedBy)
  return values
}

/** A row of memory leads back to the one with which its episode began. */
interface Continued extends TableRow {
  readonly previous?: Continued | undefined
  readonly from: CivilDate
}

const beginning = (row: Continued): Continued => (row.previous ? beginning(row.previous) : row)
