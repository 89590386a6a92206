import { Workbook as Read, type Worksheet } from '@cj-tech-master/excelts'

import { xlsxOf, type Cell, type Column, type Sheet, type Value } from '../src/index.ts'

/** A sheet of these columns, written, and read again by other hands. */
export async function readAgain(
  columns: readonly Column[],
  rows: readonly (readonly (Value | Cell)[])[],
  more: Partial<Sheet> = {},
): Promise<Worksheet> {
  const [sheet] = await readSheets([{ name: '表', columns, rows, ...more }])
  if (!sheet) throw new Error('the file has no sheet')
  return sheet
}

export async function readSheets(sheets: readonly [Sheet, ...Sheet[]]): Promise<readonly Worksheet[]> {
  const read = new Read()
  await read.xlsx.load(await xlsxOf({ sheets }))
  return read.worksheets
}

/** What stands in a sheet from a row on, cell by cell. */
export const valuesOf = (sheet: Worksheet, from: number, columns: number): readonly (readonly unknown[])[] =>
  Array.from({ length: sheet.rowCount - from + 1 }, (_, row) =>
    Array.from({ length: columns }, (_, column) => sheet.getCell(from + row, column + 1).value ?? null),
  )
