import { markdown, reportOf, type Report } from '@taizhang/report'

import { comparedDay, windowAsFarBefore } from '../compared.ts'
import { domainOf, expectParty } from '../domain.ts'
import { readGrouped, valuesNamed } from '../grouped.ts'
import { lastDayIncluded } from '../last-day.ts'
import { withLedger } from '../open-ledger.ts'
import type { GroupedFlags, ViewFlags } from '../options.ts'
import { expectInOrder, readTimes, readWindow, viewAt } from '../read-options.ts'
import type { Session } from '../session.ts'

export interface ReportFlags extends ViewFlags, GroupedFlags {
  readonly from?: string | undefined
  readonly compare?: string | undefined
  readonly period?: string | undefined
}

/** `report`: the work report on a day, in the source's five sections. */
export async function report(session: Session, flags: ReportFlags, address: string): Promise<void> {
  await expectParty(session, 'report')
  const cut = readGrouped(await domainOf(session), flags)
  const times = await readTimes(flags, session)
  const { from } = readWindow(flags, times.day)
  if (from !== undefined) expectInOrder(from, times.day, 'as-of')
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const then = flags.compare === undefined ? undefined : comparedDay(flags.compare, times.day)
    const compare =
      then === undefined
        ? undefined
        : {
            view: viewAt(session, ledger, { ...times, day: then }),
            ...windowAsFarBefore(from === undefined ? {} : { from }, then, times.day),
          }
    const made = reportOf(view, { from, compare, ...valuesNamed(view, cut) })
    const { language } = session
    await session.print({
      json: withLastDays(made),
      md: () => markdown(made, language),
      // Only the page needs the charts, which take a while to load.
      html: async () => (await import('@taizhang/report/html')).html(made, language),
    })
  })
}

const withLastDays = (report: Report): Report => ({
  ...report,
  sections: report.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, values: item.values.map(lastDayIncluded) })),
  })),
})
