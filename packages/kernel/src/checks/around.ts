import type { AnyRelation } from '../define/relation.ts'
import type { Facts } from '../facts/facts.ts'
import { hasDays, type Row } from '../facts/row.ts'
import type { LiveEvent } from '../facts/table-changes.ts'
import { occurrence } from '../parts/occurrence.ts'
import type { Subject } from './check.ts'

/** A subject that is one fact. */
export interface FactSubject<R extends AnyRelation> extends Subject {
  readonly row: Row<R>
}

/**
 * Makes every fact of a relation a subject, named by the first column of its key, or by `as`. Give the result a name before a look uses it:
 * inside the look, TypeScript cannot tell which relation its rows are of.
 *
 * @example
 * const everyMachine = each(machine)
 * everyMachine(view.facts).map(({ id }) => id)[0] // => 'm1'
 */
export const each =
  <R extends AnyRelation>(relation: R, as: (row: Row<R>) => string = firstKey) =>
  (facts: Facts): readonly FactSubject<R>[] =>
    facts.rows(relation).map((row) => ({ id: as(row), from: row.from, to: row.to, row }))

const firstKey = ({ key }: Row): string => String(Object.values(key)[0])

/**
 * The row since which something has been true of a fact: the earliest row before this one in the same episode for which `was` holds without
 * a break. Rows of no days are passed over.
 *
 * @example
 * const lathe = view.facts.where(machine, 'machineId', 'm1').at(-1)
 * lathe && begunWith(lathe, ({ attributes }) => attributes.name === 'lathe').from // => '2020-01-02'
 */
export function begunWith<R extends AnyRelation>(row: Row<R>, was: (row: Row<R>) => boolean): Row<R> {
  let first = row
  for (let earlier = row.previous; earlier; earlier = earlier.previous) {
    if (!hasDays(earlier)) continue
    if (!was(earlier)) break
    first = earlier
  }
  return first
}

/**
 * The row that the fact had before this one in the same episode.
 *
 * @example
 * const lathe = view.facts.where(machine, 'machineId', 'm1').at(-1)
 * lathe && rowBefore(lathe)?.attributes.servicedOn // => '2020-01-02'
 */
export function rowBefore<R extends AnyRelation>(row: Row<R>): Row<R> | undefined {
  let earlier = row.previous
  while (earlier && !hasDays(earlier)) earlier = earlier.previous
  return earlier
}

/**
 * Occurrences of a type whose data names an id in a member.
 *
 * @example occurrencesOf(view.facts, 'MachineServiced', 'machineId', 'm1').length // => 0
 */
export const occurrencesOf = (
  facts: Facts,
  type: string,
  member: string,
  id: string,
): readonly Row<typeof occurrence>[] =>
  facts
    .naming(type, member, id)
    .toSorted((a, b) => a.position - b.position)
    .flatMap((event) => facts.where(occurrence, 'eventId', event.id))

/**
 * Live events of a type whose data names an id in a member, by day and book order.
 *
 * @example eventsNaming(view.facts, 'MachineServiced', 'machineId', 'm1').length // => 1
 */
export const eventsNaming = (facts: Facts, type: string, member: string, id: string): readonly LiveEvent[] =>
  facts.naming(type, member, id)
