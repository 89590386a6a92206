import { figureCatalogue, figureRows, type Figure, type FigureRow, type Ledger, type View } from '@taizhang/core'
import { eventNotes } from '../event-note.ts'
import { namesOf } from '../names.ts'
import { sharesOf, summedIn, type Share, type Summed } from '../shares.ts'
import type { Diff, Difference, Step, SubjectDifference, ViewNote } from './difference.ts'
import { subjectDifference } from './subject-difference.ts'

export interface DiffOptions {
  /** By default all of the catalogue. */
  readonly figures?: Iterable<Figure>
  readonly scope?: string | undefined
}

/** Two views to compare, and why the second is another. */
export interface Leap {
  readonly because: Step['because']
  readonly from: View
  readonly to: View
}

/**
 * What differs between two views of a ledger, figure by figure, and the events that explain it. Where both the day and the
 * knowledge differ, each difference is split by the view of the first day as known at last.
 */
export function diff(ledger: Ledger, first: View, second: View, options: DiffOptions = {}): Diff {
  const leaps = leapsBetween(first, second)
  const differences = [...(options.figures ?? figureCatalogue.values())].flatMap((figure) =>
    differencesOf(ledger, figure, leaps, options.scope),
  )
  const subjects = differences.flatMap(({ steps }) => steps.flatMap((step) => step.subjects))
  const facts = subjects.flatMap(({ facts: found }) => found)
  return {
    book: first.book,
    first: viewNote(first),
    second: viewNote(second),
    differences,
    events: eventNotes(
      ledger,
      subjects.flatMap(({ events }) => events),
      second.size,
    ),
    names: namesOf(
      ledger.definitions,
      second,
      facts.flatMap((fact) => fact.second ?? fact.first ?? { ...fact, attributes: {} }),
    ),
  }
}

const viewNote = ({ asOf, knownAt, size }: View): ViewNote => ({ asOf, knownAt, size })

function leapsBetween(first: View, second: View): readonly Leap[] {
  const sameDay = first.asOf === second.asOf
  // One view's facts are made once, so that figures counted for one leap serve the other.
  const to = first.size === second.size ? { ...second, facts: first.facts } : second
  const corner = { ...to, asOf: first.asOf }
  const learned: Leap = { because: 'knowledge', from: first, to: sameDay ? to : corner }
  const happened: Leap = { because: 'time', from: corner, to }
  return [...(first.size === second.size ? [] : [learned]), ...(sameDay ? [] : [happened])]
}

/** The differences of one figure: a row for each scope, and for each value that it is counted by. */
function differencesOf(
  ledger: Ledger,
  figure: Figure,
  leaps: readonly Leap[],
  scope: string | undefined,
): readonly Difference[] {
  const [start, end] = [leaps[0]?.from, leaps.at(-1)?.to]
  if (!start || !end) return []
  const [before, after] = [start, end].map(
    (view) => new Map(figureRows(view, figure, { scope }).map((row) => [rowText(row), row])),
  )
  const rows = new Map([...(before ?? []), ...(after ?? [])])
  const stepsUnder = new Map<string | undefined, readonly Step[]>()
  return [...rows].flatMap(([text, row]) => {
    const values = { first: valueIn(before?.get(text), row), second: valueIn(after?.get(text), row) }
    // A rate may be printed as the same and be another fraction.
    if (figure.kind !== 'rate' && values.first === values.second) return []
    const steps = stepsUnder.get(row.scope) ?? leaps.map((leap) => stepOf(ledger, figure, leap, row.scope))
    stepsUnder.set(row.scope, steps)
    const own = row.by === undefined ? steps : steps.map((step) => stepBy(step, Object.values(row.by ?? {})))
    const found = { ...labelOf(row), ...values, ...fractions(figure, [start, end], row.scope), ...totals(own) }
    return found.difference === 0 && (found.wholeDifference ?? 0) === 0 && values.first === values.second ? [] : [found]
  })
}

const rowText = ({ scope, by }: FigureRow): string => JSON.stringify([scope, by])

/** A figure counted by something has no row where there is nothing; a scope that is not defined has no value. */
const valueIn = (row: FigureRow | undefined, like: FigureRow): FigureRow['value'] =>
  row ? row.value : like.by === undefined ? null : 0

const labelOf = ({ figure, scope, by, measure }: FigureRow) => ({
  figure,
  ...(scope === undefined ? {} : { scope }),
  ...(by === undefined ? {} : { by }),
  measure,
})

function fractions(figure: Figure, views: readonly [View, View], scope: string | undefined) {
  if (figure.kind !== 'rate') return {}
  const [part, whole] = [figure.part, figure.whole].map((stock) =>
    views.map((view) => Number(figureRows(view, stock, { scope })[0]?.value ?? 0)),
  )
  return { part: pairOf(part), whole: pairOf(whole) }
}

const pairOf = ([first = 0, second = 0]: readonly number[] = []): readonly [number, number] => [first, second]

const totals = (steps: readonly Step[]) => ({
  difference: sum(steps.map(({ difference }) => difference)),
  ...(steps.some(({ wholeDifference }) => wholeDifference !== undefined)
    ? { wholeDifference: sum(steps.map(({ wholeDifference = 0 }) => wholeDifference)) }
    : {}),
  steps,
})

const sum = (numbers: readonly number[]): number => numbers.reduce((so, one) => so + one, 0)

function stepOf(ledger: Ledger, figure: Figure, leap: Leap, scope: string | undefined): Step {
  const [part = [], whole] = summedIn(figure).map((summed) => shareDifferences(ledger, summed, leap, scope))
  const differenceOf = (subjects: readonly SubjectDifference[]): number =>
    sum(subjects.map(({ difference }) => difference))
  if (!whole) return { because: leap.because, difference: differenceOf(part), subjects: part }
  return {
    because: leap.because,
    difference: differenceOf(part),
    wholeDifference: differenceOf(whole),
    subjects: [
      ...part.map((subject) => ({ of: 'part' as const, ...subject })),
      ...whole.map((subject) => ({ of: 'whole' as const, ...subject })),
    ],
  }
}

function stepBy({ because, subjects }: Step, values: readonly string[]): Step {
  const own = subjects.filter(({ by }) => by !== undefined && values.includes(by))
  return { because, difference: sum(own.map(({ difference }) => difference)), subjects: own }
}

/** The shares that have another value after the leap. */
function shareDifferences(
  ledger: Ledger,
  summed: Summed,
  leap: Leap,
  scope: string | undefined,
): readonly SubjectDifference[] {
  const [before, after] = [leap.from, leap.to].map((view) => sharesOf(ledger, view, summed, { scope }))
  const ids = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])
  return [...ids].flatMap((id) => {
    const pair: readonly [Share | undefined, Share | undefined] = [before?.get(id), after?.get(id)]
    return (pair[0]?.value ?? 0) === (pair[1]?.value ?? 0) ? [] : [subjectDifference(ledger, summed, leap, scope, pair)]
  })
}
