import type { Flow, Stock } from '../figures/figure.ts'
import { nearOf } from '../figures/subject.ts'
import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import type { Days } from '../facts/stretches.ts'
import { overlap } from '../grouping/ways.ts'
import { changedDays, everyDay, span } from './changed-days.ts'
import { countedOf, countedOfEntries, type Counted, type Counting, type Numbers, type Subject } from './counted.ts'
import type { MovingFacts } from './moving-facts.ts'
import type { Asker } from './questions.ts'

/** What is counted no more, and what is counted instead. */
export interface Replaced {
  readonly before: readonly Counted[]
  readonly after: readonly Counted[]
}

/** Something that a figure counts by itself. It is doubted when something that it looked at is another. */
export abstract class Piece implements Asker {
  readonly #doubted: Set<Piece>

  constructor(doubted: Set<Piece>) {
    this.#doubted = doubted
  }

  doubt(): void {
    this.#doubted.add(this)
  }

  abstract count(facts: MovingFacts, numbers: Numbers): Replaced | undefined
}

/** What a stock counts of one fact. What it looked at is kept, so that only the days on which that is another are counted again. */
export class FactPiece extends Piece {
  readonly #fact: number
  readonly #counting: Counting<Stock>
  #subjects: readonly Subject[] = []
  #scopes: readonly Row[] = []
  #counted: readonly Counted[] = []

  constructor(fact: number, counting: Counting<Stock>, doubted: Set<Piece>) {
    super(doubted)
    this.#fact = fact
    this.#counting = counting
  }

  count(facts: MovingFacts, numbers: Numbers): Replaced | undefined {
    const { figure, cut } = this.#counting
    const [before, scopes] = [this.#subjects, this.#scopes]
    return facts.for(this, (asked) => {
      this.#scopes = figure.scopedBy ? facts.allRows(figure.scopedBy) : []
      this.#subjects = subjectsOf(asked, figure, facts.factRows({ fact: this.#fact, relation: figure.of }))
      const changed = cut ? everyDay : span(changedDays(scopes, this.#scopes), changedSubjects(before, this.#subjects))
      if (!changed) return undefined
      const after = this.#subjects.flatMap((subject) => {
        const life = overlap(subject.row, changed)
        return life.from < life.to ? countedOf(asked, this.#counting, subject, this.#scopes, life, numbers) : []
      })
      return this.#replace(after, { from: numbers.days.number(changed.from), to: numbers.days.number(changed.to) })
    })
  }

  /** Puts what is counted on some days in the place of what was. */
  #replace(after: readonly Counted[], days: { readonly from: number; readonly to: number }): Replaced | undefined {
    if (this.#counted.length === 0 && after.length === 0) return undefined
    const before = this.#counted
    const kept = before.flatMap((one) => {
      const { from, to = from } = one
      if (to <= days.from || from >= days.to) return [one]
      return [
        ...(from < days.from ? [{ ...one, to: days.from }] : []),
        ...(to > days.to ? [{ ...one, from: days.to }] : []),
      ]
    })
    const now = joined([...kept, ...after])
    this.#counted = now
    return { before: before.filter((one) => !now.includes(one)), after: now.filter((one) => !before.includes(one)) }
  }
}

/** What a flow counts of one event, or, where that cannot be told apart, of all. */
export class EntriesPiece extends Piece {
  readonly #counting: Counting<Flow>
  readonly #entries: (facts: Facts) => ReturnType<Flow['entries']>
  #counted: readonly Counted[] = []

  constructor(counting: Counting<Flow>, entries: (facts: Facts) => ReturnType<Flow['entries']>, doubted: Set<Piece>) {
    super(doubted)
    this.#counting = counting
    this.#entries = entries
  }

  count(facts: MovingFacts, numbers: Numbers): Replaced | undefined {
    const before = this.#counted
    this.#counted = facts.for(this, (asked) => countedOfEntries(asked, this.#counting, this.#entries(asked), numbers))
    return before.length === 0 && this.#counted.length === 0 ? undefined : { before, after: this.#counted }
  }
}

const subjectsOf = (facts: Facts, figure: Stock, rows: readonly Row[]): readonly Subject[] =>
  (figure.subjects ? rows.flatMap((row) => figure.subjects?.(facts, row) ?? []) : rows).map((row) => ({
    row,
    near: nearOf(facts, figure, row),
  }))

/** The days on which subjects, or what is near them, are others. */
function changedSubjects(before: readonly Subject[], after: readonly Subject[]): Days | undefined {
  let days = changedDays(
    before.map(({ row }) => row),
    after.map(({ row }) => row),
  )
  for (const [at, { row, near }] of after.entries()) {
    const old = before[at]?.row.from === row.from ? before[at] : before.find((one) => one.row.from === row.from)
    for (const name of old ? Object.keys(near) : []) {
      const changed = changedDays(old?.near[name] ?? [], near[name] ?? [])
      const held = changed && overlap(changed, row)
      if (held && held.from < held.to) days = span(days, held)
    }
  }
  return days
}

/** What is counted without a break as one. */
function joined(counted: readonly Counted[]): readonly Counted[] {
  if (counted.length < 2) return counted
  const sorted = counted.toSorted((a, b) => a.label - b.label || a.from - b.from)
  const found: Counted[] = []
  for (const one of sorted) {
    const last = found.at(-1)
    if (last && follows(last, one)) found[found.length - 1] = { ...last, to: one.to }
    else found.push(one)
  }
  return found
}

const follows = (last: Counted, next: Counted): boolean =>
  last.to === next.from &&
  last.label === next.label &&
  last.group === next.group &&
  last.value === next.value &&
  last.qualifier === next.qualifier
