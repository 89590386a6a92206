import type { DatabaseSync } from 'node:sqlite'
import {
  canonicalText,
  neverRecorded,
  openedColumns,
  openedValues,
  placeColumns,
  placeValues,
  quoted,
  type RelationTable,
} from '@taizhang/kernel/internal'
import type { TableChanges } from '@taizhang/kernel/store'
import { prepareLists } from './lists.ts'
import { toSql } from './relation-tables.ts'
import { sha256 } from './sha256.ts'
import { eventsUnit } from './tables-definition.ts'

/**
 * The sum of the hashes of rows, in whatever order they come. The key is drawn anew each time, so nobody can prepare other rows with the same sum.
 */
class RowSum {
  readonly #key: string
  readonly #lanes = new Int32Array(8)
  rows = 0

  constructor(key: string) {
    this.#key = key
  }

  add(row: readonly unknown[]): void {
    const told = row.some(isAmbiguous) ? row.map(unambiguous) : row
    const hash = sha256(this.#key + JSON.stringify(told), 'binary')
    for (let lane = 0; lane < 8; lane++) this.#lanes[lane] = (this.#lanes[lane] ?? 0) + numberAt(hash, lane * 4)
    this.rows++
  }

  equals(other: RowSum): boolean {
    return this.rows === other.rows && this.#lanes.every((lane, at) => lane === other.#lanes[at])
  }
}

/** Four bytes of a text of bytes as a number. */
const numberAt = (bytes: string, at: number): number =>
  bytes.charCodeAt(at) |
  (bytes.charCodeAt(at + 1) << 8) |
  (bytes.charCodeAt(at + 2) << 16) |
  (bytes.charCodeAt(at + 3) << 24)

/** What JSON would say as it says something else, or could say in several ways. */
const isAmbiguous = (value: unknown): boolean =>
  typeof value === 'string' ? value.startsWith('{') : typeof value === 'number' && !Number.isFinite(value)

/** Numbers without an end become a list, so that they are told from null; objects have their members in one order, as `sameValue` has it. */
function unambiguous(value: unknown): unknown {
  if (!isAmbiguous(value)) return value
  if (typeof value !== 'string') return [String(value)]
  try {
    const read: unknown = JSON.parse(value)
    return JSON.stringify(read) === value ? canonicalText(read) : value
  } catch {
    return value
  }
}

/**
 * Of a table, the rows that batches opened, and the places and sizes at which they ended some. Rows of one place follow one another, each begun
 * when the one before has ended. So a table whose rows all end behind their beginning and that has both sums has exactly these rows.
 */
interface Sums {
  readonly opened: RowSum
  readonly ended: RowSum
}

/** What is added up of a table: the columns of a row as it was opened, and which of them tell where it lies, and since when it is recorded. */
interface Summed {
  readonly name: string
  readonly columns: readonly string[]
  readonly place: readonly number[]
  readonly from: number
}

/**
 * Whether tables have exactly the rows that changes make, without making them: the sums of the stored rows of relations and events are held
 * against those of the changes. Where they differ, the table has to be made to see which rows do.
 *
 * @returns how many rows each table has whose sums are the same, by name
 */
export function sameRows(
  db: DatabaseSync,
  tables: Iterable<RelationTable>,
  {
    book,
    changes,
    key,
    upTo,
  }: {
    readonly book: string
    readonly changes: readonly TableChanges[]
    /** Drawn at random. */
    readonly key: string
    /** The size at which a table stands, by name; 0 where it is not there. */
    readonly upTo: (name: string) => number
  },
): ReadonlyMap<string, number> {
  const listed = [...tables].filter(({ name }) => upTo(name) > 0)
  const same = new Map<string, number>()
  const made = sumsOfChanges(listed, { book, changes, key, upTo })
  for (const table of [...listed.map(ofRelation), ...(upTo(eventsUnit) > 0 ? [ofEvents] : [])]) {
    const [stored, expected] = [sumsOfRows(db, table, book, key), made.get(table.name)]
    if (!stored || !expected) continue
    if (stored.opened.equals(expected.opened) && stored.ended.equals(expected.ended))
      same.set(table.name, stored.opened.rows)
  }
  return same
}

const ofRelation = (table: RelationTable): Summed => {
  const columns = openedColumns(table)
  const place = placeColumns(table).map((column) => columns.indexOf(column))
  return { name: table.name, columns, place, from: columns.indexOf('recorded_from') }
}

const eventColumns = ['book', 'type', 'effective_on', 'effective_order', 'position', 'data', 'recorded_from']
const ofEvents: Summed = {
  name: eventsUnit,
  columns: eventColumns,
  place: [eventColumns.indexOf('position')],
  from: eventColumns.indexOf('recorded_from'),
}

function sumsOfChanges(
  tables: readonly RelationTable[],
  {
    book,
    changes,
    key,
    upTo,
  }: {
    readonly book: string
    readonly changes: readonly TableChanges[]
    readonly key: string
    readonly upTo: (name: string) => number
  },
): ReadonlyMap<string, Sums> {
  const sums = (): Sums => ({ opened: new RowSum(key), ended: new RowSum(key) })
  const byRelation = new Map(tables.map((table) => [table.relation.name, { table, upTo: upTo(table.name), ...sums() }]))
  const events = { upTo: upTo(eventsUnit), ...sums() }
  for (const { size, opened, ended, live, withdrawn } of changes) {
    for (const row of opened) {
      const to = byRelation.get(row.relation)
      if (to && size <= to.upTo) to.opened.add(openedValues(to.table, book, row, { size, toSql }))
    }
    for (const row of ended) {
      const to = byRelation.get(row.relation)
      if (to && size <= to.upTo) to.ended.add([...placeValues(to.table, book, row), size])
    }
    if (size > events.upTo) continue
    for (const { type, effectiveOn, order, position, data } of live)
      events.opened.add([book, type, effectiveOn, order, position, JSON.stringify(data), size])
    for (const position of withdrawn) events.ended.add([position, size])
  }
  return new Map([
    ...[...byRelation.values()].map(({ table, ...rest }) => [table.name, rest] as const),
    [eventsUnit, events] as const,
  ])
}

/** `undefined` where a row is none that this program writes: the table cannot be read so, or a row ends before it begins. */
function sumsOfRows(
  db: DatabaseSync,
  { name, columns, place, from }: Summed,
  book: string,
  key: string,
): Sums | undefined {
  const [opened, ended] = [new RowSum(key), new RowSum(key)]
  try {
    const rows = prepareLists(db, `SELECT ${columns.join(', ')}, recorded_to FROM ${quoted(name)} WHERE book = ?`)
    for (const row of rows.iterate(book)) {
      const to = Number(row.at(-1))
      if (Number(row[from]) >= to) return undefined
      opened.add(row.slice(0, -1))
      if (to !== neverRecorded) ended.add([...place.map((at) => row[at]), to])
    }
    return { opened, ended }
  } catch {
    // Somebody has made something else of the table: comparing it row by row says what.
    return undefined
  }
}
