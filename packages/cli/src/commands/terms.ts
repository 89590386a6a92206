import { termsDue, type Span, type TermDue } from '@taizhang/core/figures'
import { organizationKindWords, termCalendar, termRemarks, termState } from '@taizhang/report'

import { expectParty } from '../domain.ts'
import { heading } from '../heading.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { readTimes, viewAt } from '../read-options.ts'
import type { Session } from '../session.ts'
import { sheet, type Paint } from '../sheet.ts'
import { stop } from '../stop.ts'

export interface TermsFlags extends ViewFlags {
  readonly within?: string | undefined
}

const columns = [
  'organizationId',
  'name',
  'kind',
  'category',
  'superiorId',
  'superiorName',
  'startedOn',
  'years',
  'expiresOn',
  'extendedTo',
  'dueOn',
  'daysLeft',
  'remindedOn',
  'earlyElectionOn',
  'endsOn',
  'renewed',
  'secretaryIds',
  'openedBy',
] as const satisfies readonly (keyof TermDue)[]

/** `terms`: the terms overdue and coming due, soonest first. */
export async function terms(session: Session, flags: TermsFlags, address: string): Promise<void> {
  await expectParty(session, 'terms')
  const times = await readTimes(flags, session)
  const within = readSpan(flags.within ?? '6m')
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const found = termsDue(view, within)
    await session.print({
      json: found,
      rows: found,
      columns,
      table: (paint) => heading(view, paint) + termSheet(found, paint),
      ics: () => termCalendar(view, found, session.language),
    })
  })
}

const units = { d: 'days', m: 'months', y: 'years' } as const

function readSpan(text: string): Span {
  const [, amount, unit] = /^(\d{1,4})([dmy])$/.exec(text) ?? []
  if (amount !== undefined && unit !== undefined)
    return { amount: Number(amount), unit: units[unit as keyof typeof units] }
  return stop(
    'usage',
    'bad-span',
    {
      zh: `--within 应为天数、月数或年数，写作 90d、6m 或 1y，而不是 ${text}`,
      en: `--within takes a number of days, months or years, such as 90d, 6m or 1y, not ${text}`,
    },
    { option: 'within', found: text },
  )
}

const termSheet = (terms: readonly TermDue[], paint: Paint): string =>
  sheet<TermDue>(
    [
      { title: { zh: '组织', en: 'organization' }, cell: ({ organizationId }) => organizationId },
      { title: { zh: '名称', en: 'name' }, cell: ({ name }) => name },
      { title: { zh: '类型', en: 'kind' }, cell: ({ kind }) => organizationKindWords[kind]?.[paint.language] ?? kind },
      {
        title: { zh: '上级', en: 'superior' },
        cell: ({ superiorId, superiorName }) => superiorName ?? superiorId ?? '',
      },
      { title: { zh: '开始', en: 'started' }, cell: ({ startedOn }) => startedOn },
      { title: { zh: '任期届满', en: 'ends' }, cell: ({ dueOn }) => dueOn },
      { title: { zh: '情况', en: 'state' }, cell: (term) => termState(term, paint.language) },
      { title: { zh: '书记', en: 'secretary' }, cell: ({ secretaryIds }) => secretaryIds.join(' ') },
      {
        title: { zh: '备注', en: 'remarks' },
        cell: (term) =>
          termRemarks(term)
            .map(({ words, day }) => `${words[paint.language]} ${day}`)
            .join({ zh: '；', en: '; ' }[paint.language]),
      },
    ],
    terms,
    paint,
  )
