import { attributeNames, type AnyRelation } from './relation.ts'

/** camelCase to snake_case, as analysts write it. */
export const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Columns that every relation's table has, besides its key and its attributes. */
const ownColumns: readonly string[] = [
  'book',
  'valid_from',
  'valid_to',
  'recorded_from',
  'recorded_to',
  'opened_by',
  'closed_by',
  'begun_on',
  'begun_by',
]

/** Tables that are no projection. They are never taken away with one, whatever its list says. */
const recordTables: readonly string[] = [
  'event',
  'tree',
  'generation',
  'kept_table',
  'snapshot',
  'snapshot_part',
  'snapshot_segment',
  'follower',
  'ledger_domain',
]

/** Whether a table is one of those, as SQL takes names: in capitals or not. */
export const keepsRecords = (table: string): boolean => recordTables.includes(table.toLowerCase())

/** Tables and views that are there besides those of the relations. */
const ownTables = new Set([...recordTables, 'envelope', 'live_event', 'batch', 'figure_delta', 'figure_sum'])

/**
 * Names that SQL could not tell apart from others, be it only by capitals: of tables, and of columns in one of them. Words of SQL's own are no
 * fault: names are quoted wherever they are written.
 */
export function tableNameFaults(relations: readonly AnyRelation[]): readonly string[] {
  const tables = new Map<string, string>()
  return relations.flatMap((relation) => {
    const { name } = relation
    const table = snake(name).toLowerCase()
    const other = tables.get(table)
    tables.set(table, name)
    const taken = ownTables.has(table) || table.startsWith('sqlite_')
    return [
      ...(other === undefined || other === name
        ? []
        : [`the relations ${other} and ${name} would be one table, ${table}`]),
      ...(taken ? [`the relation ${name} cannot be a table: the name ${table} is taken`] : []),
      ...columnFaults(relation),
    ]
  })
}

function columnFaults(relation: AnyRelation): readonly string[] {
  // A key of that name is the column that every table has.
  const keys = (relation.key as readonly string[]).filter((key) => key !== 'book')
  const columns = new Map<string, string | undefined>(ownColumns.map((column) => [column, undefined]))
  return [...keys, ...attributeNames(relation)].flatMap((name) => {
    const column = snake(name).toLowerCase()
    if (!columns.has(column)) {
      columns.set(column, name)
      return []
    }
    const other = columns.get(column)
    // Two of the very same name are told of as that.
    if (other === name) return []
    return other === undefined
      ? [`the relation ${relation.name} cannot have ${name}: its table has a column ${column} of its own`]
      : [`${other} and ${name} of the relation ${relation.name} would be one column, ${column}`]
  })
}
