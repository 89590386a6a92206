import { domain } from './domain/definitions.ts'
import { ledgerOpened } from './domain/book/ledger-opened.ts'
import type { KnownAt } from './kernel/batch-at.ts'
import { Book, refusalsMax, type Staged, type WrittenEvent } from './kernel/book.ts'
import type { CivilDate, Instant } from './kernel/civil-date.ts'
import { definitionOf, subjectsOf, type Definitions } from './kernel/definitions.ts'
import type { EventStore, TableChanges } from './kernel/event-store.ts'
import { bookFacts } from './kernel/facts.ts'
import { refusalsOf } from './kernel/issues.ts'
import { judgeBatch } from './kernel/judge-batch.ts'
import { parseDraft, type Parsed } from './kernel/parse.ts'
import type { BookEvent, Draft } from './kernel/recorded-event.ts'
import { fail, LedgerError, refuse, type Refusal } from './kernel/refusal.ts'
import { eventId, id, text } from './kernel/schemas.ts'
import { stamp, storedEvents, unrecorded, type Identified } from './kernel/stamp.ts'
import { loadBook, streamOf } from './read-book.ts'
import { Replay } from './replay.ts'
import { fromSnapshot, snapshotOf } from './snapshot.ts'
import type { View } from './view.ts'

/** Time and identity come in with every call. */
export interface RecordOptions {
  /** The clock's reading. A batch is never recorded before the one before it. */
  readonly now: Date
  /** Makes an id for each draft without one: a lower-case UUID, best version 7. */
  readonly newId: () => string
  /** Who records, for drafts that do not say: opaque, never a personal name. */
  readonly actor: string
}

/** What became of a batch: recorded whole, or refused whole and why. */
export type Outcome =
  | { readonly ok: true; readonly recorded: number; readonly alreadyRecorded: number; readonly size: number }
  /** `invalid`: the form; `impossible`: the facts; `conflict`: an id with other content, or another writer kept winning. */
  | { readonly ok: false; readonly kind: 'invalid' | 'impossible' | 'conflict'; readonly refusals: readonly Refusal[] }

const attemptsMax = 20

/**
 * A book that is open: its whole history in memory, every read synchronous, every write judged. Open one with `openLedger`.
 */
export class Ledger {
  readonly #store: EventStore
  readonly #book: Book
  /** The size that the store's tables stood at after the last append. Where they are elsewhere by now, the next append writes none and says so. */
  #tablesAt: number | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(store: EventStore, book: Book) {
    this.#store = store
    this.#book = book
  }

  /** The book's code. */
  get book(): string {
    return this.#book.name
  }

  /** Events recorded, as this ledger knows the book. `refresh` catches up with other writers. */
  get size(): number {
    return this.#book.size
  }

  get definitions(): Definitions {
    return this.#book.definitions
  }

  /**
   * The book as of a day, as known at a size, an instant or the end of a date; by default as known now.
   *
   * Throws `LedgerError` (not-found) for a size that the book does not have, or a time before its first batch.
   */
  asOf(day: CivilDate, { knownAt }: { readonly knownAt?: KnownAt | undefined } = {}): View {
    const { size, recordedAt } = this.#book.batchAt(knownAt)
    return { book: this.book, asOf: day, knownAt: recordedAt, size, facts: bookFacts(this.#book, size) }
  }

  /** The event at a position. */
  event(position: number): BookEvent | undefined {
    return position < this.size ? this.#book.event(position) : undefined
  }

  /** The event with an id. */
  eventById(id: string): BookEvent | undefined {
    const event = this.#book.eventById(id)
    return event && this.event(event.position)
  }

  /** The canonical text of the event at a position: what the store keeps, and the book's tree is made of. */
  text(position: number): string | undefined {
    return position < this.size ? this.#book.text(position) : undefined
  }

  /** All events in book order, withdrawn ones too, as known at a size or an instant. */
  events({ knownAt }: { readonly knownAt?: KnownAt | undefined } = {}): readonly BookEvent[] {
    return this.#book.eventsUpTo(this.#book.batchAt(knownAt).size)
  }

  /** Every event about a subject, in book order, withdrawn ones too. Empty where no event names the id. */
  history(subject: string, options: { readonly knownAt?: KnownAt | undefined } = {}): readonly BookEvent[] {
    return this.events(options).filter((event) =>
      subjectsOf(definitionOf(this.definitions, event), event.data).has(subject),
    )
  }

  /** Records the drafts as one batch, whole or not at all. */
  async record(drafts: readonly unknown[], options: RecordOptions): Promise<Outcome> {
    return this.#alone(() => this.#record(drafts, options, (staged, events) => this.#append(staged, events)))
  }

  /** What `record` would say, without recording. */
  async check(drafts: readonly unknown[], options: RecordOptions): Promise<Outcome> {
    return this.#alone(() =>
      this.#record(drafts, options, async (staged) => {
        this.#book.drop(staged)
        return 'done'
      }),
    )
  }

  /** Reads what other writers have recorded since. Views taken before stay as they are. */
  async refresh(): Promise<void> {
    await this.#alone(() => this.#catchUp())
  }

  /**
   * Keeps what the book has come to in the store, so that opening it takes up there and replays only what came since. Returns `false`
   * where the store keeps no snapshots.
   */
  async keepSnapshot(): Promise<boolean> {
    return this.#alone(async () => {
      const { snapshots } = this.#store
      await snapshots?.keep(streamOf(this.book), snapshotOf(this.#book))
      return snapshots !== undefined
    })
  }

  /** One at a time: a batch is judged against the book that it is appended to. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work)
    this.#queue = done.catch(() => undefined)
    return done
  }

  async #record(
    drafts: readonly unknown[],
    options: RecordOptions,
    commit: (staged: Staged, events: readonly WrittenEvent[]) => Promise<'done' | 'behind'>,
  ): Promise<Outcome> {
    const parsed = this.#parse(drafts, options)
    if (!parsed.ok) return parsed
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const { fresh, conflicts } = unrecorded(this.#book, parsed.drafts)
      if (conflicts.length > 0) return { ok: false, kind: 'conflict', refusals: conflicts.slice(0, refusalsMax) }
      const alreadyRecorded = drafts.length - fresh.length
      if (fresh.length === 0) return { ok: true, recorded: 0, alreadyRecorded, size: this.size }
      const events = stamp(this.#book, fresh, this.#recordedAt(options.now))
      const judged = this.#judge(events, parsed.drafts)
      if (!judged.ok) return judged
      const size = judged.staged.batch.size
      if ((await commit(judged.staged, events)) === 'done')
        return { ok: true, recorded: fresh.length, alreadyRecorded, size }
      await this.#catchUp()
    }
    return { ok: false, kind: 'conflict', refusals: [beaten] }
  }

  /** What is wrong with the form of drafts, before ids, dates and facts are looked at: that of the first hundred bad ones. */
  checkForm(drafts: readonly unknown[]): readonly Refusal[] {
    const refusals: Refusal[] = []
    let bad = 0
    for (const [draft, value] of drafts.entries()) {
      const parsed = this.#parseDraft(value)
      if (parsed.ok) continue
      refusals.push(...parsed.refusals.map((refusal) => ({ ...refusal, draft })))
      if (++bad >= refusalsMax) break
    }
    return refusals
  }

  #parseDraft(value: unknown): Parsed<Draft> {
    const parsed = parseDraft(this.definitions, value)
    return parsed.ok && parsed.value.type === ledgerOpened.type ? { ok: false, refusals: [opensTwice] } : parsed
  }

  #parse(
    drafts: readonly unknown[],
    options: RecordOptions,
  ): { ok: true; drafts: readonly Identified[] } | (Outcome & { ok: false }) {
    const found: Identified[] = []
    expectText('actor', options.actor, text)
    for (const value of drafts) {
      const parsed = this.#parseDraft(value)
      if (!parsed.ok) return { ok: false, kind: 'invalid', refusals: this.checkForm(drafts) }
      found.push(this.#identified(parsed.value, options))
    }
    return { ok: true, drafts: found }
  }

  #identified(draft: Draft, { newId, actor }: RecordOptions): Identified {
    const version = this.definitions.events.get(draft.type)?.version ?? 1
    const made = draft.id ?? newId()
    if (draft.id === undefined) expectText('newId()', made, eventId)
    return { ...draft, id: made, actor: draft.actor ?? actor, version }
  }

  #recordedAt(now: Date): Instant {
    const clock = now.toISOString()
    const last = this.#book.lastRecordedAt
    return last !== undefined && last > clock ? last : clock
  }

  /** Judges the events; `draft` of a refusal is an index among all the drafts given, also those that are recorded already. */
  #judge(
    events: readonly WrittenEvent[],
    drafts: readonly Identified[],
  ): { ok: true; staged: Staged } | (Outcome & { ok: false }) {
    const judged = judgeBatch(this.#book, events)
    if (judged.ok) return judged
    const draftOf = new Map(drafts.map(({ id: draftId }, index) => [draftId, index]))
    const refusals = judged.refusals.map(({ draft, ...refusal }) => {
      const given = draft === undefined ? undefined : draftOf.get(events[draft]?.event.id ?? '')
      return given === undefined ? refusal : { ...refusal, draft: given }
    })
    return { ok: false, kind: 'impossible', refusals }
  }

  async #append(staged: Staged, events: readonly WrittenEvent[]): Promise<'done' | 'behind'> {
    const { size } = this
    try {
      await this.#bringTablesTo(size)
      const result = await this.#store.append(streamOf(this.book), storedEvents(events), {
        expectedRevision: size === 0 ? 'no-stream' : size - 1,
        changes: [staged.changes],
      })
      if (result.ok && !result.repeated) {
        this.#tablesAt = result.tablesAt
        this.#book.keep(staged)
        return 'done'
      }
    } catch (error) {
      this.#book.drop(staged)
      throw error
    }
    this.#book.drop(staged)
    return 'behind'
  }

  /** Tables are a projection: where they lag, the book is replayed batch by batch until they have caught up. */
  async #bringTablesTo(size: number): Promise<void> {
    const { tables } = this.#store
    if (!tables || this.#tablesAt === size) return
    const stream = streamOf(this.book)
    // Tables that somebody had changed are taken away by the first attempt, and made anew by the second.
    let removed = true
    for (let attempt = 0; removed && attempt < 2; attempt++) {
      const from = await tables.size(stream)
      removed = from < size && (await tables.write(stream, await this.#changesBetween(from, size)))
    }
  }

  async #changesBetween(from: number, to: number): Promise<readonly TableChanges[]> {
    const { definitions } = this
    const replay = new Replay(this.book, { definitions, counting: this.#store.tables?.counting })
    const changes: TableChanges[] = []
    for await (const page of this.#store.read(streamOf(this.book), { to: to - 1 }))
      for (const made of replay.take(page)) if (made.changes.size > from) changes.push(made.changes)
    return changes
  }

  async #catchUp(): Promise<void> {
    await loadBook(this.#store, this.#book)
  }
}

/** What the calling program itself gives is its own mistake where it is malformed: thrown, and never stored. */
function expectText(name: string, value: string, schema: typeof text): void {
  const checked = schema.safeParse(value, { reportInput: true })
  if (!checked.success) throw usage(refusalsOf(checked.error, [name]))
}

/** The first of what is wrong with what the caller gave. */
const usage = ([first, ...rest]: readonly Refusal[]): LedgerError =>
  new LedgerError('usage', { ...(first ?? refuse('invalid', { zh: '输入有误', en: 'invalid input' })), errors: rest })

const opensTwice = refuse(
  'opens-twice',
  { zh: '台账册只启用一次：LedgerOpened 由 init 记录', en: 'a book opens once: LedgerOpened is recorded by init' },
  { path: 'type' },
)

const beaten = refuse('beaten', {
  zh: `其他写入者连续 ${attemptsMax} 次抢先，这一批什么都没有记录：请稍后重试`,
  en: `another writer was first ${attemptsMax} times in a row; nothing was recorded of this batch: try again later`,
})

/**
 * Opens a book: from the store's snapshot where it keeps one, and by replaying what came after.
 *
 * Throws `LedgerError`: not-found where the store has no such book; unavailable where an event is of a type or version that this
 * program does not know, or the stored text cannot be read.
 */
export async function openLedger(
  store: EventStore,
  { book, definitions = domain }: { readonly book: string; readonly definitions?: Definitions },
): Promise<Ledger> {
  const state = (await fromSnapshot(store, book, definitions)) ?? new Book(book, definitions, store.tables?.counting)
  await loadBook(store, state)
  if (state.size === 0)
    fail('not-found', 'no-such-book', { zh: `没有台账册 ${book}`, en: `there is no book ${book}` }, { book })
  return new Ledger(store, state)
}

/**
 * Creates a book with its first event, `LedgerOpened`, effective 1921-07-23.
 *
 * Throws `LedgerError` (exists) where the book is there already, and (usage) where book, name or jurisdiction is malformed.
 */
export async function createLedger(
  store: EventStore,
  { book, name, jurisdiction = book }: { readonly book: string; readonly name: string; readonly jurisdiction?: string },
  { now, newId, actor }: RecordOptions,
): Promise<Ledger> {
  const draft = { id: newId(), type: ledgerOpened.type, effectiveOn: '1921-07-23', actor, data: { name, jurisdiction } }
  const parsed = parseDraft(domain, draft)
  if (!parsed.ok) throw usage(parsed.refusals)
  const badBook = id.safeParse(book)
  if (!badBook.success) throw usage(refusalsOf(badBook.error, ['book']))
  const state = new Book(book, domain, store.tables?.counting)
  const events = stamp(state, [{ ...draft, version: ledgerOpened.version }], now.toISOString())
  const staged = state.stage(events)
  if (!staged.ok) throw new Error('an empty book refuses its first event')
  const result = await store.append(streamOf(book), storedEvents(events), {
    expectedRevision: 'no-stream',
    changes: [staged.staged.changes],
  })
  if (!result.ok)
    fail('exists', 'book-exists', { zh: `台账册 ${book} 已经存在`, en: `book ${book} is there already` }, { book })
  state.keep(staged.staged)
  return new Ledger(store, state)
}
