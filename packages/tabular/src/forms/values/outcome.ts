import type { Words } from '@taizhang/kernel'

/** What a cell says: a text, a number, a yes or no, or several names. */
export type Said = string | number | boolean | readonly string[]

/** What came of reading a cell. */
export type Outcome =
  | { readonly is: 'value'; readonly value: Said; readonly guess?: Words }
  | { readonly is: 'none' }
  | { readonly is: 'blank' }
  | { readonly is: 'refused'; readonly code: string; readonly because: Words }

export const value = (said: Said, guess?: Words): Outcome =>
  guess === undefined ? { is: 'value', value: said } : { is: 'value', value: said, guess }

export const refusedCell = (code: string, zh: string, en: string): Outcome => ({
  is: 'refused',
  code,
  because: { zh, en },
})

export const blank: Outcome = { is: 'blank' }
export const none: Outcome = { is: 'none' }
