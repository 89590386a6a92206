import { holdsOn, plus, type CivilDate, type Ledger, type Row } from '@taizhang/kernel'
import { type AnyRelation, type Figure } from '@taizhang/kernel/define'
import {
  dayNumber,
  FigureSums,
  figureStream,
  labelText,
  scopeIdOf,
  scopeRelations,
  sinceOf,
  type BatchChanges,
  type DayChange,
  type FigureStream,
  type Label,
} from '@taizhang/kernel/internal'
import { sidesOf, type Summed } from '../shares.ts'

/** A figure's number before and after a batch: two for a rate, the part and the whole. */
export interface Move {
  readonly figure: Figure
  readonly label: Label
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** Whether the scope was defined on the day before the batch, and whether it is after it. */
  readonly defined: readonly [boolean, boolean]
}

type Scopes = ReadonlyMap<AnyRelation, readonly Row[]>

/** What every figure comes to on any day, as known after ever later batches: summed up from what each batch changes. */
export class Moves {
  readonly #figures: readonly Figure[]
  readonly #stream: FigureStream
  readonly #sums = new FigureSums()
  readonly #scopedBy: readonly AnyRelation[]
  #scopes: Scopes = new Map()

  constructor(ledger: Ledger) {
    this.#figures = [...ledger.domain.figures.values()]
    this.#stream = figureStream(ledger, this.#figures)
    this.#scopedBy = scopeRelations(this.#figures)
  }

  /**
   * Goes from batch to batch.
   *
   * @param wanted the day as of which figures are compared before and after a batch that begins at a size; `undefined` where they are not
   */
  *batches(wanted: (first: number) => CivilDate | undefined): Generator<readonly Move[], undefined> {
    for (const batch of this.#stream.batches()) {
      const before = this.#scopes
      this.#scopes = new Map(this.#scopedBy.map((relation) => [relation, this.#stream.facts.allRows(relation)]))
      const asOf = wanted(batch.before)
      const moves = asOf === undefined ? undefined : this.#moves(batch, asOf, [before, this.#scopes])
      this.#sums.add(batch)
      if (moves) yield moves
    }
  }

  #moves({ changes }: BatchChanges, asOf: CivilDate, scopes: readonly [Scopes, Scopes]): readonly Move[] {
    const grown = new Map(changes.map(({ of, days }) => [of.counting.figure, growthOf(of.counting.figure, days, asOf)]))
    return this.#figures.flatMap((figure) => {
      const sides = sidesOf(figure)
      const labels = new Map(
        sides.flatMap((side) => [...(grown.get(side) ?? [])]).map(([text, { label }]) => [text, label]),
      )
      return [...labels]
        .filter(([, { by }]) => by !== undefined || figure.measure !== 'various')
        .filter(([, { by }]) => by === undefined || 'by' in figure)
        .toSorted(([, a], [, b]) => this.#place(figure, a) - this.#place(figure, b) || compare(a.by, b.by))
        .map(([text, label]) => {
          const before = sides.map((side) => this.#sums.value(side, label, dayNumber(asOf)))
          const after = sides.map((side, at) => plus(before[at] ?? 0, grown.get(side)?.get(text)?.delta ?? 0))
          const [was, is] = scopes.map((known) => isDefined(known, figure, label, asOf))
          return { figure, label, before, after, defined: [was === true, is === true] as const }
        })
    })
  }

  /** Scopes in the order in which the book came to speak of them. */
  #place({ scopedBy }: Figure, { scope }: Label): number {
    return scope === undefined || !scopedBy ? -1 : this.#stream.facts.placeOf(scopedBy, scope)
  }
}

/** By how much the numbers of a figure are others on a day, where they are. */
function growthOf(
  side: Summed,
  changes: readonly DayChange[],
  asOf: CivilDate,
): ReadonlyMap<string, { readonly label: Label; readonly delta: number }> {
  const [since, to] = [sinceOf(side), dayNumber(asOf)]
  const grown = new Map<string, { readonly label: Label; delta: number }>()
  for (const { label, of, day, delta } of changes) {
    if (of !== 'value' || day < since || day > to) continue
    const text = labelText(label)
    const known = grown.get(text)
    if (known) known.delta = plus(known.delta, delta)
    else grown.set(text, { label, delta })
  }
  for (const [text, { delta }] of grown) if (delta === 0) grown.delete(text)
  return grown
}

function isDefined(scopes: Scopes, { scopedBy }: Figure, { scope }: Label, asOf: CivilDate): boolean {
  if (!scopedBy || scope === undefined) return true
  return (scopes.get(scopedBy) ?? []).some((row) => scopeIdOf(row) === scope && holdsOn(row, asOf))
}

/** Parts before the total. */
const compare = (a: string | undefined, b: string | undefined): number =>
  a === b ? 0 : a === undefined ? 1 : b === undefined || a < b ? -1 : 1
