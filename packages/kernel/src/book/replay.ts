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

/** A book that follows a store's, in order to write its tables. What a ledger recorded is trusted, and not judged again. */
export class Replay {
  readonly #book: Book

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
    return this.#book.loaded
  }

  /** Events in whole batches. */
  get size(): number {
    return this.#book.size
  }

  /**
   * Takes the next events of the book.
   *
   * Throws `LedgerError`: usage where they do not follow on those taken; unavailable where a text is not what a ledger wrote there.
   */
  take(page: readonly ReadEvent[]): void {
    expectList(page, 'page')
    const { taken } = this
    const events = page.map((event, at): WrittenEvent => {
      expectObject(event, 'page')
      if (event.revision !== taken + at) doesNotFollow(event.revision, taken + at)
      return { event: parseStored(event.text, event.revision, this.#book.name), text: event.text }
    })
    this.#book.load(events)
  }

  /** The net results of the batches after a size; with `relations`, the rows of those alone. */
  changesSince(size: number, relations?: ReadonlySet<string>): Iterable<TableChanges> {
    return this.#book.changesSince(size, relations)
  }

  /** The batches after a size. */
  *batchesSince(size: number): Generator<ReplayedBatch> {
    let from = size
    for (const changes of this.#book.changesSince(size)) {
      const events: StoredEvent[] = []
      for (; from < changes.size; from++)
        events.push({ id: this.#book.recorded(from)?.id ?? '', text: this.#book.text(from) ?? '' })
      yield { events, changes }
    }
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
