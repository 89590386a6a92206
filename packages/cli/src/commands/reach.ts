import type { View } from '@taizhang/core'
import { reachOf, type Reach } from '@taizhang/core/figures'

import { domainOf, expectParty } from '../domain.ts'
import { figureNamed } from '../figure-named.ts'
import { byText } from '../figure-words.ts'
import { readGrouped, valuesNamed } from '../grouped.ts'
import { heading } from '../heading.ts'
import { withLedger } from '../open-ledger.ts'
import type { GroupedFlags, ViewFlags } from '../options.ts'
import { readTimes, viewAt } from '../read-options.ts'
import { scopeNamed } from '../scope-named.ts'
import { scopeTitles } from '../scopes.ts'
import type { Session } from '../session.ts'
import { sheet, type Paint } from '../sheet.ts'
import { stop } from '../stop.ts'

export interface ReachFlags extends ViewFlags, GroupedFlags {
  readonly scope?: string | undefined
}

const columns = ['scope', 'by', 'part', 'whole', 'missing', 'candidates']

/** `reach`: how many more units each group needs for a rate to come to so many percent, and which could be the ones. */
export async function reach(
  session: Session,
  flags: ReachFlags,
  address: string,
  figureId: string,
  percent: string,
): Promise<void> {
  await expectParty(session, 'reach')
  const domain = await domainOf(session)
  const figure = figureNamed(domain, figureId)
  const aim = readPercent(percent)
  const times = await readTimes(flags, session)
  const cut = readGrouped(domain, flags)
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const found = reachOf(view, figure, aim, { scope: scopeNamed(view, flags.scope), ...valuesNamed(view, cut) })
    await session.print({
      json: found,
      rows: found,
      columns,
      table: (paint) => heading(view, paint) + reachSheet(view, found, paint),
    })
  })
}

function readPercent(text: string): number {
  const plain = text.replace(/[%％]$/u, '')
  if (/^\d{1,3}(\.\d+)?$/.test(plain) && Number(plain) <= 100) return Number(plain)
  return stop(
    'usage',
    'bad-percent',
    { zh: `应为 0 到 100 的百分比，而不是 ${text}`, en: `a percentage from 0 to 100 is needed, not ${text}` },
    { found: text },
  )
}

/** Candidates told in a table; the other formats have them all. */
const candidatesMax = 3

function reachSheet(view: View, found: readonly Reach[], paint: Paint): string {
  const { language } = paint
  const titles = scopeTitles(view)
  return sheet<Reach>(
    [
      { title: { zh: '口径', en: 'scope' }, cell: ({ scope = '' }) => titles.get(scope)?.[language] ?? scope },
      { title: { zh: '分组', en: 'group' }, cell: ({ by }) => (by ? byText(by, [view], language) : all[language]) },
      { title: { zh: '现有', en: 'now' }, cell: ({ part, whole }) => `${part}/${whole}`, align: 'right' },
      { title: { zh: '还差', en: 'missing' }, cell: ({ missing }) => missing, align: 'right' },
      {
        title: { zh: '可选（正式党员数）', en: 'candidates (full members)' },
        cell: (row) => candidatesText(row, language),
      },
    ],
    found,
    paint,
  )
}

const all = { zh: '合计', en: 'all' }

function candidatesText({ candidates }: Reach, language: Paint['language']): string {
  const shown = candidates.slice(0, candidatesMax).map(({ name, fullMembers }) => `${name}（${fullMembers}）`)
  const rest = candidates.length - shown.length
  const more = rest > 0 ? { zh: ` 等 ${candidates.length} 家`, en: ` … (${candidates.length})` }[language] : ''
  return shown.join({ zh: '、', en: ', ' }[language]) + more
}
