import { cellOf, written, yuanText } from './cells.ts'
import { linesIn, widthOf } from './text.ts'
import type { Cell, Sheet } from './workbook.ts'

/** Longer texts are wrapped. */
const widthMax = 48
const widthMin = 6
const padding = 2
/** A title may stand on two lines before it makes its column wider. */
const titleMax = 16

/** How wide each column is: as was said, else as what stands in it. */
export const widthsOf = ({ columns, rows }: Sheet): readonly number[] =>
  columns.map(({ title, kind, width }, at) => {
    if (width !== undefined) return width
    const last = typeof title === 'string' ? title : (title.at(-1) ?? '')
    let most = Math.min(titleMax, widthOf(last))
    for (const row of rows) {
      if (most >= widthMax) break
      most = Math.max(most, shownWidth(cellOf(row[at] ?? null, kind)))
    }
    return Math.min(widthMax, Math.max(widthMin, most)) + padding
  })

function shownWidth(cell: Cell): number {
  const { kind, value } = cell
  if (value === null) return 0
  if (kind === 'day') return 'YYYY-MM-DD'.length
  if (kind === 'money') {
    const text = yuanText(Number(value))
    return text.length + Math.floor(text.length / 3)
  }
  if (kind === 'text' || kind === 'code') return widthOf(String(value))
  return widthOf(String(written(cell).value)) + (kind === 'percent' ? 1 : 0)
}

const lineHeight = 15
/** Excel has no higher rows. */
const heightMax = 409

/** How high a row is in points, where a text in it takes several lines: not every program finds that out by itself. */
export function heightOf(
  row: Sheet['rows'][number],
  { columns }: Sheet,
  widths: readonly number[],
): number | undefined {
  let most = 1
  for (const [at, { kind }] of columns.entries()) {
    const cell = cellOf(row[at] ?? null, kind)
    if (cell.kind !== 'text' || cell.value === null) continue
    const text = String(cell.value)
    // What takes several lines has a break in it, or is long.
    if (text.length * 2 >= (widths[at] ?? widthMax) - padding || text.includes('\n'))
      most = Math.max(most, linesIn(text, (widths[at] ?? widthMax) - 1))
  }
  return most === 1 ? undefined : Math.min(heightMax, most * lineHeight)
}
