import { ArchiveWriter, type Archive } from './archive.ts'
import { batchAt, type Batch, type KnownAt } from './batch-at.ts'
import { firstWhere } from './halving.ts'
import type { Instant } from '../time/civil-date.ts'
import { Days } from '../time/days.ts'
import { definitionOf, subjectsOf, targetOf, titleOf, type Definitions } from '../define/definitions.ts'
import { understood, type Inserted } from '../events/event-entries.ts'
import { EventLog, unreadable, type LogMark } from '../events/event-log.ts'
import type { LiveEvent, TableChanges } from '../facts/table-changes.ts'
import { judge } from '../judge/judge.ts'
import { netResult } from '../facts/net-result.ts'
import type { BookEvent, RecordedEvent } from '../events/recorded-event.ts'
import { refusalsMax, type Refusal } from '../errors/refusal.ts'
import type { Segment } from './segment.ts'
import type { Counting } from '../facts/counting.ts'
import { Timelines, type Step } from '../facts/timelines.ts'
import { callsThem } from '../judge/called.ts'
import { causeOf, refusalOf, type Teller } from '../judge/violation-words.ts'

/** A batch that is in the log, and what of it took effect and lost it. */
interface Entered {
  readonly batch: Batch
  /** The book's size before it. */
  readonly before: number
  readonly mark: LogMark
  readonly inserted: readonly Inserted[]
  /** Indices of the events that it withdrew or corrected. */
  readonly ended: readonly number[]
}

/** A batch that has been applied to the facts. */
interface Done extends Entered {
  readonly step: Step
}

/** A batch that has been applied and judged possible, but not kept yet. */
export interface Staged extends Done {
  readonly changes: TableChanges
}

/** What a batch changed, read off what the book keeps of it. */
export interface BookStep {
  /** The book's size before it, and after it. */
  readonly before: number
  readonly size: number
  readonly recordedAt: Instant
  /** The facts that have other rows since, each with the last of them. */
  readonly changed: ReadonlyMap<number, number>
  /** Positions of the events that it withdrew or corrected. */
  readonly ended: readonly number[]
}

/** An event with its text, as the ledger writes it and a store keeps it. */
export interface WrittenEvent {
  readonly event: RecordedEvent
  readonly text: string
}

/**
 * A whole book in memory: its events, its batches and its facts. Reads see whole, kept batches only; `stage` applies one more,
 * and `keep` or `drop` decides what becomes of it.
 */
export class Book {
  readonly name: string
  readonly definitions: Definitions
  readonly timelines: Timelines
  readonly #days = new Days()
  readonly #log: EventLog
  readonly #batches: Batch[] = []
  readonly #counting: Counting | undefined
  #partial: WrittenEvent[] = []
  #segmentEvents = Infinity
  /** The size up to which the book is in segments. */
  #settled = 0
  readonly #segments: Segment[] = []

  /** @param counting what is counted of each batch that is written into tables; replaying alone counts nothing */
  constructor(name: string, definitions: Definitions, counting?: Counting) {
    this.name = name
    this.#counting = counting
    this.definitions = definitions
    this.#log = new EventLog(name, definitions, this.#days)
    this.timelines = new Timelines(definitions, this.#log, this.#days)
  }

  /** Events in whole, kept batches. */
  get size(): number {
    return this.#batches.at(-1)?.size ?? 0
  }

  /** Events read so far, those of a batch that is not whole yet included. */
  get loaded(): number {
    return this.#log.length + this.#partial.length
  }

  get lastRecordedAt(): Instant | undefined {
    return this.#batches.at(-1)?.recordedAt
  }

  /** The event at a position. */
  event(position: number): BookEvent | undefined {
    return this.#log.event(position)
  }

  /** The event at a position without what the book knows about it. */
  recorded(position: number): RecordedEvent | undefined {
    return this.#log.recorded(position)
  }

  eventById(id: string): BookEvent | undefined {
    const position = this.#log.find(id)
    return position === undefined ? undefined : this.#log.event(position)
  }

  /** The events that a size knows whose data names a subject, in book order, also those withdrawn since or before. */
  about(subject: string, size: number): readonly BookEvent[] {
    const events = this.#log.about(subject).filter((at) => at < size)
    return events
      .map((at) => this.#log.event(at) as BookEvent)
      .filter((event) => subjectsOf(definitionOf(this.definitions, event), event.data).has(subject))
  }

  /** The text of the event at a position, as the store has it. */
  text(position: number): string | undefined {
    return this.#log.text(position)
  }

  /** The type of the event at a position. */
  typeAt(position: number): string {
    return this.#log.type(position)
  }

  /** Every event known at a size, in book order, also those withdrawn since or before. */
  eventsUpTo(size: number): readonly BookEvent[] {
    return Array.from({ length: size }, (_, position) => this.#log.event(position) as BookEvent)
  }

  /**
   * Events of a type, or of all, that count for someone who knows the book up to a size, by day and book order. Those that only
   * take others back are none.
   */
  live(type: string | undefined, size: number): readonly LiveEvent[] {
    const found: number[] = []
    for (let index = 0; index < this.#log.length; index++) {
      const is = this.#log.type(index)
      const asked = type === undefined ? !this.definitions.events.get(is)?.withdraws : is === type
      if (asked && this.#log.isLive(index, size)) found.push(index)
    }
    const inOrder = found.sort((a, b) => this.#log.day(a) - this.#log.day(b) || this.#log.order(a) - this.#log.order(b))
    return inOrder.map((index) => this.#log.live(index))
  }

  /** Writes what the book is, all of it or what came since the last segment; or reads what came next. */
  archive(archive: Archive): void {
    this.#log.archive(archive)
    this.timelines.archive(archive)
    if (!archive.isReading) return
    for (let size = this.size; size < this.#log.length;) {
      const batch = this.#log.batchOf(size)
      this.#batches.push(batch)
      size = batch.size
    }
  }

  /** From now on, batches are made segments of at least so many events each. What the book is by now is in segments, or there is nothing. */
  makeSegments(events: number): void {
    this.#segmentEvents = events
    this.#settle()
  }

  /** The segments that were made and that nobody has taken yet. With `rest` the last one is what came since, however little. */
  takeSegments({ rest = false } = {}): readonly Segment[] {
    if (rest && this.size > this.#settled) this.#makeSegment()
    return this.#segments.splice(0, Infinity)
  }

  #settle(): void {
    this.#settled = this.size
    this.#log.settle()
    this.timelines.settle()
  }

  /** Always behind the same batches: programs that record into one book make the same segments. */
  #segmentAtLast(): void {
    if (this.size - this.#settled >= this.#segmentEvents) this.#makeSegment()
  }

  #makeSegment(): void {
    const writer = new ArchiveWriter({ whole: false })
    this.archive(writer)
    this.#segments.push({ from: this.#settled, size: this.size, bytes: writer.end() })
    this.#settle()
  }

  /** The last whole batch at or before a size or an instant. Fails (not-found) where there is none. */
  batchAt(knownAt: KnownAt | undefined): Batch {
    const { utcOffsetMinutes } = this.definitions
    return batchAt(
      { book: this.name, size: this.size, utcOffsetMinutes, upTo: (size) => this.#lastUpTo(size) },
      knownAt,
    )
  }

  /** The size after the last whole batch at or before a size; 0 where there is none. */
  sizeUpTo(size: number): number {
    return this.#lastUpTo(size)?.size ?? 0
  }

  /** Replays events as they come from a store, without judging: whole batches are applied, the rest waits for the next call. */
  load(events: readonly WrittenEvent[]): void {
    const waiting = [...this.#partial, ...events]
    let whole = 0
    while (whole < waiting.length) {
      const count = waiting[whole]?.event.batch.count ?? 1
      if (whole + count > waiting.length) break
      const { batch, inserted, ended } = this.#enter(waiting.slice(whole, whole + count))
      this.timelines.advance(inserted, ended, batch.size)
      this.#batches.push(batch)
      this.#segmentAtLast()
      whole += count
    }
    this.#partial = waiting.slice(whole)
  }

  /**
   * The net results of the batches after a size, read off what the facts were: nothing is replayed. With `relations`, the rows of those alone:
   * neither are events read then, nor figures counted.
   */
  *changesSince(size: number, relations?: ReadonlySet<string>): Generator<TableChanges> {
    const touched = this.timelines.changedSince(size, relations)
    const ended = relations ? undefined : this.#log.endedSince(size)
    let before = this.sizeUpTo(size)
    for (const batch of this.#batches.slice(this.#batchesUpTo(size))) {
      const applied = {
        batch,
        before,
        inserted: relations ? [] : this.#inserted(before, batch.size),
        ended: ended?.get(batch.size) ?? [],
        touched: touched.get(batch.size) ?? [],
      }
      yield relations
        ? { ...netResult(applied, this.timelines, this.#log, this.definitions, undefined), relations }
        : this.#netResult(applied)
      before = batch.size
    }
  }

  /** What each of the batches after a size changed, in order. */
  *stepsSince(size: number): Generator<BookStep> {
    const ended = this.#log.endedSince(size)
    const versions = this.timelines.versionsSince(size)[Symbol.iterator]()
    let next = versions.next()
    let before = this.sizeUpTo(size)
    for (const batch of this.#batches.slice(this.#batchesUpTo(size))) {
      const changed = new Map<number, number>()
      for (; !next.done && next.value.size <= batch.size; next = versions.next())
        changed.set(next.value.fact, next.value.row)
      yield { ...batch, before, changed, ended: ended.get(batch.size) ?? [] }
      before = batch.size
    }
  }

  /** The events between two sizes, read once more. */
  #inserted(from: number, to: number): readonly Inserted[] {
    return Array.from({ length: to - from }, (_, index) =>
      understood(this.definitions, this.#log.recorded(from + index) as RecordedEvent, from + index),
    )
  }

  /** Applies a batch and judges it as a whole. Where it is impossible nothing has changed; `draft` is an index in the batch. */
  stage(
    events: readonly WrittenEvent[],
  ): { readonly ok: true; readonly staged: Staged } | { readonly ok: false; readonly refusals: readonly Refusal[] } {
    const applied = this.#apply(events)
    const violations = judge(this.timelines, applied.step)
    if (violations.length > 0) {
      // Worded while the batch is applied: what is in the way may be an event of its own.
      const { size } = this
      const teller: Teller = {
        eventAt: (position) => this.#log.recorded(position),
        titleOf: (type) => titleOf(this.definitions, type),
        labelOf: this.definitions.labelOf,
        called: callsThem(this.definitions, (relation, key) => {
          const fact = this.timelines.find(relation, key)
          return fact === undefined ? [] : this.timelines.rows(fact)
        }),
      }
      const refusals = violations.slice(0, refusalsMax).map((violation) => {
        const refusal = refusalOf(violation, teller)
        const cause = causeOf(violation, refusal, size, events.length)
        return cause === undefined ? refusal : { ...refusal, draft: cause - size }
      })
      this.#takeBack(applied)
      return { ok: false, refusals }
    }
    return {
      ok: true,
      staged: { ...applied, changes: this.#netResult({ ...applied, touched: applied.step.before.keys() }) },
    }
  }

  keep({ batch }: Staged): void {
    this.#batches.push(batch)
    this.#segmentAtLast()
  }

  drop(staged: Staged): void {
    this.#takeBack(staged)
  }

  #netResult(applied: Parameters<typeof netResult>[0]): TableChanges {
    return netResult(applied, this.timelines, this.#log, this.definitions, this.#counting)
  }

  #apply(events: readonly WrittenEvent[]): Done {
    const entered = this.#enter(events)
    return { ...entered, step: this.timelines.step(entered.inserted, entered.ended, entered.batch.size) }
  }

  #enter(events: readonly WrittenEvent[]): Entered {
    const mark = this.#log.mark()
    const first = mark.length
    const size = first + events.length
    // Read first and entered then: where one of them cannot be read, nothing has changed.
    const inserted = events.map(({ event }, index) => this.#understood(event, first + index))
    const ended: number[] = []
    for (const [index, { at, event, definition }] of inserted.entries()) {
      const corrected = event.corrects === undefined ? undefined : this.#log.find(event.corrects)
      const subjects = subjectsOf(definition, event.data)
      this.#log.add(event, events[index]?.text ?? '', { recordedFrom: size, corrected, subjects })
      for (const id of targetOf(definition, event)) {
        const target = this.#log.find(id)
        if (target === undefined || target === at || this.#stays(target) || this.#log.isEnded(target)) continue
        this.#log.end(target, { recordedTo: size, withdrawnBy: event.position })
        ended.push(target)
      }
    }
    const recordedAt = events.at(-1)?.event.recordedAt ?? ''
    return { batch: { size, recordedAt }, before: first, mark, inserted, ended }
  }

  /** Nothing takes back a book's opening or a withdrawal, also where no ledger judged what says so. */
  #stays(index: number): boolean {
    const type = this.#log.type(index)
    return type === this.definitions.opening.type || this.definitions.events.get(type)?.withdraws !== undefined
  }

  #lastUpTo(size: number): Batch | undefined {
    return this.#batches[this.#batchesUpTo(size) - 1]
  }

  /** How many batches fit: they come in order of size. */
  #batchesUpTo(size: number): number {
    return firstWhere(0, this.#batches.length, (at) => (this.#batches[at] as Batch).size > size)
  }

  #understood(event: RecordedEvent, at: number): Inserted {
    if (Number.isNaN(this.#days.number(event.effectiveOn))) unreadable(this.name, event.position)
    return understood(this.definitions, event, at)
  }

  #takeBack({ mark, ended, step }: Done): void {
    this.timelines.undo(step)
    this.#log.cut(mark, ended)
  }
}
