import type { Domain } from '../define/domain.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import type { Days } from '../facts/stretches.ts'
import { groupText, meets, type Condition } from './condition.ts'
import type { Dimension, Way } from './dimension.ts'
import { columnOf, follow, joined, overlap, wayTo, without } from './ways.ts'

/** What subjects are grouped by and filtered by. */
export interface Grouped {
  readonly by: readonly Dimension[]
  readonly where: readonly { readonly dimension: Dimension; readonly condition: Condition }[]
}

/** The days on which a subject belongs to a group: one value for each of what is grouped by. */
export interface Group {
  readonly values: readonly string[]
  readonly days: readonly Days[]
}

/** Where a fact is on the way to what is grouped by: what is read off its rows, and how it goes on. */
interface Place {
  readonly relation: AnyRelation
  readonly read: Dimension[]
  readonly onwards: { readonly way: Way; readonly place: Place }[]
}

/** What is known of a subject on a stretch of days, by dimension. What is in none is not filled in. */
interface Known extends Days {
  readonly values: ReadonlyMap<Dimension, unknown>
}

/**
 * Tells for the rows of one relation to which groups they belong, on which days. Dimensions that lie on one way are read off the same rows: a
 * unit in town A and park X and another in town B and park Y are two groups, not four.
 */
export class Grouping {
  readonly #facts: Facts
  readonly #grouped: Grouped
  readonly #start: Place
  readonly #made = new Map<Row, readonly Group[]>()

  private constructor(facts: Facts, grouped: Grouped, start: Place) {
    this.#facts = facts
    this.#grouped = grouped
    this.#start = start
  }

  /** `undefined` where no way leads from the relation to one of the dimensions. */
  static of(facts: Facts, domain: Pick<Domain, 'ways'>, relation: AnyRelation, grouped: Grouped): Grouping | undefined {
    const start: Place = { relation, read: [], onwards: [] }
    for (const dimension of dimensionsOf(grouped)) {
      const ways = wayTo(domain, relation, dimension.of)
      if (!ways) return undefined
      let place = start
      for (const way of ways) {
        const next = place.onwards.find((one) => one.way === way) ?? {
          way,
          place: { relation: way.to, read: [], onwards: [] },
        }
        if (!place.onwards.includes(next)) place.onwards.push(next)
        place = next.place
      }
      place.read.push(dimension)
    }
    return new Grouping(facts, grouped, start)
  }

  /** The groups of a row, on whichever of its days. Where nothing is filtered, each day is in at least one. */
  groupsOf(row: Row): readonly Group[] {
    const found = this.#made.get(row) ?? this.#groups(row)
    this.#made.set(row, found)
    return found
  }

  #groups(row: Row): readonly Group[] {
    const { by, where } = this.#grouped
    const groups = new Map<string, { readonly values: readonly string[]; readonly days: Days[] }>()
    for (const { from, to, values } of this.#known(this.#start, row, row)) {
      if (!where.every(({ dimension, condition }) => meets(dimension, condition, values.get(dimension)))) continue
      const texts = by.map((dimension) => groupText(dimension, values.get(dimension)))
      const name = groupName(texts)
      const group = groups.get(name)
      if (group) group.days.push({ from, to })
      else groups.set(name, { values: texts, days: [{ from, to }] })
    }
    return [...groups.values()].map(({ values, days }) => ({ values, days: joined(days) }))
  }

  #known({ read, onwards }: Place, row: Row, days: Days): readonly Known[] {
    const values = new Map<Dimension, unknown>()
    let known: readonly Known[] = [{ from: days.from, to: days.to, values }]
    for (const dimension of read)
      if (dimension.throughout !== true) values.set(dimension, columnOf(row, dimension.attribute))
    for (const dimension of read)
      if (dimension.throughout === true) known = both(known, this.#further(dimension, row, days, new Set()))
    for (const { way, place } of onwards) {
      const led = follow(this.#facts, way, row, days)
      const found = led.flatMap((next) => this.#known(place, next.row, next))
      known = both(known, [...found, ...without(days, led).map((none) => ({ ...none, values: nothing }))])
    }
    return known
  }

  /** The values of an attribute that refers to its own relation, and those of what it refers to. */
  #further(dimension: Dimension, row: Row, days: Days, seen: ReadonlySet<string>): readonly Known[] {
    const value = columnOf(row, dimension.attribute)
    if (typeof value !== 'string' || seen.has(value)) return [{ ...days, values: nothing }]
    const own = { from: days.from, to: days.to, values: new Map([[dimension, value]]) }
    const above = this.#facts
      .where(dimension.of, String(dimension.of.key[0]), value)
      .map((next) => ({ next, ...overlap(next, days) }))
      .filter(({ from, to }) => from < to)
      .flatMap(({ next, from, to }) => this.#further(dimension, next, { from, to }, new Set([...seen, value])))
    return [own, ...above.filter(({ values }) => values.size > 0)]
  }
}

const nothing: ReadonlyMap<Dimension, unknown> = new Map()

/** Each group by one text. No value has a line feed. */
export const groupName = (values: readonly string[]): string => values.join('\n')

const dimensionsOf = ({ by, where }: Grouped): readonly Dimension[] => [
  ...new Set([...by, ...where.map(({ dimension }) => dimension)]),
]

/** What is known by both, on the days that both have. */
function both(some: readonly Known[], others: readonly Known[]): readonly Known[] {
  return some.flatMap((one) =>
    others
      .map((other) => ({ ...overlap(one, other), values: new Map([...one.values, ...other.values]) }))
      .filter(({ from, to }) => from < to),
  )
}
