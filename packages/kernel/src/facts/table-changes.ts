import type { AnyData } from '../events/recorded-event.ts'
import type { CivilDate, Instant } from '../time/civil-date.ts'

/** One row of a relation as it is kept in a table: a stretch of a fact with constant attributes, `[from, to)`. */
export interface TableRow {
  readonly relation: string
  readonly key: Readonly<Record<string, string>>
  readonly attributes: Readonly<Record<string, unknown>>
  readonly from: CivilDate
  /** The first day on which it no longer holds; `9999-12-31` (`openEnd`) while no end is recorded, so that days compare. */
  readonly to: CivilDate
  /** Position of the event with which the row begins. */
  readonly openedBy: number
  /** Position of the event with which the row ends; absent while none is recorded. */
  readonly closedBy?: number | undefined
}

/** An event as figures look at it: `order` settles the sequence of events of one day. */
export interface LiveEvent<T extends string = string, D = AnyData> {
  readonly position: number
  readonly id: string
  readonly type: T
  readonly effectiveOn: CivilDate
  readonly order: number
  readonly recordedAt: Instant
  readonly data: D
}

/** The net result of one batch for the relation tables. Rows are ended and opened at book size `size`. */
export interface TableChanges {
  readonly size: number
  readonly recordedAt: Instant
  readonly ended: readonly TableRow[]
  readonly opened: readonly TableRow[]
  /** Positions of events that the batch withdrew or corrected. */
  readonly withdrawn: readonly number[]
  readonly live: readonly LiveEvent[]
  /** Where the rows of some relations alone are told, and nothing besides: their names. */
  readonly relations?: ReadonlySet<string>
  /** By how much figures are others; absent where nothing was counted. */
  readonly deltas?: readonly FigureDelta[]
}

/** By how much a figure is another from a day on, in one scope. */
export interface FigureDelta {
  readonly figure: string
  readonly scope: string
  readonly day: CivilDate
  /** A `bigint` where it is larger than a number is exact. */
  readonly delta: number | bigint
}
