import { civilDateAt, daysBetween, type BookEvent, type CivilDate, type Ledger } from '@taizhang/kernel'
import { definitionOf } from '@taizhang/kernel/internal'
import type { LateEvent } from './late-list.ts'

/** What was sealed: the book at a size, up to a day. */
export interface Seal {
  readonly size: number
  readonly on: CivilDate
}

/** A batch with all its events, and those of them that came late. */
export interface Latecomers {
  readonly events: readonly BookEvent[]
  readonly late: readonly LateEvent[]
}

/** The batches in which something came late, in order. */
export function latecomers(ledger: Ledger, days: number, seal: Seal | undefined): readonly Latecomers[] {
  const since = seal ? ledger.events().slice(seal.size) : ledger.events()
  return [...Map.groupBy(since, ({ recordedFrom }) => recordedFrom).values()]
    .map((events) => ({ events, late: events.flatMap((event) => lateEvent(ledger, event, days, seal)) }))
    .filter(({ late }) => late.length > 0)
}

function lateEvent(ledger: Ledger, event: BookEvent, daysMax: number, seal: Seal | undefined): readonly LateEvent[] {
  const definition = definitionOf(ledger.domain, event)
  // The book's own opening takes effect before everything, by definition.
  if (definition.permanent && !definition.withdraws) return []
  const reachesBackTo = reachOf(ledger, event)
  const days = daysBetween(reachesBackTo, civilDateAt(event.recordedAt, ledger.domain.utcOffsetMinutes))
  const why: LateEvent['why'] = [
    ...(days > daysMax ? ['late' as const] : []),
    ...(seal && reachesBackTo <= seal.on ? ['sealed' as const] : []),
  ]
  return why.length > 0 ? [{ event: event.position, reachesBackTo, days, why }] : []
}

/** The first day on which the book may say something else because of the event. */
function reachOf(ledger: Ledger, event: BookEvent): CivilDate {
  const { withdraws } = definitionOf(ledger.domain, event)
  const taken = [event.corrects, withdraws?.(event.data)].flatMap((id) =>
    id === undefined ? [] : (ledger.eventById(id) ?? []),
  )
  const days = [...taken.map(({ effectiveOn }) => effectiveOn), ...(withdraws ? [] : [event.effectiveOn])]
  return days.reduce((first, day) => (day < first ? day : first), days[0] ?? event.effectiveOn)
}
