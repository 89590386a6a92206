import type { View } from '@taizhang/core'
import { ruleIds } from '@taizhang/core/rulebook'

import { near, perhaps } from './near.ts'
import { stop } from './stop.ts'

/** Stops where neither the program nor the book has a rule of that id. */
export function expectRule(view: Pick<View, 'domain' | 'facts'>, id: string | undefined): void {
  const known = ruleIds(view)
  if (id === undefined || known.includes(id)) return
  const names = near(id, known)
  const meant = perhaps(names)
  stop(
    'notFound',
    'no-such-rule',
    {
      zh: `没有规则 ${id}${meant.zh}；全部规则见 npx taizhang rules`,
      en: `there is no rule ${id}${meant.en}; npx taizhang rules lists them all`,
    },
    { rule: id, near: names },
  )
}
