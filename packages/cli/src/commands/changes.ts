import { changesBetween, listsOf, type Cell, type Change } from '@taizhang/core/figures'
import { plusDays, type View } from '@taizhang/core'

import { bilingualRow } from '../csv.ts'
import { heading } from '../heading.ts'
import type { Language, Words } from '../language.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { readTimes, readWindow, viewAt, type WindowFlags } from '../read-options.ts'
import type { Session } from '../session.ts'
import { sheet, type Paint } from '../sheet.ts'
import { subjectName, wordOf, yesNo } from '../thing-names.ts'

export interface ChangesFlags extends ViewFlags, WindowFlags {}

const columns = [
  'on',
  'typeTitleZh',
  'typeTitleEn',
  'what',
  'relation',
  'id',
  'name',
  'changedZh',
  'changedEn',
  'type',
  'event',
]

/** `changes`: what was listed, founded, renamed, ended between two days (变更说明). */
export async function changes(session: Session, flags: ChangesFlags, address: string): Promise<void> {
  const times = await readTimes(flags, session)
  const { from = `${times.day.slice(0, 4)}-01-01`, to = plusDays(times.day, 1) } = readWindow(flags, times.day)
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const found = changesBetween(view, { from, to: plusDays(to, -1) }).map((change) => ({
      ...change,
      type: ledger.event(change.event)?.type ?? '',
    }))
    const rows = found.map((change) => {
      const typeTitle = view.domain.events.get(change.type)?.title
      const changed = { zh: changedText(view, change, 'zh'), en: changedText(view, change, 'en') }
      return { ...change, ...(typeTitle ? { typeTitle } : {}), changed }
    })
    await session.print({
      json: found,
      rows: session.format === 'csv' ? rows.map(bilingualRow) : found,
      columns,
      table: (paint) => heading(view, paint) + span({ from, to: plusDays(to, -1) }, paint) + changeSheet(rows, paint),
    })
  })
}

const span = ({ from, to }: { readonly from: string; readonly to: string }, { language, dim }: Paint): string =>
  `${dim({ zh: `变更说明：${from} 至 ${to}，含首尾两日`, en: `changes from ${from} to ${to}, both included` }[language])}\n`

type Shown = Omit<Change, 'changed'> & { readonly typeTitle?: Words; readonly changed: Words; readonly type: string }

const changeSheet = (rows: readonly Shown[], paint: Paint): string =>
  sheet<Shown>(
    [
      { title: { zh: '日期', en: 'on' }, cell: ({ on }) => on },
      { title: { zh: '变更', en: 'change' }, cell: ({ typeTitle, type }) => typeTitle?.[paint.language] ?? type },
      { title: { zh: '编号', en: 'id' }, cell: ({ id }) => id },
      { title: { zh: '名称', en: 'name' }, cell: ({ name }) => name },
      { title: { zh: '由何改为何', en: 'from, to' }, cell: ({ changed }) => changed[paint.language] },
    ],
    rows,
    paint,
  )

/** What became what: `名称 甲 → 乙`; an id by its name. */
function changedText(view: View, { relation, changed }: Change, language: Language): string {
  const list = [...listsOf(view).values()].find(({ of }) => of.name === relation)
  const titleOf = (attribute: string): string =>
    list?.columns.find(({ id }) => id === attribute)?.title[language] ?? wordOf(view.domain, attribute)[language]
  const said = (value: Cell): string => {
    if (value === null) return '—'
    const text = String(value)
    if (text === 'true' || text === 'false') return yesNo[text][language]
    const label = wordOf(view.domain, text)[language]
    return label === text ? (subjectName(view, text)?.[language] ?? text) : label
  }
  return changed
    .map(({ attribute, from, to }) => `${titleOf(attribute)} ${said(from)} → ${said(to)}`)
    .join({ zh: '；', en: '; ' }[language])
}
