import { dossierOf, subjectName, type Dossier } from '@taizhang/core/rulebook'

import { withIdOf } from '../by-name.ts'
import { namesIn } from '../csv-names.ts'
import { dossierPage } from '../dossier-page.ts'
import { expectParty } from '../domain.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { readTimes, viewAt } from '../read-options.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'

/** CSV has the dossier as one row; its lists are JSON in their cells. */
const columns = [
  'organizationId',
  'book',
  'asOf',
  'knownAt',
  'size',
  'profile',
  'profileHistory',
  'subordinates',
  'coverage',
  'units',
  'rectifications',
  'terms',
  'offices',
  'partyGroups',
  'crossAppointments',
  'members',
  'mobileMembers',
  'absences',
  'disciplinaryProbations',
  'corrections',
  'together',
  'candidates',
  'exceptions',
  'findings',
  'venues',
  'roleUnits',
  'villagePairings',
  'talentSites',
  'brands',
  'interviews',
  'activities',
] as const satisfies readonly (keyof Dossier)[]

/** `organization`: everything about one organization, 一组织一档. */
export async function organization(session: Session, flags: ViewFlags, address: string, id: string): Promise<void> {
  await expectParty(session, 'organization')
  const times = await readTimes(flags, session)
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const dossier = withIdOf(view, id, (known) => dossierOf(view, known))
    if (!dossier)
      return stop(
        'notFound',
        'no-such-organization',
        {
          zh: `截至 ${view.asOf}，台账 ${view.book} 没有党组织 ${id}`,
          en: `book ${view.book} has no organization ${id} as of ${view.asOf}`,
        },
        { organizationId: id, asOf: view.asOf, size: view.size },
      )
    const nameOf = (subject: string): string | undefined => subjectName(view, subject)?.[session.language]
    await session.print({
      json: dossier,
      columns,
      names: namesIn(view),
      table: (paint) => dossierPage(dossier, nameOf, paint),
    })
  })
}
