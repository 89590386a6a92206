import type { Definitions } from '../define/definitions.ts'
import type { CalledBy } from '../doors/near.ts'
import type { Facts } from './facts.ts'

/** What the facts call whatever has that id, the last name that they have; `undefined` where it has none. */
function nameOf({ relations }: Pick<Definitions, 'relations'>, facts: Facts, id: string): string | undefined {
  for (const relation of relations) {
    const [column, ...more] = relation.key as readonly string[]
    if (column === undefined || more.length > 0 || !('name' in relation.attributes)) continue
    const name: unknown = facts.where(relation, column, id).at(-1)?.attributes['name']
    if (typeof name === 'string') return name
  }
  return undefined
}

/** The same as words, for refusals. */
export const calledIn =
  (definitions: Pick<Definitions, 'relations'>, facts: Facts): CalledBy =>
  (id) => {
    const name = nameOf(definitions, facts, id)
    return name === undefined ? undefined : { zh: name, en: name }
  }
