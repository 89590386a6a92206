import type { Change } from './change.ts'
import { insertEntry, keyText, newFact, type Fact } from './fact.ts'
import { fold, type RowsOf, type TimelineEntry, type Timeline } from './fold.ts'
import { knownLive, neverRecorded, type BookEvent } from './recorded-event.ts'
import type { AnyRelation } from './relation.ts'
import { sameRow, type Row } from './row.ts'

/** What the facts were before a step, to judge it, to write its net result, and to take it back. */
export interface Step {
  readonly inserted: readonly BookEvent[]
  readonly ended: readonly BookEvent[]
  readonly before: ReadonlyMap<Fact, Timeline>
}

const nothing: readonly Row[] = []

/**
 * All facts of a book, kept as it grows. An event is an insertion in a few timelines, a withdrawal a removal; then the facts they
 * touch are folded again, and those that depend on them. Knows no domain word.
 */
export class Timelines {
  readonly #relations: readonly AnyRelation[]
  readonly #changesOf: (event: BookEvent) => readonly Change[]
  readonly #facts = new Map<AnyRelation, Map<string, Fact>>()
  readonly #depth = new Map<AnyRelation, number>()

  /** @param relations parents before those that lie within them */
  constructor(relations: readonly AnyRelation[], changesOf: (event: BookEvent) => readonly Change[]) {
    this.#relations = relations
    this.#changesOf = changesOf
    for (const [depth, relation] of relations.entries()) {
      this.#facts.set(relation, new Map())
      for (const parent of [...relation.within, ...relation.endedByNew]) {
        if (!this.#depth.has(parent))
          throw new Error(`${relation.name} is listed before ${parent.name}, which it depends on`)
      }
      this.#depth.set(relation, depth)
    }
  }

  /** Takes events in and out, folds what they touch, and returns what was there before. */
  step(inserted: readonly BookEvent[], ended: readonly BookEvent[]): Step {
    const dirty: Set<Fact>[] = this.#relations.map(() => new Set())
    const touch = (fact: Fact): void => {
      dirty[this.#depth.get(fact.relation) ?? 0]?.add(fact)
    }
    for (const event of inserted) this.#insert(event, touch)
    for (const event of ended)
      for (const change of this.#changesOf(event)) touch(this.#factOf(change.relation, change.key))

    const before = new Map<Fact, Timeline>()
    for (const level of dirty) {
      // Dependents are deeper than what they depend on, so a level is complete when its turn comes.
      for (const fact of level) this.#refold(fact, before, touch)
    }
    return { inserted, ended, before }
  }

  /** Takes a step back, exactly. */
  undo(step: Step): void {
    for (const [fact, timeline] of step.before) {
      fact.rows = timeline.rows
      fact.impossible = timeline.impossible
    }
    const gone = new Set(step.inserted)
    for (const event of step.inserted) {
      for (const change of this.#changesOf(event)) {
        const fact = this.#factOf(change.relation, change.key)
        for (const entries of [fact.entries, fact.requirements ?? []]) {
          for (let at = entries.length - 1; at >= 0; at--)
            if (gone.has((entries[at] as TimelineEntry).event)) entries.splice(at, 1)
        }
      }
    }
  }

  /** The fact with that key, if any event ever spoke of it. */
  find(relation: AnyRelation, columns: Readonly<Record<string, unknown>>): Fact | undefined {
    return this.#facts.get(relation)?.get(keyText(relation, columns))
  }

  /** All facts of a relation that any event ever spoke of. */
  facts(relation: AnyRelation): Iterable<Fact> {
    return this.#facts.get(relation)?.values() ?? []
  }

  /** A reader of rows as they were known at an older size; it remembers what it has folded. */
  at(size: number): (fact: Fact) => readonly Row[] {
    const known = new Map<Fact, readonly Row[]>()
    const rowsAt = (fact: Fact): readonly Row[] => {
      let rows = known.get(fact)
      if (!rows) {
        const entries = fact.entries.filter((entry) => knownLive(entry.event, size))
        rows = fold(fact.relation, entries, rowsOf).rows
        known.set(fact, rows)
      }
      return rows
    }
    const rowsOf: RowsOf = (relation, columns) => {
      const fact = this.find(relation, columns)
      return fact ? rowsAt(fact) : nothing
    }
    return rowsAt
  }

  readonly #rowsNow: RowsOf = (relation, columns) => this.find(relation, columns)?.rows ?? nothing

  #insert(event: BookEvent, touch: (fact: Fact) => void): void {
    for (const [index, change] of this.#changesOf(event).entries()) {
      const fact = this.#factOf(change.relation, change.key)
      touch(fact)
      const entry = { event, index, change }
      if (change.verb === 'mustHold') {
        ;(fact.requirements ??= []).push(entry)
        continue
      }
      insertEntry(fact.entries, entry)
      this.#link(fact, { ...change.values, ...change.key })
    }
  }

  /** Enters a fact with those it may depend on or refer to, so that they find it again. */
  #link(fact: Fact, columns: Readonly<Record<string, unknown>>): void {
    for (const parent of [...fact.relation.within, ...fact.relation.endedByNew]) {
      if (parent.key.every((column: string) => columns[column] !== undefined)) {
        const found = this.#factOf(parent, columns)
        ;(found.dependents ??= new Set()).add(fact)
      }
    }
    for (const { attribute, relation } of fact.relation.refersTo) {
      const target = columns[attribute]
      if (typeof target !== 'string') continue
      const found = this.#factOf(relation, { [relation.key[0]]: target })
      ;(found.referrers ??= new Set()).add(fact)
    }
  }

  #refold(fact: Fact, before: Map<Fact, Timeline>, touch: (fact: Fact) => void): void {
    const live = fact.entries.filter((entry) => entry.event.recordedTo === neverRecorded)
    const { rows, impossible } = fold(fact.relation, live, this.#rowsNow)
    before.set(fact, { rows: fact.rows, impossible: fact.impossible })
    const same = rows.length === fact.rows.length && rows.every((row, at) => sameRow(row, fact.rows[at] as Row))
    fact.impossible = impossible
    if (same) return
    fact.rows = rows
    for (const dependent of fact.dependents ?? []) touch(dependent)
  }

  #factOf(relation: AnyRelation, columns: Readonly<Record<string, unknown>>): Fact {
    const facts = this.#facts.get(relation)
    if (!facts) throw new Error(`the relation ${relation.name} is not in the list of relations`)
    const text = keyText(relation, columns)
    let fact = facts.get(text)
    if (!fact) facts.set(text, (fact = newFact(relation, columns)))
    return fact
  }
}
