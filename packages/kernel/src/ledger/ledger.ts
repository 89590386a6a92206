import { expectDay, expectList, expectObject, expectText, unknown, wrong } from '../doors/doors.ts'
import { expectClock, formRefusals, givenOf, type BatchOptions, type Given, type Malformed } from './given.ts'
import type { Outcome, Refused } from './outcome.ts'
import { measured } from '../diagnostics/diagnostics.ts'
import { expectFollowOptions, followBook, type FollowBookOptions, type FollowedBatch } from './follow.ts'
import { newRecorder, type Recorder, type RecorderOptions } from './recorder.ts'
import type { KnownAt, Batch } from '../book/batch-at.ts'
import type { Book, Staged, WrittenEvent } from '../book/book.ts'
import { openEnd, type CivilDate, type Instant } from '../time/civil-date.ts'
import { definitionOf, subjectsOf } from '../define/definitions.ts'
import { expectSound } from '../define/check-change.ts'
import type { TableChanges } from '../facts/table-changes.ts'
import type { Domain } from '../define/domain.ts'
import type { EventStore } from '../store/event-store.ts'
import { bookFacts } from '../facts/facts.ts'
import { calledIn } from '../facts/name-of.ts'
import { judgeBatch, type Judged } from '../judge/judge-batch.ts'
import type { BookEvent } from '../events/recorded-event.ts'
import type { DraftOf, EventOf } from './domain-names.ts'
import { refusalsMax, refuse, LedgerError, type Refusal } from '../errors/refusal.ts'
import { placesOf, stamp, storedEvents, unrecorded, type Identified } from '../events/stamp.ts'
import { loadBook, streamOf } from '../book/read-book.ts'
import { keepSegments } from '../book/segments.ts'
import type { View } from './view.ts'

/** Events of which what tables lack is written with the next batch. */
const lackingMax = 100
const attemptsMax = 20

/** Values from outside, found to be drafts or not. */
export type ParsedDrafts<D extends Domain = Domain> =
  | { readonly ok: true; readonly drafts: readonly DraftOf<D>[] }
  | Malformed

/** As known at a size, an instant or the end of a date; by default as known now. */
interface Known {
  readonly knownAt?: KnownAt | undefined
}

/**
 * A book that is open: its whole history in memory, every read synchronous, every write judged. Open one with `openLedger`.
 *
 * @example
 * const ledger = await openLedger(store, { domain: inventory, book: 'workshop' })
 * const outcome = await ledger.as({ actor: 'clerk-1', newId, clock: () => new Date() }).record(drafts)
 * rowsOn(ledger.asOf('2020-06-30'), machine).length // => 3
 */
export class Ledger<D extends Domain = Domain> {
  /** What the book is about. */
  readonly domain: D
  readonly #store: EventStore
  readonly #book: Book
  /** The size that the store's tables stood at after the last append. Where they are elsewhere by now, the next append writes none and says so. */
  #tablesAt: number | undefined
  #queue: Promise<unknown> = Promise.resolve()
  readonly #closing = new AbortController()

  constructor(store: EventStore, domain: D, book: Book) {
    this.domain = domain
    this.#store = store
    this.#book = book
  }

  /** The book of a ledger, for what else is derived from it. */
  static bookOf(ledger: Ledger): Book {
    return ledger.#book
  }

  /** The book's code. */
  get book(): string {
    return this.#book.name
  }

  /** Events recorded, as this ledger knows the book. `refresh` catches up with other writers. */
  get size(): number {
    return this.#book.size
  }

  /**
   * The book as of a day, as known at a size, an instant or the end of a date; by default as known now.
   *
   * Throws `LedgerError`: not-found for a size that the book does not have, or a time before its first batch; usage for what is neither a day
   * nor a time with its zone.
   *
   * @example
   * ledger.asOf('2020-06-30').size // => 7
   * ledger.asOf('2020-06-30', { knownAt: '2020-06-30' }).size // => 1
   */
  asOf(day: CivilDate, options: Known = {}): View<D> {
    expectDay(day)
    const { size, recordedAt } = this.#knownAt(options)
    return {
      domain: this.domain,
      book: this.book,
      asOf: day,
      knownAt: recordedAt,
      size,
      facts: bookFacts(this.#book, size),
    }
  }

  /**
   * The event at a position; `undefined` where the book has none there.
   *
   * @example
   * const event = ledger.event(3)
   * if (event?.type === 'MachineBought') console.assert(event.data.name === 'lathe')
   */
  event(position: number): EventOf<D> | undefined {
    return this.#has(position) ? typed<D>(this.#book.event(position)) : undefined
  }

  /**
   * The event with an id; `undefined` where there is none.
   *
   * @example
   * const { id = '' } = ledger.event(1) ?? {}
   * ledger.eventById(id)?.position // => 1
   * ledger.eventById('unheard-of') // => undefined
   */
  eventById(id: string): EventOf<D> | undefined {
    expectText(id, 'id')
    const event = this.#book.eventById(id)
    return event && this.event(event.position)
  }

  /**
   * The canonical text of the event at a position: what the store keeps, and the book's tree is made of.
   *
   * @example JSON.parse(ledger.text(0) ?? '') // => { type: 'BookOpened', position: 0 }
   */
  text(position: number): string | undefined {
    return this.#has(position) ? this.#book.text(position) : undefined
  }

  /**
   * All events in book order, withdrawn ones too, as known at a size or an instant. Throws as `asOf` does.
   *
   * @example ledger.events().map(({ effectiveOn }) => effectiveOn)[1] // => '2020-01-01'
   */
  events(options: Known = {}): readonly EventOf<D>[] {
    return typed<D>(this.#book.eventsUpTo(this.#knownAt(options).size))
  }

  /**
   * Every event about a subject, in book order, withdrawn ones too.
   *
   * Throws as `asOf` does, and `LedgerError` (not-found) where no event names the subject.
   *
   * @example ledger.history('r2').map(({ type }) => type) // => ['RoomOpened']
   */
  history(subject: string, options: Known = {}): readonly EventOf<D>[] {
    expectText(subject, 'subject')
    const { size } = this.#knownAt(options)
    const found = this.#book.about(subject, size)
    if (found.length > 0) return typed<D>(found)
    const named = (event: BookEvent): ReadonlySet<string> => subjectsOf(definitionOf(this.domain, event), event.data)
    return unknown({
      code: 'no-such-subject',
      parameter: 'subject',
      what: { zh: '记录提到', en: 'event that names' },
      name: subject,
      names: new Set(this.#book.eventsUpTo(size).flatMap((event) => [...named(event)])),
      called: calledIn(this.domain, this.asOf(openEnd, options).facts),
      fields: { subject, size },
    })
  }

  /**
   * Records the drafts as one batch, whole or not at all, judged by the book as it is in the store: what other writers have recorded
   * meanwhile is read. What is refused is a value.
   *
   * Drafts without ids get new ones with each call: recorded twice they are two events. Whoever may retry gives the ids.
   *
   * Throws `LedgerError`: usage where an option is malformed; unavailable where the store fails; too-large where the store does not take a
   * batch of that size. Its `aftermath` says whether the batch is recorded. Where that is `unknown`, its `events` are the drafts with the ids
   * that they were sent with: record those again, and what is recorded already is not recorded twice.
   *
   * @example
   * const outcome = await ledger.record(drafts, { now: new Date(), newId: () => crypto.randomUUID(), actor: 'clerk-1' })
   * if (outcome.ok) console.assert(outcome.size === ledger.size)
   * else for (const { message } of outcome.refusals) console.error(message.en)
   */
  async record(drafts: readonly DraftOf<D>[], options: BatchOptions): Promise<Outcome> {
    const given = givenOf(this.domain, drafts, options)
    const tell = measured(this.book)
    const outcome = await this.#alone(() =>
      this.#record(given, async (staged, events) => {
        try {
          return await this.#append(staged, events)
        } catch (error) {
          throw given.ok ? withEvents(error, given) : error
        }
      }),
    )
    const { ok, ...told } = outcome
    tell(ok ? 'taizhang:record' : 'taizhang:refuse', () => told)
    return outcome
  }

  /**
   * What `record` would say, without recording. Throws as that does.
   *
   * @example
   * const outcome = await ledger.check(drafts, options)
   * outcome.ok // => true
   * ledger.size // => 7
   */
  async check(drafts: readonly DraftOf<D>[], options: BatchOptions): Promise<Outcome> {
    const given = givenOf(this.domain, drafts, options)
    return this.#alone(async () => {
      await this.#catchUp()
      return this.#record(given, async (staged) => {
        this.#book.drop(staged)
        return 'done'
      })
    })
  }

  /**
   * Who records, bound once: a request's clerk, its clock and its correlation. Drafts that name another actor are refused, unless `ownActors`
   * says that they may.
   *
   * Throws `LedgerError` (usage) where an option is malformed.
   *
   *
   * @example
   * const clerk = ledger.as({ actor: 'clerk-1', newId: () => crypto.randomUUID(), clock: () => new Date() })
   * const outcome = await clerk.record(drafts, { expectedSize: 7 })
   * outcome.ok // => true
   */
  as(options: RecorderOptions): Recorder<D> {
    return newRecorder(this, options)
  }

  /**
   * Gives the batches after a size, then those that anybody records, until the signal aborts: what was recorded, and the rows that ended and
   * opened with it. Nothing is replayed, wherever it begins; batches come in order, each once.
   *
   * Throws `LedgerError`: usage where an option is malformed; not-found for a size that the book does not have; as `refresh` where the store
   * cannot be read.
   *
   *
   * @example
   * for await (const { size, ended, opened } of ledger.follow({ after: 1, signal })) {
   *   console.assert(size === 7 && ended.length === 0 && opened.length === 6)
   *   stop() // aborts the signal; a service goes on
   * }
   */
  follow(options: FollowBookOptions): AsyncIterable<FollowedBatch<D>> {
    expectFollowOptions(options)
    const followed = { store: this.#store, book: this.#book, refresh: async () => this.refresh() }
    const signal = AbortSignal.any([options.signal, this.#closing.signal])
    return typed<D>(followBook(followed, { ...options, signal }))
  }

  /**
   * Reads what other writers have recorded since. Views taken before stay as they are. Throws as `openLedger` does.
   *
   * @example
   * await ledger.refresh()
   * const view = ledger.asOf('2020-06-30') // knows what others have recorded by now
   */
  async refresh(): Promise<void> {
    await this.#alone(() => this.#catchUp())
  }

  /**
   * Keeps what the book has come to in the store, up to the last event, so that opening it takes up there. Recording does so by itself about every
   * thousand events: this is for whoever has only read, or will record no more. Returns `false` where the store keeps nothing of the kind, or is
   * only read.
   *
   * @example
   * const kept = await ledger.keepSnapshot()
   * kept // => false
   */
  async keepSnapshot(): Promise<boolean> {
    return this.#alone(async () => {
      if (!this.#store.snapshots?.keep) return false
      await keepSegments(this.#store, this.#book, { rest: true })
      return true
    })
  }

  /**
   * Values from outside as drafts, where each has the form of one; else what is wrong with the first hundred that do not. Ids, dates and facts are
   * for `record` to judge.
   *
   *
   * @example
   * const body = '[{ "type": "MachineServiced", "effectiveOn": "2020-05-01", "data": { "machineId": "m2" } }]'
   * const parsed = ledger.parse(JSON.parse(body))
   * const outcome = parsed.ok ? await clerk.record(parsed.drafts) : parsed
   * outcome.ok // => true
   */
  parse(values: readonly unknown[]): ParsedDrafts<D> {
    expectList(values, 'values')
    const refusals = formRefusals(this.domain, values)
    if (refusals.length > 0) return { ok: false, kind: 'invalid', refusals }
    // They have just been held against the definitions that the type is made of.
    return { ok: true, drafts: values }
  }

  /** Ends what follows the book, and settles when what is being recorded is done. The store stays open: it may have other ledgers. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort()
    await this.#queue
  }

  #has(position: number): boolean {
    if (typeof position !== 'number') wrong('bad-number', 'position', { zh: '数字', en: 'a number' }, position)
    return Number.isInteger(position) && position >= 0 && position < this.size
  }

  #knownAt(options: Known): Batch {
    expectObject(options, 'options')
    return this.#book.batchAt(options.knownAt)
  }

  /** One at a time: a batch is judged against the book that it is appended to. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work)
    this.#queue = done.catch(() => undefined)
    return done
  }

  async #record(
    given: Given | Malformed,
    commit: (staged: Staged, events: readonly WrittenEvent[]) => Promise<'done' | 'behind'>,
  ): Promise<Outcome> {
    if (!given.ok) return { ...given, size: this.size, events: [] }
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const { size } = this
      const outcome = await this.#attempt(given, commit)
      if (outcome !== 'behind' && outcome.ok) return outcome
      await this.#catchUp()
      // What was missing may be there by now, and what was in the way gone: another writer has recorded meanwhile.
      if (outcome !== 'behind' && this.size === size) return outcome
    }
    return { ok: false, kind: 'conflict', refusals: [beaten], size: this.size, events: [] }
  }

  async #attempt(
    { drafts, clock, clockAhead, expectedSize }: Given,
    commit: (staged: Staged, events: readonly WrittenEvent[]) => Promise<'done' | 'behind'>,
  ): Promise<Outcome | 'behind'> {
    const { size } = this
    const { fresh, there, conflicts } = unrecorded(this.#book, drafts)
    const refused = (kind: Refused['kind'], refusals: readonly Refusal[]): Refused => ({
      ok: false,
      kind,
      refusals: refusals.slice(0, refusalsMax).map((refusal) => (refusal.events ? { ...refusal, size } : refusal)),
      size,
      events: there,
    })
    if (conflicts.length > 0) return refused('conflict', conflicts)
    const [recorded, alreadyRecorded] = [fresh.length, drafts.length - fresh.length]
    const places = placesOf(drafts, there, fresh, size)
    if (recorded === 0) return { ok: true, recorded, alreadyRecorded, size, events: places }
    if (expectedSize !== undefined && expectedSize !== size) return refused('moved-on', [movedOn(size, expectedSize)])
    if (!clockAhead) expectClock(clock, this.#book.lastRecordedAt)
    const events = stamp(this.#book, fresh, this.#recordedAt(clock))
    const judged = this.#judge(events, drafts)
    if (!judged.ok) return refused('impossible', judged.refusals)
    const done = await commit(judged.staged, events)
    if (done !== 'done') return done
    return { ok: true, recorded, alreadyRecorded, size: judged.staged.batch.size, events: places }
  }

  #recordedAt(clock: Instant): Instant {
    const last = this.#book.lastRecordedAt
    return last !== undefined && last > clock ? last : clock
  }

  /** Judges the events; `draft` of a refusal is an index among all the drafts given, also those that are recorded already. */
  #judge(events: readonly WrittenEvent[], drafts: readonly Identified[]): Judged {
    const { size } = this
    for (const { event } of events) expectSound(this.domain, event)
    const judged = judgeBatch(this.#book, events)
    if (judged.ok) return judged
    const draftOf = new Map(drafts.map(({ id: draftId }, index) => [draftId, index]))
    const given = (index: number): readonly number[] => {
      const draft = draftOf.get(events[index]?.event.id ?? '')
      return draft === undefined ? [] : [draft]
    }
    const refusals = judged.refusals.map(({ draft, ...refusal }) => {
      const [due] = draft === undefined ? [] : given(draft)
      const inTheWay = (refusal.events ?? []).filter((position) => position >= size).flatMap((at) => given(at - size))
      return {
        ...refusal,
        ...(due === undefined ? {} : { draft: due }),
        ...(inTheWay.length === 0 ? {} : { drafts: inTheWay }),
      }
    })
    return { ok: false, refusals }
  }

  async #append(staged: Staged, events: readonly WrittenEvent[]): Promise<'done' | 'behind'> {
    const { size } = this
    let isDone = false
    try {
      const lacking = await this.#lackingUpTo(size)
      const result = await this.#store.append(streamOf(this.book), storedEvents(events), {
        expectedRevision: size === 0 ? 'no-stream' : size - 1,
        changes: [...lacking, staged.changes],
      })
      if (result.ok && !result.repeated) {
        this.#tablesAt = result.tablesAt
        this.#book.keep(staged)
        isDone = true
      }
    } catch (error) {
      this.#book.drop(staged)
      throw error
    }
    if (isDone) {
      await keepSegments(this.#store, this.#book)
      return 'done'
    }
    this.#book.drop(staged)
    return 'behind'
  }

  /**
   * Tables are a projection: where they lag, the book knows what they lack. Much is written before the batch, so that other writers get their
   * turn in between; what is little is returned, to be written with it.
   */
  async #lackingUpTo(size: number): Promise<Iterable<TableChanges>> {
    const { tables } = this.#store
    if (!tables || this.#tablesAt === size) return []
    const stream = streamOf(this.book)
    // A table that somebody had changed is forgotten by the first attempt, and made anew by the second.
    for (let attempt = 0; attempt < 2; attempt++) {
      const { from, relations } = (await tables.lag?.(stream, size)) ?? { from: await tables.size(stream) }
      if (from >= size) return []
      const lacking = this.#book.changesSince(from, relations)
      if (size - from <= lackingMax) return lacking
      const tell = measured(this.book)
      const changed = await tables.write(stream, lacking)
      tell('taizhang:tables', () => ({ from, size }))
      if (!changed) return []
    }
    return []
  }

  async #catchUp(): Promise<void> {
    await loadBook(this.#store, this.#book)
  }
}

/** Events are read by the domain's definitions: their types are what the compiler knows of those. */
function typed<D extends Domain>(event: BookEvent | undefined): EventOf<D> | undefined
function typed<D extends Domain>(events: readonly BookEvent[]): readonly EventOf<D>[]
function typed<D extends Domain>(batches: AsyncIterable<FollowedBatch>): AsyncIterable<FollowedBatch<D>>
function typed(events: unknown): unknown {
  return events
}

/** An error after which nobody knows what was recorded hands over what was sent. */
function withEvents(error: unknown, { drafts }: Given): unknown {
  if (!(error instanceof LedgerError) || error.aftermath !== 'unknown') return error
  const events = drafts.map(({ version: _, ...draft }) => draft)
  const refusal = { ...error.refusal, message: error.because }
  return new LedgerError(error.kind, refusal, { aftermath: 'unknown', events, cause: error.cause })
}

const movedOn = (size: number, expectedSize: number): Refusal =>
  refuse(
    'moved-on',
    {
      zh: `台账现有 ${size} 条记录，不是所说的 ${expectedSize} 条：其间另有录入，什么都没有记录；请看过再录`,
      en: `the book has ${size} events, not ${expectedSize}: others have recorded since, and nothing was recorded; look again and record then`,
    },
    { size, expectedSize },
  )

const beaten = refuse('beaten', {
  zh: `其他写入者连续 ${attemptsMax} 次抢先，这一批什么都没有记录：请稍后重试`,
  en: `another writer was first ${attemptsMax} times in a row; nothing was recorded of this batch: try again later`,
})
