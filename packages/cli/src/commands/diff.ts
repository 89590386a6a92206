import { diff, type Diff } from '@taizhang/audit'
import { expectScope, figureCatalogue, figureNamed } from '@taizhang/core/figures'

import { diffPage } from '../diff-page.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { readTwoTimes, twoViews } from '../ranges.ts'
import { scopeTitles } from '../scopes.ts'
import type { Session } from '../session.ts'

export interface DiffFlags extends ViewFlags {
  readonly scope?: string | undefined
}

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
]

/** `diff`: what differs between two views, figure by figure, and the events that explain it. */
export async function diffCommand(
  session: Session,
  flags: DiffFlags,
  address: string,
  ...ids: readonly string[]
): Promise<void> {
  const times = await readTwoTimes(flags, session)
  const asked = ids.length > 0 ? ids.map(figureNamed) : figureCatalogue.values()
  await withLedger(session, address, { ...flags, known: times.knownAt }, async (ledger) => {
    const [first, second] = twoViews(session, ledger, times)
    expectScope(second.facts, flags.scope)
    // With a scope, figures that are not counted by scope are left out unless they are named.
    const figures = [...asked].filter(({ scoped }) => flags.scope === undefined || scoped || ids.length > 0)
    const found = diff(ledger, first, second, { figures, scope: flags.scope })
    await session.print({
      json: found,
      rows: rowsOf(found),
      columns,
      table: (paint) => diffPage(found, ledger.definitions, scopeTitles(second), paint),
    })
  })
}

/** A line for each subject that makes a figure differ. */
const rowsOf = ({ differences }: Diff): readonly object[] =>
  differences.flatMap(({ steps, ...figure }) =>
    steps.flatMap(({ because, subjects }) =>
      subjects.map(({ of, subject, group, events, ...own }) => ({
        ...figure,
        because,
        ...(of === undefined ? {} : { of }),
        ...(subject ? { subject: subject.key } : {}),
        ...(group === undefined ? {} : { group }),
        subjectFirst: own.first,
        subjectSecond: own.second,
        subjectDifference: own.difference,
        events,
      })),
    ),
  )
