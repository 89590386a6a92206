import type { DayChange } from '@taizhang/kernel/internal'

/** What a change may be of: a figure's value, or how many of its parts are inexact in one way. */
export const kinds = ['value', 'more-than', 'about', 'at-least'] as const satisfies readonly DayChange['of'][]
