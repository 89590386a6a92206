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
  const rows: Row[] = []
  const impossible: Impossible[] = []
  let current: Current | undefined
  let clippedOn: CivilDate | undefined

  const finish = (to: CivilDate, closedBy: number | null): void => {
    if (current) rows.push({ ...current.row, to, closedBy })
    current = undefined
  }
  const report = (code: Impossible['code'], entry: TimelineEntry, attribute?: string): void => {
    const row = current ? { ...current.row, to: current.end, closedBy: current.endedBy } : rows.at(-1)
    impossible.push({ code, entry, row, ...(attribute === undefined ? {} : { attribute }) })
  }
  const unexpected = (entry: TimelineEntry): string | undefined =>
    Object.entries(entry.change.expect).find(([name, value]) => !sameValue(current?.row.attributes[name], value))?.[0]

  const advanceTo = (day: CivilDate): void => {
    if (!current) return
    if (current.end <= day) {
      clippedOn = current.end
      finish(current.end, current.endedBy)
    }
  }
  const begin = (entry: TimelineEntry): void => {
    const opened = opening(relation, entry, rowsOf)
    if ('code' in opened) impossible.push(opened)
    else current = opened
  }
  const amendCurrent = (entry: TimelineEntry): void => {
    if (!current) return
    const attributes = patched(current.row.attributes, entry.change.values)
    if (attributes === current.row.attributes) return
    const kept = current
    const next = { ...kept.row, attributes, from: entry.event.effectiveOn, openedBy: entry.event.position }
    finish(entry.event.effectiveOn, entry.event.position)
    current = { ...kept, row: { ...next, previous: rows.at(-1) } }
  }

  for (const entry of entries) {
    const { change, event } = entry
    const day = event.effectiveOn
    advanceTo(day)
    switch (change.verb) {
      case 'open':
        if (current) report('already-open', entry)
        else begin(entry)
        break
      case 'set':
        if (current) amendCurrent(entry)
        else begin(entry)
        break
      case 'amend': {
        const attribute = unexpected(entry)
        if (!current) report('not-open', entry)
        else if (attribute !== undefined) report('unexpected-value', entry, attribute)
        else amendCurrent(entry)
        break
      }
      case 'close': {
        const attribute = unexpected(entry)
        if (!current) {
          if (clippedOn !== day) report('not-open', entry)
        } else if (attribute !== undefined) report('unexpected-value', entry, attribute)
        else finish(day, event.position)
        break
      }
      case 'closeIfOpen':
        finish(day, event.position)
        break
      case 'occur':
        begin(entry)
        finish(plusDays(day, 1), event.position)
        break
      case 'mustHold':
        break
    }
  }
  advanceTo(openEnd)
  finish(openEnd, null)
  return { rows, impossible }
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
