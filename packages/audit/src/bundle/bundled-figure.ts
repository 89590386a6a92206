import { plusDays, behind, figureRows, type Row, type View, type Contribution, type FigureRow } from '@taizhang/kernel'
import type { Figure } from '@taizhang/kernel/define'

/** A figure's value with everything that it is the sum of. */
export interface BundledFigure extends FigureRow {
  readonly title: Figure['title']
  readonly doc: Figure['doc']
  /** What is counted: a rate has its part and its whole. */
  readonly counted: readonly Counted[]
}

interface Counted {
  readonly figure: string
  readonly contributions: readonly Share[]
}

/** Members stand in the order in which they are told. */
type Share = Pick<Contribution, 'value' | 'qualifier' | 'events'> & {
  readonly facts: readonly BundledFact[]
}

/** In a bundle an end that is not recorded is `null`: what reads it is not this program. */
type BundledFact = Omit<Row, 'previous' | 'closedBy'> & { readonly closedBy: number | null }

/** Whether a figure says something about what is not there, which no selection of events can show: a rate of what is not in its part. */
export const countsAbsences = (figure: Figure): boolean =>
  isRate(figure) || (figure.kind === 'stock' && figure.absent === true)

const isRate = (figure: Figure): figure is Extract<Figure, { part: Figure }> =>
  figure.kind === 'rate' || figure.kind === 'flow-rate'

/** A figure on the view's day: once for each scope where it is counted by scope, and for each value that it is told apart by. */
export const bundledFigures = (view: View, figure: Figure, scope: string | undefined): readonly BundledFigure[] =>
  figureRows(view, figure, { scope }).map((row) => ({
    ...row,
    // Days are included here, as on the command line.
    ...(row.to === undefined ? {} : { to: plusDays(row.to, -1) }),
    title: figure.title,
    doc: figure.doc,
    counted: (isRate(figure) ? [figure.part, figure.whole] : [figure]).map((one) => ({
      figure: one.id,
      contributions: behind(view, one, questionOf(row)).map(shareOf),
    })),
  }))

const questionOf = ({ scope, by = {}, from, to }: FigureRow): Parameters<typeof behind>[2] => ({
  scope,
  by: Object.values(by)[0],
  ...(from === undefined || to === undefined ? {} : { window: { from, to } }),
})

const shareOf = ({ value, qualifier, rows, events }: Contribution): Share => ({
  value,
  ...(qualifier === undefined ? {} : { qualifier }),
  facts: rows.map(({ previous, closedBy = null, ...fact }) => ({ ...fact, closedBy })),
  events,
})

/** The positions of all events that a bundled figure names. */
export const eventsOf = ({ counted }: BundledFigure): readonly number[] =>
  counted.flatMap(({ contributions }) =>
    contributions.flatMap(({ events, facts }) => [
      ...events,
      ...facts.flatMap(({ openedBy, closedBy }) => (closedBy === null ? [openedBy] : [openedBy, closedBy])),
    ]),
  )
