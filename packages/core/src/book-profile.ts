import { ledgerOpened } from './domain/book/ledger-opened.ts'
import { supervision } from './domain/book/supervision.ts'
import { rowsOn, type View } from './view.ts'

/** What a book says of itself on the view's day: its name and jurisdiction, and the authority that supervises it. */
export interface BookProfile {
  readonly name: string
  readonly jurisdiction: string
  readonly authority?: string
}

export function bookProfile(view: View): BookProfile {
  const [opened] = view.facts.events(ledgerOpened.type)
  // Every book begins with this event, and its definition has parsed it.
  const { name, jurisdiction } = opened?.data as { readonly name: string; readonly jurisdiction: string }
  const authority = rowsOn(view, supervision).at(-1)?.attributes.authority
  return { name, jurisdiction, ...(authority === undefined ? {} : { authority }) }
}
