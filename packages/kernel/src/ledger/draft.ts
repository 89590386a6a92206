import type * as z from 'zod'
import type { AnyEvent } from '../define/define-event.ts'
import type { Draft } from '../events/recorded-event.ts'
import type { CivilDate } from '../time/civil-date.ts'

/** The data of an event of a domain's, by its type, as a caller gives it. */
export type DataOf<E extends AnyEvent, T extends E['type']> = z.input<Extract<E, { readonly type: T }>['data']>

/** What a draft may say besides what happened. */
export type Envelope = Omit<Draft, 'type' | 'effectiveOn' | 'data'>

/** A draft whose data is known to fit its type. */
export interface DraftOf<E extends AnyEvent, T extends E['type']> extends Envelope {
  readonly type: T
  readonly effectiveOn: CivilDate
  readonly data: DataOf<E, T>
}
