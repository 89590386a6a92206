import type { CivilDate, Condition, Instant, Inexact, FigureValue } from '@taizhang/kernel'
import type { EventNote } from '../event-note.ts'
import type { FactNote } from '../fact-note.ts'
import type { Ground, Overridden } from './gathering.ts'

/** Why a figure is what it is. Everything in it that is called an event is a position; `events` has them in full. */
export interface Explanation {
  readonly book: string
  readonly asOf: CivilDate
  /** When the last batch in the view was recorded. */
  readonly knownAt: Instant
  readonly size: number
  readonly figure: string
  readonly scope?: string
  readonly by?: Readonly<Record<string, string>>
  /** Only what meets these is counted. */
  readonly where?: readonly Condition[]
  /** A flow's window; `to` is the first day after it. */
  readonly from?: CivilDate
  readonly to?: CivilDate
  readonly value: FigureValue['value']
  readonly qualifier?: Inexact
  /** The fraction of a rate. */
  readonly part?: number
  readonly whole?: number
  /** The definition that the figure was counted under. */
  readonly scopeFact?: FactNote
  /**
   * Their values add up to the figure; of a rate to its part, and their `whole` with that of `notCounted` to its whole. Of a rate of
   * flows the values of `inWhole` add up to the whole.
   */
  readonly counted: readonly Counted[]
  readonly notCounted: readonly NotCounted[]
  /** Of a rate of flows: what its whole counts, which may be other events than those of its part. */
  readonly inWhole?: readonly Counted[]
  /** How many subjects count under another scope instead. */
  readonly countedElsewhere: readonly { readonly scope: string; readonly subjects: number }[]
  /** Where a subject was asked for, only what names it. */
  readonly overridden: readonly Overridden[]
  /** What the facts counted lie within. */
  readonly ground: readonly Ground[]
  /** What else must be known for no more and no less to be counted. */
  readonly besides: readonly FactNote[]
  /** The events that give the same figure when they are replayed by themselves. */
  readonly replay: readonly number[]
  readonly events: readonly EventNote[]
  /** Names of the subjects, by id. */
  readonly names: Readonly<Record<string, string>>
}

/** One share in the figure. */
export interface Counted {
  readonly value: number
  readonly qualifier?: Inexact
  /** Of a rate: what it counts in the whole. */
  readonly whole?: number
  /** What the figure is also counted by. */
  readonly by?: string
  /** What its subjects or events have in common, where these count together once. */
  readonly group?: string
  /** The facts counted, the subject first; none where events are counted. */
  readonly facts: readonly FactNote[]
  /** Those of the facts, or those counted. */
  readonly events: readonly number[]
}

/** A subject, or for a flow an event, that could have been counted and was not. For a rate of flows: of its part or its whole. */
export interface NotCounted {
  readonly whole?: number
  readonly fact?: FactNote
  /** What is near the subject on the day. */
  readonly near: readonly FactNote[]
  readonly event?: number
  readonly reasons: readonly ReasonNote[]
}

/** Why it was not counted. */
export type ReasonNote =
  /** Something near it that would make it count ended before, by this fact's `closedBy`. */
  | { readonly why: 'ended'; readonly fact: FactNote }
  /** Something near it that will make it count begins later. */
  | { readonly why: 'later'; readonly fact: FactNote }
  /** An attribute has a value that does not count; one of these would. */
  | {
      readonly why: 'attribute'
      readonly fact: FactNote
      readonly attribute: string
      readonly value: unknown
      readonly wouldCount: readonly unknown[]
    }
  /** It would count but for these. */
  | { readonly why: 'despite'; readonly facts: readonly FactNote[] }
  /** It has none of what makes others count. */
  | { readonly why: 'missing'; readonly relation: string }
  /** It lacks what the figure tells different things apart by. */
  | { readonly why: 'no-group' }
  /** No single change would make it count. */
  | { readonly why: 'definition' }
  /** Another scope counts it. Only of a subject that was asked for, or that is in the rate's whole all the same. */
  | { readonly why: 'other-scope'; readonly scope: string }
  /** It does not hold on the day: it has ended by then, or has not begun. Only of a subject that was asked for. */
  | { readonly why: 'not-held' }
  /** The event was withdrawn or corrected by this one. */
  | { readonly why: 'withdrawn'; readonly by: number }
