import { hasDays, windowOf, type BookEvent, type Ledger, type Row, type View, type Window } from '@taizhang/kernel'
import { type Figure } from '@taizhang/kernel/define'
import { sidesOf, type Summed } from '../shares.ts'
import { AskedFacts, type Part, type Questions } from './asked-facts.ts'
import { concerns, LocalPart } from './local-part.ts'
import type { Changes, Member, Surroundings } from './surroundings.ts'
import { Tally, type Label } from './tally.ts'

/** A figure's number before and after a batch: two for a rate, the part and the whole. */
export interface Move {
  readonly figure: Figure
  readonly label: Label
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/**
 * What every figure comes to as of any day, as known before ever earlier batches: what the book says now, less what the batches since have
 * changed. What a batch changed is counted in a part of the book, before and after it, so that it costs what lies near it.
 */
export class Moves {
  readonly #around: Surroundings
  readonly #figures: readonly Figure[]
  readonly #scopes: readonly string[]
  readonly #questions: ReadonlyMap<Summed, Questions>
  readonly #tallies: ReadonlyMap<Summed, Tally>
  #asked: number

  constructor(ledger: Ledger, around: Surroundings, questions: Map<Summed, Questions>) {
    const now = ledger.asOf('9999-12-30')
    this.#around = around
    this.#scopes = ledger.domain.relations
      .filter((relation) => around.isScope(relation))
      .flatMap(({ name, key }) => [...around.members(name)].map(({ columns }) => String(columns[String(key[0])])))
    this.#figures = [...ledger.domain.figures.values()]
    const sides = [...new Set(this.#figures.flatMap(sidesOf))]
    this.#questions = questions
    if (questions.size === 0) for (const side of sides) questions.set(side, this.#questionsOf(ledger, side, now))
    this.#tallies = new Map(
      sides.map((side) => {
        const tally = new Tally(side)
        tally.count(now.facts, side, this.#scopes, 1)
        return [side, tally]
      }),
    )
    this.#asked = numberOf(questions)
  }

  /** Whether a figure has asked for something that it did not ask for before: then what it was thought not to look at may matter. */
  get askedMore(): boolean {
    return numberOf(this.#questions) > this.#asked
  }

  /** Goes back behind a batch: what each figure that it moved was as of the day before and after it. */
  back(batch: readonly BookEvent[], sides: readonly [View, View]): readonly Move[] {
    const changes = this.#around.changes(batch, sides)
    const lives = livesIn(changes, sides)
    const deltas = new Map<Summed, Tally>()
    for (const side of this.#tallies.keys()) {
      const delta = this.#delta(side, changes, sides, lives)
      if (delta && delta.labels().length > 0) deltas.set(side, delta)
    }
    const touched = this.#figures.flatMap((figure) => this.#touched(figure, deltas, sides[1]))
    const after = touched.map(({ figure, label, window }) => this.#values(figure, label, window))
    for (const [side, delta] of deltas) this.#tallies.get(side)?.subtract(delta)
    return touched.map(({ figure, label, window }, at) => ({
      figure,
      label,
      before: this.#values(figure, label, window),
      after: after[at] ?? [],
    }))
  }

  #values(figure: Figure, label: Label, window: Window): readonly number[] {
    return sidesOf(figure).map((side) => this.#tallies.get(side)?.value(label, window) ?? 0)
  }

  /** The numbers of a figure that may be other ones as of the view's day. */
  #touched(figure: Figure, deltas: ReadonlyMap<Summed, Tally>, view: View) {
    const window = windowOf(view, figure)
    const found = sidesOf(figure).flatMap((side) => {
      const delta = deltas.get(side)
      return delta?.labels().filter((label) => !delta.isNothing(label, window)) ?? []
    })
    const labels = new Map(found.map((label) => [JSON.stringify([label.scope, label.by]), label]))
    return [...labels.values()]
      .filter(({ by }) => by !== undefined || figure.measure !== 'various')
      .filter(({ by }) => by === undefined || 'by' in figure)
      .toSorted((a, b) => this.#place(a) - this.#place(b) || compare(a.by, b.by))
      .map((label) => ({ figure, label, window }))
  }

  #place = ({ scope }: Label): number => (scope === undefined ? -1 : this.#scopes.indexOf(scope))

  #delta(side: Summed, changes: Changes, [before, after]: readonly [View, View], lives: Lives): Tally | undefined {
    const questions = this.#questions.get(side)
    if (!questions || !concerns(side, questions, changes, this.#around)) return undefined
    const delta = new Tally(side)
    // What a scope counts is near every subject.
    const whole = side.scopedBy && changes.facts.some(({ member }) => this.#around.isScope(member.relation))
    const part = whole ? undefined : new LocalPart(this.#around, side, questions, changes)
    const factsIn = (view: View) =>
      part
        ? new AskedFacts(
            this.#around,
            part.in(view, (member) => lives(member, view)),
            subjectsOf(side),
            questions,
          )
        : view.facts
    delta.count(factsIn(before), side, this.#scopes, -1)
    delta.count(factsIn(after), side, this.#scopes, 1)
    return delta
  }

  /** What a figure asks where there is everything that the book ever spoke of. */
  #questionsOf(ledger: Ledger, side: Summed, now: View): Questions {
    const questions: Questions = { all: new Set(), lookedUp: new Map(), types: new Set() }
    const part: Part = {
      members: ({ name }) => this.#around.members(name),
      life: (member) => everLived(ledger, member, now),
      events: (type) => [...this.#around.positions(type)].map((position) => this.#around.event(position)),
    }
    const facts = new AskedFacts(this.#around, part, subjectsOf(side), questions)
    new Tally(side).count(facts, side, this.#scopes, 1)
    return questions
  }
}

/** A fact's rows in one of two views. */
type Lives = (member: Member, view: View) => readonly Row[]

/** Facts that a batch did not change have the same rows before and after it: they are read once, whichever figure asks. */
function livesIn({ facts: changed }: Changes, [before]: readonly [View, View]): Lives {
  const both = new Map<Member, readonly Row[]>()
  const differing = new Set(changed.map(({ member }) => member))
  return (member, { facts }) => {
    if (differing.has(member)) return facts.life(member.relation, member.columns)
    const rows = both.get(member) ?? before.facts.life(member.relation, member.columns)
    both.set(member, rows)
    return rows
  }
}

const subjectsOf = (side: Summed) => (side.kind === 'stock' ? side.of : undefined)

/** A fact's rows as they are, or where it has none any more, as they once were. */
function everLived(ledger: Ledger, { relation, columns, sizes }: Member, now: View): readonly Row[] {
  for (const view of [now, ...[...sizes].map((knownAt) => ledger.asOf(now.asOf, { knownAt }))]) {
    const rows = view.facts.life(relation, columns)
    if (rows.some(hasDays)) return rows
  }
  return []
}

const numberOf = (questions: ReadonlyMap<Summed, Questions>): number =>
  [...questions.values()]
    .map(
      ({ all, lookedUp, types }) =>
        all.size + types.size + [...lookedUp.values()].reduce((sum, { size }) => sum + size, 0),
    )
    .reduce((sum, size) => sum + size, 0)

/** Parts before the total. */
const compare = (a: string | undefined, b: string | undefined): number =>
  a === b ? 0 : a === undefined ? 1 : b === undefined || a < b ? -1 : 1
