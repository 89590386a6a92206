import { diff, type Diff, type Difference } from '@taizhang/audit'
import type { View } from '@taizhang/core'
import type { Domain } from '@taizhang/kernel/define'
import { scopesOfFigure } from '@taizhang/kernel/internal'

import { namedIn } from '../audit-words.ts'
import { namesIn } from '../csv-names.ts'
import { diffPage } from '../diff-page.ts'
import { domainOf } from '../domain.ts'
import { figureNamed } from '../figure-named.ts'
import { countedIn, isMoney } from '../figure-words.ts'
import { canBeGrouped, readGrouped, valuesNamed } from '../grouped.ts'
import { lastDayIncluded } from '../last-day.ts'
import { withLedger } from '../open-ledger.ts'
import type { GroupedFlags, ViewFlags } from '../options.ts'
import { readTwoTimes, twoViews } from '../ranges.ts'
import { scopeNamed } from '../scope-named.ts'
import { scopeTitles, type ScopeTitles } from '../scopes.ts'
import type { Session } from '../session.ts'

export interface DiffFlags extends Omit<ViewFlags, 'with'>, GroupedFlags {
  readonly scope?: string | undefined
}

/** What a row says in the figure's measure. */
const amounts = [
  'first',
  'second',
  'difference',
  'part',
  'whole',
  'wholeDifference',
  'subjectFirst',
  'subjectSecond',
  'subjectDifference',
] as const

const columns = [
  'figure',
  'scope',
  'by',
  'measure',
  'first',
  'second',
  'difference',
  'because',
  'of',
  'subject',
  'group',
  'subjectFirst',
  'subjectSecond',
  'subjectDifference',
  'events',
  'points',
  'part',
  'whole',
  'wholeDifference',
  ...amounts.map((name) => `${name}Fen`),
  'name',
  'windows',
]

/** `diff`: what differs between two views, figure by figure, and the events that explain it. */
export async function diffCommand(
  session: Session,
  flags: DiffFlags,
  address: string,
  ...ids: readonly string[]
): Promise<void> {
  const times = await readTwoTimes(flags, session)
  const domain = await domainOf(session)
  const cut = readGrouped(domain, flags)
  const asked =
    ids.length > 0
      ? ids.map((id) => figureNamed(domain, id))
      : [...domain.figures.values()].filter((figure) => canBeGrouped(domain, figure, cut))
  await withLedger(session, address, { ...flags, known: times.knownAt }, async (ledger) => {
    const [first, second] = twoViews(session, ledger, times)
    const scope = scopeNamed(second, flags.scope)
    // With a scope, figures that cannot be asked of one are left out unless they are named.
    const figures = asked.filter((figure) => scope === undefined || scopesOfFigure(figure) || ids.length > 0)
    const found = withLastDays(diff(ledger, first, second, { figures, scope, ...valuesNamed(second, cut) }))
    const rows = rowsOf(found, domain)
    await session.print({
      json: found,
      rows,
      csvRows: rows.map((row) => withUnits(domain, row)),
      columns,
      names: namesIn(second),
      table: (paint) => diffPage(found, domain, { views: [second, first], scopes: titlesIn(first, second) }, paint),
    })
  })
}

/** Windows end with their last day, as everywhere on the command line. */
const withLastDays = (found: Diff): Diff => ({
  ...found,
  differences: found.differences.map(({ windows, ...one }) =>
    windows ? { ...one, windows: [lastDayIncluded(windows[0]), lastDayIncluded(windows[1])] } : one,
  ),
})

type DiffRow = Readonly<Record<string, unknown>> & Pick<Difference, 'figure' | 'measure'>

/** The row with money in columns of its own, so that no column has two units; of a rate of money, what its part and whole count too. */
function withUnits(domain: Domain, row: DiffRow): Readonly<Record<string, unknown>> {
  if (!isMoney(domain, countedIn(domain, row.figure))) return row
  const rate = ['first', 'second']
  const money = amounts.filter((name) => name in row && (row.measure === 'fen' || !rate.includes(name)))
  const named: Record<string, unknown> = { ...row }
  for (const name of money) {
    named[`${name}Fen`] = row[name]
    delete named[name]
  }
  return named
}

/** A scope may be defined in one of the views alone. */
const titlesIn = (...views: readonly View[]): ScopeTitles => new Map(views.flatMap((view) => [...scopeTitles(view)]))

/** What the subject is called, where it has a name. */
function nameOf(names: Diff['names'], ids: readonly string[]): { readonly name?: string } {
  const known = ids.map((id) => names[id]).filter((name) => name !== undefined)
  return known.length === 0 ? {} : { name: known.join(' ') }
}

/** A line for each subject that makes a figure differ. */
function rowsOf({ differences, names, events: told }: Diff, domain: Domain): readonly DiffRow[] {
  const byPosition = new Map(told.map((event) => [event.position, event]))
  const namedBy = (positions: readonly number[]): readonly string[] => [
    ...new Set(positions.flatMap((position) => namedIn({ domain, names }, byPosition.get(position)))),
  ]
  return differences.flatMap(({ steps, ...figure }) =>
    steps.flatMap(({ because, subjects }) =>
      subjects.map(({ of, subject, group, events, ...own }) => ({
        ...figure,
        because,
        ...(of === undefined ? {} : { of }),
        ...(subject ? { subject: subject.key } : {}),
        ...(group === undefined ? {} : { group }),
        ...nameOf(names, subject ? Object.values(subject.key) : namedBy(events)),
        subjectFirst: own.first,
        subjectSecond: own.second,
        subjectDifference: own.difference,
        events,
      })),
    ),
  )
}
