import type { View } from '@taizhang/core'

import type { Paint } from './sheet.ts'
import { visible } from './visible.ts'

/** The line above a table that says which view it is of. */
export function heading(
  { book, asOf, knownAt, size }: Omit<View, 'domain' | 'facts'>,
  { language, dim }: Paint,
): string {
  const text = {
    zh: `台账 ${book}　截至 ${asOf}　已知 ${size} 条记录（最后一批录入于 ${knownAt}）`,
    en: `book ${book}, as of ${asOf}, as known at size ${size} (last batch recorded ${knownAt})`,
  }
  return `${dim(visible(text[language]))}\n`
}
