import type { Book } from '../book/book.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { LiveEvent } from './table-changes.ts'
import type { AnyEvent, LiveEventOf } from '../define/define-event.ts'
import { keyText } from './fact.ts'
import type { AnyRelation, AttributesOf, KeyOf } from '../define/relation.ts'
import { hasDays, type Row } from './row.ts'

/**
 * All facts and live events of a book as known at one size. Figures are functions of this interface, whether the facts come from memory or
 * from tables.
 */
export interface Facts {
  /** Set where these are the rows of that day alone: nothing is to be asked about other days. */
  readonly day?: CivilDate | undefined
  /** What a figure comes to in a scope on that day, where that is kept and need not be counted. */
  readonly kept?: ((figure: string, scope: string) => number | undefined) | undefined
  /** The book in memory that these are facts of, as known at a size. */
  readonly source?: { readonly book: Book; readonly size: number } | undefined
  /** All rows of at least one day. */
  rows<R extends AnyRelation>(relation: R): readonly Row<R>[]
  /** The rows whose key or attribute has that value. */
  where<R extends AnyRelation>(
    relation: R,
    column: keyof KeyOf<R> | keyof AttributesOf<R>,
    value: string | undefined,
  ): readonly Row<R>[]
  /** All rows of one fact in order; from memory those of no days, too. */
  life<R extends AnyRelation>(relation: R, key: Readonly<Record<string, unknown>>): readonly Row<R>[]
  /** Live events of a definition, by day and book order. */
  events<E extends AnyEvent>(definition: E): readonly LiveEventOf<E>[]
  /** Live events of a type, or of all. */
  events(type?: string): readonly LiveEvent[]
  /** Live events of a type whose data has a value under a name, by day and book order. */
  naming(type: string, name: string, value: unknown): readonly LiveEvent[]
  /** The place of a live event in the sequence of its day: its position, or that of the first event of its chain of corrections. */
  orderOf(position: number): number
  /** What a function makes of these facts, made once. */
  derive<T>(make: (facts: Facts) => T): T
}

/** Where facts are read from. */
export interface FactSource {
  readonly day?: Facts['day']
  readonly kept?: Facts['kept']
  readonly source?: Facts['source']
  rows(relation: AnyRelation): readonly Row[]
  events(type: string | undefined): readonly LiveEvent[]
  /** By default its events are asked. */
  readonly orderOf?: Facts['orderOf']
  /** All rows of one fact, those of no days too; a source that has none of these leaves it out. */
  readonly life?: Facts['life']
}

/** Facts from a source, each relation read once and indexed as it is asked for. */
export function factsFrom(source: FactSource): Facts {
  const derived = new Map<unknown, unknown>()
  const once = <T>(key: unknown, make: () => T): T => {
    if (!derived.has(key)) derived.set(key, make())
    return derived.get(key) as T
  }
  const rows = <R extends AnyRelation>(relation: R): readonly Row<R>[] =>
    once(`rows ${relation.name}`, () => source.rows(relation)) as readonly Row<R>[]
  const facts: Facts = {
    day: source.day,
    source: source.source,
    kept: source.kept && ((figure, scope) => once(`kept ${figure} ${scope}`, () => source.kept?.(figure, scope))),
    rows,
    where: (relation, column, value) => {
      const index = once(`${relation.name}.${String(column)}`, () => indexBy(rows(relation), String(column)))
      return (value === undefined ? undefined : index.get(value)) ?? []
    },
    life: (relation, key) =>
      source.life?.(relation, key) ??
      rows(relation).filter((row) => keyText(relation, row.key) === keyText(relation, key)),
    events: (asked?: string | AnyEvent) => {
      const type = typeof asked === 'object' ? asked.type : asked
      return once<readonly LiveEventOf<AnyEvent>[]>(`events ${type}`, () => source.events(type))
    },
    naming: (type, name, value) =>
      once(`events ${type}.${name}`, () => Map.groupBy(facts.events(type), ({ data }) => data[name])).get(value) ?? [],
    orderOf: (position) => source.orderOf?.(position) ?? facts.derive(ordersOf).get(position) ?? position,
    derive: (make) => once(make, () => make(facts)),
  }
  return facts
}

const ordersOf = (facts: Facts): ReadonlyMap<number, number> =>
  new Map(facts.events().map(({ position, order }) => [position, order]))

function indexBy<R extends AnyRelation>(
  rows: readonly Row<R>[],
  column: string,
): ReadonlyMap<unknown, readonly Row<R>[]> {
  const index = new Map<unknown, Row<R>[]>()
  for (const row of rows) {
    const value: unknown =
      (row.key as Record<string, unknown>)[column] ?? (row.attributes as Record<string, unknown>)[column]
    if (value === undefined) continue
    const found = index.get(value)
    if (found) found.push(row)
    else index.set(value, [row])
  }
  return index
}

/** The facts of a book in memory at a size. Stays what it is when the book grows. */
export function bookFacts(book: Book, size: number): Facts {
  const { timelines } = book
  return factsFrom({
    source: { book, size },
    rows: (relation) => {
      const found: Row[] = []
      for (const fact of timelines.facts(relation))
        for (const row of timelines.rows(fact, size)) if (hasDays(row)) found.push(row)
      return found
    },
    life: (relation, key) => {
      const fact = timelines.find(relation, key)
      return fact === undefined ? [] : (timelines.rows(fact, size) as readonly Row<typeof relation>[])
    },
    events: (type) => book.live(type, size),
    orderOf: (position) => book.event(position)?.order ?? position,
  })
}
