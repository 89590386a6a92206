import type { CivilDate, Condition, Instant, Inexact, FigureValue, Window } from '@taizhang/kernel'
import type { Measure } from '@taizhang/kernel/define'
import type { EventNote } from '../event-note.ts'
import type { FactNote } from '../fact-note.ts'

/** What differs between two views of a book. What is called an event is a position; `events` has them in full. */
export interface Diff {
  readonly book: string
  /** Only what meets these was compared. */
  readonly where?: readonly Condition[]
  readonly first: ViewNote
  readonly second: ViewNote
  /** Every figure that differs, in the order of the catalogue. */
  readonly differences: readonly Difference[]
  readonly events: readonly EventNote[]
  /** Names of the subjects, by id. */
  readonly names: Readonly<Record<string, string>>
}

/** Which view something was read from. */
export interface ViewNote {
  readonly asOf: CivilDate
  readonly knownAt: Instant
  readonly size: number
}

/** A figure's two values, and what leads from one to the other. */
export interface Difference {
  readonly figure: string
  readonly scope?: string
  readonly by?: Readonly<Record<string, string>>
  readonly measure: Measure
  /** Of a flow: the days that its two values are about; `to` is the first day after each. */
  readonly windows?: readonly [Window, Window]
  /** `null` where the scope is not defined in the view, for a rate over nothing, and where there is no total. */
  readonly first: FigureValue['value']
  readonly firstQualifier?: Inexact
  readonly second: FigureValue['value']
  readonly secondQualifier?: Inexact
  /** How much more the second is, in the measure (money in fen); for a rate its part. The steps' differences add up to it. */
  readonly difference: number
  /** By how many percentage points a rate is another, as both are printed: `"0.8"`; absent where one of them has no value. */
  readonly points?: string
  /** The fraction of a rate, first and second. */
  readonly part?: readonly [number, number]
  readonly whole?: readonly [number, number]
  readonly wholeDifference?: number
  /**
   * One, or where both times differ two: first what the book learned, as of the first day; then what happened between the days, as
   * known at last.
   */
  readonly steps: readonly Step[]
}

/** One of the two parts of a difference: the change of the day, or of what is known. */
export interface Step {
  readonly because: 'knowledge' | 'time'
  /** The sum of its subjects' differences (for a rate those of its part). */
  readonly difference: number
  readonly wholeDifference?: number
  /** Of a rate: by how many percentage points this step makes it another. Absent as above. */
  readonly points?: string
  readonly subjects: readonly SubjectDifference[]
}

/** One subject, or for a flow one event, that counts otherwise in the second view. */
export interface SubjectDifference {
  /** Of a rate: which side of the fraction. */
  readonly of?: 'part' | 'whole'
  /** None for a flow. */
  readonly subject?: { readonly relation: string; readonly key: Readonly<Record<string, string>> }
  readonly group?: string
  readonly by?: string
  readonly first: number
  readonly firstQualifier?: Inexact
  readonly second: number
  readonly secondQualifier?: Inexact
  readonly difference: number
  /** The facts that make the difference; none for a flow. */
  readonly facts: readonly FactDifference[]
  /** The events that make the difference: recorded or effective in between, or withdrawn, with what withdrew them. */
  readonly events: readonly number[]
}

/** A fact as it was and as it is; absent where it does not hold. */
export interface FactDifference {
  readonly relation: string
  readonly key: Readonly<Record<string, string>>
  readonly first?: FactNote
  readonly second?: FactNote
  readonly events: readonly number[]
}
