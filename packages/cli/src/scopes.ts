import type { CivilDate, View } from '@taizhang/core'
import { scopesOn, scopeTitle } from '@taizhang/core/figures'

import type { Words } from './language.ts'
import { stop } from './stop.ts'

const lastDay: CivilDate = '9999-12-30'

/** The scopes that are defined on a day, in order of their opening. */
export const scopeIdsOn = (view: View, day: CivilDate): readonly string[] =>
  scopesOn({ ...view, asOf: day }).map(({ key }) => key.scopeId)

/** What each scope is called. */
export type ScopeTitles = ReadonlyMap<string, Words>

/** What the scopes that are defined on the view's day are called. */
export const scopeTitles = (view: Parameters<typeof scopesOn>[0]): ScopeTitles =>
  new Map(scopesOn(view).map(({ key: { scopeId }, attributes: { name } }) => [scopeId, scopeTitle(scopeId, name)]))

/** Stops where the book knows no such scope on any day. On days before its definition it is merely left out. */
export function expectScope(view: View, scope: string | undefined): void {
  if (scope === undefined) return
  const known = scopeIdsOn(view, lastDay)
  if (known.includes(scope)) return
  stop(
    'notFound',
    'no-such-scope',
    {
      zh: `台账册 ${view.book} 没有统计口径 ${scope}（有：${known.join(', ')}）`,
      en: `book ${view.book} has no scope ${scope} (it has: ${known.join(', ')})`,
    },
    { scope, scopes: known },
  )
}
