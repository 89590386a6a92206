import type { Archive } from '../book/archive.ts'
import type { Days } from '../time/days.ts'
import { Records } from '../book/records.ts'
import { attributeNames, type AnyRelation } from '../define/relation.ts'
import type { Row } from './row.ts'
import { noSymbol, type Symbols } from '../book/symbols.ts'

/** No row, no event, no link: what is numbered begins with 1. */
export const none = 0
/** Stands for "no event" where positions are meant, which begin with 0. */
export const noEvent = -1

const [fromField, toField, openedByField, closedByField, beforeField, stateField] = [0, 1, 2, 3, 4, 5]

/** Attributes as symbols, in the order of the relation's: where they are kept, or, where that is {@link none}, those in the list. */
export interface State {
  readonly symbols: number[]
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

/** A stretch that can be read into. */
export type MutableBounds = { -readonly [K in keyof Bounds]: Bounds[K] }

export const noDays: Bounds = { from: 0, to: 0, openedBy: noEvent, closedBy: noEvent, continues: false }

/** Not to be written to: for attributes that are kept. */
const noSymbols: number[] = []

/**
 * Rows of facts as chains: each knows the one before it, and none is ever changed. So a fact's rows are known by their last one; older
 * rows of the same fact, as they were known before, share what they have in common and stay as they are.
 */
export class RowChains {
  readonly #relations: readonly AnyRelation[]
  readonly #days: Days
  readonly #symbols: Symbols
  readonly #attributes: readonly (readonly string[])[]
  readonly #rows = new Records(6, 1)
  /** For each relation. */
  readonly #states: readonly Records[]
  /** The attributes that were shown last: rows that follow one another, or take the place of others, often have the same. */
  #lastShown: { readonly relation: number; readonly kept: number; readonly values: Readonly<Record<string, unknown>> } =
    { relation: 0, kept: none, values: {} }

  constructor(relations: readonly AnyRelation[], days: Days, symbols: Symbols) {
    this.#relations = relations
    this.#days = days
    this.#symbols = symbols
    this.#attributes = relations.map(attributeNames)
    this.#states = this.#attributes.map(({ length }) => new Records(length, 1))
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
    return this.kept(relation, this.stateOf(row), attribute)
  }

  /** Where the attributes of a row are kept. */
  stateOf(row: number): number {
    return this.#rows.get(row, stateField)
  }

  /** An attribute, by where it is kept. */
  kept(relation: number, state: number, attribute: number): number {
    return (this.#states[relation] as Records).get(state, attribute)
  }

  /** Reads the stretch of a row into one that is there. */
  readBounds(row: number, bounds: MutableBounds): void {
    bounds.from = this.from(row)
    bounds.to = this.to(row)
    bounds.openedBy = this.openedBy(row)
    bounds.closedBy = this.closedBy(row)
    bounds.continues = this.continues(row)
  }

  /** Whether the row says the same. */
  says(relation: number, row: number, { from, to, openedBy, closedBy, continues }: Bounds, state: State): boolean {
    if (this.from(row) !== from || this.to(row) !== to || this.continues(row) !== continues) return false
    if (this.openedBy(row) !== openedBy || this.closedBy(row) !== closedBy) return false
    const there = this.stateOf(row)
    if (there === state.kept) return true
    const { length } = this.#attributes[relation] as readonly string[]
    for (let at = 0; at < length; at++)
      if (this.kept(relation, there, at) !== this.#symbolOf(relation, state, at)) return false
    return true
  }

  /** Adds a row behind another, and returns it. Its attributes are kept from then on. */
  add(relation: number, before: number, { from, to, openedBy, closedBy, continues }: Bounds, state: State): number {
    const row = this.#rows.add()
    this.#rows.set(row, fromField, from)
    this.#rows.set(row, toField, to)
    this.#rows.set(row, openedByField, openedBy)
    this.#rows.set(row, closedByField, closedBy)
    this.#rows.set(row, beforeField, (before << 1) | Number(continues))
    if (state.kept === none) state.kept = this.#keep(relation, state.symbols)
    this.#rows.set(row, stateField, state.kept)
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
      const previous = this.continues(row) ? (found.at(-1) ?? this.row(relation, key, this.beginning(row))) : undefined
      found.push(this.row(relation, key, row, previous))
    }
    return found
  }

  row(relation: number, key: Readonly<Record<string, string>>, row: number, previous?: Row): Row {
    const bounds = { ...noDays }
    this.readBounds(row, bounds)
    return this.shown(relation, key, bounds, { symbols: noSymbols, kept: this.stateOf(row) }, previous)
  }

  /** A row as it would be. */
  shown(
    relation: number,
    key: Readonly<Record<string, string>>,
    { from, to, openedBy, closedBy }: Bounds,
    state: State,
    previous?: Row,
  ): Row {
    const row = {
      relation: (this.#relations[relation] as AnyRelation).name,
      key,
      attributes: this.#valuesOf(relation, state),
      from: this.#days.text(from),
      to: this.#days.text(to),
      openedBy,
      ...(closedBy === noEvent ? undefined : { closedBy }),
    }
    return previous ? { ...row, previous } : row
  }

  archive(archive: Archive): void {
    for (const numbered of [this.#rows, ...this.#states]) numbered.archive(archive)
  }

  /** From now on only what comes is written. */
  settle(): void {
    for (const numbered of [this.#rows, ...this.#states]) numbered.settle()
  }

  /** What there is now, for {@link cut}. */
  mark(): readonly number[] {
    return [this.#rows.length, ...this.#states.map(({ length }) => length)]
  }

  /** Takes away what was added since. */
  cut([rows = 0, ...states]: readonly number[]): void {
    this.#lastShown = { relation: 0, kept: none, values: {} }
    this.#rows.cut(rows)
    for (const [relation, length] of states.entries()) this.#states[relation]?.cut(length)
  }

  #symbolOf(relation: number, { symbols, kept }: State, attribute: number): number {
    return kept === none ? (symbols[attribute] ?? noSymbol) : this.kept(relation, kept, attribute)
  }

  #keep(relation: number, symbols: readonly number[]): number {
    const { length } = this.#attributes[relation] as readonly string[]
    if (length === 0) return none
    const states = this.#states[relation] as Records
    const kept = states.add()
    for (let at = 0; at < length; at++) states.set(kept, at, symbols[at] ?? noSymbol)
    return kept
  }

  #valuesOf(relation: number, state: State): Readonly<Record<string, unknown>> {
    const last = this.#lastShown
    if (state.kept !== none && last.relation === relation && last.kept === state.kept) return last.values
    const names = this.#attributes[relation] as readonly string[]
    const values: Record<string, unknown> = {}
    for (let at = 0; at < names.length; at++) {
      const symbol = this.#symbolOf(relation, state, at)
      if (symbol !== noSymbol) values[names[at] as string] = this.#symbols.value(symbol)
    }
    this.#lastShown = { relation, kept: state.kept, values }
    return values
  }
}
