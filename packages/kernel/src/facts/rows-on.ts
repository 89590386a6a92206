import type { AnyRelation } from '../define/relation.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Facts } from './facts.ts'
import { holdsOn, type Row } from './row.ts'

/** Facts, and the day on which they are asked. */
export interface FactsOnDay {
  readonly facts: Facts
  readonly asOf: CivilDate
}

/**
 * The rows of a relation that hold on the view's day.
 *
 * @example rowsOn(ledger.asOf('2021-06-30'), relation.unit).length
 */
export const rowsOn = <R extends AnyRelation>({ facts, asOf }: FactsOnDay, relation: R): readonly Row<R>[] =>
  facts.rows(relation).filter((row) => holdsOn(row, asOf))
