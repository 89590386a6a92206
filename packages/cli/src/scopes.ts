import { scopesOn, scopeTitle } from '@taizhang/core/figures'

import type { Words } from './language.ts'

/** What each scope is called. */
export type ScopeTitles = ReadonlyMap<string, Words>

/** What the scopes that are defined on the view's day are called. */
export const scopeTitles = (view: Parameters<typeof scopesOn>[0]): ScopeTitles =>
  new Map(scopesOn(view).map(({ key: { scopeId }, attributes: { name } }) => [scopeId, scopeTitle(scopeId, name)]))
