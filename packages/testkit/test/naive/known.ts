import { optionalText } from './plain-event.ts'
import type { PlainEvent } from './plain-event.ts'
import { positions } from './reason.ts'
import type { Reason } from './reason.ts'

/** A live event and its place among the changes of one day. */
export interface LiveEvent {
  readonly event: PlainEvent
  /** The position of the first event of its correction chain (semantics 7). */
  readonly place: number
}

export interface Liveness {
  readonly live: readonly LiveEvent[]
  /** By the id of a withdrawn or corrected event: the id of the event that took it back. */
  readonly withdrawnBy: ReadonlyMap<string, string>
  readonly reasons: readonly Reason[]
}

/** The events of the whole batches that fit into `knownAt`, in book order. */
export function knownEvents(events: readonly PlainEvent[], knownAt: number): PlainEvent[] {
  return events
    .filter(({ position, batch }) => position - batch.index + batch.count <= knownAt)
    .sort((a, b) => a.position - b.position)
}

const NEVER_TARGETS = ['LedgerOpened', 'EventWithdrawn']

/** Goes through the known events in book order and strikes out what each takes back. */
export function liveness(known: readonly PlainEvent[]): Liveness {
  const seen = new Map<string, PlainEvent>()
  const places = new Map<string, number>()
  const withdrawnBy = new Map<string, string>()
  const takers = new Map<string, PlainEvent>()
  const reasons: Reason[] = []

  for (const event of known) {
    for (const target of targetsOf(event)) {
      const why = whyNotATarget(event, seen.get(target), takers.get(target))
      if (why === undefined) {
        withdrawnBy.set(target, event.id)
        takers.set(target, event)
      } else reasons.push(why)
    }
    places.set(event.id, (event.corrects === undefined ? undefined : places.get(event.corrects)) ?? event.position)
    seen.set(event.id, event)
  }
  const live = known
    .filter(({ id }) => !withdrawnBy.has(id))
    .map((event) => ({ event, place: places.get(event.id) ?? event.position }))
  return { live, withdrawnBy, reasons }
}

function targetsOf(event: PlainEvent): readonly string[] {
  const corrected = event.corrects === undefined ? [] : [event.corrects]
  const withdrawn = event.type === 'EventWithdrawn' ? optionalText(event.data, 'eventId') : undefined
  return withdrawn === undefined ? corrected : [...corrected, withdrawn]
}

function whyNotATarget(
  event: PlainEvent,
  target: PlainEvent | undefined,
  takenBackBy: PlainEvent | undefined,
): Reason | undefined {
  if (target === undefined) return { code: 'no-such-event', events: [event.position] }
  if (NEVER_TARGETS.includes(target.type)) return { code: 'permanent', events: [target.position] }
  if (takenBackBy === undefined) return undefined
  return { code: 'already-withdrawn', events: positions(target.position, takenBackBy.position) }
}
