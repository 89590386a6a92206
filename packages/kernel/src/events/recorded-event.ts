import type { CivilDate, Instant } from '../time/civil-date.ts'

/** The document behind an event. */
export interface Evidence {
  readonly documentNumber?: string | undefined
  readonly issuer?: string | undefined
  readonly date?: CivilDate | undefined
  readonly page?: string | number | undefined
  readonly uri?: string | undefined
  readonly sha256?: string | undefined
}

/** Data of an event whose type the compiler does not know. */
export type AnyData = Readonly<Record<string, unknown>>

/** What a caller gives to be recorded. Without an `id` it gets a new one. */
export interface Draft<T extends string = string, D = AnyData> {
  readonly id?: string | undefined
  readonly type: T
  readonly effectiveOn: CivilDate
  readonly data: D
  readonly actor?: string | undefined
  readonly evidence?: Evidence | undefined
  readonly corrects?: string | undefined
  readonly reason?: string | undefined
  readonly correlationId?: string | undefined
  readonly causationId?: string | undefined
  /**
   * What the recording program says of its own doing, such as a trace id: a JSON object of at most 4,096 characters and 8 levels. It is stored
   * with the event, no figure looks at it, and it is no part of what makes two events equal. No personal data belongs here: nothing can be erased.
   */
  readonly metadata?: AnyData | undefined
}

/** An event as the book holds it. */
export interface RecordedEvent<T extends string = string, D = AnyData> extends Draft<T, D> {
  readonly id: string
  readonly actor: string
  readonly version: number
  readonly book: string
  /** Index in the book, from 0 and without gaps. */
  readonly position: number
  readonly batch: { readonly index: number; readonly count: number }
  readonly recordedAt: Instant
}

/** Where an event stands in the book. */
export interface EventPlace {
  readonly id: string
  readonly position: number
}

/** The book size that stands for "not yet": open ends of recorded intervals. */
export const neverRecorded = Number.MAX_SAFE_INTEGER

/** A recorded event with what the book knows about it. Known from size `recordedFrom` to before `recordedTo`. */
export interface BookEvent<T extends string = string, D = AnyData> extends RecordedEvent<T, D> {
  /** Settles the sequence within a day: the position of the first event of its chain of corrections. */
  readonly order: number
  readonly recordedFrom: number
  /** Absent while it has no end: until the event is withdrawn or corrected. */
  readonly recordedTo?: number
  /** Id of the event that withdrew or corrected it; absent while none has. */
  readonly withdrawnBy?: string
  /** The data as stored, where an older version was upcast into `data`. */
  readonly storedData?: AnyData
}

/** Whether an event counts for someone who knows the book up to this size. */
export const knownLive = (event: BookEvent, size: number): boolean =>
  event.recordedFrom <= size && size < (event.recordedTo ?? neverRecorded)

/** Compares events by day, and within a day in book order (a correction in the place of what it corrects). */
export const inOrder = (a: { effectiveOn: string; order: number }, b: { effectiveOn: string; order: number }): number =>
  a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.order - b.order
