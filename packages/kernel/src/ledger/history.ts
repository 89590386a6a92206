import type { KnownAt } from '../book/batch-at.ts'
import { knownLive } from '../events/recorded-event.ts'
import { openEnd } from '../time/civil-date.ts'
import { expectObject } from '../doors/doors.ts'
import type { Domain } from '../define/domain.ts'
import type { EventOf } from './domain-names.ts'
import type { Ledger } from './ledger.ts'

/** An event about a subject; `withdrawnBy` is the id of the event that withdrew or corrected it, absent where none has as then known. */
export type HistoryEntry<D extends Domain = Domain> = Without<
  EventOf<D>,
  'order' | 'recordedFrom' | 'recordedTo' | 'storedData'
>

/** Of each member of a union by itself. */
type Without<U, K extends keyof U> = U extends U ? Omit<U, K> : never

/**
 * Every event about a subject (a unit, an organization, a person …), in book order, as known at a size or an instant. An event is
 * about every subject that its data names.
 *
 * Throws `LedgerError` (not-found) where no event names the subject.
 *
 * @example subjectHistory(ledger, 'm1').map(({ type }) => type) // => ['MachineBought', 'MachineMoved', 'MachineServiced']
 */
export function subjectHistory<D extends Domain>(
  ledger: Ledger<D>,
  subject: string,
  options: { readonly knownAt?: KnownAt | undefined } = {},
): readonly HistoryEntry<D>[] {
  expectObject(ledger, 'ledger')
  const { size } = ledger.asOf(openEnd, options)
  return ledger.history(subject, options).map((event) => {
    const { order: _order, recordedFrom: _from, recordedTo: _to, withdrawnBy, storedData: _stored, ...recorded } = event
    return withdrawnBy === undefined || knownLive(event, size) ? recorded : { ...recorded, withdrawnBy }
  }) as readonly HistoryEntry[] as readonly HistoryEntry<D>[]
}
