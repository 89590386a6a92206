import { cellOf, yuanText } from './cells.ts'
import { expectWorkbook } from './doors.ts'
import type { Cell, Column, Workbook } from './workbook.ts'

/**
 * A workbook's first sheet as CSV that Excel opens well by a double click: with a byte order mark, so that Chinese is read as UTF-8, one header line,
 * amounts in yuan, rates with their sign. Title lines are left out, and levels of a title are joined by a space.
 *
 * A text that Excel would take for a formula (it begins with `=`, `+`, `-`, `@`, one of their full-width forms, a tab or a line's end) or for another value than
 * it says (a long code, `0012`, `3-1`, `1e5`) has an apostrophe before it, as is usual: everybody sees it, unlike a tab, and can take it away.
 *
 * @returns lines that end with CRLF (RFC 4180)
 * @throws LedgerError (usage) where the value describes no workbook
 * @example csvForExcel({ sheets: [{ name: '党员', columns: [{ title: '姓名', kind: 'text' }], rows: [['=1+1']] }] }) // => "\ufeff姓名\r\n'=1+1\r\n"
 */
export function csvForExcel(workbook: Workbook): string {
  expectWorkbook(workbook)
  const [{ columns, rows }] = workbook.sheets
  const lines = rows.map((row) => columns.map(({ kind }, at) => valueText(cellOf(row[at] ?? null, kind))))
  return `\ufeff${[columns.map(titleText), ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`
}

const titleText = ({ title }: Column): string => harmless(typeof title === 'string' ? title : title.join(' '))

function valueText({ kind, value }: Cell): string {
  if (value === null) return ''
  switch (kind) {
    case 'text':
    case 'code':
      return harmless(String(value))
    case 'day':
      return String(value)
    case 'number':
      return Math.abs(Number(value)) >= digitsMax ? harmless(String(BigInt(Math.trunc(Number(value))))) : String(value)
    case 'percent':
      return `${value}%`
    case 'money':
      return yuanText(Number(value))
    case 'boolean':
      return value === true ? 'TRUE' : 'FALSE'
  }
}

const digitsMax = 1e15

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const formula = /^[\s\u0000]*[=+\-@＝＋－＠]|^[\t\r\n\u0000]/
/** Digits in groups, with a sign of a date, a time, a fraction or an exponent between them, or too many, or behind a zero. */
const otherValue = /^\s*(0\d.*|\d{12,}|\d+([.,/:年月日-]\d*)+|[\d.]+e\d+)\s*$/i

const harmless = (text: string): string => (formula.test(text) || otherValue.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
