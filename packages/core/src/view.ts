import type { CivilDate, Instant } from './kernel/civil-date.ts'
import { expectDay, expectObject } from './kernel/doors.ts'
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

/** Fails (usage) where a value is no view, or its day is none: callers may write views of their own, `{ ...view, asOf }`. */
export function expectView(view: Pick<View, 'facts' | 'asOf'>, parameter = 'view'): void {
  expectObject(view, parameter)
  expectDay(view.asOf, `${parameter}.asOf`)
  expectFacts(view.facts, `${parameter}.facts`)
}

/** Fails (usage) where a value is no facts. */
export const expectFacts = (facts: Facts, parameter = 'facts'): void => expectObject(facts, parameter)

/** The rows of a relation that hold on the view's day. */
export function rowsOn<R extends AnyRelation>(view: Pick<View, 'facts' | 'asOf'>, relation: R): readonly Row<R>[] {
  expectView(view)
  return view.facts.rows(relation).filter((row) => holdsOn(row, view.asOf))
}
