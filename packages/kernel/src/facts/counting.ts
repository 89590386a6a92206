import type { FigureDelta } from './table-changes.ts'
import type { AnyRelation } from '../define/relation.ts'
import { sameRow, type Row } from './row.ts'
import type { Timelines } from './timelines.ts'

/** A fact with the rows that a batch took from it, and those that it has in their place; also those of no days. */
export interface ChangedFact {
  readonly fact: number
  readonly relation: AnyRelation
  readonly before: readonly Row[]
  readonly after: readonly Row[]
}

/** The sizes of a book before a batch and after it. */
export interface Span {
  readonly before: number
  readonly size: number
}

/** What a batch, the last one or an earlier one, changed. */
export interface BatchStep extends Span {
  readonly timelines: Timelines
  readonly changed: readonly ChangedFact[]
}

/** What is counted of each batch for tables that keep how figures change from day to day. */
export interface Counting {
  readonly figures: readonly string[]
  /** Each figure, scope and day at most once, and none that is 0. */
  readonly deltas: (step: BatchStep) => readonly FigureDelta[]
}

/** What a batch changed of the facts that it touched. */
export function changedBy(timelines: Timelines, touched: Iterable<number>, span: Span): readonly ChangedFact[] {
  const changed: ChangedFact[] = []
  for (const fact of touched) {
    const [old, now] = [timelines.lastRowAt(fact, span.before), timelines.lastRowAt(fact, span.size)]
    if (old === now) continue
    const { before, after } = timelines.difference(fact, old, now)
    // A batch that takes back an event of its own may make anew the very rows that a fact had.
    const same = sameRows(before, after)
    if (same < before.length || same < after.length)
      changed.push({ fact, relation: timelines.relationOf(fact), before: before.slice(same), after: after.slice(same) })
  }
  return changed
}

/** How many rows from the first on are the same in both. */
function sameRows(before: readonly Row[], after: readonly Row[]): number {
  let same = 0
  for (const row of before) {
    const other = after[same]
    if (!other || !sameRow(row, other) || continues(row) !== continues(other)) break
    same++
  }
  return same
}

const continues = ({ previous }: Row): boolean => previous !== undefined
