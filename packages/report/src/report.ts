import {
  bookProfile,
  expectObject,
  expectView,
  expectWindow,
  type BookProfile,
  type CivilDate,
  type Instant,
  type View,
  type Words,
} from '@taizhang/core'
import {
  behind,
  byTitle,
  figureCatalogue,
  figureRows,
  scopesOn,
  scopeTitle,
  termsDue,
  type Figure,
  type FigureRow,
  type Measure,
  type TermDue,
} from '@taizhang/core/figures'
import { differsOn, findingsOn, subjectName, type Finding } from '@taizhang/core/rulebook'

import { chartsOf, type Charts } from './chart-data.ts'
import { sections } from './sections.ts'

/** What a value was counted from. */
export interface Reference {
  /** How many facts were counted, or events of a flow; of a rate, those of its part. */
  readonly counted: number
  /** How many events are behind them. */
  readonly events: number
  /** Positions of the first of these events. */
  readonly positions: readonly number[]
}

/** One value of a figure. */
export interface ReportValue extends FigureRow {
  /** What `by` is called. */
  readonly byTitle?: Words
  /** Of values told apart by something only the total has it. */
  readonly behind?: Reference
  /** Present where what was reported and what is derived cannot both be right. */
  readonly differs?: true
}

/** A figure of the report. */
export interface ReportItem {
  /** The statement of the source report that it belongs to. */
  readonly row: number
  readonly figure: string
  readonly title: Words
  readonly definition: Words
  readonly measure: Measure
  readonly values: readonly ReportValue[]
}

/** What a rule says about a subject, and what this is called where it has a name. */
export interface ReportFinding extends Finding {
  readonly name?: Words
}

export interface ReportSection {
  readonly id: string
  readonly title: Words
  readonly items: readonly ReportItem[]
}

/** The work report of a book on a day, as known at a size. A plain value: the same view gives the same one. */
export interface Report extends BookProfile {
  readonly book: string
  readonly asOf: CivilDate
  readonly knownAt: Instant
  readonly size: number
  /** Where all flows start, if they were told to. */
  readonly from?: CivilDate
  /** In order of their opening. */
  readonly scopes: readonly { readonly scope: string; readonly title: Words }[]
  readonly sections: readonly ReportSection[]
  /** Overdue, or due within six months; soonest first. */
  readonly terms: readonly TermDue[]
  readonly charts: Charts
  /** What the rulebook of the day finds wrong; the gravest first. */
  readonly findings: readonly ReportFinding[]
}

/** Of the events behind a value the report names so many; how many there are it says as well. */
const positionsMax = 12

/**
 * The work report. `from` is the first day of every flow; by default each has its own start.
 *
 * Throws `LedgerError` (usage) where it is no day, or after the view's.
 */
export function reportOf(view: View, options: { readonly from?: CivilDate | undefined } = {}): Report {
  expectView(view)
  expectObject(options, 'options')
  const { from } = options
  expectWindow({ from, to: view.asOf }, '')
  const { book, asOf, knownAt, size } = view
  const window = from === undefined ? {} : { from }
  const reading: Reading = { window, differs: differsOn(view) }
  return {
    book,
    ...bookProfile(view),
    asOf,
    knownAt,
    size,
    ...window,
    scopes: scopesOn(view).map(({ key: { scopeId }, attributes: { name } }) => ({
      scope: scopeId,
      title: scopeTitle(scopeId, name),
    })),
    sections: sections.map(({ id, title, statements }) => ({
      id,
      title,
      items: statements.flatMap(({ row, figures }) =>
        figures.flatMap((figureId) => {
          const figure = figureCatalogue.get(figureId)
          return figure ? [itemOf(view, row, figure, reading)] : []
        }),
      ),
    })),
    terms: termsDue(view, { amount: 6, unit: 'months' }),
    charts: chartsOf(view, from),
    findings: findingsOn(view).map((finding) => {
      const name = subjectName(view, finding.subject)
      return name === undefined ? finding : { ...finding, name }
    }),
  }
}

/** How the values of every figure are read. */
interface Reading {
  readonly window: { readonly from?: CivilDate }
  readonly differs: (row: FigureRow) => boolean
}

function itemOf(view: View, row: number, figure: Figure, { window, differs }: Reading): ReportItem {
  const values = figureRows(view, figure, { window }).map((value): ReportValue => {
    const [by] = Object.entries(value.by ?? {})
    if (by !== undefined) return { ...value, byTitle: byTitle(view.facts, ...by) }
    const behind = referenceOf(view, figure, { scope: value.scope, window })
    return { ...value, behind, ...(differs(value) ? { differs: true } : {}) }
  })
  return { row, figure: figure.id, title: figure.title, definition: figure.doc, measure: figure.measure, values }
}

function referenceOf(view: View, figure: Figure, options: Parameters<typeof behind>[2]): Reference {
  const contributions = behind(view, figure, options)
  const events = new Set(contributions.flatMap(({ events }) => events))
  return {
    counted: contributions.length,
    events: events.size,
    positions: [...events].toSorted((a, b) => a - b).slice(0, positionsMax),
  }
}
