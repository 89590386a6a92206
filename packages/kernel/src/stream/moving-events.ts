import type { BookEvent } from '../events/recorded-event.ts'
import { inOrder } from '../events/recorded-event.ts'
import type { LiveEvent } from '../facts/table-changes.ts'
import { Questions, type Asker } from './questions.ts'

/** What is asked of a book's events. */
export interface EventSource {
  readonly event: (position: number) => BookEvent | undefined
  readonly typeAt: (position: number) => string
  readonly withdraws: (type: string) => boolean
}

type Events = readonly LiveEvent[]

/** Events that are kept at hand: one is looked at by several figures, and again soon after. */
const eventsMax = 20_000

/** The live events of a book, as known at a size that moves. */
export class MovingEvents {
  readonly #source: EventSource
  /** Positions of those that count, by type. */
  readonly #live = new Map<string, Set<number>>()
  /** Of types that were asked for by a name in their data: positions by the value under it. */
  readonly #named = new Map<string, Map<string, Named>>()
  readonly #all = new Map<string | undefined, Events>()
  readonly #questions = new Questions<string | undefined>()
  readonly #read = new Map<number, BookEvent>()

  constructor(source: EventSource) {
    this.#source = source
  }

  begin(position: number): void {
    this.#change(position, (positions) => positions.add(position))
  }

  end(position: number): void {
    this.#change(position, (positions) => positions.delete(position))
  }

  /** The event at a position, whether it counts or not. */
  at(position: number): BookEvent {
    const known = this.#read.get(position)
    if (known) return known
    const event = this.#source.event(position)
    if (!event) throw new Error(`the book has no event ${position}`)
    if (this.#read.size >= eventsMax) this.#read.clear()
    this.#read.set(position, event)
    return event
  }

  isLive(position: number): boolean {
    return this.#live.get(this.#source.typeAt(position))?.has(position) ?? false
  }

  all(asker: Asker | undefined, type: string | undefined): Events {
    this.#questions.asked(type, asker)
    const known = this.#all.get(type)
    if (known) return known
    const types = type === undefined ? [...this.#live.keys()].filter((one) => !this.#source.withdraws(one)) : [type]
    const found = this.#sorted(types.flatMap((one) => [...(this.#live.get(one) ?? [])]))
    this.#all.set(type, found)
    return found
  }

  naming(asker: Asker | undefined, type: string, name: string, value: unknown): Events {
    const named = this.#named.get(type)?.get(name) ?? this.#index(type, name)
    named.questions.asked(value, asker)
    return this.#sorted(named.positions.get(value) ?? [])
  }

  #change(position: number, change: (positions: Set<number>) => void): void {
    const type = this.#source.typeAt(position)
    const live = this.#live.get(type) ?? new Set<number>()
    this.#live.set(type, live)
    change(live)
    for (const [name, { positions, questions }] of this.#named.get(type) ?? []) {
      const value = this.at(position).data[name]
      const own = positions.get(value) ?? new Set<number>()
      positions.set(value, own)
      change(own)
      questions.doubt(value)
    }
    for (const asked of [type, undefined]) {
      this.#all.delete(asked)
      this.#questions.doubt(asked)
    }
  }

  #index(type: string, name: string): Named {
    const named: Named = { positions: new Map(), questions: new Questions() }
    for (const position of this.#live.get(type) ?? []) {
      const value = this.at(position).data[name]
      named.positions.set(value, (named.positions.get(value) ?? new Set()).add(position))
    }
    this.#named.set(type, (this.#named.get(type) ?? new Map<string, Named>()).set(name, named))
    return named
  }

  #sorted(positions: Iterable<number>): Events {
    return [...positions].map((position) => this.at(position)).toSorted(inOrder)
  }
}

interface Named {
  readonly positions: Map<unknown, Set<number>>
  readonly questions: Questions<unknown>
}
