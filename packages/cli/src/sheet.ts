import type { Language, Words } from './language.ts'
import { textWidth } from './text-width.ts'
import { visible } from './visible.ts'

/** How to print for the reader at hand: the language, and colours only where they are seen. */
export interface Paint {
  readonly language: Language
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
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
