import { ledgerOpened } from './domain/book/ledger-opened.ts'
import { supervision } from './domain/book/supervision.ts'
import { rowsOn, type View } from '@taizhang/kernel'
import { expectView } from '@taizhang/kernel/internal'

/** What a book says of itself on the view's day: its name and jurisdiction, and the authority that supervises it. */
export interface BookProfile {
  readonly name: string
  readonly jurisdiction: string
  readonly authority?: string
}

/**
 * The name and jurisdiction of a book, and its supervising authority on the view's day.
 *
 * Throws `LedgerError` (usage) where the view's day is none.
 *
 * @example bookProfile(view) // => { name: '示例区', jurisdiction: '350305' }
 */
export function bookProfile(view: View): BookProfile {
  expectView(view)
  const [opened] = view.facts.events(ledgerOpened)
  if (!opened) throw new Error('a view of a book without its first event')
  const { name, jurisdiction } = opened.data
  const authority = rowsOn(view, supervision).at(-1)?.attributes.authority
  return { name, jurisdiction, ...(authority === undefined ? {} : { authority }) }
}
