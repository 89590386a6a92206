import type { View } from '@taizhang/core'

import type { Language } from './language.ts'
import type { Paint } from './sheet.ts'
import { visible } from './visible.ts'

/** What stands above a table: the book, and which view of it. */
export function heading({ book, ...view }: Seen, paint: Paint): string {
  return headingOfViews(book, [view], paint)
}

/** The same for several views of one book. */
export function headingOfViews(
  book: string,
  views: readonly Omit<Seen, 'book'>[],
  { language, dim, bookNames }: Paint,
): string {
  const seen = views.map(({ asOf, knownAt, size }) => ({
    zh: `截至 ${asOf}　已知 ${size} 条记录（最后一批录入于 ${knownAt}）`,
    en: `as of ${asOf}, as known at size ${size} (last batch recorded ${knownAt})`,
  }))
  const lines = [bookTitle(book, bookNames?.get(book), language), ...seen.map((text) => text[language])]
  return lines.map((line) => `${dim(visible(line))}\n`).join('')
}

type Seen = Omit<View, 'domain' | 'facts'>

/** A book by its name and code. */
export function bookTitle(book: string, name: string | undefined, language: Language): string {
  if (name === undefined) return { zh: `台账 ${book}`, en: `book ${book}` }[language]
  return { zh: `${name}（${book}）`, en: `book ${name} (${book})` }[language]
}
