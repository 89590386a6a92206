import { late, type LateList } from '@taizhang/audit'

import { namesIn } from '../csv-names.ts'
import { latePage } from '../late-page.ts'
import { withLedger } from '../open-ledger.ts'
import type { BookFlags } from '../options.ts'
import { readCount, readKnownAt, viewAt } from '../read-options.ts'
import { scopeTitles } from '../scopes.ts'
import type { Session } from '../session.ts'

export interface LateFlags extends BookFlags {
  readonly since?: string | undefined
  readonly days?: string | undefined
  readonly trust?: string | undefined
}

const daysByDefault = 30

const columns = [
  'recordedAt',
  'size',
  'position',
  'type',
  'effectiveOn',
  'reachesBackTo',
  'days',
  'why',
  'asOf',
  'moved',
  'takesBack',
]

/** `late`: what was recorded long after it took effect, or behind a seal, and which figures it moved. */
export async function lateCommand(session: Session, flags: LateFlags, address: string): Promise<void> {
  const days = flags.days === undefined ? daysByDefault : readCount('days', flags.days)
  const since = await readKnownAt(flags.since, flags.trust, 'since')
  await withLedger(session, address, { ...flags, known: [since] }, async (ledger) => {
    const now = ledger.asOf('9999-12-30')
    const sealed = since === undefined ? undefined : viewAt(session, ledger, { day: now.asOf, knownAt: since })
    const found = late(ledger, { days, sealed, onProgress: progressOf(session) })
    await session.print({
      json: found,
      rows: rowsOf(found),
      columns,
      names: namesIn(now),
      table: (paint) => latePage(found, { view: now, scopes: scopeTitles(now) }, paint),
    })
  })
}

const progressOf =
  ({ progress, language }: Session) =>
  (done: number, all: number): void =>
    progress.update({ zh: `已算 ${done} / ${all} 批`, en: `${done} of ${all} batches counted` }[language])

/** A line for each event; what its batch moved is on each of them. */
function rowsOf({ batches, events }: LateList): readonly object[] {
  const told = new Map(events.map((event) => [event.position, event]))
  return batches.flatMap(({ recordedAt, size, late: found, asOf, moved }) =>
    found.map(({ event, reachesBackTo, days, why, takesBack }) => ({
      recordedAt,
      size,
      position: event,
      type: told.get(event)?.type,
      effectiveOn: told.get(event)?.effectiveOn,
      reachesBackTo,
      days,
      why,
      ...(takesBack ? { takesBack } : {}),
      asOf,
      moved,
    })),
  )
}
