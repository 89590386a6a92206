import { civilDateAt, daysBetween, type BookEvent, type CivilDate, type Ledger } from '@taizhang/kernel'
import { definitionOf } from '@taizhang/kernel/internal'
import type { LateEvent } from './late-list.ts'

/** What was sealed: the book at a size, up to a day. */
export interface Seal {
  readonly size: number
  readonly on: CivilDate
}

/** A batch in which something came late. */
export interface Latecomers {
  /** The position of its first event: the size of the book before it. */
  readonly first: number
  /** How many events it has. */
  readonly events: number
  readonly late: readonly LateEvent[]
}

/** The batches in which something came late, in order. */
export function latecomers(ledger: Ledger, days: number, seal: Seal | undefined): readonly Latecomers[] {
  const found: Latecomers[] = []
  for (let first = seal?.size ?? 0; first < ledger.size;) {
    const size = ledger.event(first)?.recordedFrom ?? ledger.size
    const late: LateEvent[] = []
    for (let position = first; position < size; position++) {
      const event = ledger.event(position)
      if (event) late.push(...lateEvent(ledger, event, days, seal))
    }
    if (late.length > 0) found.push({ first, events: size - first, late })
    first = size
  }
  return found
}

function lateEvent(ledger: Ledger, event: BookEvent, daysMax: number, seal: Seal | undefined): readonly LateEvent[] {
  const definition = definitionOf(ledger.domain, event)
  // The book's own opening takes effect before everything, by definition.
  if (definition.permanent && !definition.withdraws) return []
  const taken = takenBackBy(ledger, event)
  const effective = definition.withdraws ? [] : [event.effectiveOn]
  const [reachesBackTo = event.effectiveOn] = [...taken.map(({ effectiveOn }) => effectiveOn), ...effective].toSorted()
  const days = daysBetween(reachesBackTo, civilDateAt(event.recordedAt, ledger.domain.utcOffsetMinutes))
  const why: LateEvent['why'] = [
    ...(days > daysMax ? ['late' as const] : []),
    ...(seal && reachesBackTo <= seal.on ? ['sealed' as const] : []),
  ]
  if (why.length === 0) return []
  const takesBack = taken.map(({ position }) => position)
  return [{ event: event.position, reachesBackTo, days, why, ...(taken.length > 0 ? { takesBack } : {}) }]
}

/** The events that one corrects or withdraws. */
function takenBackBy(ledger: Ledger, event: BookEvent): readonly BookEvent[] {
  const { withdraws } = definitionOf(ledger.domain, event)
  const ids = [event.corrects, withdraws?.(event.data)]
  return ids.flatMap((id) => (id === undefined ? [] : (ledger.eventById(id) ?? [])))
}
