import { severity as severities, type Severity } from '@taizhang/core'

import type { Words } from './language.ts'
import { stop } from './stop.ts'

export const severityWords: Readonly<Record<Severity, Words>> = {
  notice: { zh: '提醒', en: 'notice' },
  warning: { zh: '警示', en: 'warning' },
  violation: { zh: '违反', en: 'violation' },
}

/** A severity as an option gives it. */
export function readSeverity(option: string, text: string | undefined): Severity | undefined {
  if (text === undefined) return undefined
  const found = severities.options.find((name) => name === text)
  if (found !== undefined) return found
  const list = severities.options.join(', ')
  return stop(
    'usage',
    'bad-option-value',
    { zh: `--${option} 应为 ${list} 之一，而不是 ${text}`, en: `--${option} takes one of ${list}, not ${text}` },
    { option, found: text },
  )
}
