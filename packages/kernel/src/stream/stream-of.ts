import { expectObject } from '../doors/doors.ts'
import { cutOf, type GroupedAsked } from '../figures/cut.ts'
import { Ledger } from '../ledger/ledger.ts'
import type { Figure, Flow, Stock } from '../figures/figure.ts'
import { FigureStream } from './figure-stream.ts'

/** By how much figures, by groups or not, change with each batch of a ledger: of a rate the part and the whole. */
export function figureStream(ledger: Ledger, figures: Iterable<Figure>, asked: GroupedAsked = {}): FigureStream {
  expectObject(ledger, 'ledger')
  const sides = new Set([...figures].flatMap(sidesOf))
  return new FigureStream(
    Ledger.bookOf(ledger),
    [...sides].map((figure) => ({ figure, cut: cutOf(ledger, figure, asked) })),
  )
}

const sidesOf = (figure: Figure): readonly (Stock | Flow)[] =>
  figure.kind === 'rate' || figure.kind === 'flow-rate' ? [figure.part, figure.whole] : [figure]
