import { liveInOrder, quantityOf } from './activities.ts'
import { addDays } from './civil-date.ts'
import { moreFlows, moreScoped } from './beside.ts'
import { percent, scopesOn, type ScopeCoverage } from './coverage.ts'
import { factsOf, type Facts } from './facts.ts'
import { flows as earlierFlows, type Counted } from './flows.ts'
import { lackingIn } from './lacking.ts'
import { flowRates, outcomeFlows } from './outcome-flows.ts'
import { outcomeStocks, stockRates } from './outcome-stocks.ts'
import { field, optionalText, text, type PlainEvent } from './plain-event.ts'
import { compare, type View } from './rows.ts'
import { stocks } from './stocks.ts'

/** Half-open: `from` is counted, `to` is not. */
export interface Window {
  readonly from: string
  readonly to: string
  readonly knownAt: number
}

export interface FigureRow {
  readonly figure: string
  readonly scope?: string
  readonly by?: Readonly<Record<string, string>>
  readonly value: number | string | null
  /** Absent where it is exact. */
  readonly qualifier?: string
  readonly reported?: object
  readonly difference?: number
}

type Value = Pick<FigureRow, 'value' | 'qualifier'>

const scoped: Readonly<Record<string, (scope: ScopeCoverage, facts: Facts, day: string) => number | string | null>> = {
  'units-listed': ({ listed }) => listed,
  employees: ({ employees }) => employees,
  members: ({ members }) => members,
  organizations: ({ organizations }) => organizations,
  committees: ({ committees }) => committees,
  'units-covered': ({ covered }) => covered,
  'organization-coverage': ({ rate }) => rate,
  'units-covered-solo': ({ solo }) => solo,
  'solo-rate': ({ soloRate }) => soloRate,
  'units-work-covered': ({ workCovered }) => workCovered,
  'work-coverage': ({ workRate }) => workRate,
  'should-have-but-lacks': ({ scope }, facts, day) => lackingIn(facts, scope, day),
  ...Object.fromEntries(
    Object.entries(moreScoped).map(([id, count]) => [
      id,
      ({ scope }: ScopeCoverage, facts: Facts, day: string) => count(facts, scope, day),
    ]),
  ),
}

const flows = { ...earlierFlows, ...outcomeFlows, ...moreFlows }

/** Every figure of report-figures.md, and those that their rates are made of. */
export const figureIds: readonly string[] = [scoped, stocks, outcomeStocks, stockRates, flows, flowRates].flatMap(
  (figures) => Object.keys(figures),
)

/** One figure: a stock on `asOf` or on the last day of the window, a flow in the window or from its row's start through `asOf`. */
export function figureRows(events: readonly PlainEvent[], figureId: string, query: View | Window): FigureRow[] {
  return figureRowsOf(factsOf(events, query.knownAt), figureId, query)
}

type Days = Omit<View, 'knownAt'> | Omit<Window, 'knownAt'>

/** The same, of facts that are there already. */
export function figureRowsOf(facts: Facts, figureId: string, query: Days): FigureRow[] {
  const asOf = 'asOf' in query ? query.asOf : addDays(query.to, -1)
  const row = (value: Value, scope?: string): FigureRow => ({
    figure: figureId,
    ...(scope === undefined ? {} : { scope }),
    ...value,
    ...(ownDays(figureId, query) ? against(facts, figureId, scope, asOf, value.value) : {}),
  })

  const ofScope = scoped[figureId]
  if (ofScope !== undefined) {
    return scopesOn(facts, asOf).map((scope) => row({ value: ofScope(scope, facts, asOf) }, scope.scope))
  }
  const stock = stocks[figureId]
  if (stock !== undefined) return [row({ value: stock(facts, asOf) })]
  const rate = stockRates[figureId] ?? flowRates[figureId]
  if (rate !== undefined) {
    const [part, whole] = rate.map((id) => sum(counted(facts, id, query)))
    return [row(ratio(part, whole))]
  }

  const list = counted(facts, figureId, query)
  const { by, different, incomparable } = { ...outcomeStocks[figureId], ...flows[figureId] }
  const add = different ? countDifferent : sum
  const values = by === undefined ? [] : [...new Set(list.flatMap(({ value }) => value ?? []))].toSorted(compare)
  return [
    ...values
      .map((value) => ({
        figure: figureId,
        by: { [by ?? '']: value },
        ...add(list.filter((one) => one.value === value)),
      }))
      .filter(({ value, qualifier }) => value !== 0 || qualifier !== undefined),
    row(incomparable ? { value: null } : add(list)),
  ]
}

function counted(facts: Facts, figureId: string, query: Days): readonly Omit<Counted, 'on'>[] {
  const asOf = 'asOf' in query ? query.asOf : addDays(query.to, -1)
  const stock = outcomeStocks[figureId]
  if (stock !== undefined) return stock.counted(facts, asOf)
  const flow = flows[figureId]
  if (flow === undefined) throw new Error(`the naive model does not know the figure ${figureId}`)
  const window = 'asOf' in query ? { from: flow.start, to: addDays(asOf, 1) } : query
  return flow.counted(facts).filter(({ on }) => window.from <= on && on < window.to)
}

/** In thousandths, which are whole. The worst qualifier of all parts is the sum's. */
function sum(list: readonly Omit<Counted, 'on'>[]): { value: number; qualifier?: string } {
  const total = list.reduce((so, { amount = 1 }) => so + Math.round(amount * 1000), 0)
  const qualifier = ['more-than', 'about', 'at-least'].find((worst) => list.some((one) => one.qualifier === worst))
  return { value: total / 1000, ...(qualifier === undefined ? {} : { qualifier }) }
}

const countDifferent = (list: readonly Omit<Counted, 'on'>[]): { value: number; qualifier?: string } => ({
  value: new Set(list.map(({ one }) => one)).size,
})

type Sum = ReturnType<typeof sum>

/** The part's qualifier goes over to the ratio; over an inexact whole a ratio can only be about right. */
function ratio(part: Sum = { value: 0 }, whole: Sum = { value: 0 }): Value {
  const value = percent(Math.round(part.value * 1000), Math.round(whole.value * 1000))
  if (value === null) return { value }
  const qualifier = whole.qualifier === undefined ? part.qualifier : 'about'
  return { value, ...(qualifier === undefined ? {} : { qualifier }) }
}

/** Whether the days begin where the figure's own do: what is reported is about these. */
function ownDays(figureId: string, query: Days): boolean {
  const flow = flows[flowRates[figureId]?.[1] ?? figureId]
  return flow === undefined || 'asOf' in query || query.from === flow.start
}

/** What was last reported of the figure for that scope and day, and how much it is above what is derived. */
function against(
  facts: Facts,
  figureId: string,
  scope: string | undefined,
  day: string,
  value: number | string | null,
): Pick<FigureRow, 'reported' | 'difference'> {
  const report = liveInOrder(facts, 'FigureReported').findLast(
    ({ data }) =>
      field(data, 'figureId') === figureId && optionalText(data, 'scope') === scope && field(data, 'asOf') === day,
  )
  if (report === undefined) return {}
  const quantity = quantityOf(report.data)
  const reported = { ...quantity, source: text(report.data, 'source'), event: report.position }
  if (value === null) return { reported }
  return { reported, difference: (Math.round(quantity.value * 1000) - Math.round(Number(value) * 1000)) / 1000 }
}
