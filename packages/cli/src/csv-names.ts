import type { View } from '@taizhang/core'

import type { Words } from './language.ts'
import { scopeTitles } from './scopes.ts'
import { subjectName } from './thing-names.ts'

/** What people call what stands in a cell: an id, or the type of an event. */
export type NamesOf = (text: string) => Words | undefined

/** The names that a book and its domain have for ids and types of events. */
export function namesIn(view: View): NamesOf {
  const known = new Map<string, Words | undefined>()
  const scopes = scopeTitles(view)
  const find = (text: string): Words | undefined =>
    view.domain.events.get(text)?.title ?? scopes.get(text) ?? subjectName(view, text)
  return (text) => {
    if (!known.has(text)) known.set(text, find(text))
    return known.get(text)
  }
}

/** The columns of CSV behind all others: what the ids and types in the rest of the row are called. */
export const nameColumns: readonly string[] = ['namesZh', 'namesEn']

/** The row with those columns. What stands in a cell of its own is not said again. */
export function withNames(row: object, columns: readonly string[], namesOf: NamesOf): object {
  const cells = columns.map((name) => (row as Readonly<Record<string, unknown>>)[name])
  const said = new Set(cells)
  const found = [...new Set(cells.flatMap(textsIn))].flatMap((text) => {
    const name = namesOf(text)
    return name === undefined || name.zh === text || said.has(name.zh) ? [] : [{ text, name }]
  })
  const listed = (language: keyof Words): readonly string[] =>
    found.map(({ text, name }) => `${text} ${name[language]}`)
  return { ...row, namesZh: listed('zh').join('；'), namesEn: listed('en').join('; ') }
}

/** Keys that are several ids stand in one text: `o1 p1`. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value, ...(value.includes(' ') ? value.split(' ') : [])]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
