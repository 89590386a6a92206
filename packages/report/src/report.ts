import { bookProfile, type BookProfile, type CivilDate, type Instant, type View, type Words } from '@taizhang/core'
import {
  dimensionIn,
  expectCondition,
  expectList,
  expectObject,
  expectView,
  expectWindow,
} from '@taizhang/kernel/internal'
import {
  behind,
  byTitle,
  figureCatalogue,
  comparedRows,
  figureRows,
  scopesOn,
  scopeTitle,
  termsDue,
  type Condition,
  type Figure,
  type FigureRow,
  type GroupedAsked,
  type Measure,
  type TermDue,
} from '@taizhang/core/figures'
import { differsOn, findingsOn, subjectName, type Finding } from '@taizhang/core/rulebook'

import { chartsOf, type Charts } from './chart-data.ts'
import { frontPageOf, type FrontPage } from './front-page.ts'
import { isGroupable, meeting } from './part.ts'
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
  /** What it came to on the day that is compared with, and how much more it is now; of rates in percentage points. */
  readonly before?: FigureRow['value']
  readonly change?: number | null
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

/** A section of the report: its title and its items. */
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
  /** The day that values are compared with, if they are. */
  readonly compared?: CivilDate
  /** What the figures are grouped by, if they are. */
  readonly by?: readonly string[]
  /** Only what meets these is counted and listed. */
  readonly where?: readonly Condition[]
  /** Ids of the figures that cannot be grouped or filtered so, and are left out. */
  readonly omitted?: readonly string[]
  /** In order of their opening. */
  readonly scopes: readonly { readonly scope: string; readonly title: Words }[]
  /** What a head of department asks first. */
  readonly front: FrontPage
  readonly sections: readonly ReportSection[]
  /** Overdue, or due within six months; soonest first. */
  readonly terms: readonly TermDue[]
  readonly charts: Charts
  /** What the rulebook of the day finds wrong; the gravest first. */
  readonly findings: readonly ReportFinding[]
}

/** Of the events behind a value the report names so many; how many there are it says as well. */
const positionsMax = 12

/** What a report is to be about. */
export interface ReportAsked extends GroupedAsked {
  /** The first day of every flow; by default each has its own start. */
  readonly from?: CivilDate | undefined
  /** An earlier day of the same book, as then known or as known now: each value has what it came to then. */
  readonly compare?: { readonly view: View; readonly from?: CivilDate | undefined } | undefined
}

/**
 * The work report. Grouped (`by`), each figure has a value for each group; with conditions (`where`) it is the report of a town, of a superior:
 * figures, charts, terms and findings are of what meets them. Figures that cannot be grouped so are left out and named (`omitted`).
 *
 * Throws `LedgerError`: usage where `from` is no day, or after the view's; not-found where there is no such dimension.
 *
 *
 * @example
 * const report = reportOf(view, { where: [conditionOf('town=临港镇')] })
 * report.asOf // => '2021-06-30'
 */
export function reportOf(view: View, options: ReportAsked = {}): Report {
  expectView(view)
  expectObject(options, 'options')
  const { from, compare, by = [], where = [] } = options
  if (compare !== undefined) expectObject(compare, 'compare')
  const grouped = expectGrouped(view, { by, where })
  expectWindow({ from, to: view.asOf }, '')
  const { book, asOf, knownAt, size } = view
  const window = from === undefined ? {} : { from }
  const reading: Reading = { window, differs: differsOn(view), grouped, compare }
  const isIn = meeting(view, where)
  const known = (id: string): readonly Figure[] => {
    const figure = figureCatalogue.get(id)
    return figure && isGroupable(view, figure, grouped) ? [figure] : []
  }
  const all = sections.flatMap(({ statements }) => statements.flatMap(({ figures }) => figures))
  const scopes = scopesOn(view).map(({ key: { scopeId }, attributes: { name } }) => ({
    scope: scopeId,
    title: scopeTitle(scopeId, name),
  }))
  const omitted = all.filter((id) => figureCatalogue.has(id) && known(id).length === 0)
  return {
    book,
    ...bookProfile(view),
    asOf,
    knownAt,
    size,
    ...window,
    ...(compare ? { compared: compare.view.asOf } : {}),
    ...(by.length > 0 ? { by } : {}),
    ...(where.length > 0 ? { where } : {}),
    ...(omitted.length > 0 ? { omitted } : {}),
    scopes,
    front: frontPageOf(
      view,
      scopes.map(({ scope }) => scope),
      { where, compare },
    ),
    sections: sections.map(({ id, title, statements }) => ({
      id,
      title,
      items: statements.flatMap(({ row, figures }) =>
        figures.flatMap(known).map((figure) => itemOf(view, row, figure, reading)),
      ),
    })),
    terms: termsDue(view, { amount: 6, unit: 'months' }).filter(({ organizationId }) => isIn(organizationId)),
    charts: chartsOf(view, { from, where, isIn }),
    findings: findingsOn(view)
      .filter(({ subject }) => isIn(subject))
      .map((finding) => {
        const name = subjectName(view, finding.subject)
        return name === undefined ? finding : { ...finding, name }
      }),
  }
}

/** How the values of every figure are read. */
interface Reading {
  readonly window: { readonly from?: CivilDate }
  readonly differs: (row: FigureRow) => boolean
  readonly grouped: GroupedAsked
  readonly compare: ReportAsked['compare']
}

/** Fails where there is no such dimension; the figures that can be grouped so are told by each. */
function expectGrouped(view: View, grouped: Required<GroupedAsked>): GroupedAsked {
  const { by, where } = grouped
  expectList(by, 'by')
  expectList(where, 'where')
  for (const name of by ?? []) dimensionIn(view.domain, name, 'by')
  for (const condition of where ?? []) expectCondition(view.domain, condition, 'where')
  return grouped
}

function itemOf(view: View, row: number, figure: Figure, reading: Reading): ReportItem {
  const { window, differs, grouped } = reading
  const { where } = grouped
  const values = rowsOf(view, figure, reading).map((value): ReportValue => {
    if (value.by !== undefined) return { ...value, byTitle: titleOfGroup(view, value.by) }
    const behind = referenceOf(view, figure, { scope: value.scope, window, where })
    return { ...value, behind, ...(differs(value) ? { differs: true } : {}) }
  })
  return { row, figure: figure.id, title: figure.title, definition: figure.doc, measure: figure.measure, values }
}

function rowsOf(view: View, figure: Figure, { window, grouped, compare }: Reading): readonly ReportValue[] {
  if (!compare) return figureRows(view, figure, { window, ...grouped })
  const windowBefore = compare.from === undefined ? {} : { from: compare.from }
  return comparedRows(compare.view, view, figure, { window, ...grouped, windowBefore }).map(
    ({ beforeQualifier: _qualifier, beforeAsOf: _on, beforeFrom: _from, beforeTo: _to, ...row }) => row,
  )
}

function titleOfGroup({ facts }: View, by: Readonly<Record<string, string>>): Words {
  const titles = Object.entries(by).map(([name, value]) => byTitle(facts, name, value))
  return { zh: titles.map(({ zh }) => zh).join('、'), en: titles.map(({ en }) => en).join(', ') }
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
