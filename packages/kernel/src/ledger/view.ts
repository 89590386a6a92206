import type { CivilDate, Instant } from '../time/civil-date.ts'
import type { Facts } from '../facts/facts.ts'
import type { Domain } from '../define/domain.ts'

/** A book as of a day and as known at a size: what every question is asked of. It never changes. */
export interface View<D extends Domain = Domain> {
  /** What the book is about. */
  readonly domain: D
  readonly book: string
  /** What held on this day. */
  readonly asOf: CivilDate
  /** When the last batch in the view was recorded. */
  readonly knownAt: Instant
  /** The book size that the view stands on: a whole number of batches. */
  readonly size: number
  /** All days: what of them holds on `asOf` is {@link rowsOn}. */
  readonly facts: Facts
}
