import { scopeTitle } from '@taizhang/core/figures'
import { scopesOn, type View } from '@taizhang/kernel'
import { scopeIdOf, scopeRelations } from '@taizhang/kernel/internal'

import { isParty } from './domain.ts'
import type { Words } from './language.ts'

/** What each scope is called. */
export type ScopeTitles = ReadonlyMap<string, Words>

/** What the scopes that are defined on the view's day are called: by their name, where they have one. */
export const scopeTitles = (view: Pick<View, 'domain' | 'facts' | 'asOf'>): ScopeTitles =>
  new Map(
    scopeRelations(view.domain.figures.values())
      .flatMap((relation) => scopesOn(view, relation))
      .map((row) => [scopeIdOf(row), titleOf(view, scopeIdOf(row), row.attributes['name'])]),
  )

export function titleOf({ domain }: Pick<View, 'domain'>, id: string, name: unknown): Words {
  const said = typeof name === 'string' ? name : id
  return isParty(domain) ? scopeTitle(id, said) : domain.labelOf(said)
}
