import type { Domain } from '../define/domain.ts'
import type { Facts } from '../facts/facts.ts'
import { holdsOn, type Row } from '../facts/row.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Dimension, Step } from './dimension.ts'
import type { Grouped } from './grouping.ts'
import { columnOf, wayTo } from './ways.ts'

/** Everything that is passed on the ways from a row to what it is grouped by, on a day: what decides in which group it is. */
export function trailOf(
  facts: Facts,
  domain: Pick<Domain, 'ways' | 'relations'>,
  { by, where }: Grouped,
  { row, day }: { readonly row: Row; readonly day: CivilDate },
): readonly Row[] {
  const from = domain.relations.find(({ name }) => name === row.relation)
  const found = new Set<Row>()
  for (const dimension of new Set([...by, ...where.map((one) => one.dimension)])) {
    const ways = from && wayTo(domain, from, dimension.of)
    let rows: readonly Row[] = [row]
    for (const { chains } of ways ?? []) {
      const passed = rows.flatMap((one) => chains.flatMap((chain) => passedBy(facts, chain, one, day)))
      for (const { row: one } of passed) found.add(one)
      rows = passed.filter(({ isLast }) => isLast).map((one) => one.row)
    }
    if (dimension.throughout === true) for (const one of above(facts, dimension, rows, day)) found.add(one)
  }
  return [...found]
}

interface Passed {
  readonly row: Row
  readonly isLast: boolean
}

function passedBy(facts: Facts, [next, ...rest]: readonly Step[], row: Row, day: CivilDate): readonly Passed[] {
  const value = next && columnOf(row, next.by)
  if (!next || typeof value !== 'string') return []
  return facts
    .where(next.relation, next.column, value)
    .flatMap((one) =>
      holdsOn(one, day) ? [{ row: one, isLast: rest.length === 0 }, ...passedBy(facts, rest, one, day)] : [],
    )
}

function above(facts: Facts, { of, attribute }: Dimension, rows: readonly Row[], day: CivilDate): readonly Row[] {
  const found = new Set(rows)
  const [column = ''] = of.key as readonly string[]
  for (const row of found) {
    const value = columnOf(row, attribute)
    if (typeof value !== 'string') continue
    for (const one of facts.where(of, column, value)) if (holdsOn(one, day)) found.add(one)
  }
  return [...found]
}
