import { inOrder } from '../facts/stretches.ts'
import type { Facts } from '../facts/facts.ts'
import type { AnyRelation } from '../define/relation.ts'
import { holdsOn, type Row } from '../facts/row.ts'
import { amountFrom, plus, type Amount } from './amount.ts'
import type { Near, OnDay, Stock } from './figure.ts'
import { ofNone, once } from './steps.ts'
import { candidatesOf, nearOf, scopeOn } from './subject.ts'

/**
 * What a stock comes to, from facts of one day alone: every subject is asked once. Steps answer for any day, but are made from all
 * days on which something changes.
 */
export const stockOnItsDay = (
  facts: Facts,
  stock: Stock,
  { scope: scopeId, by }: { readonly scope?: string | undefined; readonly by?: string | undefined },
): Amount =>
  once(facts, stock, `on its day ${scopeId ?? ''} ${by ?? ''} ${by === undefined}`, () => {
    const scope = facts.day === undefined ? undefined : scopeOn(facts, stock, scopeId, facts.day)
    if (stock.scopedBy && !scope) return { value: 0 }
    const amounts = amountsOf(facts, stock, scope, by)
    return amountFrom((of) =>
      of === 'value'
        ? amounts.reduce((sum, { value }) => plus(sum, value), 0)
        : amounts.filter(({ qualifier }) => qualifier === of).length,
    )
  })

function amountsOf(facts: Facts, stock: Stock, scope: Row | undefined, by: string | undefined): readonly Amount[] {
  const amounts: Amount[] = []
  const groups = new Set<string>()
  for (const row of candidatesOf(facts, stock)) {
    // A figure may take of a row only some of its days.
    if (facts.day !== undefined && !holdsOn(row, facts.day)) continue
    const group = stock.distinct?.(row)
    if (stock.distinct && (group === undefined || groups.has(group))) continue
    if (by !== undefined && (stock.byOf?.(row) ?? ofNone) !== by) continue
    const onDay: Record<string, unknown> = { row, scope }
    for (const [name, rows] of Object.entries(nearOf(facts, stock, row)))
      onDay[name] = rows.length < 2 ? rows : rows.toSorted(inOrder)
    // The scope is there where the figure is `scopedBy` something; others do not ask for it.
    const counted = stock.counts(onDay as OnDay<AnyRelation, Near>)
    const amount: Amount = typeof counted === 'object' ? counted : { value: Number(counted) }
    if (amount.value === 0 && amount.qualifier === undefined) continue
    if (group !== undefined) groups.add(group)
    amounts.push(group === undefined ? amount : { ...amount, value: 1 })
  }
  return amounts
}
