import type { AnyRelation } from '../define/relation.ts'
import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import type { Days } from '../facts/stretches.ts'
import { step, type Step, type Way } from './dimension.ts'

/** The ways that a domain defines. */
interface Known {
  readonly ways: readonly Way[]
}

/** A row, and the days on which it is what a way leads to. */
export interface Led extends Days {
  readonly row: Row
}

const known = new WeakMap<readonly Way[], Map<AnyRelation, readonly Way[]>>()

/** The ways that lead on from the facts of a relation: those that are defined, then to what they lie within, then to what they refer to. */
function waysFrom(domain: Known, relation: AnyRelation): readonly Way[] {
  const made = known.get(domain.ways) ?? new Map<AnyRelation, readonly Way[]>()
  known.set(domain.ways, made)
  const found = made.get(relation) ?? onwards(domain, relation)
  made.set(relation, found)
  return found
}

function onwards({ ways }: Known, relation: AnyRelation): readonly Way[] {
  const defined = ways.filter(({ from }) => from === relation)
  const parents = relation.within
    .filter(({ key }) => key.length === 1)
    .map((to): Way => ({ from: relation, to, chains: [[step(to, String(to.key[0]))]] }))
  const referred = relation.refersTo
    .filter(({ relation: to }) => to !== relation && to.key.length === 1)
    .map(({ attribute, relation: to }): Way => ({
      from: relation,
      to,
      chains: [[step(to, String(to.key[0]), attribute)]],
    }))
  return [...defined, ...parents, ...referred]
}

/** The way from one relation to another with the fewest parts; `undefined` where none leads there. */
export function wayTo(domain: Known, from: AnyRelation, to: AnyRelation): readonly Way[] | undefined {
  const reached = new Map<AnyRelation, readonly Way[]>([[from, []]])
  for (const [relation, way] of reached) {
    if (relation === to) return way
    // A map is gone through in the order in which it grows.
    for (const next of waysFrom(domain, relation)) if (!reached.has(next.to)) reached.set(next.to, [...way, next])
  }
  return undefined
}

/**
 * The rows that a way leads to, on whichever of the days: of its chains the first that leads anywhere on a day.
 *
 * @param lead where a chain leads to on some days
 */
export function follow(
  { chains }: Way,
  days: Days,
  lead: (chain: readonly Step[], days: Days) => readonly Led[],
): readonly Led[] {
  let left: readonly Days[] = [days]
  const found: Led[] = []
  for (const chain of chains) {
    if (left.length === 0) break
    const led = left.flatMap((some) => lead(chain, some))
    found.push(...led)
    left = led.length === 0 ? left : left.flatMap((some) => without(some, led))
  }
  return found
}

/** The rows that a chain leads to from a row, on whichever of the days. */
export function along(facts: Facts, [next, ...rest]: readonly Step[], row: Row, days: Days): readonly Led[] {
  if (days.from >= days.to) return []
  if (!next) return [{ row, ...days }]
  const value = columnOf(row, next.by)
  if (typeof value !== 'string') return []
  return facts
    .where(next.relation, next.column, value)
    .flatMap((found) => along(facts, rest, found, overlap(found, days)))
}

/** What a row has in a column of its key or of its attributes. */
export const columnOf = ({ key, attributes }: Row, column: string): unknown =>
  (key as Readonly<Record<string, unknown>>)[column] ?? attributes[column]

/** The days that both have; none where the last is not after the first. */
export const overlap = (a: Days, b: Days): Days => ({
  from: a.from < b.from ? b.from : a.from,
  to: a.to < b.to ? a.to : b.to,
})

/** The days of a stretch that none of the others has, in order. */
export function without({ from, to }: Days, others: readonly Days[]): readonly Days[] {
  const [first] = others
  if (!first) return [{ from, to }]
  if (others.length === 1 && first.from <= from && to <= first.to) return []
  const left: Days[] = []
  let start = from
  for (const other of others.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (start < other.from) left.push({ from: start, to: other.from < to ? other.from : to })
    if (other.to > start) start = other.to
    if (start >= to) break
  }
  return start < to ? [...left, { from: start, to }] : left
}

/** The same days with none twice, in order. */
export function joined(days: readonly Days[]): readonly Days[] {
  if (days.length < 2) return days
  const found: Days[] = []
  for (const next of days.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = found.at(-1)
    if (!last || next.from > last.to) found.push(next)
    else if (next.to > last.to) found[found.length - 1] = { from: last.from, to: next.to }
  }
  return found
}
