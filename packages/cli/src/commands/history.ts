import { subjectHistory, type HistoryEntry, type View } from '@taizhang/core'
import { subjectsOf } from '@taizhang/kernel/internal'

import { bilingualRow } from '../csv.ts'
import { namesIn } from '../csv-names.ts'

import { withIdOf } from '../by-name.ts'
import { contentText, type NameOf } from '../event-data.ts'
import { heading } from '../heading.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { readTimes, viewAt } from '../read-options.ts'
import type { Session } from '../session.ts'
import { sheet, type Paint } from '../sheet.ts'
import { subjectName } from '../thing-names.ts'

const columns = [
  'position',
  'id',
  'type',
  'titleZh',
  'titleEn',
  'version',
  'effectiveOn',
  'recordedAt',
  'withdrawnBy',
  'actor',
  'corrects',
  'reason',
  'evidence',
  'data',
]

/** `history`: every event about a subject, withdrawn ones marked. `--as-of` leaves out what took effect later. */
export async function history(session: Session, flags: ViewFlags, address: string, subject: string): Promise<void> {
  const times = await readTimes(flags, session)
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const all = withIdOf(view, subject, (known) => subjectHistory(ledger, known, { knownAt: view.size }))
    const entries = all.filter(({ effectiveOn }) => flags.asOf === undefined || effectiveOn <= times.day).map(inOrder)
    const titled = (entry: HistoryEntry) => ({ ...entry, title: view.domain.events.get(entry.type)?.title })
    await session.print({
      json: entries,
      rows: session.format === 'csv' ? entries.map((entry) => bilingualRow(titled(entry))) : entries,
      columns,
      names: namesIn(view),
      table: (paint) => heading(view, paint) + historySheet(view, entries, paint),
    })
  })
}

/** What people look for first comes first. */
function inOrder({ position, id, type, effectiveOn, recordedAt, withdrawnBy, data, ...rest }: HistoryEntry) {
  const withdrawn = withdrawnBy === undefined ? {} : { withdrawnBy }
  return { position, id, type, effectiveOn, recordedAt, ...withdrawn, data, ...rest }
}

function historySheet(view: View, entries: readonly HistoryEntry[], paint: Paint): string {
  const title = (type: string): string | undefined => view.domain.events.get(type)?.title[paint.language]
  const nameOf = (id: string): string | undefined => subjectName(view, id)?.[paint.language]
  // A text may be the same as an id: what has a name is what the event is about, and what it takes back.
  const namesOf = ({ type, data }: HistoryEntry): NameOf => {
    const definition = view.domain.events.get(type)
    const ids = new Set(definition ? [...subjectsOf(definition, data), definition.withdraws?.(data)] : [])
    return (id) => (ids.has(id) ? nameOf(id) : undefined)
  }
  return sheet<HistoryEntry>(
    [
      { title: { zh: '位置', en: 'position' }, cell: ({ position }) => position, align: 'right' },
      { title: { zh: '生效日期', en: 'effective' }, cell: ({ effectiveOn }) => effectiveOn },
      { title: { zh: '录入时刻', en: 'recorded' }, cell: ({ recordedAt }) => recordedAt },
      { title: { zh: '记录', en: 'event' }, cell: ({ type }) => title(type) ?? type },
      {
        title: { zh: '被撤回或更正', en: 'withdrawn by' },
        cell: ({ withdrawnBy }) => (withdrawnBy === undefined ? '' : (nameOf(withdrawnBy) ?? withdrawnBy)),
      },
      {
        title: { zh: '内容', en: 'data' },
        cell: (entry) => contentText(view.domain, entry.data, namesOf(entry), paint.language),
      },
    ],
    entries,
    paint,
  )
}
