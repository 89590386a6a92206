import { field } from './domain/book/field.ts'
import { ledgerOpened } from './domain/book/ledger-opened.ts'
import { supervision } from './domain/book/supervision.ts'
import { rowsOn, type View } from '@taizhang/kernel'
import { expectView } from '@taizhang/kernel/internal'

/** What a book says of itself on the view's day: its name and jurisdiction, what its field is called, and the authority that supervises it. */
export interface BookProfile {
  readonly name: string
  readonly jurisdiction: string
  readonly authority?: string
  /** The name that the authority carries besides: 两新工委 beside 社会工作部. */
  readonly authoritySecondName?: string
  /** What the field is called: 两新组织, 两企三新, 新兴领域. */
  readonly field?: string
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
  const supervising = rowsOn(view, supervision).at(-1)?.attributes
  const called = rowsOn(view, field).at(-1)?.attributes.name
  return {
    name,
    jurisdiction,
    ...(supervising === undefined ? {} : { authority: supervising.authority }),
    ...(supervising?.secondName === undefined ? {} : { authoritySecondName: supervising.secondName }),
    ...(called === undefined ? {} : { field: called }),
  }
}
