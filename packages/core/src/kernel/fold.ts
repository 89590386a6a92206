import type { Change } from './change.ts'
import type { RecordedEvent } from './recorded-event.ts'
import type { AnyRelation } from './relation.ts'
import { noLimit, sooner, type FoldedRow, type Limit, type State } from './row-chains.ts'
import type { Row } from './row.ts'
import { noSymbol, type Symbols } from './symbols.ts'

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

/** The columns by which a fact names others: those of its key, and the values with which it opened. */
export type Named = Pick<Change, 'key' | 'values'>

/** What a fact asks of the facts that it lies within, follows or inherits from. */
export interface Surroundings {
  /** How long the parent's episode lasts that holds on the day, if one does. */
  lifeOn(parent: AnyRelation, named: Named, day: number): Limit | undefined
  /** The first episode of a successor that begins after the day. */
  nextOf(successor: AnyRelation, named: Named, day: number): Limit
  /** The attribute of the parent's row that holds on the day. */
  inherited(parent: AnyRelation, named: Named, attribute: string, day: number): number
  /** The parent's last row. */
  lastOf(parent: AnyRelation, named: Named): Row | undefined
  /** A row of the fact itself for people to see; without one, the last that is kept. */
  shown(row: FoldedRow | undefined): Row | undefined
}

/** How a relation's attributes are told of in numbers. */
export interface Columns {
  readonly relation: AnyRelation
  readonly attributes: readonly string[]
  readonly symbols: Symbols
}

interface Current extends Limit {
  readonly from: number
  readonly openedBy: number
  readonly continues: boolean
  readonly state: State
}

/** The rows that changes fold into, those of no days among them, and what of the changes cannot be. */
export interface Folded {
  readonly rows: readonly FoldedRow[]
  /** Whether the last row has been ended by no change: a later one may go on from it. */
  readonly open: boolean
  readonly impossible: readonly Impossible[]
}

/**
 * Folds one fact's live changes, in order, into its rows, or goes on from the last row that they were folded into. Total: a change that
 * cannot be is passed over and reported.
 *
 * Source of the rules: docs/semantics.md, Intervals.
 */
export class Folding {
  readonly #columns: Columns
  readonly #around: Surroundings
  readonly #rows: FoldedRow[] = []
  readonly #impossible: Impossible[] = []
  #current: Current | undefined
  #clippedOn: number | undefined

  constructor(columns: Columns, around: Surroundings, resumed?: FoldedRow) {
    this.#columns = columns
    this.#around = around
    if (resumed) this.#current = { ...resumed, end: resumed.to, endedBy: resumed.closedBy }
  }

  /** On a day a parent's end comes before the fact's own changes. */
  apply(entry: TimelineEntry): void {
    this.#advanceTo(entry.day)
    switch (entry.change.verb) {
      case 'open':
        if (this.#current) this.#report('already-open', entry)
        else this.#begin(entry)
        break
      case 'set':
        if (this.#current) this.#amend(this.#current, entry)
        else this.#begin(entry)
        break
      case 'amend':
        if (!this.#current) this.#report('not-open', entry)
        else if (this.#asExpected(this.#current, entry)) this.#amend(this.#current, entry)
        break
      case 'close':
        if (!this.#current) this.#closeEnded(entry)
        else if (this.#asExpected(this.#current, entry)) this.#finish(entry.day, entry.event.position)
        break
      case 'closeIfOpen':
        this.#finish(entry.day, entry.event.position)
        break
      case 'occur':
        this.#begin(entry)
        this.#finish(entry.day + 1, entry.event.position)
        break
      case 'mustHold':
        break
    }
  }

  end(): Folded {
    const open = this.#current !== undefined
    if (this.#current) this.#finish(this.#current.end, this.#current.endedBy)
    return { rows: this.#rows, open, impossible: this.#impossible }
  }

  #advanceTo(day: number): void {
    if (!this.#current || this.#current.end > day) return
    this.#clippedOn = this.#current.end
    this.#finish(this.#current.end, this.#current.endedBy)
  }

  /** The fact opens, for as long as its parents let it live; they must hold on the day. It takes over from them what it inherits. */
  #begin(entry: TimelineEntry): void {
    const { change, day, event } = entry
    const { relation } = this.#columns
    const limit = limitWithin(relation, this.#around, change, day)
    if (limit) {
      const state = this.#opening(change, day)
      this.#current = { from: day, openedBy: event.position, continues: false, state, ...limit }
      return
    }
    const parent = relation.within.find((one) => !this.#around.lifeOn(one, change, day))
    if (parent)
      this.#impossible.push({ code: 'parent-missing', entry, row: this.#around.lastOf(parent, change), parent })
  }

  #opening(change: Change, day: number): State {
    const { attributes, relation, symbols } = this.#columns
    return {
      symbols: attributes.map((name) => {
        const value = change.values[name]
        if (value !== undefined && value !== null) return symbols.of(value)
        const parent =
          value === undefined ? (relation.inherits as Readonly<Record<string, AnyRelation>>)[name] : undefined
        return parent ? this.#around.inherited(parent, change, name, day) : noSymbol
      }),
      kept: 0,
    }
  }

  #amend(current: Current, { change, event, day }: TimelineEntry): void {
    const state = this.#patched(current.state, change.values)
    if (state === current.state) return
    this.#finish(day, event.position)
    this.#current = { ...current, state, from: day, openedBy: event.position, continues: true }
  }

  /** The attributes with a patch applied; the very same object where nothing changes. `null` clears, `undefined` leaves. */
  #patched(state: State, patch: Readonly<Record<string, unknown>>): State {
    let changed: number[] | undefined
    for (const [at, name] of this.#columns.attributes.entries()) {
      const value = patch[name]
      if (value === undefined) continue
      const symbol = value === null ? noSymbol : this.#columns.symbols.of(value)
      if (state.symbols[at] === symbol) continue
      changed ??= [...state.symbols]
      changed[at] = symbol
    }
    return changed ? { symbols: changed, kept: 0 } : state
  }

  #finish(to: number, closedBy: number): void {
    if (!this.#current) return
    const { from, openedBy, continues, state } = this.#current
    this.#rows.push({ from, to, openedBy, closedBy, continues, state })
    this.#current = undefined
  }

  /** A close on the day of a parent's end agrees with it; any other has nothing to close. */
  #closeEnded(entry: TimelineEntry): void {
    if (this.#clippedOn !== entry.day) this.#report('not-open', entry)
  }

  #asExpected({ state }: Current, entry: TimelineEntry): boolean {
    const { attributes, symbols } = this.#columns
    for (const [name, value] of Object.entries(entry.change.expect)) {
      if (state.symbols[attributes.indexOf(name)] === symbols.of(value)) continue
      this.#report('unexpected-value', entry, name)
      return false
    }
    return true
  }

  #report(code: Impossible['code'], entry: TimelineEntry, attribute?: string): void {
    const current = this.#current
    const row = current ? { ...current, to: current.end, closedBy: current.endedBy } : this.#rows.at(-1)
    const shown = this.#around.shown(row)
    this.#impossible.push({ code, entry, row: shown, ...(attribute === undefined ? {} : { attribute }) })
  }
}

/** How long parents and successors let an episode last that begins on a day; `undefined` where a parent does not hold on it. */
export function limitWithin(
  { within, endedByNew }: AnyRelation,
  around: Surroundings,
  named: Named,
  day: number,
): Limit | undefined {
  let limit = noLimit
  for (const parent of within) {
    const life = around.lifeOn(parent, named, day)
    if (!life) return undefined
    limit = sooner(limit, life)
  }
  for (const successor of endedByNew) limit = sooner(limit, around.nextOf(successor, named, day))
  return limit
}
