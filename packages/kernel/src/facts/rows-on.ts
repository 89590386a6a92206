import type { AnyRelation } from '../define/relation.ts'
import { expectDay, expectObject } from '../doors/doors.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Facts } from './facts.ts'
import { holdsOn, type Row } from './row.ts'

/** The facts of a book, and the day for which they are asked. */
export interface FactsOnDay {
  readonly facts: Facts
  readonly asOf: CivilDate
}

/**
 * The rows of a relation that hold on the view's day. Throws `LedgerError` (usage) where that is none.
 *
 *
 * @example rowsOn(view, machine).map(({ attributes }) => attributes.name) // => ['lathe', 'drill']
 */
export function rowsOn<R extends AnyRelation>(view: FactsOnDay, relation: R): readonly Row<R>[] {
  expectView(view)
  return view.facts.rows(relation).filter((row) => holdsOn(row, view.asOf))
}

/** Fails (usage) where a value is no view, or its day is none: callers may write views of their own, `{ ...view, asOf }`. */
export function expectView(view: FactsOnDay, parameter = 'view'): void {
  expectObject(view, parameter)
  expectDay(view.asOf, `${parameter}.asOf`)
  expectFacts(view.facts, `${parameter}.facts`)
}

/** Fails (usage) where a value is no facts. */
export const expectFacts = (facts: Facts, parameter = 'facts'): void => expectObject(facts, parameter)
