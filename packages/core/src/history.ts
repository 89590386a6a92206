import type { KnownAt } from './kernel/batch-at.ts'
import { openEnd } from './kernel/civil-date.ts'
import { expectObject } from './kernel/doors.ts'
import { knownLive, type RecordedEvent } from './kernel/recorded-event.ts'
import type { Ledger } from './ledger.ts'

/** An event about a subject; `withdrawnBy` is the id of the event that withdrew or corrected it. */
export type HistoryEntry = RecordedEvent & { readonly withdrawnBy?: string }

/**
 * Every event about a subject (a unit, an organization, a person …), in book order, as known at a size or an instant. An event is
 * about every subject that its data names.
 *
 * Throws `LedgerError` (not-found) where no event names the subject.
 */
export function subjectHistory(
  ledger: Ledger,
  subject: string,
  options: { readonly knownAt?: KnownAt | undefined } = {},
): readonly HistoryEntry[] {
  expectObject(ledger, 'ledger')
  const { size } = ledger.asOf(openEnd, options)
  return ledger.history(subject, options).map((event) => {
    const { order: _order, recordedFrom: _from, recordedTo: _to, withdrawnBy, storedData: _stored, ...recorded } = event
    const by = withdrawnBy === null || knownLive(event, size) ? undefined : ledger.event(withdrawnBy)?.id
    return by === undefined ? recorded : { ...recorded, withdrawnBy: by }
  })
}
