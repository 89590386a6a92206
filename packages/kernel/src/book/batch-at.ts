import { endOfDay, isCivilDate, isZonedTime, type Instant } from '../time/civil-date.ts'
import { fail } from '../errors/refusal.ts'
import { wrong } from '../doors/doors.ts'

/** What the book knew: a size, a time with its zone (`2021-07-01T09:00:00Z`), or a date (its end where the book is kept). */
export type KnownAt = number | Instant

/** A whole batch: the size of the book after it, and when it was recorded. */
export interface Batch {
  readonly size: number
  readonly recordedAt: Instant
}

/** The whole batches of a book, wherever they are kept. */
export interface Batches {
  readonly book: string
  /** The book's size after the last of them. */
  readonly size: number
  /** What day it is at an instant. */
  readonly utcOffsetMinutes: number
  /** The last batch after which the book has at most so many events. */
  readonly upTo: (size: number) => Batch | undefined
}

/**
 * The last whole batch at or before a size or an instant; by default the last. Fails: not-found where there is none, usage where it is neither
 * a number nor a date nor a time with its zone.
 */
export function batchAt(batches: Batches, knownAt: KnownAt | undefined): Batch {
  const { book, size, upTo, utcOffsetMinutes } = batches
  if (knownAt !== undefined && !isKnownAt(knownAt)) wrong('bad-known-at', 'knownAt', times, knownAt)
  if (typeof knownAt === 'number' && (!Number.isSafeInteger(knownAt) || knownAt > size)) {
    fail(
      'not-found',
      'no-such-size',
      {
        zh: `台账 ${book} 只有 ${size} 条记录，没有 ${knownAt}`,
        en: `book ${book} has ${size} events, not ${knownAt}`,
      },
      { parameter: 'knownAt', size, knownAt },
    )
  }
  const found =
    typeof knownAt === 'string' ? lastRecorded(batches, inTime(knownAt, utcOffsetMinutes)) : upTo(knownAt ?? size)
  if (found) return found
  return fail(
    'not-found',
    'nothing-known',
    {
      zh: `台账 ${book} 在 ${String(knownAt)} 时还没有完整的批次`,
      en: `book ${book} has no whole batch at ${String(knownAt)}`,
    },
    { parameter: 'knownAt', knownAt },
  )
}

const times = {
  zh: '记录条数、日期（YYYY-MM-DD）或带时区的时刻',
  en: 'a size, a date (YYYY-MM-DD) or an instant with its zone',
}

const isKnownAt = (knownAt: unknown): boolean =>
  typeof knownAt === 'string' ? isCivilDate(knownAt) || isZonedTime(knownAt) : typeof knownAt === 'number'

/** Batches come in order of time, too, so the last one that was recorded in time is found by halving. */
function lastRecorded({ size, upTo }: Batches, fits: (batch: Batch) => boolean): Batch | undefined {
  let low = 0
  let high = size
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const batch = upTo(middle)
    if (!batch || fits(batch)) low = middle
    else high = batch.size - 1
  }
  return upTo(low)
}

function inTime(knownAt: Instant, utcOffsetMinutes: number): (batch: Batch) => boolean {
  if (isCivilDate(knownAt)) {
    const end = endOfDay(knownAt, utcOffsetMinutes)
    return ({ recordedAt }) => recordedAt < end
  }
  const instant = new Date(knownAt).toISOString()
  return ({ recordedAt }) => recordedAt <= instant
}
