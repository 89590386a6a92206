import type { AnyRelation } from '../define/relation.ts'

type Columns = Readonly<Record<string, unknown>>

/** Text that tells the facts of a relation apart: ids contain no separator. */
export const keyText = (relation: AnyRelation, columns: Columns): string => keyTextOf(relation, columns, columns)

/** The same where columns that the first record lacks are in the second. */
export function keyTextOf(relation: AnyRelation, columns: Columns, more: Columns): string {
  const names = relation.key as readonly string[]
  let text = ''
  for (let at = 0; at < names.length; at++) {
    const name = names[at] as string
    const value = String(columns[name] ?? more[name])
    text = at === 0 ? value : `${text}\n${value}`
  }
  return text
}
