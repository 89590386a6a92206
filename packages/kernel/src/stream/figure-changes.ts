import { inexactWords, plus, type Inexact } from '../figures/amount.ts'
import type { Flow, Stock } from '../figures/figure.ts'
import type { Days } from '../time/days.ts'
import type { Counted, Counting } from './counted.ts'
import { GroupDays } from './group-days.ts'
import { Labels, type Label } from './labels.ts'
import type { MovedFact, MovingFacts } from './moving-facts.ts'
import { EntriesPiece, FactPiece, type Piece, type Replaced } from './piece.ts'

/** By how much a number is another from a day on: its value, or how many of its parts are inexact in one way. */
export interface DayChange {
  readonly label: Label
  readonly of: 'value' | Inexact
  /** A day as a number, see `Days`. */
  readonly day: number
  readonly delta: number
}

const kinds = ['value', ...inexactWords] as const
const kindBits = 2

/**
 * By how much a stock or a flow changes as a book moves. What it counts of each fact, or each event, is kept; where something that was asked for that
 * is another, it is counted again, and the difference is the change.
 */
export class FigureChanges {
  readonly counting: Counting
  readonly labels = new Labels()
  /** Of events that are asked one by one. */
  readonly types: ReadonlySet<string>
  readonly #facts: MovingFacts
  readonly #days: Days
  readonly #pieces = new Map<number, Piece>()
  readonly #doubted = new Set<Piece>()
  readonly #groups: GroupDays | undefined
  #sums = new Map<number, Map<number, number>>()

  constructor(counting: Counting, facts: MovingFacts, days: Days) {
    const { figure } = counting
    this.counting = counting
    this.#facts = facts
    this.#days = days
    const each = figure.kind === 'flow' && 'each' in figure.entries ? figure.entries.each : []
    this.types = new Set(each.map(({ type }) => type))
    if (figure.distinct) this.#groups = new GroupDays(figure.kind === 'flow' ? days.number(figure.since) : undefined)
    if (isFlow(counting) && !('each' in counting.figure.entries))
      new EntriesPiece(counting, counting.figure.entries, this.#doubted).doubt()
  }

  /** A fact has other rows. */
  moved({ fact, relation }: MovedFact): void {
    const { counting } = this
    if (!isStock(counting)) return
    const { of, scopedBy } = counting.figure
    if (of.name === relation.name) this.#piece(fact, () => new FactPiece(fact, counting, this.#doubted))
    // What a scope says is near every subject.
    if (scopedBy?.name === relation.name) for (const piece of this.#pieces.values()) piece.doubt()
  }

  /** An event of one of its types counts from now on, or no more. */
  changed(position: number): void {
    const { counting } = this
    if (!isFlow(counting) || !('each' in counting.figure.entries)) return
    const { each } = counting.figure.entries
    this.#piece(
      position,
      () =>
        new EntriesPiece(
          counting,
          (facts) => {
            const event = this.#facts.liveEvent(position)
            if (!event) return []
            return each.flatMap(({ type, entries }) => (type === event.type ? entries(event, facts) : []))
          },
          this.#doubted,
        ),
    )
  }

  /** What has changed since it was last asked. */
  settle(): readonly DayChange[] {
    if (this.#doubted.size === 0) return []
    const numbers = { labels: this.labels, days: this.#days }
    for (const piece of this.#doubted) {
      const replaced = piece.count(this.#facts, numbers)
      if (replaced) this.#replace(replaced)
    }
    this.#doubted.clear()
    this.#groups?.settle((label, day, delta) => this.#add(label, 'value', day, delta))
    const found: DayChange[] = []
    for (const [slot, days] of this.#sums)
      for (const [day, delta] of days)
        if (delta !== 0)
          found.push({
            label: this.labels.of(slot >> kindBits),
            of: kinds[slot % (1 << kindBits)] ?? 'value',
            day,
            delta,
          })
    this.#sums = new Map()
    return found
  }

  #piece(subject: number, make: () => Piece): void {
    const piece = this.#pieces.get(subject) ?? make()
    this.#pieces.set(subject, piece)
    piece.doubt()
  }

  #replace({ before, after }: Replaced): void {
    for (const one of before) this.#count(one, -1)
    for (const one of after) this.#count(one, 1)
  }

  #count(one: Counted, sign: 1 | -1): void {
    if (one.group !== undefined) this.#groups?.change(one, sign)
    else {
      this.#stretch(one, 'value', sign * one.value)
      if (one.qualifier !== undefined) this.#stretch(one, one.qualifier, sign)
    }
  }

  #stretch({ label, from, to }: Counted, of: DayChange['of'], value: number): void {
    this.#add(label, of, from, value)
    if (to !== undefined) this.#add(label, of, to, -value)
  }

  #add(label: number, of: DayChange['of'], day: number, value: number): void {
    const slot = (label << kindBits) | kinds.indexOf(of)
    const days = this.#sums.get(slot) ?? new Map<number, number>()
    this.#sums.set(slot, days)
    days.set(day, plus(days.get(day) ?? 0, value))
  }
}

const isStock = (counting: Counting): counting is Counting<Stock> => counting.figure.kind === 'stock'
const isFlow = (counting: Counting): counting is Counting<Flow> => counting.figure.kind === 'flow'
