import type { Definitions } from '../define/definitions.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { Row } from '../facts/row.ts'
import type { Words } from '../errors/refusal.ts'

/** What the book calls what stands in a column of keys: by the name, where it has one, and the id. */
export type Called = (column: string, id: string) => Words

/** Reads the rows of a fact by its relation and key. */
type RowsOf = (relation: AnyRelation, key: Readonly<Record<string, string>>) => readonly Row[]

/** By the column that is their whole key: the relations whose facts have a name. */
const namedBy = ({ relations }: Pick<Definitions, 'relations'>): ReadonlyMap<string, AnyRelation> =>
  new Map(
    relations
      .filter(({ key, attributes }) => key.length === 1 && 'name' in attributes)
      .map((relation) => [String(relation.key[0]), relation]),
  )

/** Names things as the book called them last. What is no id of a fact is a word of the wire. */
export function callsThem(definitions: Pick<Definitions, 'relations' | 'labelOf'>, rowsOf: RowsOf): Called {
  const named = namedBy(definitions)
  const ids = new Set(definitions.relations.flatMap(({ key }) => (key.length === 1 ? key.map(String) : [])))
  return (column, id) => {
    if (!ids.has(column)) return definitions.labelOf(id)
    const relation = named.get(column)
    const name = relation && rowsOf(relation, { [column]: id }).at(-1)?.attributes['name']
    return typeof name === 'string' && name !== id
      ? { zh: `${name}（${id}）`, en: `${name} (${id})` }
      : { zh: id, en: id }
  }
}
