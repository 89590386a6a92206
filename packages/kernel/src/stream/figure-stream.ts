import type { Book, BookStep } from '../book/book.ts'
import { FigureChanges, type DayChange } from './figure-changes.ts'
import type { Counting } from './counted.ts'
import { MovingFacts } from './moving-facts.ts'

/** What a batch changes of one of the figures. */
export interface Changes {
  readonly of: FigureChanges
  readonly days: readonly DayChange[]
}

/** What a batch changes of figures. */
export interface BatchChanges extends Pick<BookStep, 'before' | 'size' | 'recordedAt'> {
  readonly changes: readonly Changes[]
}

/**
 * By how much figures change, batch by batch: from the first on, and on with each that is recorded since. The sum of all changes up to a size, from
 * days up to one, is the figure on that day as known at that size (of a flow: from its own start on).
 */
export class FigureStream {
  readonly figures: readonly FigureChanges[]
  readonly #book: Book
  readonly #facts: MovingFacts
  readonly #byRelation = new Map<string, FigureChanges[]>()
  readonly #byType = new Map<string, FigureChanges[]>()
  #size = 0

  constructor(book: Book, countings: Iterable<Counting>) {
    this.#book = book
    this.#facts = new MovingFacts(book)
    this.figures = [...countings].map((counting) => new FigureChanges(counting, this.#facts, book.timelines.days))
    for (const one of this.figures) {
      const { figure } = one.counting
      const relations = figure.kind === 'stock' ? [figure.of, ...(figure.scopedBy ? [figure.scopedBy] : [])] : []
      for (const { name } of relations) this.#byRelation.set(name, [...(this.#byRelation.get(name) ?? []), one])
      for (const type of one.types) this.#byType.set(type, [...(this.#byType.get(type) ?? []), one])
    }
  }

  /** The book's size up to which it has gone. */
  get size(): number {
    return this.#size
  }

  /** The facts as known at that size. */
  get facts(): MovingFacts {
    return this.#facts
  }

  /** Goes on from batch to batch, to the last that the book has. */
  *batches(): Generator<BatchChanges> {
    for (const step of this.#book.stepsSince(this.#size)) {
      this.#size = step.size
      for (const moved of this.#facts.move(step))
        for (const one of this.#byRelation.get(moved.relation.name) ?? []) one.moved(moved)
      for (let position = step.before; position < step.size; position++) this.#changed(position)
      for (const position of step.ended) this.#changed(position)
      const changes = this.figures.flatMap((of): readonly Changes[] => {
        const days = of.settle()
        return days.length === 0 ? [] : [{ of, days }]
      })
      const { before, size, recordedAt } = step
      yield { before, size, recordedAt, changes }
    }
  }

  #changed(position: number): void {
    const type = this.#book.typeAt(position)
    for (const one of this.#byType.get(type) ?? []) one.changed(position)
  }
}
