import type { ReadValue } from '../../read/read-workbook.ts'
import { keyOf } from './plain.ts'
import { textOf } from './read-text.ts'
import { refusedCell, value, type Outcome } from './outcome.ts'

const units = /(人|名|个|岁|家|元|年|次)$/u

const numberOf = (cell: ReadValue): number | undefined => {
  if (typeof cell === 'number') return cell
  const text = keyOf(textOf(cell)).replace(units, '').replaceAll(',', '')
  const [, digits = '', large] = /^(\d+(?:\.\d+)?)(万)?$/u.exec(text) ?? []
  if (digits === '') return undefined
  return large === undefined ? Number(digits) : exactly(Number(digits) * 10_000)
}

/** Without the dust of binary fractions. */
const exactly = (number: number): number => Number(number.toPrecision(15))

/** A whole number as people write it: `1,200`, `1.2万`, `20人`. */
export function readWhole(cell: ReadValue): Outcome {
  const number = numberOf(cell)
  if (number !== undefined && Number.isSafeInteger(number) && number >= 0) return value(number)
  return refusedCell(
    'bad-number',
    `“${textOf(cell)}”不是整数：请写准确的数，如 120`,
    `"${textOf(cell)}" is no whole number: write it exactly, such as 120`,
  )
}

/** An amount in 万元, in fen. */
export function readTenThousandYuan(cell: ReadValue): Outcome {
  const text = typeof cell === 'string' ? keyOf(cell).replace(/万元$/u, '') : cell
  const number = numberOf(text)
  const fen = number === undefined ? undefined : exactly(number * 1_000_000)
  if (fen !== undefined && Number.isSafeInteger(fen) && fen >= 0) return value(fen)
  return refusedCell(
    'bad-amount',
    `“${textOf(cell)}”不是以万元计的金额`,
    `"${textOf(cell)}" is no amount in ten thousand yuan`,
  )
}

const chinese = '零一二三四五六七八九十'

/** A number of years: `3`, `3年`, `三年`. */
export function readYears(cell: ReadValue): Outcome {
  const text = keyOf(textOf(cell)).replace(/年$/u, '')
  const spelled = text === '两' ? 2 : text.length === 1 ? chinese.indexOf(text) : -1
  return spelled > 0 ? value(spelled) : readWhole(typeof cell === 'string' ? text : cell)
}
