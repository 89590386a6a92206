import type { CivilDate } from '../time/civil-date.ts'
import { keyText } from '../facts/fact.ts'
import type { Facts } from '../facts/facts.ts'
import type { AnyRelation } from '../define/relation.ts'
import { holdsOn, type Row } from '../facts/row.ts'
import { expectFacts, expectView, type FactsOnDay } from '../facts/rows-on.ts'
import { expectDay, expectObject } from '../doors/doors.ts'
import { expectFigure } from './doors.ts'
import type { Figure, Further, Near, OnDay, Stock } from './figure.ts'
import { rowsOfScope } from './scopes.ts'

/** A subject of a stock with its scope and what is near it: all that the stock's count looks at. */
export interface StockSubject {
  readonly row: Row
  readonly scope: Row | undefined
  readonly near: Near
}

/** What is near a subject on any day, by the stock's own names; with what is looked at under some scopes, where there are such. */
export function nearOf(facts: Facts, stock: Stock, row: Row): Near {
  const { near, further } = stock
  const found: Record<string, readonly Row[]> = {}
  for (const name of Object.keys(near)) found[name] = near[name]?.(facts, row) ?? []
  if (further && looksFurther(facts, stock))
    for (const name of Object.keys(further.near)) found[name] = further.near[name]?.(facts, row) ?? []
  return found
}

const lookers = new WeakMap<Further, (facts: Facts) => boolean>()

/** Whether any of the facts' scopes has the stock look further: derived from the facts, so that it moves with them. */
function looksFurther(facts: Facts, { scopedBy, further }: Stock): boolean {
  if (!scopedBy || !further) return false
  const looks =
    lookers.get(further) ?? ((of: Facts): boolean => of.rows(scopedBy).some((scope: Row) => further.under(scope)))
  lookers.set(further, looks)
  return facts.derive(looks)
}

/** What is near a subject without what is looked at under other scopes. */
export function nearUnder(stock: Stock, scope: Row | undefined, near: Near): Near {
  const { further } = stock
  if (!further || (scope && further.under(scope))) return near
  const names = Object.keys(near)
  const own = names.filter((name) => !Object.hasOwn(further.near, name))
  return own.length === names.length ? near : Object.fromEntries(own.map((name) => [name, near[name] ?? []]))
}

/** What of it holds on a day. */
export const nearOn = (near: Near, day: CivilDate): Near =>
  Object.fromEntries(Object.entries(near).map(([name, rows]) => [name, rows.filter((row) => holdsOn(row, day))]))

/** What the subject counts; 0 where it does not count. */
export function countOf(stock: Stock, { row, scope, near }: StockSubject): number {
  const counted = stock.counts({ ...near, row, scope } as OnDay<AnyRelation, Near>)
  return typeof counted === 'object' ? counted.value : Number(counted)
}

/** The facts that a stock may count, on whatever days they hold. */
export function candidatesOf(facts: Facts, stock: Stock): readonly Row[] {
  const { of, subjects } = stock
  if (!subjects) return facts.rows(of)
  const known = facts.derive(candidates)
  const found = known.get(stock) ?? facts.rows(of).flatMap((row) => subjects(facts, row))
  known.set(stock, found)
  return found
}

const candidates = (): Map<Stock, readonly Row[]> => new Map()

/** A counted fact as it is recorded: a stock may count it from a later day than it began, or on days after it. */
export function asRecorded(facts: Facts, stock: Stock, row: Row): Row {
  if (!stock.subjects) return row
  const recorded = rowsOfKey(facts, stock, row.key).filter((one) => one.openedBy === row.openedBy)
  return recorded.find((one) => one.from <= row.from && row.from < one.to) ?? row
}

/** The recorded rows of the fact with that key. */
function rowsOfKey(facts: Facts, { of }: Stock, key: Row['key']): readonly Row[] {
  const column = String(of.key[0])
  const text = keyText(of, key)
  return facts.where(of, column, key[column]).filter((one) => keyText(of, one.key) === text)
}

/** The scope as it stands on a day, for a figure that is counted by scope; `undefined` where it is not defined on it. */
export function scopeOn(
  facts: Facts,
  figure: Pick<Figure, 'scopedBy'>,
  scopeId: string | undefined,
  day: CivilDate,
): Row | undefined {
  expectFacts(facts)
  expectObject(figure, 'figure')
  expectDay(day, 'day')
  return figure.scopedBy && rowsOfScope(facts, figure.scopedBy, scopeId).find((row) => holdsOn(row, day))
}

/** All that a stock looks at for the fact with that key on the view's day; `undefined` where it, or the scope, does not hold. */
export function subjectOn(
  view: FactsOnDay,
  stock: Stock,
  scopeId: string | undefined,
  key: Row['key'],
): StockSubject | undefined {
  expectView(view)
  expectFigure(stock, 'stock')
  expectObject(key, 'key')
  const { facts, asOf } = view
  const found = rowsOfKey(facts, stock, key)
  const rows = stock.subjects ? found.flatMap((one) => stock.subjects?.(facts, one) ?? []) : found
  const row = rows.find((one) => holdsOn(one, asOf))
  const scope = scopeOn(facts, stock, scopeId, asOf)
  if (!row || (stock.scopedBy && !scope)) return undefined
  return { row, scope, near: nearOn(nearUnder(stock, scope, nearOf(facts, stock, row)), asOf) }
}
