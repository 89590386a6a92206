import { plusDays } from '@taizhang/core'
import { statisticsForms, statisticsOf, type FilledForm, type FormLine } from '@taizhang/core/figures'
import type { Sheet, Workbook } from '@taizhang/tabular'

import { bilingualRow } from '../csv.ts'
import { expectParty } from '../domain.ts'
import { heading } from '../heading.ts'
import type { Language } from '../language.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { readTimes, readWindow, viewAt, type WindowFlags } from '../read-options.ts'
import type { Session } from '../session.ts'
import { sheet, type Column, type Paint } from '../sheet.ts'
import { stop } from '../stop.ts'

export interface StatisticsFlags extends ViewFlags, Pick<WindowFlags, 'from' | 'period'> {
  readonly form?: string | undefined
}

const columns = ['form', 'row', 'rowTitleZh', 'rowTitleEn', 'column', 'columnTitleZh', 'columnTitleEn', 'value']

/** `statistics`: a form of the yearly statistics, filled in as far as the book knows; without one, all of them. */
export async function statistics(session: Session, flags: StatisticsFlags, address: string): Promise<void> {
  await expectParty(session, 'statistics')
  const forms = flags.form === undefined ? [...statisticsForms.keys()] : [readForm(flags.form)]
  const asked = await readTimes(flags, session)
  const { from, to } = readWindow(flags, asked.day)
  // A form tells its last day: of a period that is over, the last one of that.
  const times = to === undefined ? asked : { ...asked, day: plusDays(to, -1) }
  const { language } = session
  await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const view = viewAt(session, ledger, times)

    const filled = forms.map((id) => statisticsOf(view, id, { from }))
    const rows = filled.flatMap(cellsOf)
    await session.print({
      json: filled.map(memberOf),
      rows: session.format === 'csv' ? rows.map(bilingualRow) : rows,
      columns,
      workbook: () => workbookOf(filled, language),
      md: () => filled.map((one) => markdownOf(one, language)).join('\n'),
      table: (paint) => heading(view, paint) + filled.map((one) => formSheet(one, paint)).join('\n'),
    })
  })
}

function readForm(text: string): number {
  const found = [...statisticsForms.values()].find(({ id, title }) => String(id) === text || title.zh === text)
  return (
    found?.id ??
    stop(
      'notFound',
      'no-such-statistics-form',
      {
        zh: `没有统计表 ${text}：可填的是第 ${[...statisticsForms.keys()].join('、')} 表`,
        en: `there is no statistics form ${text}: those that a book fills in are ${[...statisticsForms.keys()].join(', ')}`,
      },
      { form: text, forms: [...statisticsForms.keys()] },
    )
  )
}

const memberOf = ({ form: { id, title, leftOut, columns: across, rows }, from, to, cells }: FilledForm) => ({
  form: id,
  title,
  from,
  to,
  columns: across,
  rows: rows.map((row, at) => ({ ...row, cells: cells[at] ?? [] })),
  ...(leftOut ? { leftOut } : {}),
})

const cellsOf = ({ form, cells }: FilledForm) =>
  form.rows.flatMap((row, down) =>
    form.columns.map((column, across) => ({
      form: form.id,
      row: row.number,
      rowTitle: row.title,
      column: column.number,
      columnTitle: column.title,
      value: cells[down]?.[across] ?? null,
    })),
  )

const titleOf = ({ form, from, to }: FilledForm, language: Language): string =>
  ({
    zh: `第 ${form.id} 表 ${form.title.zh}（${from} 至 ${to}）`,
    en: `Form ${form.id}: ${form.title.en} (${from} to ${to})`,
  })[language]

const blank = '—'
const said = (value: number | null | undefined): string =>
  value === null || value === undefined ? blank : String(value)

/** Columns are told by their numbers, and what each is stands below: so the table stays narrow. */
function formSheet(filled: FilledForm, paint: Paint): string {
  const { form, cells } = filled
  const { language, bold, dim } = paint
  const across = form.columns.map(({ number }, at): Column<number> => {
    const title = { zh: `列${number}`, en: `c${number}` }
    return { title, align: 'right', cell: (row) => said(cells[row]?.[at]) }
  })
  const first: readonly Column<number>[] = [
    { title: { zh: '行', en: 'row' }, align: 'right', cell: (row) => form.rows[row]?.number },
    { title: { zh: '项目', en: 'item' }, cell: (row) => form.rows[row]?.title[language] },
  ]
  const rows = form.rows.map((_, at) => at)
  const blocks = Array.from({ length: Math.ceil(across.length / columnsMax) }, (_, at) =>
    sheet([...first, ...across.slice(at * columnsMax, (at + 1) * columnsMax)], rows, paint),
  )
  return [
    `${bold(titleOf(filled, language))}\n`,
    ...blocks,
    ...explained(filled, language).map((text) => `${dim(text)}\n`),
  ].join('')
}

/** Of columns beside each other in a terminal. */
const columnsMax = 5

function explained({ form }: FilledForm, language: Language): readonly string[] {
  const line = (one: FormLine, name: string): string =>
    ({
      zh: `${name} ${one.number} ${one.title.zh}：${one.counts.zh}`,
      en: `${name} ${one.number} ${one.title.en}: ${one.counts.en}`,
    })[language]
  return [
    ...form.columns.map((one) => line(one, { zh: '列', en: 'column' }[language])),
    ...form.rows.map((one) => line(one, { zh: '行', en: 'row' }[language])),
    ...(form.leftOut ? [form.leftOut[language]] : []),
  ]
}

const lineOf = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`

function markdownOf(filled: FilledForm, language: Language): string {
  const { form, cells } = filled
  return [
    `## ${titleOf(filled, language)}`,
    '',
    lineOf(['', '', ...form.columns.map(({ title }) => title[language])]),
    lineOf(['---:', '---', ...form.columns.map(() => '---:')]),
    ...form.rows.map((row, at) => lineOf([String(row.number), row.title[language], ...(cells[at] ?? []).map(said)])),
    '',
    ...explained(filled, language).map((text) => `- ${text}`),
    '',
  ].join('\n')
}

/** A sheet for each form, and one that explains their rows and columns. */
function workbookOf(filled: readonly FilledForm[], language: Language): Workbook {
  const sheets = filled.map((one): Sheet => {
    const { form, cells } = one
    return {
      name: { zh: `表${form.id}`, en: `Form ${form.id}` }[language],
      titles: [titleOf(one, language)],
      columns: [
        { title: { zh: '行', en: 'row' }[language], kind: 'number' },
        { title: { zh: '项目', en: 'item' }[language], kind: 'text' },
        ...form.columns.map(({ title }) => ({ title: title[language], kind: 'number' as const })),
      ],
      rows: form.rows.map((row, at) => [row.number, row.title[language], ...(cells[at] ?? [])]),
    }
  })
  const notes: Sheet = {
    name: { zh: '说明', en: 'Notes' }[language],
    columns: [{ title: { zh: '说明', en: 'note' }[language], kind: 'text' }],
    rows: filled.flatMap((one) => [[titleOf(one, language)], ...explained(one, language).map((text) => [text])]),
  }
  const [first, ...rest] = [...sheets, notes]
  return { sheets: [first, ...rest] }
}
