import {
  behind,
  figureRows,
  plusDays,
  type Contribution,
  type Figure,
  type FigureRow,
  type Row,
  type Stock,
  type View,
} from '@taizhang/core'

/** A figure's value with everything that it is the sum of. */
export interface BundledFigure extends Omit<FigureRow, 'by'> {
  readonly title: Figure['title']
  readonly doc: Figure['doc']
  /** What is counted: a rate has its part and its whole. */
  readonly counted: readonly Counted[]
}

interface Counted {
  readonly figure: string
  readonly contributions: readonly Share[]
}

interface Share {
  readonly value: number
  /** Of the shares with the same text one counts. */
  readonly once?: string
  readonly facts: readonly Omit<Row, 'previous'>[]
  readonly events: readonly number[]
}

/** Whether a figure says something about what is not there, which no selection of events can show. */
export const countsAbsences = (figure: Figure): boolean =>
  figure.kind === 'rate' || (figure.kind === 'stock' && figure.absent === true)

/** A figure on the view's day, once for each scope where it is counted by scope. */
export function bundledFigures(view: View, figure: Figure, scope: string | undefined): readonly BundledFigure[] {
  return figureRows(view, figure, { scope })
    .filter(({ by }) => by === undefined)
    .map((row) => ({
      ...row,
      // Days are included here, as on the command line.
      ...(row.to === undefined ? {} : { to: plusDays(row.to, -1) }),
      title: figure.title,
      doc: figure.doc,
      counted: (figure.kind === 'rate' ? [figure.part, figure.whole] : [figure]).map((one) => ({
        figure: one.id,
        contributions: behind(view, one, { scope: row.scope }).map((share) => shareOf(one, share)),
      })),
    }))
}

function shareOf(figure: Figure, { value, rows, events }: Contribution): Share {
  const once = figure.kind === 'stock' ? onceOf(figure, rows) : undefined
  const facts = rows.map(({ previous, ...fact }) => fact)
  return { value, ...(once === undefined ? {} : { once }), facts, events }
}

const onceOf = ({ distinct }: Stock, [subject]: readonly Row[]): string | undefined =>
  subject === undefined ? undefined : distinct?.(subject)

/** The positions of all events that a bundled figure names. */
export const eventsOf = ({ counted }: BundledFigure): readonly number[] =>
  counted.flatMap(({ contributions }) =>
    contributions.flatMap(({ events, facts }) => [
      ...events,
      ...facts.flatMap(({ openedBy, closedBy }) => (closedBy === null ? [openedBy] : [openedBy, closedBy])),
    ]),
  )
