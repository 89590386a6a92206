import type { CivilDate } from './civil-date.ts'
import type { AnyRelation } from './relation.ts'
import { sameRow, type Row } from './row.ts'
import type { Step, Timelines } from './timelines.ts'

/** A fact with the rows that a step took from it, and those that it has in their place; also those of no days. */
export interface ChangedFact {
  readonly fact: number
  readonly relation: AnyRelation
  readonly before: readonly Row[]
  readonly after: readonly Row[]
}

/** A step while it is the last one. */
export interface LastStep {
  readonly timelines: Timelines
  readonly step: Step
  readonly changed: readonly ChangedFact[]
}

/** By how much a figure is another from a day on, in one scope. */
export interface FigureDelta {
  readonly figure: string
  readonly scope: string
  readonly day: CivilDate
  /** A `bigint` where it is larger than a number is exact. */
  readonly delta: number | bigint
}

/** What is counted of each batch for tables that keep how figures change from day to day. */
export interface Counting {
  readonly figures: readonly string[]
  /** Each figure, scope and day at most once, and none that is 0. */
  readonly deltas: (last: LastStep) => readonly FigureDelta[]
}

/** What a step changed. */
export function changedBy(timelines: Timelines, step: Step): readonly ChangedFact[] {
  const changed: ChangedFact[] = []
  for (const [fact, { lastRow }] of step.before) {
    if (timelines.lastRow(fact) === lastRow) continue
    const { before, after } = timelines.difference(fact, lastRow)
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
