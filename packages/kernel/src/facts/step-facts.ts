import { openEnd } from '../time/civil-date.ts'
import type { BatchStep, ChangedFact, Counting } from './counting.ts'
import type { FigureDelta } from './table-changes.ts'
import { keyTextOf } from './fact.ts'
import { LinkedFacts } from './linked-facts.ts'
import type { AnyRelation } from '../define/relation.ts'
import { sameBeginning, type Row } from './row.ts'
import type { Days } from './stretches.ts'
import type { Timelines } from './timelines.ts'

/**
 * A book right before a batch and right after it, and what the batch changed. Only on the days from the first to the last that it changed:
 * on others both are the same.
 */
export class StepFacts {
  readonly #timelines: Timelines
  readonly changed: readonly ChangedFact[]
  /** The days on which anything may be another. */
  readonly days: Days
  readonly before: LinkedFacts
  readonly after: LinkedFacts

  constructor({ timelines, before, size, changed }: BatchStep) {
    this.#timelines = timelines
    this.changed = changed
    this.days = changed.reduce((days, one) => daysOfRows(daysOfRows(days, one.before), one.after), noDays)
    const rows = new Map<number, readonly Row[]>()
    const at = (known: number) => (fact: number) => timelines.lastRowAt(fact, known)
    this.before = new LinkedFacts(timelines, at(before), this.days.from, rows)
    this.after = new LinkedFacts(timelines, at(size), this.days.from, rows)
  }

  /** All facts of a relation. */
  all(relation: AnyRelation): Iterable<number> {
    return this.#timelines.facts(relation)
  }

  /**
   * Facts of a relation to which any change comes by links through some relations, however many: a superset. An attribute that is called like the
   * one column of a relation's key is a link, too.
   */
  reached(wanted: AnyRelation, through: readonly AnyRelation[]): ReadonlySet<number> {
    const found = new Set<number>()
    const seen = new Set<number>()
    const open = this.changed.filter(({ relation }) => relation === wanted || through.includes(relation))
    for (const one of open) {
      if (seen.has(one.fact)) continue
      seen.add(one.fact)
      if (one.relation === wanted) found.add(one.fact)
      for (const relation of through)
        for (const fact of [...this.near(one, relation), ...this.#alike(one, relation)])
          if (!seen.has(fact))
            open.push({ fact, relation, before: this.before.rowsOf(fact), after: this.after.rowsOf(fact) })
      if (through.length > 0 && one.relation !== wanted) for (const fact of this.near(one, wanted)) found.add(fact)
    }
    return found
  }

  /** The facts whose one key column a fact has among its attributes, though it does not refer to them. */
  *#alike({ before, after }: ChangedFact, relation: AnyRelation): Generator<number> {
    const [column, more] = relation.key as readonly string[]
    if (column === undefined || more !== undefined) return
    const values = new Set([...before, ...after].map(({ attributes }) => attributes[column]))
    for (const value of values) {
      const found = typeof value === 'string' ? this.#timelines.findText(relation, value) : undefined
      if (found !== undefined) yield found
    }
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

/**
 * The days on which a changed fact may be another: where its first row only ends sooner or later than before, it is the same up to there.
 */
export function daysOf({ before, after }: ChangedFact): Days {
  const { from, to } = daysOfRows(daysOfRows(noDays, before), after)
  const [old, now] = [before[0], after[0]]
  if (!old || !now || !sameBeginning(old, now)) return { from, to }
  return { from: old.to < now.to ? old.to : now.to, to }
}

/** From the first of days and of rows, which come in order, to the last of them. */
function daysOfRows(days: Days, rows: readonly Row[]): Days {
  const [first, last] = [rows[0], rows[rows.length - 1]]
  return first && last ? spanOf(days, { from: first.from, to: last.to }) : days
}

/** From the first of the days to the last. */
export const spanOf = (a: Days, b: Days): Days => ({
  from: a.from < b.from ? a.from : b.from,
  to: a.to > b.to ? a.to : b.to,
})

const noDays: Days = { from: openEnd, to: '' }

/** Counting by a function of both sides of a step. */
export const countedBy = (
  figures: readonly string[],
  deltas: (facts: StepFacts) => readonly FigureDelta[],
): Counting => ({ figures, deltas: (step) => deltas(new StepFacts(step)) })
