import type { CivilDate, Envelope } from '@taizhang/kernel'
import type * as z from 'zod'
import type { events } from './domain/event-list.ts'

type Definition = (typeof events)[number]

/** The types of the domain's events, as they stand on the wire. */
export type EventType = Definition['type']

/** The data of an event of that type, as a caller gives it. */
export type DataOf<T extends EventType> = z.input<Extract<Definition, { readonly type: T }>['data']>

/** A draft whose data is known to fit its type. */
export interface DraftOf<T extends EventType> extends Envelope {
  readonly type: T
  readonly effectiveOn: CivilDate
  readonly data: DataOf<T>
}

/** Writes a draft; the compiler checks the data against the event's definition. Whether it is possible is for the ledger to say. */
export const draft = <const T extends EventType>(
  type: T,
  effectiveOn: CivilDate,
  data: DataOf<T>,
  envelope: Envelope = {},
): DraftOf<T> => ({ ...envelope, type, effectiveOn, data })
