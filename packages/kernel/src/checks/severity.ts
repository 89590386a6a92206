import * as z from 'zod'
import type { Words } from '../errors/refusal.ts'
import { expectText, unknown } from '../doors/doors.ts'

/** 提醒、警示、不合规: from a deadline ahead (notice) over 一般 (warning) to 应当 (violation). */
export const severity = z.enum(['notice', 'warning', 'violation'])

/** How grave a finding is, from `notice` to `violation`. */
export type Severity = z.output<typeof severity>

/** What severities are called. */
export const severityWords: Readonly<Record<Severity, Words>> = {
  notice: { zh: '提醒', en: 'notice' },
  warning: { zh: '警示', en: 'warning' },
  violation: { zh: '不合规', en: 'violation' },
}

/** How grave a severity is: the higher the number, the graver. */
export const rankOf = (one: Severity): number => severity.options.indexOf(one)

/**
 * Whether the first severity is at least as grave as the second.
 *
 * Throws `LedgerError` (not-found) where either is no severity.
 *
 * @example asGrave('violation', 'warning') // => true
 */
export function asGrave(a: Severity, b: Severity): boolean {
  expectSeverity(a, 'a')
  expectSeverity(b, 'b')
  return rankOf(a) >= rankOf(b)
}

/** Fails: usage where a value is no text, not-found where it is no severity. */
export function expectSeverity(value: string | undefined, parameter: string): void {
  expectText(value, parameter)
  if (value === undefined || severity.options.some((one) => one === value)) return
  unknown({
    code: 'no-such-severity',
    parameter,
    what: { zh: '程度', en: 'severity' },
    name: value,
    names: severity.options,
    fields: { severities: severity.options },
  })
}
