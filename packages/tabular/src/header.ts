import { levelsOf } from './doors.ts'
import type { Column } from './workbook.ts'

/** A title in the header, with the cells that are merged for it. */
export interface Heading {
  readonly text: string
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

/** The titles of columns with the cells that they take: those that begin alike share one, those with fewer levels reach down. */
export function headingsOf(columns: readonly Column[]): readonly Heading[] {
  const levels = levelsOf(columns)
  const paths = columns.map(({ title }) => (typeof title === 'string' ? [title] : title))
  return paths.flatMap((path, column) =>
    path.flatMap((text, row) => {
      if (sharesWith(paths[column - 1], path, row)) return []
      const isLast = row === path.length - 1
      const end = paths.findIndex((other, at) => at > column && !sharesWith(path, other, row))
      const width = isLast ? 1 : (end < 0 ? paths.length : end) - column
      return [{ text, row, column, rows: isLast ? levels - row : 1, columns: width }]
    }),
  )
}

/** Whether a title belongs to the one before it down to a level. The last level of each is its own. */
const sharesWith = (before: readonly string[] | undefined, path: readonly string[], level: number): boolean =>
  before !== undefined &&
  level < path.length - 1 &&
  level < before.length - 1 &&
  path.slice(0, level + 1).every((text, at) => text === before[at])
