import { explain, type ExplainOptions, type Explanation } from '@taizhang/audit'
import { plusDays, type View } from '@taizhang/core'
import { bracketed, figureRows, type Figure } from '@taizhang/core/figures'

import { namesIn } from '../csv-names.ts'
import { withIdOf } from '../by-name.ts'
import { domainOf } from '../domain.ts'
import { explainPage } from '../explain-page.ts'
import { explainColumns, explainRows } from '../explain-rows.ts'
import { figureNamed } from '../figure-named.ts'
import { readGrouped, valuesNamed } from '../grouped.ts'
import type { Language } from '../language.ts'
import { withLedger } from '../open-ledger.ts'
import type { GroupedFlags, ViewFlags } from '../options.ts'
import { readTimes, readWindow, viewAt, type WindowFlags } from '../read-options.ts'
import { scopeNamed } from '../scope-named.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'
import { subjectName } from '../thing-names.ts'

export interface ExplainFlags extends ViewFlags, GroupedFlags, WindowFlags {
  readonly scope?: string | undefined
  readonly subject?: string | undefined
}

/** `explain`: why a figure is what it is. */
export async function explainCommand(
  session: Session,
  flags: ExplainFlags,
  address: string,
  figureId: string,
): Promise<void> {
  const times = await readTimes(flags, session)
  const window = readWindow(flags, times.day)
  const domain = await domainOf(session)
  const figure = figureNamed(domain, figureId)
  const cut = readGrouped(domain, flags)
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const scope = scopeNamed(view, flags.scope)
    const { by, where } = valuesNamed(view, cut)
    const groups = by.length === 0 ? [{ scope }] : groupsOf(view, figure, { scope, window, by, where })
    const { subject, all } = withIdOf(view, flags.subject, (known) => ({
      subject: known,
      all: groups
        .flatMap((one) => explain(ledger, view, figure, { ...one, subject: known, window, where }))
        .map(lastDayIncluded),
    }))
    const found = subject === undefined ? all : mostTelling(all)
    if (subject !== undefined && found.length === 0) noSuchSubject(view, figure, subject)
    await session.print({
      json: found,
      rows: found.flatMap(explainRows),
      columns: explainColumns,
      names: namesIn(view),
      table: (paint) => found.map((one) => explainPage(one, view, paint)).join('\n'),
    })
  })
}

/** Each group that the figure has a row for. */
const groupsOf = (
  view: View,
  figure: Figure,
  asked: Parameters<typeof figureRows>[2],
): readonly Pick<ExplainOptions, 'scope' | 'group'>[] =>
  figureRows(view, figure, asked).flatMap(({ scope, by }) => (by === undefined ? [] : [{ scope, group: by }]))

const lastDayIncluded = (one: Explanation): Explanation =>
  one.to === undefined ? one : { ...one, to: plusDays(one.to, -1) }

/** Of a subject's explanations those under the scopes that it belongs to; where there are none, those that say why not. */
function mostTelling(all: readonly Explanation[]): readonly Explanation[] {
  const found = all.filter(
    ({ counted, inWhole = [], notCounted }) => counted.length + inWhole.length + notCounted.length > 0,
  )
  const own = found.filter(({ counted, inWhole = [], notCounted, whole }) => {
    // What is in a rate's whole belongs to the scope; of other figures, what no other scope and no other day explains.
    const belongs = notCounted.filter((item) =>
      whole === undefined
        ? item.reasons.some(({ why }) => why !== 'other-scope' && why !== 'not-held')
        : item.whole !== undefined,
    )
    return counted.length + inWhole.length + belongs.length > 0
  })
  return own.length > 0 ? own : found
}

function noSuchSubject(view: View, { id: figure, title }: Figure, subject: string): never {
  const { book, asOf, size } = view
  const name = subjectName(view, subject)
  const named = (language: Language): string => (name ? bracketed(name[language], subject)[language] : subject)
  return stop(
    'notFound',
    'no-such-subject',
    {
      zh: `截至 ${asOf}、已知 ${size} 条，台账 ${book} 的指标 ${bracketed(title.zh, figure).zh}与 ${named('zh')} 无关：既没有计入，也不是未计入的对象`,
      en: `as of ${asOf}, known at size ${size}, figure ${bracketed(title.en, figure).en} of book ${book} has nothing to do with ${named('en')}: it was not counted and is nothing that could have been`,
    },
    { figure, subject, asOf, size },
  )
}
