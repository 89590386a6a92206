import type { AnyRelation } from '../define/relation.ts'
import type { Row } from '../facts/row.ts'
import { stretches, type Days, type Stretch } from '../facts/stretches.ts'
import type { Amount } from './amount.ts'
import type { Near, OnDay, Stock } from './figure.ts'
import { nearUnder } from './subject.ts'

/** What one subject counts over a stretch of days, and under which scope. */
export interface Count extends Stretch {
  readonly scope: Row | undefined
  readonly amount: Amount
}

/** In the place of scopes where a figure is not counted by scope. */
export const unscoped: readonly undefined[] = [undefined]

/**
 * Goes through the days on which anything near a subject changes, and asks what it counts from each on, under each of the scopes.
 *
 * @param options.life the subject's days that are asked for, by default all
 * @param options.found is told of what counts
 */
export function eachCount(
  stock: Stock,
  row: Row,
  near: Near,
  under: readonly (Row | undefined)[],
  { life = row, found }: { readonly life?: Days; readonly found: (count: Count) => void },
): void {
  for (const { from: first, to: end, around } of stretches(life, { near })) {
    const onDay: Record<string, unknown> = { ...around, row, scope: undefined }
    for (const scope of under) {
      const from = scope && scope.from > first ? scope.from : first
      const to = scope && scope.to < end ? scope.to : end
      if (from >= to) continue
      onDay['scope'] = scope
      // The scope is there where the figure is `scopedBy` something; others do not ask for it.
      const counted = stock.counts(onDay as OnDay<AnyRelation, Near>)
      if (counted === 0 || counted === false) continue
      const amount: Amount = typeof counted === 'object' ? counted : { value: Number(counted) }
      if (amount.value === 0 && amount.qualifier === undefined) continue
      found({ from, to, around: nearUnder(stock, scope, around), scope, amount })
    }
  }
}
