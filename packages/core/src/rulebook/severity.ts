import * as z from 'zod'
import type { Words } from '../kernel/refusal.ts'

/** 提醒、警示、不合规: from a deadline ahead (notice) over 一般 (warning) to 应当 (violation). */
export const severity = z.enum(['notice', 'warning', 'violation'])

export type Severity = z.output<typeof severity>

/** What severities are called. */
export const severityWords: Readonly<Record<Severity, Words>> = {
  notice: { zh: '提醒', en: 'notice' },
  warning: { zh: '警示', en: 'warning' },
  violation: { zh: '不合规', en: 'violation' },
}

/** Whether the first is at least as grave as the second. */
export const asGrave = (a: Severity, b: Severity): boolean => severity.options.indexOf(a) >= severity.options.indexOf(b)
