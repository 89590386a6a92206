import type { Inexact } from '../figures/amount.ts'
import type { Cut } from '../figures/cut.ts'
import { eachCount, unscoped } from '../figures/counts.ts'
import type { Flow, FlowEntry, Near, Stock } from '../figures/figure.ts'
import { groupingOf, groupsOfEvents } from '../figures/groups-of.ts'
import { withOwn } from '../figures/in-groups.ts'
import { scopeIdOf } from '../figures/scopes.ts'
import { ofNone } from '../figures/steps.ts'
import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import type { Days as Stretch } from '../facts/stretches.ts'
import { overlap } from '../grouping/ways.ts'
import type { Days } from '../time/days.ts'
import type { Label, Labels } from './labels.ts'

/** A stock or a flow, by groups or not. */
export interface Counting<F extends Stock | Flow = Stock | Flow> {
  readonly figure: F
  readonly cut: Cut | undefined
}

/** What one subject or one event counts from a day on; of a stock until another. Days are numbers. */
export interface Counted {
  readonly label: number
  /** What counts once together. */
  readonly group: string | undefined
  readonly from: number
  readonly to: number | undefined
  readonly value: number
  readonly qualifier: Inexact | undefined
}

/** What labels and days are as numbers. */
export interface Numbers {
  readonly labels: Labels
  readonly days: Days
}

/** A fact that a stock counts, with what is near it on whatever days. */
export interface Subject {
  readonly row: Row
  readonly near: Near
}

/** What a subject counts on some days, under each of the scopes. */
export function countedOf(
  facts: Facts,
  { figure, cut }: Counting<Stock>,
  { row, near }: Subject,
  scopes: readonly Row[],
  life: Stretch,
  { labels, days }: Numbers,
): readonly Counted[] {
  const group = figure.distinct?.(row)
  if (figure.distinct && group === undefined) return nothing
  const by = figure.byOf && (figure.byOf(row) ?? ofNone)
  const groups = cut && (groupingOf(facts, figure.of, cut)?.groupsOf(row) ?? [])
  if (groups?.length === 0) return nothing
  const found: Counted[] = []
  eachCount(figure, row, near, figure.scopedBy ? scopes : unscoped, {
    life,
    found: ({ amount: { value, qualifier }, scope, ...part }) => {
      const under = scope && { scope: scopeIdOf(scope) }
      const add = (label: Label, { from, to }: Stretch): unknown =>
        from < to &&
        found.push({
          label: labels.number(label),
          group,
          from: days.number(from),
          to: days.number(to),
          value,
          qualifier,
        })
      if (cut)
        for (const { values, days: held } of groups ?? [])
          for (const some of held) add({ ...under, values: withOwn(cut, values, by) }, overlap(some, part))
      else for (const label of toldApart(by)) add({ ...under, ...label }, part)
    },
  })
  return found
}

const nothing: readonly Counted[] = []
const total: readonly Label[] = [{}]

/** The number of what it is told apart by, and the total. */
const toldApart = (by: string | undefined): readonly Label[] => (by === undefined ? total : [{ by }, ...total])

/** What entries count. */
export function countedOfEntries(
  facts: Facts,
  { figure, cut }: Counting<Flow>,
  entries: Iterable<FlowEntry>,
  { labels, days }: Numbers,
): readonly Counted[] {
  const found: Counted[] = []
  for (const entry of entries) {
    const by = figure.by === undefined ? undefined : (entry.by ?? ofNone)
    const own: readonly Label[] = cut
      ? groupsOfEvents(facts, entry, cut).map((values) => ({ values: withOwn(cut, values, by) }))
      : toldApart(by)
    for (const label of own)
      found.push({
        label: labels.number(label),
        group: figure.distinct ? (entry.subject ?? '') : undefined,
        from: days.number(entry.on),
        to: undefined,
        value: entry.value,
        qualifier: entry.qualifier,
      })
  }
  return found
}
