import type { CivilDate, Instant } from './kernel/civil-date.ts'
import type { Facts } from './kernel/facts.ts'
import { holdsOn, type Row } from './kernel/row.ts'
import type { AnyRelation } from './kernel/relation.ts'

/** A book as of a day and as known at a size: what every question is asked of. It never changes. */
export interface View {
  readonly book: string
  /** What held on this day. */
  readonly asOf: CivilDate
  /** When the last batch in the view was recorded. */
  readonly knownAt: Instant
  /** The book size that the view stands on: a whole number of batches. */
  readonly size: number
  /** All days: what of them holds on `asOf` is {@link rowsOn}. */
  readonly facts: Facts
}

/** The rows of a relation that hold on the view's day. */
export const rowsOn = <R extends AnyRelation>(view: Pick<View, 'facts' | 'asOf'>, relation: R): readonly Row<R>[] =>
  view.facts.rows(relation).filter((row) => holdsOn(row, view.asOf))
