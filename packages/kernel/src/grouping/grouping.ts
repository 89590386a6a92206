import type { Domain } from '../define/domain.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import type { Days } from '../facts/stretches.ts'
import { groupText, meets, type Condition } from './condition.ts'
import { openEnd } from '../time/civil-date.ts'
import type { Dimension, Step, Way } from './dimension.ts'
import { along, columnOf, follow, joined, overlap, wayTo, without, type Led } from './ways.ts'

/** What subjects are grouped by and filtered by. */
export interface Grouped {
  readonly by: readonly Dimension[]
  readonly where: readonly { readonly dimension: Dimension; readonly condition: Condition }[]
}

/** The days on which a subject belongs to a group: one value for each of what is grouped by. */
export interface Group {
  /** Its values as one text. */
  readonly name: string
  readonly values: readonly string[]
  readonly days: readonly Days[]
}

/** Where a fact is on the way to what is grouped by: what is read off its rows, and how it goes on. */
interface Place {
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
  readonly #groups = new Map<Row, readonly Group[]>()
  readonly #known = new Map<Place, Map<Row, readonly Known[]>>()
  readonly #led = new Map<readonly Step[], Map<unknown, readonly Led[]>>()
  readonly #names = new Map<Known['values'], Named | undefined>()

  private constructor(facts: Facts, grouped: Grouped, start: Place) {
    this.#facts = facts
    this.#grouped = grouped
    this.#start = start
  }

  /** `undefined` where no way leads from the relation to one of the dimensions. */
  static of(facts: Facts, domain: Pick<Domain, 'ways'>, relation: AnyRelation, grouped: Grouped): Grouping | undefined {
    const start: Place = { read: [], onwards: [] }
    for (const dimension of dimensionsOf(grouped)) {
      const ways = wayTo(domain, relation, dimension.of)
      if (!ways) return undefined
      let place = start
      for (const way of ways) {
        const next = place.onwards.find((one) => one.way === way) ?? { way, place: { read: [], onwards: [] } }
        if (!place.onwards.includes(next)) place.onwards.push(next)
        place = next.place
      }
      place.read.push(dimension)
    }
    return new Grouping(facts, grouped, start)
  }

  /** The groups of a row, on whichever of its days. Where nothing is filtered, each day is in at least one. */
  groupsOf(row: Row): readonly Group[] {
    const found = this.#groups.get(row) ?? this.#groupsOf(row)
    this.#groups.set(row, found)
    return found
  }

  #groupsOf(row: Row): readonly Group[] {
    const known = this.#knownOf(this.#start, row)
    const [first] = known
    if (first && known.length === 1) {
      const named = this.#named(first.values)
      return named ? [{ ...named, days: known }] : []
    }
    const groups = new Map<string, Named & { readonly days: Days[] }>()
    for (const { from, to, values } of known) {
      const named = this.#named(values)
      if (!named) continue
      const group = groups.get(named.name)
      if (group) group.days.push({ from, to })
      else groups.set(named.name, { ...named, days: [{ from, to }] })
    }
    return [...groups.values()].map((group) => ({ ...group, days: joined(group.days) }))
  }

  /** The group of what is known; `undefined` where it meets not all conditions. Many subjects have the same rows behind it. */
  #named(known: Known['values']): Named | undefined {
    if (this.#names.has(known)) return this.#names.get(known)
    const { by, where } = this.#grouped
    const counts = where.every(({ dimension, condition }) => meets(dimension, condition, known.get(dimension)))
    const values = by.map((dimension) => groupText(dimension, known.get(dimension)))
    const named = counts ? { name: groupName(values), values } : undefined
    this.#names.set(known, named)
    return named
  }

  /** What is known of a row on all of its days. */
  #knownOf(place: Place, row: Row): readonly Known[] {
    const made = this.#known.get(place) ?? new Map<Row, readonly Known[]>()
    this.#known.set(place, made)
    const found = made.get(row) ?? this.#findOut(place, row)
    made.set(row, found)
    return found
  }

  #findOut({ read, onwards }: Place, row: Row): readonly Known[] {
    const values = new Map<Dimension, unknown>()
    for (const dimension of read)
      if (dimension.throughout !== true) values.set(dimension, columnOf(row, dimension.attribute))
    const sources: (readonly Known[])[] = values.size > 0 ? [[{ from: row.from, to: row.to, values }]] : []
    for (const dimension of read)
      if (dimension.throughout === true) sources.push(this.#further(dimension, row, row, new Set()))
    for (const { way, place } of onwards) {
      const led = follow(way, row, (chain, days) => clipped(this.#along(chain, row), days))
      const found = led.flatMap((next) => clipped(this.#knownOf(place, next.row), next))
      const none = without(row, led).map((days): Known => ({ ...days, values: nothing }))
      sources.push(none.length === 0 ? found : [...found, ...none])
    }
    const [first = [{ from: row.from, to: row.to, values: nothing }], ...others] = sources
    return others.reduce(both, first)
  }

  /** What a chain leads to depends on one column of the row alone, which many rows have the same in. */
  #along(chain: readonly Step[], row: Row): readonly Led[] {
    const value = chain[0] && columnOf(row, chain[0].by)
    const made = this.#led.get(chain) ?? new Map<unknown, readonly Led[]>()
    this.#led.set(chain, made)
    const found = made.get(value) ?? along(this.#facts, chain, row, always)
    made.set(value, found)
    return found
  }

  /** The values of an attribute that refers to its own relation, and those of what it refers to. */
  #further(dimension: Dimension, row: Row, days: Days, seen: ReadonlySet<string>): readonly Known[] {
    const value = columnOf(row, dimension.attribute)
    if (typeof value !== 'string' || seen.has(value)) return [{ from: days.from, to: days.to, values: nothing }]
    const direct = { from: days.from, to: days.to, values: new Map([[dimension, value]]) }
    const above = this.#facts
      .where(dimension.of, String(dimension.of.key[0]), value)
      .map((next) => ({ next, ...overlap(next, days) }))
      .filter(({ from, to }) => from < to)
      .flatMap(({ next, from, to }) => this.#further(dimension, next, { from, to }, new Set([...seen, value])))
    return [direct, ...above.filter(({ values }) => values.size > 0)]
  }
}

/** A group by its name and its values. */
type Named = Pick<Group, 'name' | 'values'>

const always: Days = { from: '0000-01-01', to: openEnd }

/** What of it holds on some days; as it is, where it holds on no others. */
function clipped<D extends Days>(found: readonly D[], days: Days): readonly D[] {
  const [first] = found
  if (first && found.length === 1 && days.from <= first.from && first.to <= days.to) return found
  const held: D[] = []
  for (const one of found) {
    const from = one.from < days.from ? days.from : one.from
    const to = one.to < days.to ? one.to : days.to
    if (from < to) held.push({ ...one, from, to })
  }
  return held
}

const nothing: ReadonlyMap<Dimension, unknown> = new Map()

/** Each group by one text: of no other values, whatever is in them. */
export const groupName = (values: readonly string[]): string => JSON.stringify(values)

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
