import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import { aboutOf, type NamingEntry } from './about.ts'
import type { Stock } from './figure.ts'
import { countOf, nearOf, nearOn, nearUnder, scopeOn } from './subject.ts'

/**
 * Whether what an entry is about is in a scope: counted there by one of the stocks on the day of the event, or right before where the event ended it.
 * What never had a row is in none.
 */
export const isInScope = (facts: Facts, stocks: readonly Stock[], entry: NamingEntry, scopeId: string): boolean =>
  seenInScope(facts, stocks, entry, scopeId)?.counts ?? false

/** The rows that decide whether an entry is in a scope. */
export const trailInScope = (
  facts: Facts,
  stocks: readonly Stock[],
  entry: NamingEntry,
  scopeId: string,
): readonly Row[] => seenInScope(facts, stocks, entry, scopeId)?.rows ?? []

function seenInScope(facts: Facts, stocks: readonly Stock[], entry: NamingEntry, scopeId: string) {
  const about = aboutOf(
    facts,
    entry,
    stocks.map(({ of }) => of),
  )
  const stock = about && stocks.find(({ of }) => of === about.relation)
  if (!about || !stock) return undefined
  const { row, day } = about
  const scope = scopeOn(facts, stock, scopeId, day)
  if (!scope) return { counts: false, rows: [row] }
  const near = nearOn(nearUnder(stock, scope, nearOf(facts, stock, row)), day)
  return { counts: countOf(stock, { row, scope, near }) > 0, rows: [scope, row, ...Object.values(near).flat()] }
}
