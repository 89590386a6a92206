import { Book, type WrittenEvent } from './book.ts'
import type { Definitions } from '../define/definitions.ts'
import type { TableChanges } from '../facts/table-changes.ts'
import type { ReadEvent, StoredEvent } from '../store/event-store.ts'
import type { Counting } from '../facts/counting.ts'
import { expectList, expectObject, expectText } from '../doors/doors.ts'
import { fail } from '../errors/refusal.ts'
import { parseStored } from './read-book.ts'

/** A whole batch with its net result for the relation tables. */
export interface ReplayedBatch {
  readonly events: readonly StoredEvent[]
  readonly changes: TableChanges
}

/** A book that is replayed batch by batch, in order to write its tables. What a ledger recorded is trusted, and not judged again. */
export class Replay {
  readonly #book: Book
  #stored: ReadEvent[] = []
  #events: WrittenEvent[] = []

  /** @param counting what the tables want to be counted that are to be written */
  constructor(book: string, options: { readonly definitions: Definitions; readonly counting?: Counting | undefined }) {
    expectText(book, 'book')
    expectObject(options, 'options')
    expectObject(options.definitions, 'options.definitions')
    const { definitions, counting } = options
    this.#book = new Book(book, definitions, counting)
  }

  /** Events taken so far, those of a batch that is not whole yet included: the revision that comes next. */
  get taken(): number {
    return this.#book.size + this.#stored.length
  }

  /** Events in whole batches. */
  get size(): number {
    return this.#book.size
  }

  /**
   * Takes the next events of the book, and gives the batches that are whole now.
   *
   * Throws `LedgerError`: usage where they do not follow on those taken; unavailable where a text is not what a ledger wrote there.
   */
  take(page: readonly ReadEvent[]): readonly ReplayedBatch[] {
    expectList(page, 'page')
    const batches: ReplayedBatch[] = []
    for (const event of page) {
      expectObject(event, 'page')
      if (event.revision !== this.taken) doesNotFollow(event.revision, this.taken)
      const recorded = parseStored(event.text, event.revision, this.#book.name)
      this.#stored.push(event)
      this.#events.push({ event: recorded, text: event.text })
      if (this.#events.length < recorded.batch.count) continue
      const events = this.#stored.map(({ id, text }) => ({ id, text }))
      batches.push({ events, changes: this.#book.loadBatch(this.#events) })
      this.#stored = []
      this.#events = []
    }
    return batches
  }
}

const doesNotFollow = (revision: number, expected: number): never =>
  fail(
    'usage',
    'does-not-follow',
    {
      zh: `第 ${revision} 条记录没有接上：接下来应为第 ${expected} 条`,
      en: `event ${revision} does not follow: event ${expected} comes next`,
    },
    { parameter: 'page', revision, expected },
  )
