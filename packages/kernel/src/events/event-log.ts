import type { Archive } from '../book/archive.ts'
import type { Instant } from '../time/civil-date.ts'
import { definitionOf, upcastData, type Definitions } from '../define/definitions.ts'
import type { Days } from '../time/days.ts'
import { EventFrames, kindText, type EventFrame } from './event-frames.ts'
import { EventIds } from './event-ids.ts'
import { EventSubjects } from './event-subjects.ts'
import type { BookEvent, RecordedEvent } from './recorded-event.ts'
import type { LiveEvent } from '../facts/table-changes.ts'
import { fail } from '../errors/refusal.ts'
import { Records } from '../book/records.ts'
import { Symbols } from '../book/symbols.ts'
import { Texts } from './texts.ts'

/** The kind is kept with whether the text lies in its frame. */
const [dayField, kindField, firstField, recordedFromField, actorField, recordedAtField] = [0, 1, 2, 3, 4, 5]

/** What is known of an event besides: from which size on, the index of what it corrects, and what its data names. */
interface Known {
  readonly recordedFrom: number
  readonly corrected: number | undefined
  readonly subjects: Iterable<string>
}

/** When an event was withdrawn or corrected: at which size, and by the event at which position. */
interface Ended {
  readonly recordedTo: number
  readonly withdrawnBy: number
}

export interface LogMark {
  readonly length: number
  readonly actors: number
  readonly instants: number
  readonly kinds: number
}

/** A type of a version, and how texts end with it. */
interface Kind {
  readonly type: string
  readonly version: number
  readonly text: string
}

/** An event's id is at the end of its own part. */
const idLength = 36
const idEnd = '"'.length

/**
 * A book's events in book order: their texts, and the few numbers that are asked for again and again. An event is read from its text when
 * somebody wants to see it. An event's index is its position, but where the log has only some of a book's events.
 */
export class EventLog {
  readonly #definitions: Definitions
  readonly #days: Days
  readonly #frames: EventFrames
  readonly #texts = new Texts()
  readonly #records = new Records(6)
  readonly #actors = new Symbols()
  readonly #instants = new Symbols()
  readonly #kinds: Kind[] = []
  #keptKinds = 0
  /** The kind of a type that was met last. */
  readonly #kindNumbers = new Map<string, number>()
  readonly #ids: EventIds
  readonly #subjects = new EventSubjects()
  /** Positions of events that stand alone here, and elsewhere in their book. */
  readonly #elsewhere = new Map<number, number>()
  /** Events that are in the place of what they correct, and which place that is. */
  readonly #corrected = new Records(2)
  readonly #orders = new Map<number, number>()
  /** Events that were withdrawn or corrected, at which size and by which event; and where an event's ending is. */
  readonly #endings = new Records(3)
  readonly #ended = new Map<number, number>()

  constructor(book: string, definitions: Definitions, days: Days) {
    this.#definitions = definitions
    this.#days = days
    this.#frames = new EventFrames(book)
    this.#ids = new EventIds((index) => this.#id(index))
  }

  get length(): number {
    return this.#records.length
  }

  /** Adds an event as the next one. */
  add(event: RecordedEvent, text: string, { recordedFrom, corrected, subjects }: Known): void {
    const index = this.#records.add()
    const kind = this.#kindNumber(event)
    this.#records.set(index, dayField, this.#days.number(event.effectiveOn))
    this.#records.set(index, kindField, kind << 1)
    this.#records.set(index, firstField, index - event.batch.index)
    this.#records.set(index, recordedFromField, recordedFrom)
    this.#records.set(index, actorField, this.#actors.of(event.actor))
    this.#records.set(index, recordedAtField, this.#instants.of(event.recordedAt))
    const own = this.#frames.ownPart(text, this.#frame(index))
    const framed = own !== undefined && event.id.length === idLength && own.endsWith(`"${event.id}"`)
    if (framed) this.#records.set(index, kindField, (kind << 1) | 1)
    this.#texts.add(framed ? own : text)
    if (event.position !== index) this.#elsewhere.set(index, event.position)
    if (corrected !== undefined) this.#correct(index, this.order(corrected))
    this.#ids.add(event.id)
    this.#subjects.add(subjects)
  }

  archive(archive: Archive): void {
    this.#records.archive(archive)
    this.#texts.archive(archive)
    this.#actors.archive(archive)
    this.#instants.archive(archive)
    const kinds = archive.list(() => this.#kinds.slice(archive.isWhole ? 0 : this.#keptKinds))
    if (archive.isReading) this.#kinds.push(...kinds)
    this.#ids.archive(archive)
    this.#subjects.archive(archive)
    const [corrected, ended] = [this.#corrected.archive(archive), this.#endings.archive(archive)]
    if (!archive.isReading) return
    for (let at = corrected; at < this.#corrected.length; at++)
      this.#orders.set(this.#corrected.get(at, 0), this.#corrected.get(at, 1))
    for (let at = ended; at < this.#endings.length; at++) this.#ended.set(this.#endings.get(at, 0), at)
  }

  /** From now on only what comes is written. */
  settle(): void {
    const tables = [this.#records, this.#corrected, this.#endings]
    for (const part of [...tables, this.#texts, this.#actors, this.#instants, this.#ids, this.#subjects]) part.settle()
    this.#keptKinds = this.#kinds.length
  }

  /** The size of the book after the batch of an event, and when that was recorded. */
  batchOf(index: number): { readonly size: number; readonly recordedAt: Instant } {
    // As it was added, whatever it was: texts are put together again with it.
    const recordedAt = this.#instants.value(this.#records.get(index, recordedAtField)) as Instant
    return { size: this.#records.get(index, recordedFromField), recordedAt }
  }

  /** What there is now, for {@link cut}. */
  mark(): LogMark {
    return {
      length: this.length,
      actors: this.#actors.length,
      instants: this.#instants.length,
      kinds: this.#kinds.length,
    }
  }

  /** Takes away the events that were added since, and lets live again those that they ended. */
  cut({ length, actors, instants, kinds }: LogMark, revived: Iterable<number>): void {
    this.#ids.cut(length)
    this.#subjects.cut(length)
    let corrections = this.#corrected.length
    while (corrections > 0 && this.#corrected.get(corrections - 1, 0) >= length)
      this.#orders.delete(this.#corrected.get(--corrections, 0))
    this.#corrected.cut(corrections)
    let endings = this.#endings.length
    for (const index of revived) if (this.#ended.delete(index)) endings--
    this.#endings.cut(endings)
    this.#texts.cut(length)
    this.#records.cut(length)
    this.#actors.cut(actors)
    this.#instants.cut(instants)
    this.#kinds.length = kinds
    this.#kindNumbers.clear()
  }

  /** Marks an event as withdrawn or corrected. */
  end(index: number, { recordedTo, withdrawnBy }: Ended): void {
    const ending = this.#endings.add()
    for (const [field, value] of [index, recordedTo, withdrawnBy].entries()) this.#endings.set(ending, field, value)
    this.#ended.set(index, ending)
  }

  find(id: string): number | undefined {
    return this.#ids.find(id)
  }

  /** Indices of events that may name a subject in their data, in order. */
  about(subject: string): readonly number[] {
    return this.#subjects.about(subject)
  }

  day(index: number): number {
    return this.#records.get(index, dayField)
  }

  /** Settles the sequence within a day: the index of the first event of its chain of corrections. */
  order(index: number): number {
    return this.#orders.get(index) ?? index
  }

  type(index: number): string {
    return this.#kind(index).type
  }

  /** Whether it has been withdrawn or corrected. */
  isEnded(index: number): boolean {
    return this.#ended.has(index)
  }

  /** The position of the event that withdrew or corrected it. */
  withdrawnBy(index: number): number | null {
    return this.#endingOf(index)?.withdrawnBy ?? null
  }

  /** Whether an event counts for someone who knows the book up to this size. */
  isLive(index: number, size: number): boolean {
    if (this.#records.get(index, recordedFromField) > size) return false
    const ending = this.#ended.get(index)
    return ending === undefined || size < this.#endings.get(ending, 1)
  }

  /** The events that were withdrawn or corrected since a size, by the size after the batch that did it. */
  endedSince(size: number): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, number[]>()
    let first = this.#endings.length
    while (first > 0 && this.#endings.get(first - 1, 1) > size) first--
    for (let at = first; at < this.#endings.length; at++) {
      const recordedTo = this.#endings.get(at, 1)
      const all = found.get(recordedTo) ?? []
      all.push(this.#endings.get(at, 0))
      found.set(recordedTo, all)
    }
    return found
  }

  /** The text of the event, as it was added. */
  text(index: number): string | undefined {
    return index < this.length ? this.#text(index) : undefined
  }

  /** The event as it was recorded. */
  recorded(index: number): RecordedEvent | undefined {
    return index < this.length ? this.#parsed(index) : undefined
  }

  /** The event with what the book knows about it. */
  event(index: number): BookEvent | undefined {
    const recorded = this.recorded(index)
    if (!recorded) return undefined
    const data = upcastData(definitionOf(this.#definitions, recorded), recorded)
    const ended = this.#endingOf(index)
    return {
      ...recorded,
      ...(data === recorded.data ? {} : { data, storedData: recorded.data }),
      order: this.order(index),
      recordedFrom: this.#records.get(index, recordedFromField),
      ...(ended && { recordedTo: ended.recordedTo, withdrawnBy: this.#id(ended.withdrawnBy) }),
    }
  }

  #correct(index: number, order: number): void {
    const at = this.#corrected.add()
    this.#corrected.set(at, 0, index)
    this.#corrected.set(at, 1, order)
    this.#orders.set(index, order)
  }

  #endingOf(index: number): Ended | undefined {
    const ending = this.#ended.get(index)
    if (ending === undefined) return undefined
    return { recordedTo: this.#endings.get(ending, 1), withdrawnBy: this.#endings.get(ending, 2) }
  }

  /** The event as figures look at it. Its text is read when somebody looks at its data. */
  live(index: number): LiveEvent {
    const data = (): LiveEvent['data'] => (this.event(index) as BookEvent).data
    let read: LiveEvent['data'] | undefined
    return {
      position: this.#elsewhere.get(index) ?? index,
      id: this.#id(index),
      type: this.type(index),
      effectiveOn: this.#days.text(this.day(index)),
      order: this.order(index),
      recordedAt: this.batchOf(index).recordedAt,
      get data() {
        return (read ??= data())
      },
    }
  }

  #parsed(index: number): RecordedEvent {
    // Only what was an event when it was added is here.
    return JSON.parse(this.#text(index)) as RecordedEvent
  }

  #id(index: number): string {
    return this.#isFramed(index) ? this.#texts.text(index).slice(-idLength - idEnd, -idEnd) : this.#parsed(index).id
  }

  #text(index: number): string {
    const kept = this.#texts.text(index)
    return this.#isFramed(index) ? this.#frames.text(this.#frame(index), kept) : kept
  }

  #isFramed(index: number): boolean {
    return (this.#records.get(index, kindField) & 1) === 1
  }

  /** What the text of an event lies in, as a rule. The actor is as it was added, whatever it was. */
  #frame(index: number): EventFrame {
    const first = this.#records.get(index, firstField)
    return {
      actor: this.#actors.value(this.#records.get(index, actorField)) as string,
      count: this.#records.get(index, recordedFromField) - first,
      index: index - first,
      position: index,
      recordedAt: this.batchOf(index).recordedAt,
      kind: this.#kind(index).text,
    }
  }

  #kind(index: number): Kind {
    return this.#kinds[this.#records.get(index, kindField) >> 1] as Kind
  }

  #kindNumber({ type, version }: RecordedEvent): number {
    const known = this.#kindNumbers.get(type)
    if (known !== undefined && this.#kinds[known]?.version === version) return known
    const found = this.#kinds.findIndex((kind) => kind.type === type && kind.version === version)
    const number = found < 0 ? this.#kinds.push({ type, version, text: kindText(type, version) }) - 1 : found
    this.#kindNumbers.set(type, number)
    return number
  }
}

/** The stored text at a position is not what a ledger wrote there. */
export const unreadable = (book: string, position: number): never =>
  fail(
    'unavailable',
    'unreadable-event',
    {
      zh: `台账 ${book} 第 ${position} 条记录已损坏，无法读取`,
      en: `event ${position} of book ${book} is damaged and cannot be read`,
    },
    { book, position },
  )
