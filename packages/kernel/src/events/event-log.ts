import type { Archive } from '../book/archive.ts'
import type { Instant } from '../time/civil-date.ts'
import { definitionOf, upcastData, type Definitions } from '../define/definitions.ts'
import type { Days } from '../time/days.ts'
import { EventFrames, kindText, type EventFrame } from './event-frames.ts'
import { EventIds } from './event-ids.ts'
import { neverRecorded, type BookEvent, type RecordedEvent } from './recorded-event.ts'
import { fail } from '../errors/refusal.ts'
import { Records } from '../book/records.ts'
import { Symbols } from '../book/symbols.ts'
import { Texts } from './texts.ts'

/** The kind is kept with whether the text lies in its frame. */
const [dayField, kindField, firstField, recordedFromField, actorField, recordedAtField] = [0, 1, 2, 3, 4, 5]

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
  #kinds: Kind[] = []
  /** The kind of a type that was met last. */
  readonly #kindNumbers = new Map<string, number>()
  readonly #ids: EventIds
  /** Of those that are in the place of what they correct. */
  #orders = new Map<number, number>()
  #ended = new Map<number, Ended>()

  constructor(book: string, definitions: Definitions, days: Days) {
    this.#definitions = definitions
    this.#days = days
    this.#frames = new EventFrames(book)
    this.#ids = new EventIds((index) => this.#id(index))
  }

  get length(): number {
    return this.#records.length
  }

  /** Adds an event as the next one; `corrected` is the index of what it corrects. */
  add(event: RecordedEvent, text: string, recordedFrom: number, corrected: number | undefined): void {
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
    if (corrected !== undefined) this.#orders.set(index, this.order(corrected))
    this.#ids.add(event.id, index)
  }

  archive(archive: Archive): void {
    this.#records.archive(archive)
    this.#texts.archive(archive)
    this.#actors.archive(archive)
    this.#instants.archive(archive)
    this.#kinds = archive.value(this.#kinds)
    this.#ids.archive(archive)
    this.#orders = new Map(archive.value([...this.#orders]))
    this.#ended = new Map(archive.value([...this.#ended]))
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
    for (let index = this.length - 1; index >= length; index--) {
      this.#ids.remove(this.#id(index), index)
      this.#orders.delete(index)
    }
    for (const index of revived) this.#ended.delete(index)
    this.#texts.cut(length)
    this.#records.cut(length)
    this.#actors.cut(actors)
    this.#instants.cut(instants)
    this.#kinds.length = kinds
    this.#kindNumbers.clear()
  }

  /** Marks an event as withdrawn or corrected. */
  end(index: number, ended: Ended): void {
    this.#ended.set(index, ended)
  }

  find(id: string): number | undefined {
    return this.#ids.find(id)
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
    return (this.#ended.get(index) ?? notEnded).withdrawnBy
  }

  /** Whether an event counts for someone who knows the book up to this size. */
  isLive(index: number, size: number): boolean {
    return this.#records.get(index, recordedFromField) <= size && size < (this.#ended.get(index) ?? notEnded).recordedTo
  }

  /** The events that were withdrawn or corrected since a size, by the size after the batch that did it. */
  endedSince(size: number): ReadonlyMap<number, readonly number[]> {
    const ended = [...this.#ended].filter(([, { recordedTo }]) => recordedTo > size)
    return new Map(
      [...Map.groupBy(ended, ([, { recordedTo }]) => recordedTo)].map(([at, all]) => [at, all.map(([index]) => index)]),
    )
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
    const ended = this.#ended.get(index)
    return {
      ...recorded,
      ...(data === recorded.data ? {} : { data, storedData: recorded.data }),
      order: this.order(index),
      recordedFrom: this.#records.get(index, recordedFromField),
      ...(ended && { recordedTo: ended.recordedTo, withdrawnBy: this.#id(ended.withdrawnBy) }),
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

const notEnded = { recordedTo: neverRecorded, withdrawnBy: null }

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
