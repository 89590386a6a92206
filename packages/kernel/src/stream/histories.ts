import type { Book } from '../book/book.ts'
import { LedgerError } from '../errors/refusal.ts'
import type { Amount } from '../figures/amount.ts'
import type { Stock } from '../figures/figure.ts'
import type { Facts } from '../facts/facts.ts'
import { dayNumber } from '../time/utc.ts'
import { FigureHistory } from './figure-history.ts'
import { FigureStream } from './figure-stream.ts'
import type { Label } from './labels.ts'

/** At so many sizes a stock is counted by itself; whoever asks at one more goes on asking. */
const sizesMax = 3
/** Of larger books the histories would take too much memory. */
const eventsMax = 300_000

/** The histories of a book's stocks that are asked for again and again, each at ever other sizes. */
class Histories {
  readonly #book: Book
  readonly #sizes = new Map<Stock, Set<number>>()
  readonly #known = new Map<Stock, FigureHistory>()
  readonly #streams: FigureStream[] = []

  constructor(book: Book) {
    this.#book = book
  }

  of(stock: Stock, size: number): FigureHistory | undefined {
    const known = this.#known.get(stock)
    if (known) {
      for (const stream of this.#streams) if (stream.size < size) this.#goOn(stream)
      return known
    }
    const asked = this.#sizes.get(stock) ?? new Set()
    this.#sizes.set(stock, asked.add(size))
    if (asked.size <= sizesMax || this.#book.size > eventsMax) return undefined
    this.#begin()
    return this.#known.get(stock)
  }

  /** For all stocks at once that were asked for as often: going through the batches costs most. */
  #begin(): void {
    const stocks = [...this.#sizes].filter(([, sizes]) => sizes.size >= sizesMax).map(([stock]) => stock)
    for (const stock of stocks) {
      this.#sizes.delete(stock)
      this.#known.set(stock, new FigureHistory())
    }
    const stream = new FigureStream(
      this.#book,
      stocks.map((figure) => ({ figure, cut: undefined })),
    )
    this.#streams.push(stream)
    this.#goOn(stream)
  }

  #goOn(stream: FigureStream): void {
    for (const { size, changes } of stream.batches())
      for (const { of, days } of changes) this.#known.get(of.counting.figure as Stock)?.add(size, days)
  }
}

const histories = new WeakMap<Book, Histories | 'too large'>()

/**
 * What a stock comes to on a day where that need not be counted: from the fourth size on at which it is asked for, it is summed up from its history.
 */
export function amountKnown({ source }: Facts, stock: Stock, label: Label, day: string): Amount | undefined {
  if (!source) return undefined
  const { book, size } = source
  const known = histories.get(book) ?? new Histories(book)
  histories.set(book, known)
  if (known === 'too large') return undefined
  try {
    return known.of(stock, size)?.amount(label, dayNumber(day), size)
  } catch (error) {
    if (!(error instanceof LedgerError) || error.kind !== 'too-large') throw error
    // A sum of some other size or day may be what is too large: this one is counted by itself, and says so if it is.
    histories.set(book, 'too large')
    return undefined
  }
}
