import type { Refusal } from '../errors/refusal.ts'
import type { EventPlace } from '../events/recorded-event.ts'

/** What became of a batch: recorded whole, or refused whole and why. */
export type Outcome = Recorded | Refused

/** A batch is in the book, whole. */
export interface Recorded {
  readonly ok: true
  /** How many events are new. */
  readonly recorded: number
  /** How many were there before. */
  readonly alreadyRecorded: number
  /** The size of the book after the batch. */
  readonly size: number
  /** Where the event of each draft stands, in the order of the drafts. */
  readonly events: readonly EventPlace[]
}

/** Nothing is recorded of a batch. */
export interface Refused {
  readonly ok: false
  /**
   * `invalid`: the form of a draft; `impossible`: what the drafts say does not go with the facts; `conflict`: an id is there with other
   * content, or other writers kept winning; `moved-on`: the book has another size than was expected.
   */
  readonly kind: 'invalid' | 'impossible' | 'conflict' | 'moved-on'
  /** Why, a hundred at most. Positions from `size` on stand for drafts of the batch: `Refusal.drafts` names those. */
  readonly refusals: readonly Refusal[]
  /** The size of the book that the batch was held against. */
  readonly size: number
  /** The drafts that are in the book already. */
  readonly events: readonly EventPlace[]
}
