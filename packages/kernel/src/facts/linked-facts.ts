import type { CivilDate } from '../time/civil-date.ts'
import type { LiveEvent } from './table-changes.ts'
import { keyText } from './fact.ts'
import type { Facts } from './facts.ts'
import type { AnyRelation, AttributesOf, KeyOf } from '../define/relation.ts'
import { withDays, type Row } from './row.ts'
import type { Timelines } from './timelines.ts'

/**
 * The facts of a book at one moment, for questions about a few of them: found by their keys and through their links, so that what an answer
 * costs depends on what is around a fact and not on the book. For what is counted while a batch is recorded.
 */
export class LinkedFacts implements Facts {
  readonly #timelines: Timelines
  readonly #lastRow: (fact: number) => number
  readonly #since: CivilDate
  readonly #known: Map<number, readonly Row[]>
  /** What was asked for before, by column and value. */
  readonly #found = new Map<AnyRelation, Map<string, Map<string, readonly Row[]>>>()

  readonly #derived = new Map<unknown, unknown>()
  /** What was gone through, by column. */
  readonly #scans = new Map<AnyRelation, Map<string, ReadonlyMap<unknown, readonly Row[]>>>()

  /**
   * @param lastRow the last row of a fact at that moment
   * @param since rows that end up to this day are not asked for
   * @param known rows by the last of them, for all moments of which the same is asked: they are never changed
   */
  constructor(
    timelines: Timelines,
    lastRow: (fact: number) => number,
    since: CivilDate,
    known: Map<number, readonly Row[]>,
  ) {
    this.#known = known
    this.#since = since
    this.#timelines = timelines
    this.#lastRow = lastRow
  }

  /** A fact's rows of at least one day that are asked for. */
  rowsOf(fact: number): readonly Row[] {
    const last = this.#lastRow(fact)
    const known = this.#known.get(last)
    if (known) return known
    const rows = withDays(this.#timelines.rowsSince(fact, last, this.#since))
    this.#known.set(last, rows)
    return rows
  }

  /** Those of all facts of a relation: for one of which a book has few. */
  rows<R extends AnyRelation>(relation: R): readonly Row<R>[] {
    return [...this.#timelines.facts(relation)].flatMap((fact) => this.rowsOf(fact)) as Row<R>[]
  }

  /** By a column that is the whole key, or that names a parent or a referred fact. By others, which no link leads to, all facts of the relation are gone through once. */
  where<R extends AnyRelation>(
    relation: R,
    column: keyof KeyOf<R> | keyof AttributesOf<R>,
    value: string | undefined,
  ): readonly Row<R>[] {
    if (value === undefined) return []
    const known = this.#foundBy(relation, String(column))
    const found = known.get(value) ?? this.#find(relation, String(column), value)
    known.set(value, found)
    return found as readonly Row<R>[]
  }

  life<R extends AnyRelation>(relation: R, key: Readonly<Record<string, unknown>>): readonly Row<R>[] {
    return this.#rowsNamed(relation, keyText(relation, key)) as readonly Row<R>[]
  }

  events(): readonly LiveEvent[] {
    throw new Error('what is counted while a batch is recorded looks at relations alone')
  }

  naming(): readonly LiveEvent[] {
    return this.events()
  }

  orderOf(): number {
    throw new Error('what is counted while a batch is recorded looks at relations alone')
  }

  derive<T>(make: (facts: Facts) => T): T {
    if (!this.#derived.has(make)) this.#derived.set(make, make(this))
    // Only that function made it.
    return this.#derived.get(make) as T
  }

  #foundBy(relation: AnyRelation, column: string): Map<string, readonly Row[]> {
    const known = this.#found.get(relation)?.get(column)
    if (known) return known
    const made = new Map<string, readonly Row[]>()
    this.#found.set(relation, (this.#found.get(relation) ?? new Map<string, typeof made>()).set(column, made))
    return made
  }

  #find(relation: AnyRelation, column: string, value: string): readonly Row[] {
    if (isKeyOf(relation, column)) return this.#rowsNamed(relation, value)
    if (!isLinked(relation, column)) return this.#scanned(relation, column).get(value) ?? []
    const rows: Row[] = []
    for (const fact of this.#candidates(relation, column, value))
      for (const row of this.rowsOf(fact)) if ((row.key[column] ?? row.attributes[column]) === value) rows.push(row)
    return rows
  }

  #candidates(relation: AnyRelation, column: string, value: string): Iterable<number> {
    const parent = relation.within.find((one) => isKeyOf(one, column))
    const target = parent ?? relation.refersTo.find(({ attribute }) => attribute === column)?.relation
    const found = new Set<number>()
    const named = target && this.#timelines.findText(target, value)
    if (named === undefined) return found
    for (const linked of this.#timelines.linked(parent ? 'dependents' : 'referrers', named))
      if (this.#timelines.relationOf(linked) === relation) found.add(linked)
    return found
  }

  #scanned(relation: AnyRelation, column: string): ReadonlyMap<unknown, readonly Row[]> {
    const byColumn = this.#scans.get(relation) ?? new Map<string, ReadonlyMap<unknown, readonly Row[]>>()
    this.#scans.set(relation, byColumn)
    const found =
      byColumn.get(column) ??
      Map.groupBy<unknown, Row>(this.rows(relation), ({ key, attributes }) => key[column] ?? attributes[column])
    byColumn.set(column, found)
    return found
  }

  #rowsNamed(relation: AnyRelation, key: string): readonly Row[] {
    const fact = this.#timelines.findText(relation, key)
    return fact === undefined ? [] : this.rowsOf(fact)
  }
}

/** Whether a link leads to the facts of a relation that have a value in a column. */
export const isLinked = (relation: AnyRelation, column: string): boolean =>
  isKeyOf(relation, column) ||
  relation.within.some((parent) => isKeyOf(parent, column)) ||
  relation.refersTo.some(({ attribute }) => attribute === column)

/** Whether the column is the whole key. */
const isKeyOf = ({ key }: AnyRelation, column: string): boolean => key.length === 1 && key[0] === column
