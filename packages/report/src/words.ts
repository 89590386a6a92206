import type { Words } from '@taizhang/core'
import { labelOf } from '@taizhang/core/figures'

/** The languages that a report is written in. */
export type Language = keyof Words

const words = (zh: string, en: string): Words => ({ zh, en })

const labelled = (values: readonly string[]): Readonly<Record<string, Words>> =>
  Object.fromEntries(values.map((value) => [value, labelOf(value)]))

/** In the order of charts and tables. */
export const formationWords = labelled(['solo', 'joint', 'attached', 'functional'])
export const organizationKindWords = labelled(['committee', 'general-branch', 'branch', 'temporary-branch'])

const defaultScopes: Readonly<Record<string, Words>> = {
  enterprise: words('非公企业', 'Enterprises'),
  'social-organization': words('社会组织', 'Social organizations'),
}

/** A scope's name; a book has it in one language, but for the scopes that every book begins with. */
export function scopeTitle(scopeId: string, name: string): Words {
  const known = defaultScopes[scopeId]
  return known?.zh === name ? known : words(name, name)
}
