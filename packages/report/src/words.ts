import type { Words } from '@taizhang/core'
import { labelOf } from '@taizhang/core/figures'

/** The languages that a report is written in. */
export const languages = ['zh', 'en'] as const satisfies readonly (keyof Words)[]

/** The languages that a report is written in. */
export type Language = (typeof languages)[number]

const labelled = (values: readonly string[]): Readonly<Record<string, Words>> =>
  Object.fromEntries(values.map((value) => [value, labelOf(value)]))

/** In the order of charts and tables. */
export const formationWords = labelled(['solo', 'joint', 'attached', 'functional'])
/** What people call the kinds of organizations. */
export const organizationKindWords = labelled(['committee', 'general-branch', 'branch', 'temporary-branch'])
