import type { Change } from './change.ts'
import { openEnd, plusDays, type CivilDate } from './civil-date.ts'
import type { BookEvent } from './recorded-event.ts'
import type { AnyRelation } from './relation.ts'
import { episodesOf, holdsOn, sameValue, type Row } from './row.ts'

/** A change in its place on a fact's timeline. */
export interface TimelineEntry {
  readonly event: BookEvent
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

export interface Timeline {
  /** In order of days; rows of no days are among them. */
  readonly rows: readonly Row[]
  readonly impossible: readonly Impossible[]
}

/** Gives the rows of another fact, which this one lies within, follows or inherits from. */
export type RowsOf = (relation: AnyRelation, columns: Readonly<Record<string, unknown>>) => readonly Row[]

/** Where a parent ends a fact, and by which event. */
interface Limit {
  readonly end: CivilDate
  readonly endedBy: number | null
}

interface Current extends Limit {
  readonly row: Omit<Row, 'to' | 'closedBy'>
}

/**
 * Folds one fact's live changes, in order, into its rows. Total: a change that cannot be is passed over and reported.
 *
 * Source of the rules: docs/semantics.md, Intervals.
 */
export function fold(relation: AnyRelation, entries: readonly TimelineEntry[], rowsOf: RowsOf): Timeline {
  const folding = new Folding(relation, rowsOf)
  for (const entry of entries) folding.apply(entry)
  return folding.end()
}

/** One fact on its way through its changes: the episode that holds, if one does, and the rows that are finished. */
class Folding {
  readonly #relation: AnyRelation
  readonly #rowsOf: RowsOf
  readonly #rows: Row[] = []
  readonly #impossible: Impossible[] = []
  #current: Current | undefined
  #clippedOn: CivilDate | undefined

  constructor(relation: AnyRelation, rowsOf: RowsOf) {
    this.#relation = relation
    this.#rowsOf = rowsOf
  }

  /** On a day a parent's end comes before the fact's own changes. */
  apply(entry: TimelineEntry): void {
    this.#advanceTo(entry.event.effectiveOn)
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
        else if (this.#asExpected(this.#current, entry)) this.#finish(entry.event.effectiveOn, entry.event.position)
        break
      case 'closeIfOpen':
        this.#finish(entry.event.effectiveOn, entry.event.position)
        break
      case 'occur':
        this.#begin(entry)
        this.#finish(plusDays(entry.event.effectiveOn, 1), entry.event.position)
        break
      case 'mustHold':
        break
    }
  }

  end(): Timeline {
    this.#advanceTo(openEnd)
    this.#finish(openEnd, null)
    return { rows: this.#rows, impossible: this.#impossible }
  }

  #advanceTo(day: CivilDate): void {
    if (!this.#current || this.#current.end > day) return
    this.#clippedOn = this.#current.end
    this.#finish(this.#current.end, this.#current.endedBy)
  }

  #begin(entry: TimelineEntry): void {
    const opened = opening(this.#relation, entry, this.#rowsOf)
    if ('code' in opened) this.#impossible.push(opened)
    else this.#current = opened
  }

  #amend(current: Current, { change, event }: TimelineEntry): void {
    const attributes = patched(current.row.attributes, change.values)
    if (attributes === current.row.attributes) return
    this.#finish(event.effectiveOn, event.position)
    const previous = this.#rows.at(-1)
    const row = { ...current.row, attributes, from: event.effectiveOn, openedBy: event.position, previous }
    this.#current = { ...current, row }
  }

  #finish(to: CivilDate, closedBy: number | null): void {
    if (this.#current) this.#rows.push({ ...this.#current.row, to, closedBy })
    this.#current = undefined
  }

  /** A close on the day of a parent's end agrees with it; any other has nothing to close. */
  #closeEnded(entry: TimelineEntry): void {
    if (this.#clippedOn !== entry.event.effectiveOn) this.#report('not-open', entry)
  }

  #asExpected({ row }: Current, entry: TimelineEntry): boolean {
    const expected = Object.entries(entry.change.expect)
    const other = expected.find(([name, value]) => !sameValue(row.attributes[name], value))
    if (other) this.#report('unexpected-value', entry, other[0])
    return other === undefined
  }

  #report(code: Impossible['code'], entry: TimelineEntry, attribute?: string): void {
    const current = this.#current
    const row = current ? { ...current.row, to: current.end, closedBy: current.endedBy } : this.#rows.at(-1)
    this.#impossible.push({ code, entry, row, ...(attribute === undefined ? {} : { attribute }) })
  }
}

/** The state after an opening: how long the parents let it live, and what it takes over from them. They must hold on the day. */
function opening(relation: AnyRelation, entry: TimelineEntry, rowsOf: RowsOf): Current | Impossible {
  const { change, event } = entry
  const day = event.effectiveOn
  const columns = { ...change.values, ...change.key }
  const limits: Limit[] = []
  for (const parent of relation.within) {
    const rows = rowsOf(parent, columns)
    const life = episodesOf(rows).find((episode) => episode.from <= day && day < episode.to)
    if (!life) return { code: 'parent-missing', entry, row: rows.at(-1), parent }
    limits.push({ end: life.to, endedBy: life.closedBy })
  }
  for (const successor of relation.endedByNew) {
    const later = episodesOf(rowsOf(successor, columns)).filter((episode) => episode.from > day)
    limits.push(...later.map((episode) => ({ end: episode.from, endedBy: episode.openedBy })))
  }
  const inherited: Record<string, unknown> = {}
  for (const [attribute, parent] of Object.entries<AnyRelation>(relation.inherits)) {
    if (change.values[attribute] === undefined) {
      inherited[attribute] = rowsOf(parent, columns).find((row) => holdsOn(row, day))?.attributes[attribute]
    }
  }
  const attributes = patched({}, { ...change.values, ...inherited })
  const row = { relation: relation.name, key: change.key, attributes, from: day, openedBy: event.position }
  return { row, ...limits.reduce(sooner, { end: openEnd, endedBy: null }) }
}

/** The one that ends sooner; where two end on one day, the event that comes first in the book is named. */
const sooner = (a: Limit, b: Limit): Limit =>
  b.end < a.end || (b.end === a.end && b.endedBy !== null && (a.endedBy === null || b.endedBy < a.endedBy)) ? b : a

/** The attributes with a patch applied; the very same object where nothing changes. `null` clears, `undefined` leaves. */
function patched(
  attributes: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let result: Record<string, unknown> | undefined
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined || (value === null && !(name in attributes))) continue
    if (sameValue(attributes[name], value)) continue
    result ??= { ...attributes }
    if (value === null) delete result[name]
    else result[name] = value
  }
  return result ?? attributes
}
