import type { Words } from '@taizhang/kernel'
import type { Place, Remark } from './read-form.ts'

/** An event that would say what the form says. */
export interface ProposedEvent {
  readonly type: string
  readonly effectiveOn: string
  readonly data: Readonly<Record<string, unknown>>
  readonly corrects?: string
  readonly reason?: string
}

/** What the book says and what the form says, with the cell. */
export interface Difference {
  readonly place: Place
  readonly from: string
  readonly to: string
}

/** An event that the import proposes, and why. */
export interface Proposal {
  readonly event: ProposedEvent
  /** What it is about, by its name. */
  readonly subject: string
  /** At least one. */
  readonly differences: readonly Difference[]
  /** Where its effective day comes from. */
  readonly dayFrom: Words
  /** Why somebody has to say yes first. */
  readonly asks?: Words
}

/** What comes of a form that is compared with a view: events that are proposed, and what stands in the way. */
export interface Proposed {
  readonly proposals: readonly Proposal[]
  readonly refusals: readonly Remark[]
  /** What only people know. */
  readonly questions: readonly Remark[]
  readonly remarks: readonly Remark[]
}
