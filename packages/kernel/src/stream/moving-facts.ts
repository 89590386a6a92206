import type { Book } from '../book/book.ts'
import type { AnyEvent, LiveEventOf } from '../define/define-event.ts'
import type { AnyRelation, AttributesOf, KeyOf } from '../define/relation.ts'
import { keyText } from '../facts/fact.ts'
import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import type { LiveEvent } from '../facts/table-changes.ts'
import type { BookEvent } from '../events/recorded-event.ts'
import type { BookStep } from '../book/book.ts'
import { MovingEvents } from './moving-events.ts'
import { MovingRows } from './moving-rows.ts'
import { Askers, type Asker } from './questions.ts'

/** A fact that has other rows than before. */
export interface MovedFact {
  readonly fact: number
  readonly relation: AnyRelation
}

/**
 * The facts of a book as known at a size that moves from batch to batch. Whoever asks them is told when an answer that it was given may be
 * another, and nobody else is: so what depends on them is worked out again where a batch changed something that it looked at.
 */
export class MovingFacts implements Facts {
  readonly #book: Book
  readonly #rows = new Map<string, MovingRows>()
  readonly #events: MovingEvents
  readonly #derived = new Map<unknown, Derived>()
  #asker: Asker | undefined
  #hasAsked = false
  /** What was derived for the one who asks from no answers at all: it may be a memo, which holds answers without having asked for them. */
  #own = new Map<unknown, unknown>()

  constructor(book: Book) {
    this.#book = book
    this.#events = new MovingEvents({
      event: (position) => book.event(position),
      typeAt: (position) => book.typeAt(position),
      withdraws: (type) => book.definitions.events.get(type)?.withdraws !== undefined,
    })
  }

  /** Goes on behind a batch; tells which facts it changed. */
  move({ changed, before, size, ended }: BookStep): readonly MovedFact[] {
    const moved: MovedFact[] = []
    for (const [fact, last] of changed) {
      const relation = this.#book.timelines.relationOf(fact)
      if (this.#rowsOf(relation).move(fact, last)) moved.push({ fact, relation })
    }
    for (let position = before; position < size; position++) this.#events.begin(position)
    for (const position of ended) this.#events.end(position)
    return moved
  }

  /** What is worked out for somebody, who is told when it may be another. */
  for<T>(asker: Asker, work: (facts: Facts) => T): T {
    const [outer, own] = [this.#asker, this.#own]
    this.#asker = asker
    this.#own = new Map()
    try {
      return work(this)
    } finally {
      this.#asker = outer
      this.#own = own
    }
  }

  /** The rows of at least one day of a fact; nobody is told when they are others. */
  factRows({ fact, relation }: MovedFact): readonly Row[] {
    return this.#rowsOf(relation).rowsOf(fact)
  }

  /** All rows of a relation; nobody is told when they are others. */
  allRows(relation: AnyRelation): readonly Row[] {
    return this.#rowsOf(relation).all(undefined)
  }

  /** A fact's place in the order in which the book came to speak of facts. */
  placeOf(relation: AnyRelation, key: string): number {
    return this.#book.timelines.findText(relation, key) ?? -1
  }

  /** The event at a position, where it counts. */
  liveEvent(position: number): BookEvent | undefined {
    return this.#events.isLive(position) ? this.#events.at(position) : undefined
  }

  rows<R extends AnyRelation>(relation: R): readonly Row<R>[] {
    return this.#rowsOf(relation).all(this.#asks()) as readonly Row<R>[]
  }

  where<R extends AnyRelation>(
    relation: R,
    column: keyof KeyOf<R> | keyof AttributesOf<R>,
    value: string | undefined,
  ): readonly Row<R>[] {
    if (value === undefined) return []
    return this.#rowsOf(relation).where(this.#asks(), String(column), value) as readonly Row<R>[]
  }

  life<R extends AnyRelation>(relation: R, key: Readonly<Record<string, unknown>>): readonly Row<R>[] {
    return this.#rowsOf(relation).life(this.#asks(), keyText(relation, key)) as readonly Row<R>[]
  }

  events<E extends AnyEvent>(definition: E): readonly LiveEventOf<E>[]
  events(type?: string): readonly LiveEvent[]
  events(asked?: string | AnyEvent): readonly LiveEvent[] {
    return this.#events.all(this.#asks(), typeof asked === 'object' ? asked.type : asked)
  }

  naming(type: string, name: string, value: unknown): readonly LiveEvent[] {
    return this.#events.naming(this.#asks(), type, name, value)
  }

  orderOf(position: number): number {
    return this.#events.at(position).order
  }

  derive<T>(make: (facts: Facts) => T): T {
    const known = this.#derived.get(make)
    // Only that function made it.
    if (known?.stands) return known.given(this.#asks()) as T
    if (this.#own.has(make)) return this.#own.get(make) as T
    const derived = new Derived()
    const asked = this.#hasAsked
    this.#hasAsked = false
    const value = this.for(derived, make)
    if (this.#hasAsked) {
      this.#derived.set(make, derived)
      derived.value = value
      derived.given(this.#asks())
      return value
    }
    this.#hasAsked = asked
    this.#own.set(make, value)
    return value
  }

  /** Whoever asks. */
  #asks(): Asker | undefined {
    this.#hasAsked = true
    return this.#asker
  }

  #rowsOf(relation: AnyRelation): MovingRows {
    const known = this.#rows.get(relation.name)
    if (known) return known
    const made = new MovingRows(relation, this.#book.timelines)
    this.#rows.set(relation.name, made)
    return made
  }
}

/** What was made of some answers: it stands as long as they do. */
class Derived implements Asker {
  readonly #askers = new Askers()
  value: unknown
  stands = true

  given(asker: Asker | undefined): unknown {
    if (asker) this.#askers.add(asker)
    return this.value
  }

  doubt(): void {
    this.stands = false
    this.#askers.doubt()
  }
}
