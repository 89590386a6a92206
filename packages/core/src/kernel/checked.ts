import { canonicalText as textOf, plainJson } from './canonical.ts'
import type { CivilDate } from './civil-date.ts'
import { expectDay, expectObject, expectWhole } from './doors.ts'
import type { TableRow } from './event-store.ts'
import { knownLive as isKnownLive, type BookEvent } from './recorded-event.ts'
import { LedgerError } from './refusal.ts'
import { holdsOn as isHeldOn } from './row.ts'

/*
 * Functions that are called very often inside, as programs that embed core have them: these check what they are given.
 */

/**
 * The canonical text of a JSON value (RFC 8785).
 *
 * Throws `LedgerError` (usage) where it is none: lone surrogates, numbers past 2^53 or not finite, more than 64 levels, dates, functions.
 */
export function canonicalText(value: unknown): string {
  const plain = plainJson(value)
  if (!plain.ok) throw new LedgerError('usage', { ...plain.refusal, parameter: 'value' })
  return textOf(plain.value)
}

/** Whether the row holds on the day. Throws `LedgerError` (usage) where that is none. */
export function holdsOn(row: TableRow, day: CivilDate): boolean {
  expectObject(row, 'row')
  expectDay(day, 'day')
  return isHeldOn(row, day)
}

/** Whether an event counts for someone who knows the book up to this size. Throws `LedgerError` (usage) where it is none. */
export function knownLive(event: BookEvent, size: number): boolean {
  expectObject(event, 'event')
  expectWhole(size, 'size')
  return isKnownLive(event, size)
}
