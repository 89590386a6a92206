import type { View } from '@taizhang/core'
import type { Form } from '@taizhang/kernel/define'
import {
  listNamed,
  listOf,
  type Cell,
  type List,
  type ListColumn,
  type Listed,
  type ListRow,
} from '@taizhang/core/figures'

import { isCalled, onlyOne } from '../ambiguous.ts'
import { bilingualRow } from '../csv.ts'
import { domainOf } from '../domain.ts'
import { figureNamed } from '../figure-named.ts'
import { readGrouped, valuesNamed } from '../grouped.ts'
import { heading } from '../heading.ts'
import type { Language } from '../language.ts'
import { withLedger } from '../open-ledger.ts'
import type { GroupedFlags, ViewFlags } from '../options.ts'
import { readTimes, viewAt } from '../read-options.ts'
import { scopeNamed } from '../scope-named.ts'
import type { Session } from '../session.ts'
import { fitting, sheet, type Column, type Paint } from '../sheet.ts'
import { stop } from '../stop.ts'
import { subjectName, wordOf, yesNo } from '../thing-names.ts'

export interface ListFlags extends ViewFlags, Pick<GroupedFlags, 'where'> {
  readonly columns?: string | undefined
  readonly sort?: string | undefined
  readonly counted?: string | undefined
  readonly leftOut?: string | undefined
  readonly scope?: string | undefined
  readonly form?: string | undefined
}

/** `list`: the facts of a day as a flat table, all or what a figure counts or leaves out. */
export async function list(session: Session, flags: ListFlags, id: string, address: string): Promise<void> {
  const times = await readTimes(flags, session)
  const domain = await domainOf(session)
  const cut = readGrouped(domain, flags)
  const [counted, leftOut] = [flags.counted, flags.leftOut].map((figure) =>
    figure === undefined ? undefined : figureNamed(domain, figure),
  )
  const known = listNamed({ domain }, id)
  const form = flags.form === undefined ? undefined : await formFor(session, flags, known)
  const fill = form && (await import('@taizhang/tabular')).fillForm
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)
    const scope = scopeNamed(view, flags.scope)
    const found = listOf(view, known, {
      where: valuesNamed(view, cut).where,
      columns: flags.columns?.split(/[,，]/u).map((name) => columnIn(known, name.trim())),
      sort: flags.sort?.replace(/^(-?)(.*)$/u, (_, down: string, name: string) => `${down}${columnIn(known, name)}`),
      counted: counted && { figure: counted, scope },
      leftOut: leftOut && { figure: leftOut, scope },
    })
    await session.print({
      json: found.rows.map((row) => membersOf(found, row)),
      rows:
        session.format === 'csv'
          ? found.rows.map((row) => bilingualRow({ ...membersOf(found, row), ...namesIn(view, found, row) }))
          : found.rows.map((row) => membersOf(found, row)),
      columns: [...found.columns.map((column) => column.id), ...found.columns.filter(isNamed).flatMap(namesOf)],
      ...(form && fill ? { workbook: () => fill(form, view) } : {}),
      titles: new Map(found.columns.map((column) => [column.id, column.title])),
      table: (paint) =>
        `${heading(view, paint)}${listSheet(view, found, { areAsked: flags.columns !== undefined, paint })}${countLine(found, paint)}`,
    })
  })
}

/** A form is a workbook, and says itself which rows and columns it has. */
async function formFor(session: Session, flags: ListFlags, { id, of }: List): Promise<Form> {
  const { where, columns, sort, counted, leftOut, scope, form: name = '' } = flags
  const choices = Object.entries({ where: where?.[0], columns, sort, counted, 'left-out': leftOut, scope })
  const [option] = choices.find(([, given]) => given !== undefined) ?? []
  if (option !== undefined)
    stop(
      'usage',
      'not-with-form',
      {
        zh: `--form 与 --${option} 不能同用：表自己定行和列`,
        en: `--form does not go with --${option}: a form has rows and columns of its own`,
      },
      { option },
    )
  if (session.spreadsheet === undefined)
    stop(
      'usage',
      'form-is-workbook',
      { zh: '--form 打印的是工作簿：请加 --format xlsx', en: '--form makes a workbook: add --format xlsx' },
      { format: session.format },
    )
  const form = await (await import('../forms-for.ts')).formNamed(session, name)
  if (form.roles[form.about]?.relation === of.name) return form
  return stop(
    'usage',
    'form-of-another-list',
    {
      zh: `“${form.title.zh}”不是 ${id} 的表：npx taizhang forms 列出各表所列的是什么`,
      en: `"${form.title.en}" is no form of ${id}: npx taizhang forms tells what each is about`,
    },
    { form: form.id, list: id },
  )
}

/** The id of the column that has that title; else the name as it is. */
function columnIn({ columns }: List, name: string): string {
  if (columns.some(({ id }) => id === name)) return name
  const called = columns.filter(({ title }) => isCalled(name, title.zh, title.en))
  return onlyOne('columns', name, called) ?? name
}

/** Each column's value by its id: one, a list of several, or `null`. */
const membersOf = ({ columns }: Listed, { cells }: ListRow): Readonly<Record<string, unknown>> =>
  Object.fromEntries(columns.map((column, at) => [column.id, plain(cells[at] ?? [])]))

const plain = (cells: readonly Cell[]): unknown => (cells.length > 1 ? cells : (cells[0] ?? null))

/** Words and ids are said in words beside what stands on the wire. */
const isNamed = ({ kind }: ListColumn): boolean => kind === 'word' || kind === 'id'
const namesOf = ({ id }: ListColumn): readonly string[] => [`${id}TitleZh`, `${id}TitleEn`]

const namesIn = (view: View, { columns }: Listed, { cells }: ListRow): object =>
  Object.fromEntries(
    columns.flatMap((column, at) =>
      isNamed(column)
        ? [
            [
              `${column.id}Title`,
              { zh: textOf(view, column, cells[at] ?? [], 'zh'), en: textOf(view, column, cells[at] ?? [], 'en') },
            ],
          ]
        : [],
    ),
  )

function textOf(view: View, { kind }: ListColumn, cells: readonly Cell[], language: Language): string {
  const texts = cells.map((cell) => {
    if (typeof cell === 'boolean') return yesNo[`${cell}`][language]
    if (kind === 'word') return wordOf(view.domain, String(cell))[language]
    return kind === 'id' ? (subjectName(view, String(cell))?.[language] ?? String(cell)) : String(cell ?? '')
  })
  return texts.join({ zh: '、', en: ', ' }[language])
}

/** On paper ids stand as they are: where something has a name, a column of its own says it. Columns that were not asked for give way to the width. */
function listSheet(
  view: View,
  { columns, rows }: Listed,
  { areAsked, paint }: { areAsked: boolean; paint: Paint },
): string {
  const all = columns.map((column, at): Column<ListRow> => ({
    title: column.title,
    align: column.kind === 'number' ? 'right' : 'left',
    cell: ({ cells }) =>
      textOf(view, column.kind === 'id' ? { ...column, kind: 'text' } : column, cells[at] ?? [], paint.language) || '—',
  }))
  const { shown, leftOut } = areAsked ? { shown: all, leftOut: [] } : fitting(all, rows, paint)
  return `${sheet(shown, rows, paint)}${leftOut.length > 0 ? leftOutLine(leftOut, paint) : ''}`
}

const leftOutLine = (titles: readonly string[], { language, dim }: Paint): string =>
  `${dim(
    {
      zh: `一行放不下或没有内容的列：${titles.join('、')}；用 --columns 选列，或用 --format csv、xlsx 看全部`,
      en: `columns left out for the width, or with nothing in them: ${titles.join(', ')}; choose with --columns, or see all with --format csv or xlsx`,
    }[language],
  )}\n`

const countLine = ({ rows }: Listed, { language, dim }: Paint): string =>
  `${dim({ zh: `共 ${rows.length} 行`, en: `${rows.length} rows` }[language])}\n`
