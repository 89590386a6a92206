import { canonicalText as textOf, plainJson } from '../events/canonical.ts'
import type { CivilDate } from '../time/civil-date.ts'
import { expectDay, expectObject, expectWhole } from './doors.ts'
import type { TableRow } from '../facts/table-changes.ts'
import { knownLive as isKnownLive, type BookEvent } from '../events/recorded-event.ts'
import { LedgerError } from '../errors/refusal.ts'
import { holdsOn as isHeldOn } from '../facts/row.ts'

/*
 * Functions that are called very often inside, as programs that embed core have them: these check what they are given.
 */

/**
 * The canonical text of a JSON value (RFC 8785).
 *
 * Throws `LedgerError` (usage) where it is none: lone surrogates, numbers past 2^53 or not finite, more than 64 levels, dates, functions.
 *
 * @example canonicalText({ b: 1, a: [true, 'x'] }) // => '{"a":[true,"x"],"b":1}'
 */
export function canonicalText(value: unknown): string {
  const plain = plainJson(value)
  if (!plain.ok) throw new LedgerError('usage', { ...plain.refusal, parameter: 'value' })
  return textOf(plain.value)
}

/**
 * Whether the row holds on the day. Throws `LedgerError` (usage) where that is none.
 *
 * @example
 * const [lathe] = rowsOn(view, machine)
 * lathe && holdsOn(lathe, '2019-12-31') // => false
 */
export function holdsOn(row: TableRow, day: CivilDate): boolean {
  expectObject(row, 'row')
  expectDay(day, 'day')
  return isHeldOn(row, day)
}

/**
 * Whether an event counts for someone who knows the book up to this size. Throws `LedgerError` (usage) where it is none.
 *
 * @example
 * const [event] = ledger.history('m1')
 * event && knownLive(event, ledger.size) // => true
 */
export function knownLive(event: BookEvent, size: number): boolean {
  expectObject(event, 'event')
  expectWhole(size, 'size')
  return isKnownLive(event, size)
}
