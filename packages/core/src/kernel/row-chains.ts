import type { Archive } from './archive.ts'
import { openEndDay, type Days } from './days.ts'
import { Records } from './records.ts'
import { attributeNames, type AnyRelation } from './relation.ts'
import type { Row } from './row.ts'
import { noSymbol, type Symbols } from './symbols.ts'

/** No row, no event, no link: what is numbered begins with 1. */
export const none = 0
/** Stands for "no event" where positions are meant, which begin with 0. */
export const noEvent = -1

const [fromField, toField, openedByField, closedByField, beforeField, stateField] = [0, 1, 2, 3, 4, 5]

/** Attributes as symbols, in the order of the relation's; `kept` is where they are kept, {@link none} before they are. */
export interface State {
  readonly symbols: readonly number[]
  kept: number
}

/** A row's stretch. Days are numbers, `closedBy` is {@link noEvent} while no end is recorded. */
export interface Bounds {
  readonly from: number
  readonly to: number
  readonly openedBy: number
  readonly closedBy: number
  /** Whether it continues the episode of the row before. */
  readonly continues: boolean
}

/** A row as it is folded. */
export interface FoldedRow extends Bounds {
  readonly state: State
}

/**
 * Rows of facts as chains: each knows the one before it, and none is ever changed. So a fact's rows are known by their last one; older
 * rows of the same fact, as they were known before, share what they have in common and stay as they are.
 */
export class RowChains {
  readonly #relations: readonly AnyRelation[]
  readonly #days: Days
  readonly #symbols: Symbols
  readonly #attributes: readonly (readonly string[])[]
  readonly #rows = new Records(6)
  /** For each relation. */
  readonly #states: readonly Records[]

  constructor(relations: readonly AnyRelation[], days: Days, symbols: Symbols) {
    this.#relations = relations
    this.#days = days
    this.#symbols = symbols
    this.#attributes = relations.map(attributeNames)
    this.#states = this.#attributes.map(({ length }) => new Records(length))
    for (const numbered of [this.#rows, ...this.#states]) numbered.add()
  }

  from(row: number): number {
    return this.#rows.get(row, fromField)
  }

  to(row: number): number {
    return this.#rows.get(row, toField)
  }

  openedBy(row: number): number {
    return this.#rows.get(row, openedByField)
  }

  closedBy(row: number): number {
    return this.#rows.get(row, closedByField)
  }

  /** The row before it, {@link none} for the first. */
  before(row: number): number {
    return this.#rows.get(row, beforeField) >> 1
  }

  /** Whether it continues the episode of the row before. */
  continues(row: number): boolean {
    return (this.#rows.get(row, beforeField) & 1) === 1
  }

  /** The row with which its episode began. */
  beginning(row: number): number {
    let first = row
    while (this.continues(first)) first = this.before(first)
    return first
  }

  symbol(relation: number, row: number, attribute: number): number {
    return (this.#states[relation] as Records).get(this.#rows.get(row, stateField), attribute)
  }

  bounds(row: number): Bounds {
    return {
      from: this.from(row),
      to: this.to(row),
      openedBy: this.openedBy(row),
      closedBy: this.closedBy(row),
      continues: this.continues(row),
    }
  }

  folded(relation: number, row: number): FoldedRow {
    return {
      from: this.from(row),
      to: this.to(row),
      openedBy: this.openedBy(row),
      closedBy: this.closedBy(row),
      continues: this.continues(row),
      state: this.#state(relation, row),
    }
  }

  /** Whether the row says the same as a folded one. */
  says(relation: number, row: number, { from, to, openedBy, closedBy, continues, state }: FoldedRow): boolean {
    if (this.from(row) !== from || this.to(row) !== to || this.continues(row) !== continues) return false
    if (this.openedBy(row) !== openedBy || this.closedBy(row) !== closedBy) return false
    if (this.#rows.get(row, stateField) === state.kept) return true
    return state.symbols.every((symbol, attribute) => this.symbol(relation, row, attribute) === symbol)
  }

  /** Adds a row behind another, and returns it. */
  add(relation: number, before: number, { from, to, openedBy, closedBy, continues, state }: FoldedRow): number {
    const row = this.#rows.add()
    this.#rows.set(row, fromField, from)
    this.#rows.set(row, toField, to)
    this.#rows.set(row, openedByField, openedBy)
    this.#rows.set(row, closedByField, closedBy)
    this.#rows.set(row, beforeField, (before << 1) | Number(continues))
    this.#rows.set(row, stateField, this.#keep(relation, state))
    return row
  }

  /** The rows of a chain in order, those up to and with `after` left out. */
  list(last: number, after = none): readonly number[] {
    const rows: number[] = []
    for (let row = last; row !== after; row = this.before(row)) rows.push(row)
    return rows.reverse()
  }

  /** The rows of a chain for people who do not know of chains. */
  rows(relation: number, key: Readonly<Record<string, string>>, last: number): readonly Row[] {
    return this.part(relation, key, this.list(last))
  }

  /** The same of rows that follow one another. Where they go on with an episode, its first row stands for what is left out of it. */
  part(relation: number, key: Readonly<Record<string, string>>, rows: readonly number[]): readonly Row[] {
    const found: Row[] = []
    for (const row of rows) {
      const previous = found.at(-1) ?? this.#beginningBefore(relation, key, row)
      found.push(this.row(relation, key, this.folded(relation, row), previous))
    }
    return found
  }

  row(relation: number, key: Readonly<Record<string, string>>, folded: FoldedRow, previous?: Row): Row {
    const { from, to, openedBy, closedBy, continues, state } = folded
    const row = {
      relation: (this.#relations[relation] as AnyRelation).name,
      key,
      attributes: this.#valuesOf(relation, state),
      from: this.#days.text(from),
      to: this.#days.text(to),
      openedBy,
      closedBy: closedBy === noEvent ? null : closedBy,
    }
    return continues && previous ? { ...row, previous } : row
  }

  archive(archive: Archive): void {
    for (const numbered of [this.#rows, ...this.#states]) numbered.archive(archive)
  }

  /** What there is now, for {@link cut}. */
  mark(): readonly number[] {
    return [this.#rows.length, ...this.#states.map(({ length }) => length)]
  }

  /** Takes away what was added since. */
  cut([rows = 0, ...states]: readonly number[]): void {
    this.#rows.cut(rows)
    for (const [relation, length] of states.entries()) this.#states[relation]?.cut(length)
  }

  #state(relation: number, row: number): State {
    const kept = this.#rows.get(row, stateField)
    const states = this.#states[relation] as Records
    const { length } = this.#attributes[relation] as readonly string[]
    const symbols: number[] = []
    for (let attribute = 0; attribute < length; attribute++) symbols.push(states.get(kept, attribute))
    return { symbols, kept }
  }

  #beginningBefore(relation: number, key: Readonly<Record<string, string>>, row: number): Row | undefined {
    return this.continues(row) ? this.row(relation, key, this.folded(relation, this.beginning(row))) : undefined
  }

  #keep(relation: number, state: State): number {
    if (state.kept !== none || state.symbols.length === 0) return state.kept
    const states = this.#states[relation] as Records
    state.kept = states.add()
    for (const [attribute, symbol] of state.symbols.entries()) states.set(state.kept, attribute, symbol)
    return state.kept
  }

  #valuesOf(relation: number, { symbols }: State): Record<string, unknown> {
    const values: Record<string, unknown> = {}
    for (const [attribute, name] of (this.#attributes[relation] as readonly string[]).entries()) {
      const symbol = symbols[attribute] ?? noSymbol
      if (symbol !== noSymbol) values[name] = this.#symbols.value(symbol)
    }
    return values
  }
}

/** Where an episode ends, and by which event; {@link noEvent} while no end is recorded. */
export interface Limit {
  readonly end: number
  readonly endedBy: number
}

export const noLimit: Limit = { end: openEndDay, endedBy: noEvent }

/** The one that ends sooner; where two end on one day, the event that comes first in the book is named. */
export const sooner = (a: Limit, b: Limit): Limit =>
  b.end < a.end || (b.end === a.end && b.endedBy !== noEvent && (a.endedBy === noEvent || b.endedBy < a.endedBy))
    ? b
    : a
