import { isCivilDate } from '@taizhang/kernel'
import { expectChoice, expectDay, expectList, expectObject, expectText, wrong } from '@taizhang/kernel/internal'

import type { Cell, Column, Kind, Sheet, Value, Workbook } from './workbook.ts'

const kinds: readonly Kind[] = ['text', 'code', 'day', 'number', 'percent', 'money', 'boolean']

/** As many as Excel has. */
const rowsMax = 1_048_576
const columnsMax = 16_384
const widthMax = 255

/** Fails (usage) where a value describes no workbook. */
export function expectWorkbook(workbook: Workbook): void {
  expectObject(workbook, 'workbook')
  expectList(workbook.sheets, 'workbook.sheets')
  if (workbook.sheets.length === 0)
    wrong('bad-list', 'workbook.sheets', { zh: '至少一个工作表', en: 'at least one sheet' }, workbook.sheets)
  for (const [at, sheet] of workbook.sheets.entries()) expectSheet(sheet, `workbook.sheets.${at}`)
}

function expectSheet(sheet: Sheet, parameter: string): void {
  expectObject(sheet, parameter)
  const { name, titles = [], columns, rows, print } = sheet
  expectText(name, `${parameter}.name`)
  expectList(titles, `${parameter}.titles`)
  for (const [at, title] of titles.entries()) expectText(title, `${parameter}.titles.${at}`)
  expectList(columns, `${parameter}.columns`)
  if (columns.length === 0 || columns.length > columnsMax)
    wrong(
      'bad-list',
      `${parameter}.columns`,
      { zh: `1 至 ${columnsMax} 列`, en: `1 to ${columnsMax} columns` },
      columns,
    )
  for (const [at, column] of columns.entries()) expectColumn(column, `${parameter}.columns.${at}`)
  expectList(rows, `${parameter}.rows`)
  if (rows.length + titles.length + levelsOf(columns) > rowsMax)
    wrong(
      'too-many-rows',
      `${parameter}.rows`,
      {
        zh: `连同标题不超过 ${rowsMax} 行（Excel 的上限）`,
        en: `with its titles at most ${rowsMax} rows, as Excel has`,
      },
      rows.length,
    )
  for (const [at, row] of rows.entries()) expectRow(row, columns, `${parameter}.rows.${at}`)
  if (print === undefined) return
  expectObject(print, `${parameter}.print`)
  if (print.orientation !== undefined)
    expectChoice(print.orientation, `${parameter}.print.orientation`, ['portrait', 'landscape'])
}

/** How many rows the titles of columns take. */
export const levelsOf = (columns: readonly Column[]): number =>
  columns.reduce((most, { title }) => Math.max(most, typeof title === 'string' ? 1 : title.length), 1)

function expectColumn(column: Column, parameter: string): void {
  expectObject(column, parameter)
  const { title, kind, width } = column
  if (typeof title !== 'string') {
    expectList(title, `${parameter}.title`)
    if (title.length === 0)
      wrong('bad-list', `${parameter}.title`, { zh: '至少一级标题', en: 'at least one level' }, title)
    for (const [at, level] of title.entries()) expectText(level, `${parameter}.title.${at}`)
  }
  expectChoice(kind, `${parameter}.kind`, kinds)
  if (width !== undefined && !(typeof width === 'number' && width > 0 && width <= widthMax))
    wrong(
      'bad-number',
      `${parameter}.width`,
      { zh: `大于 0 且不超过 ${widthMax} 的数`, en: `a number above 0 and up to ${widthMax}` },
      width,
    )
}

function expectRow(row: readonly (Value | Cell)[], columns: readonly Column[], parameter: string): void {
  expectList(row, parameter)
  if (row.length !== columns.length)
    wrong('bad-list', parameter, { zh: `${columns.length} 个单元格`, en: `${columns.length} cells` }, row)
  for (const [at, { kind }] of columns.entries()) {
    const cell = row[at] ?? null
    // Plain cells are by far the most: nothing is made for them but where they are wrong.
    if (typeof cell === 'object' && cell !== null) expectCell(cell, `${parameter}.${at}`)
    else if (!holds[kind](cell)) expectValue(cell, kind, `${parameter}.${at}`)
  }
}

function expectCell(cell: Cell, parameter: string): void {
  expectObject(cell, parameter)
  expectChoice(cell.kind, `${parameter}.kind`, kinds)
  expectValue(cell.value, cell.kind, `${parameter}.value`)
}

function expectValue(value: Value, kind: Kind, parameter: string): void {
  if (holds[kind](value)) return
  if (kind === 'day' && value !== null) expectDay(value, parameter)
  wrong('bad-cell', parameter, expected[kind], value)
}

const isText = (value: Value): boolean => value === null || typeof value === 'string'
const isNumber = (value: Value): boolean => value === null || (typeof value === 'number' && Number.isFinite(value))
const firstDay = '0001-01-01'
const percent = /^-?\d{1,15}(\.\d{1,15})?$/

const holds: Readonly<Record<Kind, (value: Value) => boolean>> = {
  text: isText,
  code: isText,
  day: (value) => value === null || (typeof value === 'string' && value >= firstDay && isCivilDate(value)),
  number: isNumber,
  percent: (value) => isNumber(value) || (typeof value === 'string' && percent.test(value)),
  money: (value) => value === null || Number.isSafeInteger(value),
  boolean: (value) => value === null || typeof value === 'boolean',
}

const expected: Readonly<Record<Kind, { readonly zh: string; readonly en: string }>> = {
  text: { zh: '文本或空', en: 'a text or null' },
  code: { zh: '文本或空', en: 'a text or null' },
  day: { zh: '日期或空', en: 'a day or null' },
  number: { zh: '数或空', en: 'a number or null' },
  percent: { zh: '百分数或空', en: 'percent or null' },
  money: { zh: '以分计的整数或空', en: 'a whole number of fen or null' },
  boolean: { zh: '是否或空', en: 'true, false or null' },
}
