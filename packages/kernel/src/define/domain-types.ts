import type { AnyEvent } from './define-event.ts'
import type { AnyRelation } from './relation.ts'

/** What the compiler knows of a domain: its definitions and names, each a union. */
export interface DomainTypes {
  readonly relation: AnyRelation
  readonly event: AnyEvent
  /** Ids of figures. */
  readonly figure: string
  /** Ids of the rules that come with the domain. */
  readonly rule: string
  /** The definition of a book's first event. */
  readonly opening: AnyEvent
}
