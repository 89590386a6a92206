import {
  expectFigure,
  expectList,
  expectObject,
  expectScope,
  expectScopeOf,
  expectView,
  scopeRelations,
  scopesOfFigure,
} from '@taizhang/kernel/internal'
import {
  fail,
  overWindow,
  figureRows,
  plus,
  windowOf,
  type Condition,
  type Ledger,
  type View,
  type FigureRow,
  type Question,
} from '@taizhang/kernel'
import { type Figure } from '@taizhang/kernel/define'
import { eventNotes } from '../event-note.ts'
import { namesOf } from '../names.ts'
import { pointsBetween } from '../points.ts'
import { knowsScope, sharesOf, sidesOf, valueIn, type Shares, type Summed } from '../shares.ts'
import type { Diff, Difference, Step, SubjectDifference, ViewNote } from './difference.ts'
import type { Leap } from './leap.ts'
import { subjectDifference } from './subject-difference.ts'

/** Which figures are compared, of what, and in which groups. */
export interface DiffOptions {
  /** By default all of the catalogue; with a scope, all that are counted by scope. */
  readonly figures?: Iterable<Figure>
  readonly scope?: string | undefined
  /** Ids of dimensions: a difference for each group, and one for all of them. */
  readonly by?: readonly string[] | undefined
  /** Only what meets these. */
  readonly where?: readonly Condition[] | undefined
}

/**
 * What differs between two views of a ledger, figure by figure, and the events that explain it. Where both the day and the
 * knowledge differ, each difference is split by the view of the first day as known at last.
 *
 * Throws `LedgerError`: not-found where there is no such scope in the second view; usage where a figure is not counted by scope and one is given,
 * or where the first view is after the second in either time.
 *
 * @example
 * const { differences } = diff(ledger, ledger.asOf('2020-06-30'), view, { figures: [members] })
 * differences[0]?.difference
 */
export function diff(ledger: Ledger, first: View, second: View, options: DiffOptions = {}): Diff {
  expectObject(ledger, 'ledger')
  expectView(first, 'first')
  expectView(second, 'second')
  expectObject(options, 'options')
  expectInOrder(first, second)
  const figures = figuresAsked(second, options)
  const leaps = leapsBetween(first, second)
  const differences = figures.flatMap((figure) => differencesOf(ledger, figure, leaps, options))
  const subjects = differences.flatMap(({ steps }) => steps.flatMap((step) => step.subjects))
  const facts = subjects.flatMap(({ facts: found }) => found)
  const events = eventNotes(
    ledger,
    subjects.flatMap((one) => one.events),
    second.size,
  )
  return {
    book: first.book,
    ...(options.where && options.where.length > 0 ? { where: options.where } : {}),
    first: viewNote(first),
    second: viewNote(second),
    differences,
    events,
    names: namesOf(
      ledger.domain,
      second,
      facts.flatMap((fact) => fact.second ?? fact.first ?? { ...fact, attributes: {} }),
      events,
    ),
  }
}

function figuresAsked({ domain, facts }: View, { figures, scope }: DiffOptions): readonly Figure[] {
  const [scopedBy] = scopeRelations(domain.figures.values())
  expectScope(facts, scopedBy, scope)
  if (figures === undefined)
    return [...domain.figures.values()].filter((figure) => scope === undefined || scopesOfFigure(figure))
  const asked = listOf(figures)
  for (const figure of asked) {
    expectFigure(figure, 'figures')
    expectScopeOf(facts, figure, scope)
  }
  return asked
}

function listOf(figures: Iterable<Figure>): readonly Figure[] {
  // A text can be gone through, too: it has no figure in it.
  if (typeof figures !== 'object' || !(Symbol.iterator in Object(figures))) expectList(figures, 'figures')
  return [...figures]
}

function expectInOrder(first: View, second: View): void {
  if (first.asOf <= second.asOf && first.size <= second.size) return
  fail(
    'usage',
    'views-backwards',
    {
      zh: `first（${first.asOf}，${first.size} 条）晚于 second（${second.asOf}，${second.size} 条）`,
      en: `first (${first.asOf}, size ${first.size}) is after second (${second.asOf}, size ${second.size})`,
    },
    { parameter: 'first' },
  )
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
  asked: DiffOptions,
): readonly Difference[] {
  const [start, end] = [leaps[0]?.from, leaps.at(-1)?.to]
  if (!start || !end) return []
  const [before, after] = [rowsIn(start, figure, asked), rowsIn(end, figure, asked)]
  return [...new Map([...before, ...after])].flatMap(([text, row]) => {
    const values = valuesIn(row, before.get(text), after.get(text))
    const same = (values.first ?? 0) === (values.second ?? 0) && values.firstQualifier === values.secondQualifier
    // A rate may be printed as the same and be another fraction.
    if (same && !('part' in figure)) return []
    const question = questionOf(row, asked)
    const steps = leaps.map((leap) => stepOf(ledger, figure, leap, question))
    const counts = fractions(figure, [start, end], question)
    const points = 'part' in figure ? pointsBetween(values.first, values.second) : {}
    const found = {
      ...labelOf(row),
      ...daysOf(figure, [start, end]),
      ...values,
      ...counts,
      ...points,
      ...totals(steps),
    }
    return same && found.difference === 0 && (found.wholeDifference ?? 0) === 0 ? [] : [found]
  })
}

/** Of a flow: the windows that its two values are about; `to` is the first day after each. */
function daysOf(figure: Figure, views: readonly [View, View]): Pick<Difference, 'windows'> {
  if (!overWindow(figure)) return {}
  const [first, second] = views.map((view) => windowOf(view, figure))
  return first && second ? { windows: [first, second] } : {}
}

/** The same value in a question about one figure. */
function questionOf({ scope, by }: FigureRow, asked: DiffOptions): Question {
  const { where } = asked
  const grouped = (asked.by ?? []).length > 0
  const value = grouped ? { group: by } : { by: Object.values(by ?? {})[0] }
  return { scope, ...value, ...(where && where.length > 0 ? { where } : {}) }
}

const rowsIn = (view: View, figure: Figure, { scope, by, where }: DiffOptions): ReadonlyMap<string, FigureRow> =>
  new Map(
    (knowsScope(view.facts, figure, scope) ? figureRows(view, figure, { scope, by, where }) : []).map((row) => [
      JSON.stringify([row.scope, row.by]),
      row,
    ]),
  )

/** A figure counted by something has no row where there is nothing; a scope that is not defined has no value. */
function valuesIn({ by }: FigureRow, before: FigureRow | undefined, after: FigureRow | undefined) {
  const none = by === undefined ? null : 0
  return {
    first: before ? before.value : none,
    ...(before?.qualifier === undefined ? {} : { firstQualifier: before.qualifier }),
    second: after ? after.value : none,
    ...(after?.qualifier === undefined ? {} : { secondQualifier: after.qualifier }),
  }
}

const labelOf = ({ figure, scope, by, measure }: FigureRow) => ({
  figure,
  ...(scope === undefined ? {} : { scope }),
  ...(by === undefined ? {} : { by }),
  measure,
})

function fractions(figure: Figure, views: readonly [View, View], question: Question) {
  if (!('part' in figure)) return {}
  const valueOf = (side: Figure, view: View): number =>
    Number(valueIn(view, side, windowOf(view, figure), question).value ?? 0)
  const [first, second] = views
  return {
    part: [valueOf(figure.part, first), valueOf(figure.part, second)] as const,
    whole: [valueOf(figure.whole, first), valueOf(figure.whole, second)] as const,
  }
}

const totals = (steps: readonly Step[]) => ({
  difference: sumOf(steps.map(({ difference }) => difference)),
  ...(steps.some(({ wholeDifference }) => wholeDifference !== undefined)
    ? { wholeDifference: sumOf(steps.map(({ wholeDifference = 0 }) => wholeDifference)) }
    : {}),
  steps,
})

const sumOf = (numbers: readonly number[]): number => numbers.reduce(plus, 0)

const differenceIn = (subjects: readonly SubjectDifference[]): number =>
  sumOf(subjects.map(({ difference }) => difference))

function stepOf(ledger: Ledger, figure: Figure, leap: Leap, question: Question): Step {
  const [before, after] = [leap.from, leap.to].map((view) => sharesOf(ledger, view, figure, question))
  const [part = [], whole] = sidesOf(figure).map((side, at) =>
    shareDifferences(ledger, side, leap, question, [before?.[at], after?.[at]]),
  )
  if (!whole) return { because: leap.because, difference: differenceIn(part), subjects: part }
  return {
    because: leap.because,
    difference: differenceIn(part),
    wholeDifference: differenceIn(whole),
    ...ratePoints(figure, leap, question),
    subjects: [
      ...part.map((subject) => ({ of: 'part' as const, ...subject })),
      ...whole.map((subject) => ({ of: 'whole' as const, ...subject })),
    ],
  }
}

const ratePoints = (figure: Figure, { from, to }: Leap, question: Question): { readonly points?: string } => {
  const [first, second] = [from, to].map((view) => valueIn(view, figure, windowOf(view, figure), question).value)
  return pointsBetween(first ?? null, second ?? null)
}

/** The shares that have another value after the leap. */
function shareDifferences(
  ledger: Ledger,
  side: Summed,
  leap: Leap,
  question: Question,
  [before = none, after = none]: readonly [Shares | undefined, Shares | undefined],
): readonly SubjectDifference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [old, now] = [before.get(id), after.get(id)]
    const same = (old?.value ?? 0) === (now?.value ?? 0) && old?.qualifier === now?.qualifier
    return same ? [] : [subjectDifference(ledger, side, leap, question, [old, now])]
  })
}

const none: Shares = new Map()
