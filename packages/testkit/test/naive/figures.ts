import { scopesOn } from './coverage.ts'
import type { ScopeCoverage } from './coverage.ts'
import { addDays } from './civil-date.ts'
import { factsOf } from './facts.ts'
import { flows } from './flows.ts'
import type { PlainEvent } from './plain-event.ts'
import { compare } from './rows.ts'
import type { View } from './rows.ts'
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
}

const scoped: Readonly<Record<string, (scope: ScopeCoverage) => number | string | null>> = {
  'units-listed': ({ listed }) => listed,
  employees: ({ employees }) => employees,
  members: ({ members }) => members,
  organizations: ({ organizations }) => organizations,
  committees: ({ committees }) => committees,
  'organization-coverage': ({ rate }) => rate,
  'work-coverage': ({ workRate }) => workRate,
}

/** The figures of rows 6 to 18 and 20 to 22 of report-figures.md. */
export const figureIds: readonly string[] = [...Object.keys(scoped), ...Object.keys(stocks), ...Object.keys(flows)]

/** One figure: a stock on `asOf` or on the last day of the window, a flow in the window or from its row's start through `asOf`. */
export function figureRows(events: readonly PlainEvent[], figureId: string, query: View | Window): FigureRow[] {
  const facts = factsOf(events, query.knownAt)
  const asOf = 'asOf' in query ? query.asOf : addDays(query.to, -1)

  const ofScope = scoped[figureId]
  if (ofScope !== undefined) {
    return scopesOn(facts, asOf).map((scope) => ({ figure: figureId, scope: scope.scope, value: ofScope(scope) }))
  }
  const stock = stocks[figureId]
  if (stock !== undefined) return [{ figure: figureId, value: stock(facts, asOf) }]

  const flow = flows[figureId]
  if (flow === undefined) throw new Error(`the naive model does not know the figure ${figureId}`)
  const window = 'asOf' in query ? { from: flow.start, to: addDays(asOf, 1) } : query
  const counted = flow.counted(facts).filter(({ on }) => window.from <= on && on < window.to)
  const { by } = flow
  const values = by === undefined ? [] : [...new Set(counted.flatMap(({ value }) => value ?? []))].toSorted(compare)
  return [
    ...values.map((value) => ({
      figure: figureId,
      by: { [by ?? '']: value },
      value: counted.filter((one) => one.value === value).length,
    })),
    { figure: figureId, value: counted.length },
  ]
}
