import type { Words } from '@taizhang/kernel'
import type { Domain, Form, FormColumn } from '@taizhang/kernel/define'
import type { Merged, ReadSheet, ReadValue, ReadWorkbook } from '../read/read-workbook.ts'
import { cellIn, columnName, findTable, mergedCells, type Table } from './find-table.ts'
import { readPath, relationAt, takes } from './paths.ts'
import type { Outcome, Said } from './values/outcome.ts'
import { keyOf, saysAbove, tidy } from './values/plain.ts'
import { readCell, type WordsOf } from './values/read-cell.ts'
import type { MonthPolicy } from './values/read-day.ts'
import { textOf } from './values/read-text.ts'

/** Where something stands on paper: the sheet, the row from 1, the cell as Excel calls it, the title of its column. */
export interface Place {
  readonly sheet: string
  readonly row: number
  readonly address: string
  readonly title: string
}

/** What a cell says of a path: a value, or that there is none. */
export interface Statement {
  readonly path: string
  /** `null` where the cell says that there is nothing. */
  readonly value: Said | null
  readonly place: Place
  readonly guess?: Words
  /** The first cell of those that are one with it, over several rows. */
  readonly block?: string
}

/** A row of a form as it was read. */
export interface FormRow {
  readonly sheet: string
  readonly row: number
  readonly statements: ReadonlyMap<string, Statement>
  /** What the book counts itself. */
  readonly told: readonly { readonly column: FormColumn; readonly value: number; readonly place: Place }[]
}

/** Something to know about a place: a refusal, or a remark. */
export interface Remark {
  readonly code: string
  readonly place?: Place
  readonly message: Words
}

/** What came of reading a form. */
export interface FormRead {
  readonly rows: readonly FormRow[]
  /** What could not be read. Nothing of such a row is proposed. */
  readonly refusals: readonly Remark[]
  /** What was left out, taken for something, or is not known. */
  readonly remarks: readonly Remark[]
}

/** How a sheet is read as a form. */
export interface ReadOptions {
  readonly month?: MonthPolicy | undefined
  /** What columns of the sheet are called in the form. */
  readonly called?: Readonly<Record<string, string>> | undefined
}

/** Rows that sum up or say something about the table. */
const summing = /^(合计|总计|小计|共计|累计|本页合计|备注|说明|注|填表人|填报人|审核人|制表人|负责人签字|total|note)/u

export interface Reading {
  readonly form: Form
  readonly domain: Domain
  readonly sheet: ReadSheet
  readonly table: Table
  readonly merged: ReadonlyMap<string, Merged>
  readonly month: MonthPolicy
  readonly words: ReadonlyMap<FormColumn, WordsOf>
  readonly refusals: Remark[]
  readonly remarks: Remark[]
}

/** Reads a form's rows from all sheets of a workbook that are shown and have its columns. */
export function readRows(
  form: Form,
  domain: Domain,
  { sheets }: ReadWorkbook,
  { month = 'refuse', called }: ReadOptions,
): FormRead {
  const refusals: Remark[] = []
  const remarks: Remark[] = []
  const words = new Map(form.columns.map((column) => [column, wordsOf(domain, column)]))
  const rows = sheets.flatMap((sheet) => {
    const table = sheet.hidden ? undefined : findTable(form, sheet, called)
    if (!table) {
      if (sheet.rows.length > 0) remarks.push(sheetLeftOut(sheet))
      return []
    }
    const merged = mergedCells(sheet, sheet.rows.length)
    const reading: Reading = { form, domain, sheet, table, merged, month, words, refusals, remarks }
    remarkColumns(reading)
    return rowsOf(reading)
  })
  return { rows, refusals, remarks }
}

const sheetLeftOut = ({ name, hidden }: ReadSheet): Remark => ({
  code: 'sheet-left-out',
  message: hidden
    ? { zh: `工作表“${name}”是隐藏的，没有读`, en: `sheet "${name}" is hidden and was not read` }
    : {
        zh: `工作表“${name}”里没有找到表头，没有读`,
        en: `sheet "${name}" has no header that is known and was not read`,
      },
})

function remarkColumns({ form, table, sheet, remarks }: Reading): void {
  for (const { column, title } of table.unknown)
    remarks.push({
      code: 'unknown-column',
      message: {
        zh: `${sheet.name}：不认识 ${columnName(column)} 列“${title}”，没有读`,
        en: `${sheet.name}: column ${columnName(column)} "${title}" is not known and was not read`,
      },
    })
  const unkept = form.columns.filter((one) => table.columns.has(one) && one.kind !== 'serial' && !one.of && !one.told)
  if (unkept.length > 0)
    remarks.push({
      code: 'column-not-kept',
      message: {
        zh: `${sheet.name}：台账不记这些列：${unkept.map(titleOf).join('、')}`,
        en: `${sheet.name}: the book does not keep these columns: ${unkept.map(titleOf).join(', ')}`,
      },
    })
}

export const titleOf = ({ title }: FormColumn): string => (title.at(-1) ?? '').replaceAll(/\s/gu, '')

/** How people say the domain's words. */
export const labelsOf = ({ parts }: Domain): Readonly<Record<string, Words>> =>
  Object.assign({}, ...parts.map(({ labels }) => labels)) as Readonly<Record<string, Words>>

function wordsOf(domain: Domain, { of }: FormColumn): WordsOf {
  const path = of === undefined ? undefined : readPath(of)
  const relation = path && relationAt(domain.relations, path)
  return { labels: labelsOf(domain), takes: (word) => takes(relation, path?.attribute, word) }
}

function rowsOf(reading: Reading): readonly FormRow[] {
  const { sheet, table } = reading
  const above = new Map<number, ReadValue>()
  const rows: FormRow[] = []
  for (let at = table.bottom + 1; at < sheet.rows.length; at++) {
    if ((sheet.rows[at] ?? []).every((cell) => tidy(textOf(cell)) === '')) continue
    if (isAside(reading, at)) {
      reading.remarks.push(aside(reading, at))
      continue
    }
    const row = rowAt(reading, at, above)
    if (row) rows.push(row)
    if (sheet.hiddenRows.has(at))
      reading.remarks.push(remarkRow(reading, at, 'hidden-row', '是隐藏的行，已一并读入', 'is hidden, and was read'))
  }
  return rows
}

/** A row that sums up, repeats the header, or holds a note across the table. */
function isAside({ sheet, table, merged }: Reading, at: number): boolean {
  const cells = (sheet.rows[at] ?? []).map((cell) => keyOf(textOf(cell)))
  const filled = cells.filter((text) => text !== '')
  const [first = ''] = filled
  if (summing.test(first)) return true
  const block = merged.get(`${at},${cells.findIndex((text) => text !== '')}`)
  if (block && block.right - block.left >= 3 && filled.length <= 2) return true
  const header = sheet.rows[table.bottom]?.map((cell) => keyOf(textOf(cell))) ?? []
  return filled.length > 1 && cells.every((text, column) => text === '' || text === header[column])
}

const remarkRow = ({ sheet }: Reading, at: number, code: string, zh: string, en: string): Remark => ({
  code,
  message: { zh: `${sheet.name} 第 ${at + 1} 行${zh}`, en: `${sheet.name}, row ${at + 1} ${en}` },
})

const aside = (reading: Reading, at: number): Remark =>
  remarkRow(
    reading,
    at,
    'row-left-out',
    '是合计、说明或重复的表头，没有读',
    'is a total, a note or the header again, and was not read',
  )

function rowAt(reading: Reading, at: number, above: Map<number, ReadValue>): FormRow | undefined {
  const { sheet, table, refusals } = reading
  const before = refusals.length
  const statements = new Map<string, Statement>()
  const told: FormRow['told'][number][] = []
  for (const [column, index] of table.columns) {
    const { cell, place, outcome } = cellAt(reading, column, { at, index, above })
    if (cell !== null) above.set(index, cell)
    if (outcome.is === 'refused') refusals.push({ code: outcome.code, place, message: worded(place, outcome.because) })
    if (column.told && outcome.is === 'value' && typeof outcome.value === 'number')
      told.push({ column, value: outcome.value, place })
    const made =
      column.of === undefined ? undefined : statementOf(column.of, outcome, place, blockAt(reading, at, index))
    if (!made) continue
    const other = statements.get(made.path)
    if (other && other.value !== null && made.value !== null) refusals.push(twoMarks(other, made))
    if (!other || made.value !== null) statements.set(made.path, made)
    if (made.guess) reading.remarks.push({ code: 'guess', place, message: worded(place, made.guess) })
  }
  if (refusals.length > before) return undefined
  const row = { sheet: sheet.name, row: at + 1, statements, told }
  if (isNamed(reading, row)) return row
  if (statements.size > 0) refusals.push(nameless(reading, at))
  return undefined
}

function cellAt(
  { sheet, merged, month, words, form }: Reading,
  column: FormColumn,
  { at, index, above }: { readonly at: number; readonly index: number; readonly above: ReadonlyMap<number, ReadValue> },
): { readonly cell: ReadValue; readonly place: Place; readonly outcome: Outcome } {
  const block = merged.get(`${at},${index}`)
  const place = { sheet: sheet.name, row: at + 1, address: `${columnName(index)}${at + 1}`, title: titleOf(column) }
  const read = cellIn(sheet, at, index, block)
  const cell = typeof read === 'string' && saysAbove(tidy(read)) ? (above.get(index) ?? null) : read
  if (block && block.bottom > block.top && cell !== null && isOwn(form, column))
    return { cell, place, outcome: sharedCell }
  const found = words.get(column) ?? { labels: {}, takes: () => false }
  return { cell, place, outcome: readCell(column, cell, month, found) }
}

/** A number over several rows may be what all of them have together. */
const sharedCell: Outcome = {
  is: 'refused',
  code: 'merged-number',
  because: {
    zh: '几行合并成一格：分不清是每家的还是合起来的，请拆开填写',
    en: 'is one cell over several rows: whether it is of each or of all cannot be told; split it',
  },
}

/** Whether a column is about what the row is about, and a number. */
const isOwn = ({ about, roles }: Form, { of, kind }: FormColumn): boolean =>
  (kind === 'whole' || kind === 'ten-thousand-yuan') &&
  of !== undefined &&
  !Object.entries(roles).some(([name, { relation }]) => name !== about && of.startsWith(`${relation}.`))

function statementOf(path: string, outcome: Outcome, place: Place, block: string | undefined): Statement | undefined {
  if (outcome.is !== 'none' && outcome.is !== 'value') return undefined
  const merged = block === undefined ? {} : { block }
  if (outcome.is === 'none') return { path, value: null, place, ...merged }
  return { path, value: outcome.value, place, ...merged, ...(outcome.guess ? { guess: outcome.guess } : {}) }
}

function blockAt({ sheet, merged }: Reading, at: number, index: number): string | undefined {
  const block = merged.get(`${at},${index}`)
  return block && block.bottom > block.top ? `${sheet.name} ${columnName(block.left)}${block.top + 1}` : undefined
}

const twoMarks = (first: Statement, second: Statement): Remark => ({
  code: 'two-marks',
  place: second.place,
  message: worded(second.place, {
    zh: `和“${first.place.title}”（${first.place.address}）只能选一个`,
    en: `and "${first.place.title}" (${first.place.address}) are both marked: only one can be`,
  }),
})

/** In the words of the sheet: 第 6 行“成立时间”（M6）：…. */
export const worded = ({ sheet, row, title, address }: Place, { zh, en }: Words): Words => ({
  zh: `${sheet} 第 ${row} 行“${title}”（${address}）：${zh}`,
  en: `${sheet}, row ${row}, "${title}" (${address}): ${en}`,
})

/** Whether a row says what it is about. */
function isNamed({ form }: Reading, { statements }: FormRow): boolean {
  const role = form.roles[form.about]
  if (!role) return false
  return [...role.by, 'id'].some(
    (attribute) => (statements.get(`${role.relation}.${attribute}`)?.value ?? null) !== null,
  )
}

function nameless(reading: Reading, at: number): Remark {
  const role = reading.form.roles[reading.form.about]
  const title = role?.title ?? { zh: '名称', en: 'name' }
  return remarkRow(reading, at, 'no-name', `没有写是哪个${title.zh}`, `does not say which ${title.en} it is about`)
}
