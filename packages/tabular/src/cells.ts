import { cellText } from './text.ts'
import type { Cell, Kind, Value } from './workbook.ts'

/** How values of a kind are shown. What is a number is never shown with an exponent, and texts never become numbers. */
export const numberFormats: Readonly<Record<Kind, string>> = {
  text: '@',
  code: '@',
  day: 'yyyy-mm-dd',
  number: 'General',
  percent: '0.0#%',
  money: '#,##0.00',
  // Excel shows a boolean as one in any case, LibreOffice as it is told.
  boolean: '"TRUE";"TRUE";"FALSE"',
}

/** Kinds whose values stand at the right, as numbers do. */
export const isRight = (kind: Kind): boolean => kind === 'number' || kind === 'percent' || kind === 'money'

/** The kind and the value of a cell. */
export const cellOf = (cell: Value | Cell, kind: Kind): Cell =>
  typeof cell === 'object' && cell !== null ? cell : { kind, value: cell }

/** Excel takes the year 1900 for a leap year: earlier days than this are no dates there. */
const firstDate = '1900-03-01'

/** From here on Excel shows a whole number with an exponent, unless it has a format of its own. */
const longNumber = 1e11
const digitsMax = 1e15

/** What is written into the file, with a format where it is not that of its kind. */
export interface Written {
  readonly value: string | number | boolean | Date | null
  readonly format?: string
}

/** What is written for a value of a kind. What would lose digits or be no date there is written as a text. */
export function written({ kind, value }: Cell): Written {
  if (value === null) return { value }
  switch (kind) {
    case 'text':
    case 'code':
      return { value: cellText(String(value)) }
    case 'day':
      return String(value) < firstDate
        ? { value: String(value), format: '@' }
        : { value: new Date(`${String(value)}T00:00:00Z`) }
    case 'number':
      return numberWritten(Number(value))
    case 'percent':
      return { value: hundredth(Number(value)) }
    case 'money':
      return Math.abs(Number(value)) >= digitsMax
        ? { value: yuanText(Number(value)), format: '@' }
        : { value: hundredth(Number(value)) }
    case 'boolean':
      return { value }
  }
}

function numberWritten(value: number): Written {
  if (Math.abs(value) >= digitsMax) return { value: String(BigInt(Math.trunc(value))), format: '@' }
  return Math.abs(value) >= longNumber ? { value, format: Number.isInteger(value) ? '0' : '0.000' } : { value }
}

/** As exact as the number that it is a hundredth of. */
const hundredth = (value: number): number => Number((value / 100).toPrecision(15))

/** An amount in fen in yuan, with two decimals. */
export function yuanText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
