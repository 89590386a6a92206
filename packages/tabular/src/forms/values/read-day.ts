import { isCivilDate, plusDays } from '@taizhang/kernel'
import type { ReadValue } from '../../read/read-workbook.ts'
import { keyOf } from './plain.ts'
import { refusedCell, value, type Outcome } from './outcome.ts'

/** What a month alone means: its first day, its last one, or that somebody must be asked. */
export type MonthPolicy = 'first' | 'last' | 'refuse'

const serialFirst = 10_000
const serialLast = 80_000

/** A day as people write it: `2021.6.1`, `2021-6`, `20210601`, `2021年6月1日`, or the number that Excel keeps for one. */
export function readDay(cell: ReadValue, month: MonthPolicy): Outcome {
  if (cell !== null && typeof cell === 'object') return dayOf(cell.day, cell.day)
  if (typeof cell === 'number') return ofNumber(cell, month)
  const text = keyOf(String(cell))
  if (/^\d{5}$/.test(text)) return ofNumber(Number(text), month)
  const parts =
    /^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?(?:t?\d{1,2}:\d{2}.*)?$/u.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})?$/u.exec(text)
  if (!parts) return refused(text)
  const [, year = '', monthText = '', day] = parts
  if (day === undefined) return monthAlone(year, monthText, month)
  return dayOf(`${year}-${two(monthText)}-${two(day)}`, text)
}

const two = (digits: string): string => digits.padStart(2, '0')

function ofNumber(number: number, month: MonthPolicy): Outcome {
  if (Number.isInteger(number) && number > serialFirst && number < serialLast)
    // Excel takes the year 1900 for a leap year: its days count from two days before that year's first.
    return dayOf(plusDays('1899-12-30', number), String(number))
  if (Number.isInteger(number) && number > 1e5) return readDay(String(number), month)
  const parts = /^(\d{4})\.(\d{1,2})$/u.exec(String(number))
  if (!parts) return refused(String(number))
  const [, year = '', digits = ''] = parts
  if (digits === '1')
    return refusedCell(
      'ambiguous-month',
      `${number} 可能是 1 月，也可能是 10 月（Excel 去掉了末尾的 0）：请写成 ${year}-01 或 ${year}-10`,
      `${number} may be January or October (Excel dropped the zero): write ${year}-01 or ${year}-10`,
    )
  return monthAlone(year, digits, month)
}

function monthAlone(year: string, month: string, policy: MonthPolicy): Outcome {
  const first = `${year}-${two(month)}-01`
  if (!isCivilDate(first)) return refused(`${year}.${month}`)
  if (policy === 'refuse')
    return refusedCell(
      'month-alone',
      `只写了年月（${year}-${two(month)}）：请补上日，或用 --month first（当月第一天）、--month last（最后一天）`,
      `says a month alone (${year}-${two(month)}): add the day, or say --month first or --month last`,
    )
  const day = policy === 'first' ? first : lastOf(first)
  return value(day, { zh: `${year}-${two(month)} 按 ${day} 计`, en: `${year}-${two(month)} is taken for ${day}` })
}

const lastOf = (first: string): string => {
  const [year = '', month = ''] = first.split('-')
  const next = month === '12' ? `${Number(year) + 1}-01-01` : `${year}-${two(String(Number(month) + 1))}-01`
  return plusDays(next, -1)
}

const dayOf = (day: string, found: string): Outcome => (isCivilDate(day) ? value(day) : refused(found))

const refused = (found: string): Outcome =>
  refusedCell('bad-day', `“${found}”不是日期：请写作 2021-06-01`, `"${found}" is no date: write it as 2021-06-01`)
