import type { Domain } from '../define/domain.ts'
import type { TypesOf } from '../define/event-types.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { Draft } from '../events/recorded-event.ts'
import type { Row } from '../facts/row.ts'

/*
 * What the compiler knows by the type of a domain: `EventOf<typeof inventory>`. Without a domain in its hands, code says `Domain`, and gets
 * what is said of any.
 */

/** The types of a domain's events, as they stand on the wire. */
export type EventType<D extends Domain> = TypesOf<D>['event']['type']

/** Events as a ledger of the domain gives them: a union that `switch (event.type)` narrows, each with its data in the current version's form. */
export type EventOf<D extends Domain> = TypesOf<TypesOf<D>['event']>['recorded']

/**
 * The drafts that a ledger of the domain takes. If the compiler does not know the domain, any value is allowed, and the ledger says what is
 * wrong with it.
 */
export type DraftOf<D extends Domain> = TypesOf<TypesOf<D>['event']>['draft']

/** The data of events of a type, as a caller gives it. */
export type DataOf<D extends Domain, T extends EventType<D>> = TypesOf<
  Extract<TypesOf<D>['event'], { readonly type: T }>
>['given']

/** The data of a book's first event. */
export type OpeningOf<D extends Domain> = TypesOf<TypesOf<D>['opening']>['given']

/** The names of a domain's relations. */
export type RelationName<D extends Domain> = TypesOf<D>['relation']['name']

/** Rows of a domain's relations: a union that `switch (row.relation)` narrows. */
export type RowOf<D extends Domain> = RowsOf<TypesOf<D>['relation']>
type RowsOf<R extends AnyRelation> = R extends AnyRelation ? Row<R> : never

/** The ids of a domain's figures. */
export type FigureId<D extends Domain> = TypesOf<D>['figure']

/** The ids of rules. Those that come with the domain complete in an editor; a book may have more of its own. */
export type RuleId<D extends Domain> = TypesOf<D>['rule'] | (string & {})

/** The members of a draft besides its type, day and data. */
export type Envelope = Omit<Draft, 'type' | 'effectiveOn' | 'data'>
