import { writeXlsx } from 'hucre/xlsx'

import { cellOf, isRight, numberFormats, written } from './cells.ts'
import { levelsOf } from './doors.ts'
import { headingsOf, type Heading } from './header.ts'
import { sheetNames } from './sheet-names.ts'
import { cellText } from './text.ts'
import { heightOf, widthsOf } from './widths.ts'
import type { Cell, Column, Kind, Sheet, Workbook } from './workbook.ts'

type Options = Parameters<typeof writeXlsx>[0]
type WrittenSheet = Options['sheets'][number]
type Style = NonNullable<NonNullable<WrittenSheet['columns']>[number]['style']>
type WrittenCell = NonNullable<WrittenSheet['cells']> extends Map<string, infer C> ? C : never

/** The same file for the same workbook: no clock stands in it. */
const always = new Date('2000-01-01T00:00:00Z')
/** There is no wider sheet that is read on a page that stands. */
const portraitMax = 90

const font = { name: '宋体', size: 11 }
const side = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const border = { top: side, right: side, bottom: side, left: side }

const titleStyle = (isFirst: boolean): Style => ({
  font: isFirst ? { ...font, size: 16, bold: true } : font,
  alignment: { horizontal: isFirst ? 'center' : 'left', vertical: 'center', wrapText: true },
})

const headerStyle: Style = {
  font: { ...font, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEDED' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border,
}

const bodyStyle = (kind: Kind, numFmt = numberFormats[kind]): Style => ({
  font,
  numFmt,
  border,
  alignment: {
    vertical: 'top',
    horizontal: isRight(kind) ? 'right' : kind === 'day' || kind === 'boolean' ? 'center' : 'left',
    wrapText: kind === 'text',
  },
})

/** The workbook, which has been checked, as a file. */
export async function write({ sheets }: Workbook): Promise<Uint8Array> {
  const names = sheetNames(sheets.map(({ name }) => name))
  return writeXlsx({
    sheets: sheets.map((sheet, at) => sheetOf(sheet, names[at] ?? '')),
    properties: { created: always, modified: always, creator: 'Taizhang' },
    defaultFont: font,
  })
}

function sheetOf(sheet: Sheet, name: string): WrittenSheet {
  const { columns, titles = [], print } = sheet
  const above = titles.length
  const levels = levelsOf(columns)
  const top = above + levels
  const widths = widthsOf(sheet)
  const headings = headingsOf(columns)
  const wide = widths.reduce((sum, width) => sum + width, 0) > portraitMax
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rows: [],
    cells: new Map([
      ...titles.map((text, row): [string, WrittenCell] => [`${row},0`, textCell(text, titleStyle(row === 0))]),
      ...headerCells(headings, above),
      ...bodyCells(sheet, top),
    ]),
    rowDefs: new Map(
      sheet.rows.flatMap((row, at): [number, { height: number }][] => {
        const height = heightOf(row, sheet, widths)
        return height === undefined ? [] : [[top + at, { height }]]
      }),
    ),
    merges: [...titleMerges(above, columns), ...headings.filter(isMerged).map((one) => mergeOf(one, above))],
    freezePane: { rows: top },
    pageSetup: {
      paperSize: 'a4',
      orientation: print?.orientation ?? (wide ? 'landscape' : 'portrait'),
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `$${above + 1}:$${top}`,
    },
    headerFooter: { oddFooter: '&C&P / &N' },
  }
}

const textCell = (text: string, style: Style): WrittenCell => ({ value: cellText(text), type: 'string', style })

/** Each cell of a merged block has its border, else it ends in the middle. */
const headerCells = (headings: readonly Heading[], above: number): readonly [string, WrittenCell][] =>
  headings.flatMap(({ text, row, column, rows, columns }) =>
    Array.from({ length: rows * columns }, (_, at): [string, WrittenCell] => [
      `${above + row + Math.floor(at / columns)},${column + (at % columns)}`,
      at === 0 ? textCell(text, headerStyle) : { value: null, style: headerStyle },
    ]),
  )

function* bodyCells({ columns, rows }: Sheet, top: number): Iterable<[string, WrittenCell]> {
  const styles = new Map<string, Style>()
  for (const [row, cells] of rows.entries())
    for (const [column, { kind }] of columns.entries())
      yield [`${top + row},${column}`, bodyCell(cellOf(cells[column] ?? null, kind), styles)]
}

function bodyCell(cell: Cell, styles: Map<string, Style>): WrittenCell {
  const { value, format } = written(cell)
  const id = `${cell.kind} ${format ?? ''}`
  const style = styles.get(id) ?? bodyStyle(cell.kind, format)
  styles.set(id, style)
  return { value, style }
}

const isMerged = ({ rows, columns }: Heading): boolean => rows > 1 || columns > 1

const mergeOf = ({ row, column, rows, columns }: Heading, above: number) => ({
  startRow: above + row,
  startCol: column,
  endRow: above + row + rows - 1,
  endCol: column + columns - 1,
})

const titleMerges = (count: number, columns: readonly Column[]) =>
  columns.length === 1
    ? []
    : Array.from({ length: count }, (_, row) => ({
        startRow: row,
        startCol: 0,
        endRow: row,
        endCol: columns.length - 1,
      }))
