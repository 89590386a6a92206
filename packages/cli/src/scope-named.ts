import type { View } from '@taizhang/kernel'
import { expectScope, scopeIdOf, scopeRelations } from '@taizhang/kernel/internal'

import { isCalled, onlyOne, type Candidate } from './ambiguous.ts'
import { titleOf } from './scopes.ts'

/** The id of the scope that is meant, by its id or its name; stops (not-found) where the book never had such a scope. */
export function scopeNamed({ domain, facts }: Pick<View, 'domain' | 'facts'>, name: string | undefined) {
  if (name === undefined) return undefined
  const relations = scopeRelations(domain.figures.values())
  const rows = relations.flatMap((relation) => facts.rows(relation))
  if (rows.some((row) => scopeIdOf(row) === name)) return name
  const named = rows.map((row): Candidate => {
    const id = scopeIdOf(row)
    return { id, title: titleOf({ domain }, id, row.attributes['name']) }
  })
  const called = named.filter(({ title }) => isCalled(name, title.zh, title.en))
  const found = onlyOne('scope', name, [...new Map(called.map((one) => [one.id, one])).values()])
  if (found === undefined) expectScope(facts, relations[0], name)
  return found
}
