import { ledgerOpened } from './domain/book/ledger-opened.ts'
import { supervision } from './domain/book/supervision.ts'
import type { LiveEventOf } from './figures/figure.ts'
import { expectView, rowsOn, type View } from './view.ts'

/** What a book says of itself on the view's day: its name and jurisdiction, and the authority that supervises it. */
export interface BookProfile {
  readonly name: string
  readonly jurisdiction: string
  readonly authority?: string
}

/** Throws `LedgerError` (usage) where the view's day is none. */
export function bookProfile(view: View): BookProfile {
  expectView(view)
  const [opened] = view.facts.events(ledgerOpened.type)
  if (!opened) throw new Error('a view of a book without its first event')
  // Parsed by this very definition when it was recorded.
  const { name, jurisdiction } = (opened as LiveEventOf<typeof ledgerOpened.data>).data
  const authority = rowsOn(view, supervision).at(-1)?.attributes.authority
  return { name, jurisdiction, ...(authority === undefined ? {} : { authority }) }
}
