import type { Archive } from './archive.ts'
import type { EventLog } from './event-log.ts'
import type { FactStore } from './fact-store.ts'
import { Folding, type Columns, type Folded, type Impossible, type TimelineEntry } from './fold.ts'
import type { AnyRelation } from './relation.ts'
import { noEvent, none, type Bounds, type FoldedRow, type RowChains } from './row-chains.ts'
import type { FactSurroundings } from './surroundings.ts'

/** What a fact was before a step. */
export interface Before {
  readonly lastRow: number
  readonly open: boolean
  readonly impossible: readonly Impossible[]
}

const nothing: readonly never[] = []

/**
 * Brings facts' rows up to date. A fact goes on from where it was with a change that comes after all that it has, which is what mostly
 * happens, and with another end of a parent; with anything else it is folded anew, and then what depends on it looks again.
 */
export class FactFolder {
  readonly #columns: readonly Columns[]
  readonly #store: FactStore
  readonly #chains: RowChains
  readonly #around: FactSurroundings
  readonly #log: EventLog
  readonly #entriesOf: (fact: number) => readonly TimelineEntry[]
  readonly #impossible = new Map<number, readonly Impossible[]>()
  /** Facts to be folded anew, by relation: parents first. */
  readonly #waiting: Set<number>[]
  #size = 0
  #before: Map<number, Before> | undefined

  /** @param entriesOf a fact's live entries, in order */
  constructor(
    columns: readonly Columns[],
    store: FactStore,
    chains: RowChains,
    around: FactSurroundings,
    log: EventLog,
    entriesOf: (fact: number) => readonly TimelineEntry[],
  ) {
    this.#columns = columns
    this.#store = store
    this.#chains = chains
    this.#around = around
    this.#log = log
    this.#entriesOf = entriesOf
    this.#waiting = columns.map(() => new Set())
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
    const kept = [...this.#impossible].flatMap(([fact, all]) =>
      all.map(({ code, entry: { at, index } }) => [fact, code, at, index] as const),
    )
    this.#impossible.clear()
    for (const [fact, code, at, index] of archive.value(kept))
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
    const kept = open ? this.#chains.before(lastRow) : lastRow
    const resumed = open ? this.#chains.folded(relation, lastRow) : undefined
    const folding = new Folding(this.#columns[relation] as Columns, this.#around.of(fact, kept), resumed)
    folding.apply(entry)
    const folded = folding.end()
    if (folded.impossible.length > 0) this.#setImpossible(fact, [...this.impossible(fact), ...folded.impossible])
    this.#replace(fact, kept, folded)
  }

  #isWaiting(relation: number, fact: number): boolean {
    const level = this.#waiting[relation] as Set<number>
    return level.size > 0 && level.has(fact)
  }

  #foldAnew(fact: number): void {
    const relation = this.#store.relation(fact)
    const folding = new Folding(this.#columns[relation] as Columns, this.#around.of(fact, none))
    for (const entry of this.#entriesOf(fact)) folding.apply(entry)
    const folded = folding.end()
    this.#setImpossible(fact, folded.impossible)
    this.#replace(fact, none, folded)
  }

  /** Puts rows in the place of those behind `kept`; what is the same stays. */
  #replace(fact: number, kept: number, { rows, open }: Folded): void {
    this.#store.setOpen(fact, open)
    const relation = this.#store.relation(fact)
    const old = this.#chains.list(this.#store.lastRow(fact), kept)
    let [same, last] = [0, kept]
    while (
      same < old.length &&
      same < rows.length &&
      this.#chains.says(relation, old[same] as number, rows[same] as FoldedRow)
    )
      last = old[same++] as number
    if (same === old.length && same === rows.length) return
    for (let at = same; at < rows.length; at++) last = this.#chains.add(relation, last, rows[at] as FoldedRow)
    this.#store.setLastRow(fact, this.#size, last)
    this.#touchDependents(fact, old.slice(same), rows.slice(same))
  }

  /**
   * What depends on a fact depends on where its episodes begin and end, and, where it inherits, on its attributes. What lies before
   * the first day that is different stays as it is.
   */
  #touchDependents(fact: number, old: readonly number[], rows: readonly FoldedRow[]): void {
    const relation = this.#store.relationOf(fact)
    if (!this.#store.hasDependents(fact)) return
    let changed: { readonly life: number; readonly attributes: number } | undefined
    for (const dependent of this.#store.linked('dependents', fact)) {
      changed ??= this.#changedFrom(old, rows)
      const inherits = Object.values<AnyRelation>(this.#store.relationOf(dependent).inherits).includes(relation)
      const day = inherits ? changed.attributes : changed.life
      if (this.#reaches(dependent, day) && !this.#goesOnWithin(dependent, day)) this.anew(dependent)
    }
  }

  /** The first days on which rows that took the place of others differ from them. */
  #changedFrom(
    old: readonly number[],
    rows: readonly FoldedRow[],
  ): { readonly life: number; readonly attributes: number } {
    const before = old.map((row) => this.#chains.bounds(row))
    const first = Math.min(before[0]?.from ?? Infinity, rows[0]?.from ?? Infinity)
    return { life: firstDifference(boundsOf(before), boundsOf(rows)), attributes: first }
  }

  /** Whether anything of a fact lies on or after a day. */
  #reaches(fact: number, day: number): boolean {
    const row = this.#store.lastRow(fact)
    return (row !== none && this.#chains.to(row) >= day) || this.#lastDay(fact) >= day
  }

  #lastDay(fact: number): number {
    const entry = this.#store.lastEntry(fact)
    return entry === none ? -Infinity : this.#log.day(this.#store.eventOf(entry))
  }

  /** Where a parent has changed from a day on, after all changes of the fact, it goes on and may only end on another day. */
  #goesOnWithin(fact: number, day: number): boolean {
    const lastRow = this.#store.lastRow(fact)
    if (!this.#store.isOpen(fact) || this.#lastDay(fact) >= day) return false
    const relation = this.#store.relation(fact)
    if (this.#isWaiting(relation, fact)) return false
    const opening = this.#chains.beginning(lastRow)
    const limit = this.#around.limitOf(fact, opening)
    if (!limit || this.#chains.from(opening) >= day) return false
    this.touch(fact)
    const row = { ...this.#chains.folded(relation, lastRow), to: limit.end, closedBy: limit.endedBy }
    this.#replace(fact, this.#chains.before(lastRow), { rows: [row], open: true, impossible: nothing })
    return true
  }

  #setImpossible(fact: number, found: readonly Impossible[]): void {
    if (found.length > 0) this.#impossible.set(fact, found)
    else this.#impossible.delete(fact)
  }
}

/** The days on which episodes begin and end, each with the event that makes it so. */
function boundsOf(rows: readonly Bounds[]): readonly (readonly [day: number, event: number])[] {
  const bounds: [number, number][] = []
  for (const [at, { from, to, openedBy, closedBy, continues }] of rows.entries()) {
    if (!continues) bounds.push([from, openedBy])
    if (!rows[at + 1]?.continues) bounds.push([to, closedBy])
  }
  return bounds
}

/** The first day on which bounds differ; none where they are the same. */
function firstDifference(a: ReturnType<typeof boundsOf>, b: ReturnType<typeof boundsOf>): number {
  for (let at = 0; at < a.length || at < b.length; at++) {
    const [[day, event], [other, by]] = [a[at] ?? [Infinity, noEvent], b[at] ?? [Infinity, noEvent]]
    if (day !== other || event !== by) return Math.min(day, other)
  }
  return Infinity
}
