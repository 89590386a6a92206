import type { Facts } from '../facts/facts.ts'
import { groupName } from '../grouping/grouping.ts'
import { overlap } from '../grouping/ways.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Cut } from './cut.ts'
import type { Flow, FlowEntry, Stock } from './figure.ts'
import { groupingOf, groupsOfEvents } from './groups-of.ts'
import { eachCount, unscoped } from './counts.ts'
import { scopeIdOf } from './scopes.ts'
import {
  amountSteps,
  AmountSums,
  distinctParts,
  entriesOf,
  ofNone,
  once,
  partsOf,
  type AmountSteps,
  type Part,
} from './steps.ts'
import { candidatesOf, nearOf } from './subject.ts'

/** What is counted in a group. */
export interface InGroup {
  /** One for each of what is grouped by. */
  readonly values: readonly string[]
}

/** What a stock counts by groups: each part on the days on which its subject is in the group. One that is in several is in each. */
export const partsIn = (facts: Facts, stock: Stock, cut: Cut, scopeId?: string): readonly (Part & InGroup)[] =>
  once(facts, stock, `parts of ${cut.text} ${scopeId ?? ''}`, () => {
    const grouping = groupingOf(facts, stock.of, cut)
    return partsOf(facts, stock, scopeId).flatMap((part) =>
      (grouping?.groupsOf(part.rows[0]) ?? []).flatMap(({ values, days }) =>
        days
          .map((some) => ({ ...part, ...overlap(some, part), values: withOwn(cut, values, part.by) }))
          .filter(({ from, to }) => from < to),
      ),
    )
  })

/** A flow's entries by groups, as what the event is about stood on its day; what it ended, right before. */
export const entriesBy = (facts: Facts, flow: Flow, cut: Cut, scopeId?: string): readonly (FlowEntry & InGroup)[] =>
  once(facts, flow, `entries of ${cut.text} ${scopeId ?? ''}`, () =>
    entriesOf(facts, flow, scopeId).flatMap((entry) =>
      groupsOfEvents(facts, entry, cut).map((values) => ({ ...entry, values: withOwn(cut, values, entry.by) })),
    ),
  )

/** How a figure's amount goes over the days in each group, by the group's name. */
export const stepsIn = (
  facts: Facts,
  figure: Stock | Flow,
  cut: Cut,
  scopeId?: string,
): ReadonlyMap<string, InGroup & { readonly steps: AmountSteps }> => {
  if (figure.kind === 'stock' && !figure.distinct && cut.own < 0)
    return stepsOfScopes(facts, figure, cut).get(figure.scopedBy ? scopeId : undefined) ?? new Map()
  return once(facts, figure, `steps of ${cut.text} ${scopeId ?? ''}`, () => {
    const counted: readonly ((Part & InGroup) | (FlowEntry & InGroup & { readonly from: CivilDate }))[] =
      figure.kind === 'stock'
        ? partsIn(facts, figure, cut, scopeId)
        : entriesBy(facts, figure, cut, scopeId).map((entry) => ({ ...entry, from: entry.on }))
    const groups = Map.groupBy(counted, ({ values }) => groupName(values))
    const distinct = figure.kind === 'stock' && figure.distinct !== undefined
    return new Map(
      [...groups].map(([name, members]) => {
        const parts = distinct ? distinctParts(members as readonly Part[]) : members
        return [name, { values: members[0]?.values ?? [], steps: amountSteps(parts) }]
      }),
    )
  })
}

type StepsByGroup = ReadonlyMap<string, InGroup & { readonly steps: AmountSteps }>

/** The same for all scopes in one pass: each subject is looked at once, and nothing is kept of it. */
const stepsOfScopes = (facts: Facts, stock: Stock, cut: Cut): ReadonlyMap<string | undefined, StepsByGroup> =>
  once(facts, stock, `steps of scopes ${cut.text}`, () => {
    const grouping = groupingOf(facts, stock.of, cut)
    const sums = new Map<string | undefined, Map<string, InGroup & { readonly sum: AmountSums }>>()
    const under = stock.scopedBy ? facts.rows(stock.scopedBy) : unscoped
    for (const row of grouping ? candidatesOf(facts, stock) : []) {
      const groups = grouping?.groupsOf(row) ?? []
      if (groups.length === 0) continue
      eachCount(stock, row, nearOf(facts, stock, row), under, {
        found: ({ from, to, amount, scope }) => {
          const scopeId = scope && scopeIdOf(scope)
          const ofScope = sums.get(scopeId) ?? new Map<string, InGroup & { readonly sum: AmountSums }>()
          sums.set(scopeId, ofScope)
          for (const { name, values, days } of groups) {
            const group = ofScope.get(name) ?? { values, sum: new AmountSums() }
            ofScope.set(name, group)
            for (const some of days) {
              const first = some.from < from ? from : some.from
              const end = some.to < to ? some.to : to
              if (first < end) group.sum.add(first, end, amount)
            }
          }
        },
      })
    }
    const stepsOf = (ofScope: ReadonlyMap<string, InGroup & { readonly sum: AmountSums }>): StepsByGroup =>
      new Map([...ofScope].map(([name, { values, sum }]) => [name, { values, steps: sum.steps() }]))
    return new Map([...sums].map(([scopeId, ofScope]) => [scopeId, stepsOf(ofScope)]))
  })

export function withOwn({ own }: Cut, values: readonly string[], by: string | undefined): readonly string[] {
  return own < 0 ? values : values.toSpliced(own, 0, by ?? ofNone)
}
