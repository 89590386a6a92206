import { behind, type Asked, type Contribution, type Figure, type Ledger, type View } from '@taizhang/core'
import { factText } from './fact-note.ts'

/** A figure, or one of the two that make a rate, whose contributions add up to its value. */
export type Summed = Exclude<Figure, { readonly kind: 'rate' }>

/** What a figure is summed from: itself; of a rate the part, then the whole. */
export const summedIn = (figure: Figure): readonly Summed[] =>
  figure.kind === 'rate' ? [figure.part, figure.whole] : [figure]

/** A contribution with what tells it apart from the others, in any view of the book. */
export interface Share extends Contribution {
  readonly id: string
}

/**
 * The contributions to a figure by what tells them apart: the subject, what subjects that count together have in common, or the
 * place in the book of the events counted, which a correction takes over from what it corrects.
 */
export function sharesOf(ledger: Ledger, view: View, figure: Summed, asked: Asked): ReadonlyMap<string, Share> {
  const orderOf = (position: number): number => ledger.event(position)?.order ?? position
  const found = new Map<string, Share>()
  for (const contribution of behind(view, figure, asked)) {
    const { group, rows, events, by } = contribution
    const [subject] = rows
    const own = group ?? (subject ? factText(subject) : JSON.stringify(events.map(orderOf)))
    // An event may count under several headings; each is a share of its own.
    let id = by === undefined ? own : `${own} ${by}`
    while (found.has(id)) id += '+'
    found.set(id, { ...contribution, id })
  }
  return found
}
