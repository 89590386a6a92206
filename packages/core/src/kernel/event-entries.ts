import type { AnyEvent } from './define-event.ts'
import { definitionOf, type Definitions } from './definitions.ts'
import type { EventLog } from './event-log.ts'
import type { TimelineEntry } from './fold.ts'
import type { RecordedEvent } from './recorded-event.ts'

/** An event at an index of the log, with its data in the form of its definition's current version. */
export interface Inserted {
  readonly at: number
  readonly event: RecordedEvent
  readonly definition: AnyEvent
}

/** Events of which the entries are remembered at once. */
const rememberedMax = 512

const nothing: readonly never[] = []

/** What events enter into timelines. Nothing of it is kept: an event that is looked at again is read again from the log. */
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
    return definition.changes(event.data, event).map((change, index) => ({ at, event, day, index, change }))
  }

  /** Those of the event at an index. */
  of(at: number): readonly TimelineEntry[] {
    const known = this.#remembered.get(at)
    if (known) return known
    const event = this.#log.event(at)
    if (!event) return nothing
    if (this.#remembered.size >= rememberedMax) this.#remembered.clear()
    const entries = this.from({ at, event, definition: definitionOf(this.#definitions, event) })
    this.#remembered.set(at, entries)
    return entries
  }

  /** Forgets what it remembers: the log was cut. */
  forget(): void {
    this.#remembered.clear()
  }
}
