import type { Archive } from '../book/archive.ts'
import type { FactStore } from './fact-store.ts'
import type { Folding, Impossible, TimelineEntry } from './fold.ts'
import type { RelationPlan } from '../define/relation-plans.ts'
import { noDays, noEvent, none, type MutableBounds, type RowChains } from './row-chains.ts'
import type { NamedFacts } from './named-facts.ts'
import type { RowRun } from './row-run.ts'
import type { FactSurroundings } from '../judge/surroundings.ts'

/** What a fact was before a step. */
export interface Before {
  readonly lastRow: number
  readonly open: boolean
  readonly impossible: readonly Impossible[]
}

const nothing: readonly never[] = []

/** What the folder works with, of one book. */
export interface FolderParts {
  readonly plans: readonly RelationPlan[]
  readonly store: FactStore
  readonly chains: RowChains
  readonly named: NamedFacts
  readonly around: FactSurroundings
  readonly folding: Folding
}

/**
 * Brings facts' rows up to date. A fact goes on from where it was with a change that comes after all that it has, which is what mostly
 * happens, and with another end of a parent; with anything else it is folded anew, and then what depends on it looks again.
 */
export class FactFolder {
  readonly #plans: readonly RelationPlan[]
  readonly #store: FactStore
  readonly #chains: RowChains
  readonly #named: NamedFacts
  readonly #around: FactSurroundings
  readonly #rows: RowRun
  readonly #folding: Folding
  readonly #entriesOf: (fact: number) => readonly TimelineEntry[]
  readonly #impossible = new Map<number, readonly Impossible[]>()
  /** Facts to be folded anew, by relation: parents first. */
  readonly #waiting: Set<number>[]
  #size = 0
  #before: Map<number, Before> | undefined

  /** @param entriesOf a fact's live entries, in order */
  constructor(
    { plans, store, chains, named, around, folding }: FolderParts,
    entriesOf: (fact: number) => readonly TimelineEntry[],
  ) {
    this.#plans = plans
    this.#store = store
    this.#chains = chains
    this.#named = named
    this.#around = around
    this.#rows = folding.rows
    this.#folding = folding
    this.#entriesOf = entriesOf
    this.#waiting = plans.map(() => new Set())
  }

  /** Begins a step after which the book has that size; `before` is to be filled, where somebody asks for it. */
  begin(size: number, before: Map<number, Before> | undefined): void {
    this.#size = size
    this.#before = before
  }

  /** Folds anew what is to be. */
  end(): void {
    // Dependents are deeper than what they depend on, so a level is complete when its turn comes.
    for (const level of this.#waiting) {
      if (level.size === 0) continue
      for (const fact of level) this.#foldAnew(fact)
      level.clear()
    }
  }

  undo(before: ReadonlyMap<number, Before>): void {
    for (const [fact, { open, impossible }] of before) {
      this.#store.setOpen(fact, open)
      this.#setImpossible(fact, impossible)
    }
  }

  /** Changes that cannot be are named by their place: what they are is read again from the events. */
  archive(archive: Archive, entryAt: (at: number, index: number) => TimelineEntry): void {
    // By fact: what was taken back came last, and is where it was.
    const kept = archive.list(() =>
      [...this.#impossible]
        .toSorted(([a], [b]) => a - b)
        .flatMap(([fact, all]) => all.map(({ code, entry: { at, index } }) => [fact, code, at, index] as const)),
    )
    if (!archive.isReading) return
    // All of them: there are few, and some are possible later on.
    this.#impossible.clear()
    for (const [fact, code, at, index] of kept)
      this.#setImpossible(fact, [...this.impossible(fact), { code, entry: entryAt(at, index), row: undefined }])
  }

  impossible(fact: number): readonly Impossible[] {
    return this.#impossible.get(fact) ?? nothing
  }

  /** Remembers what a fact is before anything is done to it. */
  touch(fact: number): void {
    if (!this.#before || this.#before.has(fact)) return
    const [lastRow, open] = [this.#store.lastRow(fact), this.#store.isOpen(fact)]
    this.#before.set(fact, { lastRow, open, impossible: this.impossible(fact) })
  }

  anew(fact: number): void {
    this.touch(fact)
    this.#waiting[this.#store.relation(fact)]?.add(fact)
  }

  /** Goes on with a change that comes after all that the fact has. */
  goOn(fact: number, entry: TimelineEntry): void {
    const relation = this.#store.relation(fact)
    if (this.#isWaiting(relation, fact)) return
    this.touch(fact)
    const lastRow = this.#store.lastRow(fact)
    const open = this.#store.isOpen(fact)
    const folding = this.#folding
    folding.begin(
      this.#plans[relation] as RelationPlan,
      fact,
      open ? this.#chains.before(lastRow) : lastRow,
      open ? lastRow : none,
    )
    folding.apply(entry)
    const stillOpen = folding.end()
    if (folding.impossible.length > 0) this.#setImpossible(fact, [...this.impossible(fact), ...folding.impossible])
    this.#settle(fact, stillOpen)
  }

  #isWaiting(relation: number, fact: number): boolean {
    const level = this.#waiting[relation] as Set<number>
    return level.size > 0 && level.has(fact)
  }

  #foldAnew(fact: number): void {
    const open = this.#fold(fact)
    this.#setImpossible(fact, this.#folding.impossible)
    this.#settle(fact, open)
  }

  /** What of a fact's changes cannot be, with the rows that are there when all of a step is done. */
  explained(fact: number): readonly Impossible[] {
    this.#fold(fact)
    return this.#folding.impossible
  }

  /** Folds all of a fact's entries; whether its last row has been ended by no change. */
  #fold(fact: number): boolean {
    const folding = this.#folding
    folding.begin(this.#plans[this.#store.relation(fact)] as RelationPlan, fact, none, none)
    for (const entry of this.#entriesOf(fact)) folding.apply(entry)
    return folding.end()
  }

  /** Gives a fact the rows that have come, and lets look again what depends on those that are others than before. */
  #settle(fact: number, open: boolean): void {
    this.#store.setOpen(fact, open)
    const { changed, last } = this.#rows
    if (!changed) return
    this.#store.setLastRow(fact, this.#size, last)
    const plan = this.#plans[this.#store.relation(fact)] as RelationPlan
    if (plan.inheritedReferences.length > 0) this.#named.linkInherited(plan, fact, this.#rows.added)
    if (this.#store.hasDependents(fact)) this.#touchDependents(fact, this.#rows.gone, this.#rows.added)
  }

  /**
   * What depends on a fact depends on where its episodes begin and end, and, where it inherits, on its attributes. What lies before
   * the first day that is different stays as it is.
   */
  #touchDependents(fact: number, gone: readonly number[], added: readonly number[]): void {
    const relation = this.#store.relation(fact)
    const attributes = Math.min(this.#firstDay(gone), this.#firstDay(added))
    const life = firstDifference(this.#boundsOf(gone), this.#boundsOf(added))
    for (let link = this.#store.lastLink('dependents', fact); link !== none; link = this.#store.linkBefore(link)) {
      const dependent = this.#store.linkedBy(link)
      const { heirOf } = this.#plans[this.#store.relation(dependent)] as RelationPlan
      const day = heirOf.includes(relation) ? attributes : life
      if (this.#reaches(dependent, day) && !this.#goesOnWithin(dependent, day)) this.anew(dependent)
    }
  }

  /** Whether anything of a fact lies on or after a day. */
  #reaches(fact: number, day: number): boolean {
    const row = this.#store.lastRow(fact)
    return (row !== none && this.#chains.to(row) >= day) || this.#lastDay(fact) >= day
  }

  #lastDay(fact: number): number {
    return this.#store.lastEntry(fact) === none ? -Infinity : this.#store.lastDay(fact)
  }

  /** Where a parent has changed from a day on, after all changes of the fact, it goes on and may only end on another day. */
  #goesOnWithin(fact: number, day: number): boolean {
    const lastRow = this.#store.lastRow(fact)
    if (!this.#store.isOpen(fact) || this.#lastDay(fact) >= day) return false
    const relation = this.#store.relation(fact)
    if (this.#isWaiting(relation, fact)) return false
    const opening = this.#chains.beginning(lastRow)
    if (this.#chains.from(opening) >= day) return false
    const limit = this.#around.limitOf(this.#plans[relation] as RelationPlan, fact, opening)
    if (!limit) return false
    this.touch(fact)
    const bounds: MutableBounds = { ...noDays }
    this.#chains.readBounds(lastRow, bounds)
    bounds.to = limit.end
    bounds.closedBy = limit.endedBy
    this.#rows.begin(fact, this.#chains.before(lastRow))
    this.#rows.add(bounds, { symbols: [], kept: this.#chains.stateOf(lastRow) })
    this.#settle(fact, true)
    return true
  }

  #firstDay([row]: readonly number[]): number {
    return row === undefined ? Infinity : this.#chains.from(row)
  }

  /** The days on which episodes begin and end, each with the event that makes it so. */
  #boundsOf(rows: readonly number[]): readonly Bound[] {
    const bounds: Bound[] = []
    for (const [at, row] of rows.entries()) {
      const next = rows[at + 1]
      if (!this.#chains.continues(row)) bounds.push([this.#chains.from(row), this.#chains.openedBy(row)])
      if (next === undefined || !this.#chains.continues(next))
        bounds.push([this.#chains.to(row), this.#chains.closedBy(row)])
    }
    return bounds
  }

  #setImpossible(fact: number, found: readonly Impossible[]): void {
    if (found.length > 0) this.#impossible.set(fact, found)
    else this.#impossible.delete(fact)
  }
}

type Bound = readonly [day: number, event: number]

/** The first day on which bounds differ; none where they are the same. */
function firstDifference(a: readonly Bound[], b: readonly Bound[]): number {
  for (let at = 0; at < a.length || at < b.length; at++) {
    const [[day, event], [other, by]] = [a[at] ?? [Infinity, noEvent], b[at] ?? [Infinity, noEvent]]
    if (day !== other || event !== by) return Math.min(day, other)
  }
  return Infinity
}
