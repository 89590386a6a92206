import type { Facts } from '../facts/facts.ts'
import { bandNames } from '../grouping/dimension.ts'
import { groupName } from '../grouping/grouping.ts'
import { plusDays } from '../time/civil-date.ts'
import type { Amount } from './amount.ts'
import type { Cut } from './cut.ts'
import type { Figure, Flow, FlowRate, Rate, Stock } from './figure.ts'
import { growth, valueIn, type FigureValue } from './figure-value.ts'
import { entriesBy, stepsIn, type InGroup } from './in-groups.ts'
import { ratio } from './rate.ts'
import { amountIn, ofNone, valueOn } from './steps.ts'
import type { Window } from './window.ts'

/** What a figure comes to in one group. */
export interface GroupValue extends InGroup {
  readonly value: FigureValue
}

/** A figure by groups, those in which nothing counts left out: of stocks and their rates on the window's last day, of flows over the window. */
export function groupValues(
  facts: Facts,
  figure: Figure,
  cut: Cut,
  { window, scope }: { readonly window: Window; readonly scope?: string | undefined },
): readonly GroupValue[] {
  // All of it, unfiltered, is what the figure comes to anyway.
  if (cut.by.length === 0 && cut.grouped.where.length === 0)
    return [{ values: [], value: valueIn(facts, figure, window, { scope }) }]
  const amounts = (of: Stock | Flow): Amounts => amountsIn(facts, of, cut, { window, scope })
  const found =
    figure.kind === 'rate' || figure.kind === 'flow-rate' ? ratios(figure, amounts) : [...amounts(figure).values()]
  // Where each part has its own measure, there is no total of several.
  const untold = figure.measure === 'various' && cut.own < 0
  return found.map((one) => (untold ? { ...one, value: { value: null } } : one)).toSorted(inOrderOf(cut))
}

/** What a figure comes to in one group: a value for each of what the question groups by. */
export function valueOfGroup(
  facts: Facts,
  figure: Figure,
  cut: Cut,
  asked: {
    readonly window: Window
    readonly scope?: string | undefined
    readonly group: Readonly<Record<string, string>>
  },
): FigureValue {
  const found = groupValues(facts, figure, cut, asked).find(({ values }) =>
    values.every((value, at) => value === asked.group[cut.by[at] ?? '']),
  )
  return found?.value ?? nothingOf(figure, cut)
}

/** What a figure comes to where nothing counts. */
export const nothingOf = ({ kind, measure }: Figure, { own }: Pick<Cut, 'own'>): FigureValue => ({
  value: kind === 'rate' || kind === 'flow-rate' || (measure === 'various' && own < 0) ? null : 0,
})

type Amounts = ReadonlyMap<string, InGroup & { readonly value: Amount }>

/** A rate has a value wherever its whole has. */
function ratios({ part, whole }: Rate | FlowRate, amounts: (of: Stock | Flow) => Amounts): readonly GroupValue[] {
  const parts = amounts(part)
  return [...amounts(whole)].map(([name, { values, value }]) => ({
    values,
    value: ratio(parts.get(name)?.value ?? { value: 0 }, value),
  }))
}

function amountsIn(
  facts: Facts,
  figure: Stock | Flow,
  cut: Cut,
  { window, scope }: { readonly window: Window; readonly scope?: string | undefined },
): Amounts {
  if (figure.kind === 'flow' && figure.distinct) return subjectsIn(facts, figure, cut, { window, scope })
  const found = new Map<string, InGroup & { readonly value: Amount }>()
  for (const [name, { values, steps }] of stepsIn(facts, figure, cut, scope)) {
    const value = amountIn(steps, (one) =>
      figure.kind === 'stock' ? valueOn(one, plusDays(window.to, -1)) : growth(one, window),
    )
    if (value.value !== 0 || value.qualifier !== undefined) found.set(name, { values, value })
  }
  return found
}

/** The number of different subjects of the entries in each group. */
function subjectsIn(
  facts: Facts,
  flow: Flow,
  cut: Cut,
  { window: { from, to }, scope }: { readonly window: Window; readonly scope?: string | undefined },
): Amounts {
  const entries = entriesBy(facts, flow, cut, scope).filter(({ on }) => from <= on && on < to)
  const groups = Map.groupBy(entries, ({ values }) => groupName(values))
  return new Map(
    [...groups].map(([name, members]) => [
      name,
      { values: members[0]?.values ?? [], value: { value: new Set(members.map(({ subject }) => subject)).size } },
    ]),
  )
}

/** By the values in the order of `by`: bands as they rise, texts by their code points, what is not filled in last. */
export function inOrderOf({ by, grouped }: Cut): (a: InGroup, b: InGroup) => number {
  const ranks = by.map((name) => {
    const names = grouped.by.flatMap((dimension) => (dimension.id === name ? (bandNames(dimension) ?? []) : []))
    return new Map(names.map((band, at) => [band, at]))
  })
  return (a, b) => {
    for (const [at, rank] of ranks.entries()) {
      const one = a.values[at] ?? ofNone
      const other = b.values[at] ?? ofNone
      if (one === other) continue
      if (one === ofNone || other === ofNone) return one === ofNone ? 1 : -1
      const apart = (rank.get(one) ?? -1) - (rank.get(other) ?? -1)
      return apart === 0 ? (one < other ? -1 : 1) : apart
    }
    return 0
  }
}
