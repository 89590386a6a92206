import type { Form, FormColumn } from '@taizhang/kernel/define'
import type { Merged, ReadSheet, ReadValue } from '../read/read-workbook.ts'
import { titleKey } from './values/plain.ts'
import { textOf } from './values/read-text.ts'

/** Where a form's table stands in a sheet: its columns by those of the form, and what it has besides. */
export interface Table {
  /** The last row of the header, from 0. */
  readonly bottom: number
  readonly columns: ReadonlyMap<FormColumn, number>
  /** Columns with a title that the form does not know, from 0. */
  readonly unknown: readonly { readonly column: number; readonly title: string }[]
}

/** The header lies within the first rows. */
const rowsLooked = 30
const levelsMax = 4

/** The form's table in a sheet, by the names of its columns; `undefined` where there is none. `called` gives other names that a sheet has for columns. */
export function findTable(
  form: Form,
  sheet: ReadSheet,
  called: Readonly<Record<string, string>> = {},
): Table | undefined {
  const mergedAt = mergedCells(sheet, rowsLooked)
  let best: Table | undefined
  for (let bottom = 0; bottom < Math.min(rowsLooked, sheet.rows.length); bottom++) {
    const paths = headerPaths(sheet, bottom, mergedAt, called)
    const columns = matched(form.columns, paths)
    if (columns.size > (best?.columns.size ?? 1))
      best = { bottom, columns, unknown: unknownIn(paths, new Set(columns.values())) }
  }
  return best && knowsSubject(form, best) ? best : undefined
}

/** Whether what rows are about can be recognized. */
function knowsSubject({ about, roles }: Form, { columns }: Table): boolean {
  const role = roles[about]
  if (!role) return false
  const paths = new Set([...columns.keys()].map(({ of }) => of))
  return role.isPerson === true
    ? paths.has(`${role.relation}.id`)
    : [...role.by, 'id'].some((attribute) => paths.has(`${role.relation}.${attribute}`))
}

/** The cell that stands for each merged one, by `row,column`. */
export function mergedCells({ merges }: ReadSheet, rows: number): ReadonlyMap<string, Merged> {
  const found = new Map<string, Merged>()
  for (const merged of merges)
    for (let row = merged.top; row <= Math.min(merged.bottom, rows); row++)
      for (let column = merged.left; column <= Math.min(merged.right, merged.left + 300); column++)
        found.set(`${row},${column}`, merged)
  return found
}

/** The titles above each column, the widest first, each once. */
function headerPaths(
  sheet: ReadSheet,
  bottom: number,
  mergedAt: ReadonlyMap<string, Merged>,
  called: Readonly<Record<string, string>>,
): readonly (readonly string[])[] {
  const levels = Array.from({ length: Math.min(levelsMax, bottom + 1) }, (_, at) => {
    const row = bottom - Math.min(levelsMax, bottom + 1) + 1 + at
    return titlesIn(sheet, row, row < bottom, mergedAt)
  })
  const width = Math.max(...levels.map((level) => level.length))
  const names = new Map(Object.entries(called).map(([theirs, ours]) => [titleKey(theirs), titleKey(ours)]))
  return Array.from({ length: width }, (_, column) => {
    const texts = levels.map((level) => titleKey(level[column] ?? '')).filter((text) => text !== '')
    return texts.filter((text, at) => text !== texts[at - 1]).map((text) => names.get(text) ?? text)
  })
}

/** A row of titles. In CSV, where nothing is merged, an upper title stands over what follows it. */
function titlesIn(
  { rows, isPlain }: ReadSheet,
  row: number,
  isUpper: boolean,
  mergedAt: ReadonlyMap<string, Merged>,
): readonly string[] {
  const width = Math.max(0, ...rows.slice(0, rowsLooked).map((cells) => cells.length))
  const titles: string[] = []
  for (let column = 0; column < width; column++) {
    const merged = mergedAt.get(`${row},${column}`)
    const text = textOf(merged ? (rows[merged.top]?.[merged.left] ?? null) : (rows[row]?.[column] ?? null))
    titles.push(text === '' && isPlain && isUpper ? (titles[column - 1] ?? '') : text)
  }
  return titles
}

/** What a column is called: its last title, others for it, or all its titles in one. */
const namesOf = ({ title, also = [] }: FormColumn): readonly string[] =>
  [...title.slice(-1), ...also, ...(title.length > 1 ? [title.join('')] : [])].map(titleKey)

/** Which column of a sheet is which of the form: by its last title, and where several have that, by those above, too. */
function matched(
  columns: readonly FormColumn[],
  paths: readonly (readonly string[])[],
): ReadonlyMap<FormColumn, number> {
  const byLast = Map.groupBy(paths.entries(), ([, path]) => path.at(-1) ?? '')
  const shared = Map.groupBy(
    columns.flatMap((column) => namesOf(column)),
    (name) => name,
  )
  const taken = new Set<number>()
  const found = new Map<FormColumn, number>()
  for (const column of columns) {
    const above = column.title.slice(0, -1).map(titleKey)
    const candidates = namesOf(column)
      .flatMap((name) =>
        (byLast.get(name) ?? []).map(([at, path]) => ({
          at,
          path,
          isShared: isMany(shared, name) || isMany(byLast, name),
        })),
      )
      .filter(
        ({ at, path, isShared }) =>
          !taken.has(at) && (!isShared || above.length === 0 || path.includes(above.at(-1) ?? '')),
      )
      .map(({ at, path }) => ({ at, score: above.filter((title) => path.includes(title)).length }))
    const [first, ...rest] = candidates
    if (!first) continue
    const best = rest.reduce((most, one) => (one.score > most.score ? one : most), first)
    found.set(column, best.at)
    taken.add(best.at)
  }
  return found
}

const isMany = (grouped: ReadonlyMap<string, readonly unknown[]>, name: string): boolean =>
  (grouped.get(name)?.length ?? 0) > 1

const unknownIn = (paths: readonly (readonly string[])[], known: ReadonlySet<number>): Table['unknown'] =>
  paths.flatMap((path, column) => {
    const title = path.at(-1)
    return title === undefined || known.has(column) ? [] : [{ column, title }]
  })

/** How a column is called in Excel, from 0: A, B … AA. */
export const columnName = (column: number): string =>
  column < 26 ? String.fromCodePoint(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)

/** What stands in a cell, or in the one that it is merged with. */
export const cellIn = ({ rows }: ReadSheet, row: number, column: number, merged: Merged | undefined): ReadValue =>
  merged ? (rows[merged.top]?.[merged.left] ?? null) : (rows[row]?.[column] ?? null)
