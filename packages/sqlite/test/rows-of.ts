import { relations, type Facts, type Row } from '@taizhang/core'

const opening = (row: Row): Row => (row.previous ? opening(row.previous) : row)
const entries = (value: object): unknown => Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** All rows of all relations, as texts to compare: what each says, its events, and where its episode began. */
export const rowsOf = (facts: Facts): readonly string[] =>
  relations
    .flatMap((relation) =>
      facts.rows(relation).map((row) => {
        const { key, attributes, from, to, openedBy, closedBy } = row
        const begun = opening(row)
        return [
          relation.name,
          entries(key),
          entries(attributes),
          from,
          to,
          openedBy,
          closedBy,
          begun.from,
          begun.openedBy,
        ]
      }),
    )
    .map((row) => JSON.stringify(row))
    .toSorted()
