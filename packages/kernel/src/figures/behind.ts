import type { Row } from '../facts/row.ts'
import { expectView } from '../facts/rows-on.ts'
import { type View } from '../ledger/view.ts'
import { expectObject } from '../doors/doors.ts'
import type { Condition } from '../grouping/condition.ts'
import { amountFrom, plus, type Amount } from './amount.ts'
import { expectBy, expectFigure, expectOneScope } from './doors.ts'
import { cutOfGroup, type Cut } from './cut.ts'
import type { Figure, Flow, FlowEntry, Stock } from './figure.ts'
import { daysAsked, windowOf } from './figure-rows.ts'
import { entriesBy, partsIn, type InGroup } from './in-groups.ts'
import { entriesOf, partsOf, type Part } from './steps.ts'
import { asRecorded } from './subject.ts'
import type { Window } from './window.ts'

/** One subject's or one event's share in a figure's value, and the events that make it so. */
export interface Contribution extends Amount {
  /** What of the figure's `by` it belongs to. */
  readonly by?: string
  /** What its subjects or events have in common, where these count once together. */
  readonly group?: string
  /** The fact counted, as it is recorded, then what is near it; none for a flow, which counts events. */
  readonly rows: readonly Row[]
  /** Positions of the events behind it, in book order. */
  readonly events: readonly number[]
}

/** Which value of a figure is asked for. */
export interface Question {
  /** Needed for a figure that is counted by scope. */
  readonly scope?: string | undefined
  readonly by?: string | undefined
  /** For a flow; by default from the figure's own start up to and including the view's day. */
  readonly window?: Partial<Window> | undefined
  /** One group: a value for each dimension that it is of (`{ town: '临港镇' }`); an empty one is "not filled in". */
  readonly group?: Readonly<Record<string, string>> | undefined
  readonly where?: readonly Condition[] | undefined
}

/**
 * The contributions to a figure's value on the view's day. Their values add up to it (for a rate, to its part). If a figure counts several
 * things only once together, they are one contribution.
 *
 * Throws `LedgerError` as `figureValue` and, by groups, as `figureRows` does.
 *
 * @example
 * const [first] = behind(view, machines)
 * first?.rows[0]?.key // => { machineId: 'm1' }
 * first?.events.map((position) => ledger.event(position)?.type) // => ['MachineBought', 'MachineServiced']
 */
export function behind(view: View, figure: Figure, question: Question = {}): readonly Contribution[] {
  expectView(view)
  expectFigure(figure)
  expectObject(question, 'question')
  windowOf(view, figure, question.window)
  expectOneScope(view.facts, figure, question.scope)
  expectBy(figure, question.by)
  return contributionsTo(view, figure, { ...question, cut: cutOfGroup(view, figure, question) })
}

type Asked = Question & { readonly cut: Cut | undefined }

function contributionsTo(view: View, figure: Figure, asked: Asked): readonly Contribution[] {
  switch (figure.kind) {
    case 'rate':
    case 'flow-rate':
      return contributionsTo(view, figure.part, { ...asked, window: daysAsked(view, figure, asked.window) })
    case 'stock':
      return stockContributions(view, figure, asked)
    case 'flow':
      return flowContributions(view, figure, asked)
  }
}

const told = <P extends { readonly by?: string | undefined }>(
  parts: readonly P[],
  by: string | undefined,
): readonly P[] => (by === undefined ? parts : parts.filter((part) => part.by === by))

function stockContributions(view: View, stock: Stock, { scope, by, group, cut }: Asked): readonly Contribution[] {
  const { facts, asOf } = view
  const all = cut ? inGroup(partsIn(facts, stock, cut, scope), cut, group) : partsOf(facts, stock, scope)
  const parts = told(
    all.filter(({ from, to }) => from <= asOf && asOf < to),
    by,
  )
  const ofPart = (part: Part): Contribution => {
    const [row, ...around] = part.rows
    const rows = [asRecorded(facts, stock, row), ...around]
    return { ...shareOf(part), rows, events: eventsOf(rows) }
  }
  return stock.distinct ? together(parts, (part) => part.group, ofPart) : parts.map(ofPart)
}

/** What is in a group; grouped by nothing, all. */
const inGroup = <P extends InGroup>(found: readonly P[], { by }: Cut, group: Question['group'] = {}): readonly P[] =>
  found.filter(({ values }) => values.every((value, at) => value === group[by[at] ?? '']))

function flowContributions(view: View, flow: Flow, { scope, by, window, group, cut }: Asked): readonly Contribution[] {
  const { from, to } = daysAsked(view, flow, window)
  const { facts } = view
  const all = cut ? inGroup(entriesBy(facts, flow, cut, scope), cut, group) : entriesOf(facts, flow, scope)
  const entries = told(
    all.filter(({ on }) => from <= on && on < to),
    by,
  )
  if (!flow.distinct) return entries.map(ofEntry)
  return together(entries, ({ subject }) => subject, ofEntry)
}

const ofEntry = (entry: FlowEntry): Contribution => ({ ...shareOf(entry), rows: [], events: entry.events })

/** What has the same name is one contribution of 1. */
function together<P>(
  parts: readonly P[],
  nameOf: (part: P) => string | undefined,
  contribution: (part: P) => Contribution,
): readonly Contribution[] {
  return [...Map.groupBy(parts, nameOf)].map(([group = '', members]) => {
    const own = members.map(contribution)
    const bys = new Set(own.map(({ by }) => by))
    const [by] = bys
    return {
      value: 1,
      group,
      ...(bys.size === 1 && by !== undefined ? { by } : {}),
      rows: own.flatMap(({ rows }) => rows),
      events: inBookOrder(own.flatMap(({ events }) => events)),
    }
  })
}

const shareOf = ({ value, qualifier, by }: Part | FlowEntry): Pick<Contribution, 'value' | 'qualifier' | 'by'> => ({
  value,
  ...(qualifier === undefined ? {} : { qualifier }),
  ...(by === undefined ? {} : { by }),
})

/**
 * What amounts come to together.
 *
 * @example
 * const shares = behind(view, machines)
 * amountIn(shares).value // => 2
 */
export const amountIn = (amounts: readonly Amount[]): Amount =>
  amountFrom((of) =>
    of === 'value'
      ? amounts.reduce((sum, { value }) => plus(sum, value), 0)
      : amounts.filter(({ qualifier }) => qualifier === of).length,
  )

/** The events that opened and amended the rows so far, and those recorded to end them. */
export function eventsOf(rows: readonly Row[]): readonly number[] {
  const found: number[] = []
  for (const row of rows) {
    if (row.closedBy !== undefined) found.push(row.closedBy)
    for (let part: Row | undefined = row; part; part = part.previous) found.push(part.openedBy)
  }
  return inBookOrder(found)
}

const inBookOrder = (positions: readonly number[]): readonly number[] =>
  [...new Set(positions)].toSorted((a, b) => a - b)
