import type { Change } from '../define/change.ts'
import type { RecordedEvent } from '../events/recorded-event.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { RelationPlan } from '../define/relation-plans.ts'
import { noDays, none, type MutableBounds, type RowChains, type State } from './row-chains.ts'
import type { Row } from './row.ts'
import type { RowRun } from './row-run.ts'
import { noSymbol, type Symbols } from '../book/symbols.ts'

/** A change in its place on a fact's timeline. */
export interface TimelineEntry {
  /** Index of the event in the book's log. */
  readonly at: number
  readonly event: Pick<RecordedEvent, 'position' | 'type' | 'effectiveOn'>
  readonly day: number
  /** Index among the event's changes. */
  readonly index: number
  readonly change: Change
}

/** A change that cannot be: what replay passes over and a batch is refused for. */
export interface Impossible {
  readonly code: 'already-open' | 'not-open' | 'parent-missing' | 'unexpected-value'
  readonly entry: TimelineEntry
  /** The row in the way, or the last one before. */
  readonly row: Row | undefined
  readonly parent?: AnyRelation
  readonly attribute?: string
}

/** Where an episode ends, and by which event; `noEvent` while no end is recorded. */
export interface Limit {
  readonly end: number
  readonly endedBy: number
}

/** What a fact asks of the facts that it lies within, follows or inherits from. */
export interface Surroundings {
  /** How long parents and successors let an episode last that begins on a day; `undefined` where a parent does not hold on it. */
  limitOn(plan: RelationPlan, change: Change, day: number): Limit | undefined
  /** The first of the parents that does not hold on a day, with the row that has ended by then, or that begins later. */
  missingParent(
    plan: RelationPlan,
    change: Change,
    day: number,
  ): { readonly parent: AnyRelation; readonly row: Row | undefined }
  /** What an attribute takes over, from the parent's row that holds on the day. */
  inherited(plan: RelationPlan, change: Change, attribute: number, day: number): number
}

/** Means that no parent has ended the fact. */
const notClipped = Number.NaN
const nothing: readonly never[] = []

/**
 * Folds one fact's live changes, in order, into its rows, or goes on from the last row that they were folded into. Total: a change that
 * cannot be is passed over and reported. One folding serves one fact after the other.
 *
 * Source of the rules: docs/semantics.md, Intervals.
 */
export class Folding {
  readonly #symbols: Symbols
  readonly #chains: RowChains
  readonly #around: Surroundings
  /** Where the rows come. */
  readonly rows: RowRun
  /** Set by {@link begin}. */
  #plan!: RelationPlan
  /** Whether an episode lasts, which is `#now`; it ends where its parents end, if nothing ends it before. */
  #lasts = false
  readonly #now: MutableBounds = { ...noDays }
  #state: State = { symbols: [], kept: none }
  #patched: State = { symbols: [], kept: none }
  #clippedOn = notClipped
  #impossible: Impossible[] | undefined

  constructor(symbols: Symbols, chains: RowChains, around: Surroundings, rows: RowRun) {
    this.#symbols = symbols
    this.#chains = chains
    this.#around = around
    this.rows = rows
  }

  /** Begins with a fact, of which rows stay up to one; without it anew. It goes on with `resumed` where that is the row of an open end. */
  begin(plan: RelationPlan, fact: number, kept: number, resumed: number): void {
    this.#plan = plan
    this.rows.begin(fact, kept)
    this.#clippedOn = notClipped
    this.#impossible = undefined
    this.#lasts = resumed !== none
    if (!this.#lasts) return
    this.#chains.readBounds(resumed, this.#now)
    this.#state.kept = this.#chains.stateOf(resumed)
  }

  /** On a day a parent's end comes before the fact's own changes. */
  apply(entry: TimelineEntry): void {
    this.#advanceTo(entry.day)
    switch (entry.change.verb) {
      case 'open':
        this.#openUnlessThere(entry)
        break
      case 'set':
        if (this.#lasts) this.#amend(entry)
        else this.#openUnlessThere(entry)
        break
      case 'amend':
        if (!this.#lasts) this.#report('not-open', entry)
        else if (this.#asExpected(entry)) this.#amend(entry)
        break
      case 'close':
        if (!this.#lasts) this.#closeEnded(entry)
        else if (this.#asExpected(entry)) this.#finish(entry.day, entry.event.position)
        break
      case 'closeIfOpen':
        if (this.#lasts) this.#finish(entry.day, entry.event.position)
        break
      case 'occur':
        if (this.#openUnlessThere(entry)) this.#finish(entry.day + 1, entry.event.position)
        break
      case 'mustHold':
        break
    }
  }

  /** Ends with the fact; whether its last row has been ended by no change: a later one may go on from it. */
  end(): boolean {
    const open = this.#lasts
    if (open) this.#finish(this.#now.to, this.#now.closedBy)
    return open
  }

  /** What of the changes since the beginning cannot be. */
  get impossible(): readonly Impossible[] {
    return this.#impossible ?? nothing
  }

  #advanceTo(day: number): void {
    if (!this.#lasts || this.#now.to > day) return
    this.#clippedOn = this.#now.to
    this.#finish(this.#now.to, this.#now.closedBy)
  }

  /** Opens the fact unless it holds on the day, also because it happened on it; whether it has. */
  #openUnlessThere(entry: TimelineEntry): boolean {
    if (!this.#lasts && !this.rows.endsAfter(entry.day)) return this.#open(entry)
    this.#report('already-open', entry)
    return false
  }

  /** The fact opens, for as long as its parents let it live; they must hold on the day. It takes over from them what it inherits. */
  #open(entry: TimelineEntry): boolean {
    const { change, day, event } = entry
    const limit = this.#around.limitOn(this.#plan, change, day)
    if (!limit) {
      this.#impossible ??= []
      const { parent, row } = this.#around.missingParent(this.#plan, change, day)
      this.#impossible.push({ code: 'parent-missing', entry, row, parent })
      return false
    }
    this.#takeOver(change, day)
    this.#begin(day, event.position, false, limit.end, limit.endedBy)
    return true
  }

  #begin(from: number, openedBy: number, continues: boolean, to: number, closedBy: number): void {
    this.#now.from = from
    this.#now.openedBy = openedBy
    this.#now.continues = continues
    this.#now.to = to
    this.#now.closedBy = closedBy
    this.#lasts = true
  }

  #takeOver(change: Change, day: number): void {
    const { attributes, inherits } = this.#plan
    const { symbols } = this.#state
    this.#state.kept = none
    for (let at = 0; at < attributes.length; at++) {
      const value = change.values[attributes[at] as string]
      if (value !== undefined) symbols[at] = this.#symbolOf(value)
      else symbols[at] = inherits[at] ? this.#around.inherited(this.#plan, change, at, day) : noSymbol
    }
  }

  #amend({ change, event, day }: TimelineEntry): void {
    if (!this.#patch(change.values)) return
    const { to, closedBy } = this.#now
    this.#finish(day, event.position)
    const before = this.#state
    this.#state = this.#patched
    this.#patched = before
    this.#begin(day, event.position, true, to, closedBy)
  }

  /** Applies a patch to a copy of the attributes; whether anything is another then. `null` clears, `undefined` leaves. */
  #patch(patch: Readonly<Record<string, unknown>>): boolean {
    const { attributes } = this.#plan
    const { symbols } = this.#patched
    let changed = false
    for (let at = 0; at < attributes.length; at++) {
      const symbol = this.#symbolAt(at)
      const value = patch[attributes[at] as string]
      const patched = value === undefined ? symbol : this.#symbolOf(value)
      symbols[at] = patched
      if (patched !== symbol) changed = true
    }
    this.#patched.kept = none
    return changed
  }

  #symbolOf(value: unknown): number {
    return value === null ? noSymbol : this.#symbols.of(value)
  }

  #symbolAt(attribute: number): number {
    const { kept, symbols } = this.#state
    return kept === none ? (symbols[attribute] ?? noSymbol) : this.#chains.kept(this.#plan.number, kept, attribute)
  }

  #finish(to: number, closedBy: number): void {
    this.#now.to = to
    this.#now.closedBy = closedBy
    this.rows.add(this.#now, this.#state)
    this.#lasts = false
  }

  /** A close on the day of a parent's end agrees with it; any other has nothing to close. */
  #closeEnded(entry: TimelineEntry): void {
    if (this.#clippedOn !== entry.day) this.#report('not-open', entry)
  }

  #asExpected(entry: TimelineEntry): boolean {
    const { expect } = entry.change
    for (const name in expect) {
      const value = expect[name]
      if (value === undefined || this.#symbolAt(this.#plan.attributes.indexOf(name)) === this.#symbolOf(value)) continue
      this.#report('unexpected-value', entry, name)
      return false
    }
    return true
  }

  #report(code: Impossible['code'], entry: TimelineEntry, attribute?: string): void {
    const row = this.#lasts ? this.rows.shown(this.#now, this.#state) : this.rows.shownLast()
    this.#impossible ??= []
    this.#impossible.push({ code, entry, row, ...(attribute === undefined ? {} : { attribute }) })
  }
}
