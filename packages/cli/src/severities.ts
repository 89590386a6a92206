import { severity as severities, type Severity } from '@taizhang/kernel'

import { stop } from './stop.ts'

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
