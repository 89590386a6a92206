import type { AnyEvent } from '../define/define-event.ts'
import { definitionOf, upcastData, type Definitions } from '../define/definitions.ts'
import type { EventLog } from './event-log.ts'
import type { TimelineEntry } from '../facts/fold.ts'
import type { RecordedEvent } from './recorded-event.ts'

/** An event at an index of the log, with its data in the form of its definition's current version. */
export interface Inserted {
  readonly at: number
  readonly event: RecordedEvent
  readonly definition: AnyEvent
}

/** An event with its definition, and its data in the form of that. */
export function understood(definitions: Definitions, event: RecordedEvent, at: number): Inserted {
  const definition = definitionOf(definitions, event)
  const data = upcastData(definition, event)
  return { at, definition, event: data === event.data ? event : { ...event, data } }
}

/** Events of which the entries are remembered at once. */
const rememberedMax = 512

const nothing: readonly never[] = []

/** The entries of a flow, event by event. The engine asks for an event's entries again only if something that they depend on has changed. */
export class EventEntries {
  readonly #log: EventLog
  readonly #definitions: Definitions
  readonly #remembered = new Map<number, readonly TimelineEntry[]>()

  constructor(definitions: Definitions, log: EventLog) {
    this.#log = log
    this.#definitions = definitions
  }

  from({ at, event, definition }: Inserted): readonly TimelineEntry[] {
    const day = this.#log.day(at)
    const changes = definition.changes(event.data, event, this.#definitions.rules)
    return changes.map((change, index) => ({ at, event, day, index, change }))
  }

  /** Those of the event at an index. */
  of(at: number): readonly TimelineEntry[] {
    const known = this.#remembered.get(at)
    if (known) return known
    const recorded = this.#log.recorded(at)
    if (!recorded) return nothing
    if (this.#remembered.size >= rememberedMax) this.#remembered.clear()
    const entries = this.from(understood(this.#definitions, recorded, at))
    this.#remembered.set(at, entries)
    return entries
  }

  /** Forgets what it remembers: the log was cut. */
  forget(): void {
    this.#remembered.clear()
  }
}
