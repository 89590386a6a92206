import type { ReadValue } from '../../read/read-workbook.ts'
import { keyOf, tidy } from './plain.ts'
import { refusedCell, value, type Outcome } from './outcome.ts'

const yes = /^(是|有|对|已|√|✓|✔|☑|○|〇|o|1|y|yes|true)$/iu
const no = /^(否|无|没有|未|×|✗|✘|x|0|n|no|false|—+|-+|\/)$/iu

export function readYesNo(cell: ReadValue): Outcome {
  const text = keyOf(textOf(cell))
  if (yes.test(text)) return value(true)
  if (no.test(text)) return value(false)
  return refusedCell('bad-yes-no', `“${textOf(cell)}”不是“是”或“否”`, `"${textOf(cell)}" is neither 是 nor 否`)
}

/** A code, which Excel may have made a number of: then digits are lost. */
export function readCode(cell: ReadValue): Outcome {
  const text = keyOf(textOf(cell)).toUpperCase()
  if (/^\d(\.\d+)?E\+?\d+$/u.test(text) || (typeof cell === 'number' && Math.abs(cell) >= 1e15))
    return refusedCell(
      'code-lost-digits',
      `代码被 Excel 变成了 ${text}，后几位已经丢失：请把这一列设为“文本”，重新填写`,
      `Excel made ${text} of the code and its last digits are lost: format the column as text and type it again`,
    )
  return value(text)
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const modulus = alphabet.length

/** The check character of a unified social credit code (GB 32100-2015). */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/u.test(code)) return false
  const sum = weights.reduce((total, weight, at) => total + alphabet.indexOf(code.charAt(at)) * weight, 0)
  return alphabet[(modulus - (sum % modulus)) % modulus] === code[17]
}

/** The powers of 3, modulo 31. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export function readCreditCode(cell: ReadValue): Outcome {
  const read = readCode(cell)
  if (read.is !== 'value') return read
  const code = String(read.value)
  if (!/^[0-9A-Z]{18}$/u.test(code))
    return refusedCell(
      'bad-credit-code',
      `“${code}”不是统一社会信用代码：应为 18 位，现为 ${code.length} 位`,
      `"${code}" is no unified social credit code: that has 18 characters, this has ${code.length}`,
    )
  // Some early codes that are valid fail it: the book takes them, so the form may.
  return isCreditCode(code)
    ? read
    : value(code, {
        zh: `代码 ${code} 的校验位不符：请核对`,
        en: `the check character of ${code} is wrong: please look again`,
      })
}

export const readText = (cell: ReadValue): Outcome => value(tidy(textOf(cell)))

/** One name or several: `甲支部、乙支部`. */
export const readNames = (cell: ReadValue): Outcome =>
  value(
    textOf(cell)
      .split(/[、；;，,\n]/u)
      .map(tidy)
      .filter((name) => name !== ''),
  )

export const textOf = (cell: ReadValue): string =>
  cell !== null && typeof cell === 'object' ? cell.day : String(cell ?? '')
