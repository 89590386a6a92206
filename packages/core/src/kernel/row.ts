import type { CivilDate } from './civil-date.ts'
import type { TableRow } from './event-store.ts'
import type { AnyRelation, AttributesOf, KeyOf } from './relation.ts'

/** A stretch of one fact with constant attributes: `[from, to)`, the event it begins with and the one it ends with. */
export interface Row<R extends AnyRelation = AnyRelation> extends TableRow {
  readonly key: KeyOf<R>
  readonly attributes: AttributesOf<R>
  /** The row of the same episode that this one continues with other attributes. */
  readonly previous?: Row<R> | undefined
}

/** Whether the row holds on the day. */
export const holdsOn = (row: TableRow, day: CivilDate): boolean => row.from <= day && day < row.to

/** Whether the row holds on any day. Rows of no days are history only: nothing is judged or counted by them. */
export const hasDays = (row: TableRow): boolean => row.from < row.to

/** An episode's life: where it ends and by which event. */
export interface Episode {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly openedBy: number
  readonly closedBy: number | null
}

/** The episodes of a fact, from its rows in order: a row with a `previous` continues the episode of that one. */
export function episodesOf(rows: readonly Row[]): readonly Episode[] {
  const episodes: { from: CivilDate; to: CivilDate; openedBy: number; closedBy: number | null }[] = []
  for (const row of rows) {
    const last = episodes.at(-1)
    if (row.previous && last) Object.assign(last, { to: row.to, closedBy: row.closedBy })
    else episodes.push({ from: row.from, to: row.to, openedBy: row.openedBy, closedBy: row.closedBy })
  }
  return episodes
}

/** The row with which a row's episode began: itself, where it continues none. */
export function beginningOf(row: Row): Row {
  let first = row
  while (first.previous) first = first.previous
  return first
}

/** The first day of `[from, to)` that the rows do not cover; `undefined` when they cover it all. Rows are in order. */
export function firstGap(rows: readonly TableRow[], from: CivilDate, to: CivilDate): CivilDate | undefined {
  let day = from
  for (const row of rows) {
    if (day >= to) break
    if (holdsOn(row, day)) day = row.to
  }
  return day < to ? day : undefined
}

/** Whether two attribute values are the same. */
export const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

/** Whether two rows of one fact say the same. */
export function sameRow(a: TableRow, b: TableRow): boolean {
  if (a === b) return true
  if (a.from !== b.from || a.to !== b.to || a.openedBy !== b.openedBy || a.closedBy !== b.closedBy) return false
  const names = Object.keys(a.attributes)
  return (
    names.length === Object.keys(b.attributes).length &&
    names.every((name) => sameValue(a.attributes[name], b.attributes[name]))
  )
}
