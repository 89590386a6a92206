import { openEnd, type CivilDate } from './civil-date.ts'
import { keyTextOf } from './fact.ts'
import { LinkedFacts } from './linked-facts.ts'
import type { AnyRelation } from './relation.ts'
import type { Row } from './row.ts'
import type { Days } from './stretches.ts'
import type { Step, Timelines } from './timelines.ts'

/** A fact with the rows that a step took from it, and those that it has in their place; also those of no days. */
export interface ChangedFact {
  readonly fact: number
  readonly relation: AnyRelation
  readonly before: readonly Row[]
  readonly after: readonly Row[]
}

/**
 * A book right before a step and right after it, and what the step changed, while the step is the last one. Only on the days from the first
 * to the last that it changed: on others both are the same.
 */
export class StepFacts {
  readonly #timelines: Timelines
  readonly changed: readonly ChangedFact[]
  /** The days on which anything may be another. */
  readonly days: Days
  readonly before: LinkedFacts
  readonly after: LinkedFacts

  constructor(timelines: Timelines, step: Step) {
    this.#timelines = timelines
    const now = (fact: number): number => timelines.lastRow(fact)
    const changed: ChangedFact[] = []
    for (const [fact, { lastRow }] of step.before)
      if (now(fact) !== lastRow)
        changed.push({ fact, relation: timelines.relationOf(fact), ...timelines.difference(fact, lastRow) })
    this.changed = changed
    this.days = daysOf(changed)
    this.before = new LinkedFacts(timelines, (fact) => step.before.get(fact)?.lastRow ?? now(fact), this.days.from)
    this.after = new LinkedFacts(timelines, now, this.days.from)
  }

  /** All facts of a relation. */
  all(relation: AnyRelation): Iterable<number> {
    return this.#timelines.facts(relation)
  }

  /** Facts of a relation that a changed fact names, as a parent or by a reference, or that name it: a superset, some more than once. */
  *near({ fact, relation, before, after }: ChangedFact, wanted: AnyRelation): Generator<number> {
    for (const kind of ['dependents', 'referrers'] as const)
      for (const linked of this.#timelines.linked(kind, fact))
        if (this.#timelines.relationOf(linked) === wanted) yield linked
    const named = new Set<string>()
    for (const { key, attributes } of [...before, ...after]) {
      if (relation.within.includes(wanted)) named.add(keyTextOf(wanted, key, attributes))
      for (const { attribute, relation: referred } of relation.refersTo) {
        const value = attributes[attribute] ?? key[attribute]
        if (referred === wanted && typeof value === 'string') named.add(value)
      }
    }
    for (const text of named) {
      const found = this.#timelines.findText(wanted, text)
      if (found !== undefined) yield found
    }
  }
}

/** From the first day of rows to the last. */
function daysOf(changed: readonly ChangedFact[]): Days {
  let from: CivilDate = openEnd
  let to: CivilDate = ''
  for (const { before, after } of changed)
    for (const rows of [before, after])
      for (const row of rows) {
        if (row.from < from) from = row.from
        if (row.to > to) to = row.to
      }
  return { from, to }
}

/** By how much a figure is another from a day on, in one scope. */
export interface FigureDelta {
  readonly figure: string
  readonly scope: string
  readonly day: CivilDate
  readonly delta: number
}

/** What is counted of each batch for tables that keep how figures change from day to day. */
export interface Counting {
  readonly figures: readonly string[]
  /** Each figure, scope and day at most once, and none that is 0. */
  readonly deltas: (step: StepFacts) => readonly FigureDelta[]
}
