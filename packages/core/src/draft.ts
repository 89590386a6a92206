import type { CivilDate, Envelope } from '@taizhang/kernel'
import type * as kernel from '@taizhang/kernel'
import type { Party } from './party.ts'

/** The types of the domain's events, as they stand on the wire. */
export type EventType = kernel.EventType<Party>

/** The data of an event of that type, as a caller gives it. */
export type DataOf<T extends EventType> = kernel.DataOf<Party, T>

/** A draft whose data is known to fit its type. */
export type DraftOf<T extends EventType = EventType> = Extract<kernel.DraftOf<Party>, { readonly type: T }>

/** An event of that type as it is read; without a type a union that `switch (event.type)` narrows. */
export type EventOf<T extends EventType = EventType> = Extract<kernel.EventOf<Party>, { readonly type: T }>

/**
 * Makes a draft. The compiler checks the data against the event's definition; the ledger judges later whether the event is possible.
 *
 * @example
 * const listing = draft('UnitListed', '2021-05-01', { unitId: 'u3', kind: 'enterprise', name: '丙纸业' })
 * const outcome = await clerk.record([listing])
 * outcome.ok // => true
 */
export const draft = <const T extends EventType>(
  type: T,
  effectiveOn: CivilDate,
  data: DataOf<T>,
  envelope: Envelope = {},
): DraftOf<T> => ({ ...envelope, type, effectiveOn, data }) as DraftOf<T>
