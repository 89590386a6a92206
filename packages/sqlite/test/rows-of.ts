import { beginningOf, relations, type Facts, type Row } from '@taizhang/core'

const entries = (value: object): unknown => Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** A row as a text to compare: what it says, its events, and where its episode began. */
export function rowText(row: Row): string {
  const { relation, key, attributes, from, to, openedBy, closedBy } = row
  const begun = beginningOf(row)
  return JSON.stringify([
    relation,
    entries(key),
    entries(attributes),
    from,
    to,
    openedBy,
    closedBy,
    begun.from,
    begun.openedBy,
  ])
}

/** All rows of all relations, as texts to compare. */
export const rowsOf = (facts: Facts): readonly string[] =>
  relations.flatMap((relation) => facts.rows(relation).map(rowText)).toSorted()
