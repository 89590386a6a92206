import type { AnyEvent, AnyRelation, AttributesOf, KeyOf } from '@taizhang/kernel/define'
import type { BookEvent, Facts, Row } from '@taizhang/kernel'
import { namesIds, type Member, type Surroundings } from './surroundings.ts'

/** What a figure asks of a book, besides its own subjects: where none of these answers is another, the figure is not. */
export interface Questions {
  /** Names of relations of which it goes through all facts. */
  readonly all: Set<string>
  /** By relation, the columns by whose values it looks facts up. */
  readonly lookedUp: Map<string, Set<string>>
  /** Types of events. */
  readonly types: Set<string>
}

/** What is to be gone through; what is looked up by an id is found wherever it is. */
export interface Part {
  readonly members: (relation: AnyRelation) => Iterable<Member>
  readonly life: (member: Member) => readonly Row[]
  readonly events: (type: string) => readonly BookEvent[]
}

/** A part of a book, for one figure. It writes down what the figure asks. */
export class AskedFacts implements Facts {
  readonly #around: Surroundings
  readonly #part: Part
  readonly #subjects: AnyRelation | undefined
  readonly #questions: Questions
  readonly #derived = new Map<unknown, unknown>()
  #deriving = 0

  /** @param subjects what the figure counts: that it goes through these is no question, unless it makes something else of them */
  constructor(around: Surroundings, part: Part, subjects: AnyRelation | undefined, questions: Questions) {
    this.#around = around
    this.#part = part
    this.#subjects = subjects
    this.#questions = questions
  }

  rows<R extends AnyRelation>(relation: R): readonly Row<R>[] {
    if (relation !== this.#subjects || this.#deriving > 0) this.#questions.all.add(relation.name)
    return this.#once(relation, () => this.#rowsOf(this.#part.members(relation)) as readonly Row<R>[])
  }

  where<R extends AnyRelation>(
    relation: R,
    column: keyof KeyOf<R> | keyof AttributesOf<R>,
    value: string | undefined,
  ): readonly Row<R>[] {
    const name = String(column)
    const columns = this.#questions.lookedUp.get(relation.name) ?? new Set()
    this.#questions.lookedUp.set(relation.name, columns.add(name))
    if (value === undefined) return []
    return this.#once(`${relation.name}.${name} ${value}`, () => {
      const members = namesIds(relation, name)
        ? this.#around.membersBy(relation.name, value)
        : this.#part.members(relation)
      const rows = this.#rowsOf(members) as readonly Row<R>[]
      return rows.filter((row) => valueIn(row, name) === value)
    })
  }

  life<R extends AnyRelation>(relation: R, key: Readonly<Record<string, unknown>>): readonly Row<R>[] {
    this.#questions.all.add(relation.name)
    return this.#part.life({ relation, columns: key, ids: new Set(), sizes: new Set() }) as readonly Row<R>[]
  }

  events(asked?: string | AnyEvent): readonly BookEvent[] {
    const type = typeof asked === 'object' ? asked.type : asked
    if (type === undefined) throw new Error('late counts only figures that say which events they look at')
    this.#questions.types.add(type)
    return this.#once(`events ${type}`, () => this.#part.events(type))
  }

  orderOf(): number {
    throw new Error('late counts figures, and no figure looks at the order of events')
  }

  derive<T>(make: (facts: Facts) => T): T {
    return this.#once(make, () => {
      this.#deriving++
      const made = make(this)
      this.#deriving--
      return made
    })
  }

  #rowsOf(members: Iterable<Member>): readonly Row[] {
    const found: Row[] = []
    for (const member of members) for (const row of this.#part.life(member)) if (row.from < row.to) found.push(row)
    return found
  }

  #once<T>(name: unknown, make: () => T): T {
    if (!this.#derived.has(name)) this.#derived.set(name, make())
    return this.#derived.get(name) as T
  }
}

const valueIn = ({ key, attributes }: Row, column: string): unknown =>
  (key as Readonly<Record<string, unknown>>)[column] ?? attributes[column]
