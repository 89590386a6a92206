import type { View } from '@taizhang/kernel'
import { expectScope as expectScopeOf, scopeRelations } from '@taizhang/kernel/internal'

/** Stops (not-found) where the book never had such a scope. */
export function expectScope({ domain, facts }: Pick<View, 'domain' | 'facts'>, scope: string | undefined): void {
  const [relation] = scopeRelations(domain.figures.values())
  expectScopeOf(facts, relation, scope)
}
