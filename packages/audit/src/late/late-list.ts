import type { CivilDate, Instant, FigureValue } from '@taizhang/kernel'
import type { Measure } from '@taizhang/kernel/define'
import type { EventNote } from '../event-note.ts'

/** The events that were recorded late. Events are given by their positions; `events` has them in full. */
export interface LateList {
  readonly book: string
  readonly size: number
  /** More days than these are late. */
  readonly days: number
  /** What was sealed: what the book knew at a size, up to the day of its last batch. */
  readonly sealed?: { readonly size: number; readonly on: CivilDate }
  /** In order of recording. */
  readonly batches: readonly LateBatch[]
  readonly events: readonly EventNote[]
}

/** A batch with late events, and the figures that it moved. */
export interface LateBatch {
  readonly recordedAt: Instant
  /** The size of the book after it. */
  readonly size: number
  readonly late: readonly LateEvent[]
  /** The day as of which figures are compared: the sealed one, else the last day from which its late events change something. */
  readonly asOf: CivilDate
  /** Figures that the batch moved, as of that day. */
  readonly moved: readonly Moved[]
}

/** An event that was recorded late, and by how many days. */
export interface LateEvent {
  readonly event: number
  /** From which day it changes what the book says: a withdrawal or correction reaches back to what it takes back. */
  readonly reachesBackTo: CivilDate
  readonly days: number
  /** `late`: recorded more than so many days after; `sealed`: recorded after the seal, and reaching behind it. */
  readonly why: readonly ('late' | 'sealed')[]
  /** The event that it corrects or withdraws; also in `events`. */
  readonly takesBack?: readonly number[]
}

/** A figure before and after a batch. */
export interface Moved {
  readonly figure: string
  readonly scope?: string
  readonly by?: Readonly<Record<string, string>>
  readonly measure: Measure
  /** `null` where the scope is not defined, and for a rate over nothing. */
  readonly before: FigureValue['value']
  readonly after: FigureValue['value']
  /** The fraction of a rate, before and after. */
  readonly part?: readonly [number, number]
  readonly whole?: readonly [number, number]
  /** By how many percentage points a rate is another; absent where one of them has no value. */
  readonly points?: string
}
