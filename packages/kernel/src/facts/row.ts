import type { CivilDate } from '../time/civil-date.ts'
import type { TableRow } from './table-changes.ts'
import type { AnyRelation, AttributesOf, KeyOf } from '../define/relation.ts'

/** A stretch of one fact with constant attributes: `[from, to)`, the event it begins with and the one it ends with. */
export interface Row<R extends AnyRelation = AnyRelation> extends TableRow {
  readonly relation: R['name']
  readonly key: KeyOf<R>
  readonly attributes: AttributesOf<R>
  /** The row of the same episode that this one continues with other attributes. */
  readonly previous?: Row<R> | undefined
}

/**
 * Whether the row holds on the day.
 *
 * @example rowsOn(view, room).every((row) => holdsOn(row, view.asOf)) // => true
 */
export const holdsOn = (row: TableRow, day: CivilDate): boolean => row.from <= day && day < row.to

/**
 * Whether the row holds on any day. Rows of no days are history only: nothing is judged or counted by them.
 *
 * @example view.facts.rows(machine).every(hasDays) // => true
 */
export const hasDays = (row: TableRow): boolean => row.from < row.to

/** Those of rows that hold on any day: mostly all. */
export const withDays = (rows: readonly Row[]): readonly Row[] => (rows.every(hasDays) ? rows : rows.filter(hasDays))

/**
 * The row with which a row's episode began: itself, where it continues none.
 *
 * @example
 * const lathe = view.facts.where(machine, 'machineId', 'm1').at(-1)
 * lathe?.from // => '2020-03-01'
 * lathe && beginningOf(lathe).from // => '2020-01-02'
 */
export function beginningOf(row: Row): Row {
  let first = row
  while (first.previous) first = first.previous
  return first
}

/**
 * Whether two attribute values are the same.
 *
 * @example sameValue(['a', 1], ['a', 1]) // => true
 */
export const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

/** Whether two rows of one fact say the same. */
export function sameRow(a: TableRow, b: TableRow): boolean {
  if (a === b) return true
  if (a.to !== b.to || a.closedBy !== b.closedBy) return false
  return sameBeginning(a, b)
}

/** Whether two rows of one fact say the same on the days that both have. */
export function sameBeginning(a: TableRow, b: TableRow): boolean {
  if (a.from !== b.from || a.openedBy !== b.openedBy) return false
  for (const name in a.attributes) if (!sameValue(a.attributes[name], b.attributes[name])) return false
  for (const name in b.attributes) if (!(name in a.attributes)) return false
  return true
}
