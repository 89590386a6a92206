import type { Impossible, TimelineEntry } from './fold.ts'
import type { AnyRelation } from './relation.ts'
import { inOrder } from './recorded-event.ts'
import type { Row } from './row.ts'

/** One fact: its timeline of changes, and the rows they fold into as the book now stands. Mutated by `Timelines` alone. */
export interface Fact {
  readonly relation: AnyRelation
  readonly key: Readonly<Record<string, string>>
  /** In order of (day, book order, index); those of withdrawn events stay, for views of the past. */
  readonly entries: TimelineEntry[]
  rows: readonly Row[]
  impossible: readonly Impossible[]
  /** Facts that lie within this one or end with it; a superset. Made when the first comes: most facts have none. */
  dependents: Set<Fact> | undefined
  /** Facts that have referred to this one; a superset. */
  referrers: Set<Fact> | undefined
  /** Entries of other facts' events that need this fact to hold on their day. */
  requirements: TimelineEntry[] | undefined
}

const none: readonly never[] = []

/** A fact that no event speaks of yet; its key is picked from columns that may be more. */
export const newFact = (relation: AnyRelation, columns: Readonly<Record<string, unknown>>): Fact => ({
  relation,
  key: keyOf(relation, columns),
  entries: [],
  rows: none,
  impossible: none,
  dependents: undefined,
  referrers: undefined,
  requirements: undefined,
})

/** Text that tells the facts of a relation apart: ids contain no separator. */
export function keyText(relation: AnyRelation, columns: Readonly<Record<string, unknown>>): string {
  const [first, ...rest] = relation.key as readonly string[]
  let text = String(columns[first ?? ''])
  for (const column of rest) text += `\n${String(columns[column])}`
  return text
}

/** The relation's key columns, picked from more. */
const keyOf = (relation: AnyRelation, columns: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries((relation.key as readonly string[]).map((column) => [column, String(columns[column])]))

const before = (a: TimelineEntry, b: TimelineEntry): boolean => (inOrder(a.event, b.event) || a.index - b.index) < 0

/** Puts an entry in its place; entries mostly come in order, so the place is searched from the end. */
export function insertEntry(entries: TimelineEntry[], entry: TimelineEntry): void {
  const last = entries.at(-1)
  if (!last || before(last, entry)) {
    entries.push(entry)
    return
  }
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(entry, entries[middle] as TimelineEntry)) high = middle
    else low = middle + 1
  }
  entries.splice(low, 0, entry)
}
