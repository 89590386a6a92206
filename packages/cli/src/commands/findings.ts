import { plusDays } from '@taizhang/core'
import { asGrave, findingsOn, type Finding, type Severity } from '@taizhang/kernel'

import { withIdOf } from '../by-name.ts'
import { bilingualRow } from '../csv.ts'
import { withEndText } from '../end-text.ts'
import { exitCodes } from '../exit-codes.ts'
import { findingsPage } from '../findings-page.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { expectInOrder, readDay, readTimes, readWindow, viewAt, type WindowFlags } from '../read-options.ts'
import type { Session } from '../session.ts'
import { readSeverity } from '../severities.ts'
import { Stop } from '../stop.ts'
import { subjectName } from '../thing-names.ts'

export interface FindingsFlags extends ViewFlags, WindowFlags {
  readonly rule?: string | undefined
  readonly subject?: string | undefined
  readonly severity?: string | undefined
  readonly failOn?: string | undefined
}

/** `findings`: what the rulebook finds wrong on a day, or on some day of a window. */
export async function findings(session: Session, flags: FindingsFlags, address: string): Promise<void> {
  const times = await readTimes(flags, session)
  const window = windowOf(flags, times.day)
  const severity = readSeverity('severity', flags.severity)
  const failOn = readSeverity('fail-on', flags.failOn)
  const { rule, subject } = flags
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const all = withIdOf(view, subject, (known) => findingsOn(view, { rule, subject: known, severity, window }))
    const found = all.map((finding) => {
      const name = subjectName(view, finding.subject)
      return name === undefined ? finding : { ...finding, name }
    })
    await session.print({
      json: found,
      rows: session.format === 'csv' ? found.map((row) => bilingualRow(withEndText(row))) : found,
      columns: csvColumns,
      table: (paint) => findingsPage(view, found, window, paint),
      verdict: failOn === undefined ? undefined : tooGrave(found, failOn),
    })
  })
}

/** A window includes both of its days; either may be left out. */
function windowOf(flags: FindingsFlags, asOf: string): { from: string; to: string } | undefined {
  const { from, to, period } = flags
  if (period !== undefined) return { from: asOf, to: plusDays(asOf, 1), ...readWindow(flags, asOf) }
  if (from === undefined && to === undefined) return undefined
  const first = from === undefined ? '0001-01-01' : readDay('from', from)
  const last = to === undefined ? asOf : readDay('to', to)
  expectInOrder(first, last)
  return { from: first, to: plusDays(last, 1) }
}

function tooGrave(found: readonly Finding[], failOn: Severity): Stop | undefined {
  const grave = found.filter(({ severity }) => asGrave(severity, failOn))
  if (grave.length === 0) return undefined
  return new Stop(exitCodes.unsound, {
    code: 'findings',
    message: {
      zh: `有 ${grave.length} 项达到 --fail-on ${failOn}`,
      en: `${grave.length} ${grave.length === 1 ? 'finding is' : 'findings are'} as grave as --fail-on ${failOn}`,
    },
    count: grave.length,
    next: {
      zh: '按各项所写的“下一步”处理，录入后再运行',
      en: 'do what each finding says under “next”, record it, and run this again',
    },
  })
}

const csvColumns = [
  'ruleId',
  'severity',
  'subject',
  'since',
  'until',
  'titleZh',
  'titleEn',
  'messageZh',
  'messageEn',
  'textZh',
  'textEn',
  'citationZh',
  'citationEn',
  'nextZh',
  'nextEn',
  'events',
  'edition',
  'nameZh',
  'nameEn',
]
