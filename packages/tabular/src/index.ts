import { expectWorkbook } from './doors.ts'
import type { Workbook } from './workbook.ts'

export { csvForExcel } from './csv.ts'
export * from './forms/index.ts'
export { readWorkbook, type Merged, type ReadSheet, type ReadValue, type ReadWorkbook } from './read/read-workbook.ts'
export type { Cell, Column, Kind, Print, Sheet, Value, Workbook } from './workbook.ts'

/**
 * A workbook as an .xlsx file: plain cells, merged titles, a frozen header, widths and print set-up, nothing that only Excel has. The same
 * workbook gives the same bytes with the same Node. What writes the file is loaded by the first call.
 *
 * Texts and codes are text cells, whatever they begin with and however many digits they have; what XML cannot say in a text is shown as U+FFFD, and
 * a text longer than Excel takes (32,767 characters) is cut and says how long it was. Days before 1900-03-01, which Excel has not, are texts.
 *
 * @throws LedgerError (usage) where the value describes no workbook, or has more rows than Excel (1,048,576)
 * @example
 * const bytes = await xlsxOf({
 *   sheets: [{ name: '覆盖', columns: [{ title: '覆盖率', kind: 'percent' }], rows: [['95.2']] }],
 * })
 */
export async function xlsxOf(workbook: Workbook): Promise<Uint8Array> {
  expectWorkbook(workbook)
  const { write } = await import('./xlsx.ts')
  return write(workbook)
}
