import type { Language, Words } from './language.ts'
import { textWidth } from './text-width.ts'
import { visible } from './visible.ts'

/** How to print for the reader at hand: the language, and colours only where they are seen. */
export interface Paint {
  readonly language: Language
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  /** How wide a line may be: that of the terminal, else what a usual one has. */
  readonly width?: number | undefined
  /** What the books that were read are called, by their codes. */
  readonly bookNames?: ReadonlyMap<string, string>
}

export interface Column<R> {
  readonly title: Words
  readonly cell: (row: R, language: Language) => string | number | null | undefined
  readonly align?: 'left' | 'right'
}

const gap = '  '
const none = '—'

/** Where there is no terminal, tables are made for one of this width. */
const usualWidth = 80
/** So many columns at least are printed. */
const columnsMin = 2

/**
 * The columns that a line has room for, and the titles of those that are left out: first those in which no row has anything, then what does not fit,
 * from the right on.
 */
export function fitting<R>(
  columns: readonly Column<R>[],
  rows: readonly R[],
  { language, width = usualWidth }: Paint,
): { readonly shown: readonly Column<R>[]; readonly leftOut: readonly string[] } {
  const widthOf = ({ title, cell }: Column<R>): number =>
    Math.max(textWidth(title[language]), ...rows.map((row) => textWidth(visible(String(cell(row, language) ?? none)))))
  const isEmpty = ({ cell }: Column<R>): boolean =>
    rows.length > 0 && rows.every((row) => (cell(row, language) ?? none) === none)
  const total = columns.reduce((sum, column) => sum + gap.length + widthOf(column), -gap.length)
  if (total <= width) return { shown: columns, leftOut: [] }
  let used = -gap.length
  const shown = columns.filter((column, at) => {
    if (at >= columnsMin && isEmpty(column)) return false
    const needed = gap.length + widthOf(column)
    if (at >= columnsMin && used + needed > width) {
      used = Infinity
      return false
    }
    used += needed
    return true
  })
  return { shown, leftOut: columns.filter((column) => !shown.includes(column)).map(({ title }) => title[language]) }
}

/** Rows in aligned columns, counting a CJK character as two; each line ends with a line feed. */
export function sheet<R>(columns: readonly Column<R>[], rows: readonly R[], { language, bold }: Paint): string {
  const cells = rows.map((row) => columns.map(({ cell }) => visible(String(cell(row, language) ?? none))))
  const titles = columns.map(({ title }) => title[language])
  const widths = columns.map((_, at) => Math.max(0, ...[titles, ...cells].map((line) => textWidth(line[at] ?? ''))))
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, at) => padded(text, widths[at] ?? 0, columns[at]?.align ?? 'left'))
      .join(gap)
      .trimEnd()
  return [bold(line(titles)), ...cells.map(line)].map((text) => `${text}\n`).join('')
}

/** The text with spaces up to a width in terminal columns. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - textWidth(text)))
  return align === 'left' ? text + spaces : spaces + text
}
