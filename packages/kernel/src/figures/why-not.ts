import * as z from 'zod'
import type { CivilDate } from '../time/civil-date.ts'
import type { Row } from '../facts/row.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { Near, Stock } from './figure.ts'
import { countOf, type StockSubject } from './subject.ts'

/** Why a subject does not count: what would have to be different. */
export type Reason =
  /** Another scope counts it. */
  | { readonly why: 'other-scope'; readonly scope: string }
  /** Something near it that would make it count ended before. */
  | { readonly why: 'ended'; readonly row: Row }
  /** Something near it that will make it count begins later. */
  | { readonly why: 'later'; readonly row: Row }
  /** An attribute, of the subject or of something near it, has a value that does not count. */
  | {
      readonly why: 'attribute'
      readonly row: Row
      readonly attribute: string
      readonly value: unknown
      readonly wouldCount: readonly unknown[]
    }
  /** It would count but for these. */
  | { readonly why: 'despite'; readonly rows: readonly Row[] }
  /** It has none of what makes others count. */
  | { readonly why: 'missing'; readonly relation: string }
  /** It lacks what the figure tells different things apart by. */
  | { readonly why: 'no-group' }
  /** No single change would make it count: the figure's definition says it all. */
  | { readonly why: 'definition' }

/**
 * Finds out why a subject does not count by asking the figure itself: each single change of what its count looks at is tried, and
 * those that would make it count are the reasons. So no figure says anything for this.
 */
export function whyNot(
  relations: readonly AnyRelation[],
  stock: Stock,
  subject: StockSubject,
  { near, examples, day }: { readonly near: Near; readonly examples: Near; readonly day: CivilDate },
): readonly Reason[] {
  const counts = (change: Partial<StockSubject>): boolean => countOf(stock, { ...subject, ...change }) > 0
  const withNear = (name: string, rows: readonly Row[]): boolean => counts({ near: { ...subject.near, [name]: rows } })
  const reasons: Reason[] = [...otherValues(relations, subject.row, (row) => counts({ row }))]
  for (const [name, rows] of Object.entries(subject.near)) {
    const plus = (row: Row): boolean => withNear(name, [...rows, row])
    const [before, after] = [
      lastOfEach((near[name] ?? []).filter(({ to }) => to <= day)),
      lastOfEach((near[name] ?? []).filter(({ from }) => from > day).toReversed()),
    ].map((found) => found.filter((row) => !rows.some((now) => sameKey(now, row)) && plus(row)))
    reasons.push(...(before ?? []).map((row): Reason => ({ why: 'ended', row })))
    reasons.push(...(after ?? []).map((row): Reason => ({ why: 'later', row })))
    for (const row of rows)
      reasons.push(
        ...otherValues(relations, row, (other) =>
          withNear(
            name,
            rows.map((one) => (one === row ? other : one)),
          ),
        ),
      )
    if (rows.length > 0 && withNear(name, [])) reasons.push({ why: 'despite', rows })
    const none = rows.length === 0 && before?.length === 0 && after?.length === 0
    const example = none ? examples[name]?.find(plus) : undefined
    if (example) reasons.push({ why: 'missing', relation: example.relation })
  }
  return reasons.length > 0 ? reasons : [{ why: 'definition' }]
}

/** The attributes with which the row does not count, and the values with which it would. Only where there are few to choose from. */
function otherValues(relations: readonly AnyRelation[], row: Row, counts: (other: Row) => boolean): readonly Reason[] {
  const relation = relations.find(({ name }) => name === row.relation)
  const attributes: Readonly<Record<string, unknown>> =
    (relation?.attributes as Readonly<Record<string, unknown>> | undefined) ?? {}
  return Object.entries(attributes).flatMap(([attribute, schema]): readonly Reason[] => {
    const value: unknown = row.attributes[attribute]
    const wouldCount = choices(schema).filter(
      (other) => other !== value && counts({ ...row, attributes: { ...row.attributes, [attribute]: other } }),
    )
    return wouldCount.length > 0 ? [{ why: 'attribute', row, attribute, value, wouldCount }] : []
  })
}

function choices(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodOptional) return choices(schema.unwrap())
  if (schema instanceof z.ZodEnum) return schema.options
  return schema instanceof z.ZodBoolean ? [true, false] : []
}

/** The last row of each fact. */
const lastOfEach = (rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify([row.relation, row.key]), row])).values(),
]

const sameKey = (a: Row, b: Row): boolean => JSON.stringify(a.key) === JSON.stringify(b.key)
