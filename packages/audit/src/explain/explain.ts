import {
  expectFigure,
  expectObject,
  expectScopeOf,
  expectView,
  scopeIdOf,
  scopeOn,
  scopesOfFigure,
} from '@taizhang/kernel/internal'
import { amountIn, overWindow, scopesOn, windowOf, type Ledger, type View, type Question } from '@taizhang/kernel'
import { type Figure } from '@taizhang/kernel/define'
import { eventNotes } from '../event-note.ts'
import { eventsOfFact, factNote, type FactNote } from '../fact-note.ts'
import { namesOf } from '../names.ts'
import { groupWith, sharesOf, valueIn, type Share, type Shares } from '../shares.ts'
import { about, names, type Shown } from './about.ts'
import { basisOf } from './basis.ts'
import type { Counted, Explanation } from './explanation.ts'
import { notCountedBy } from './not-counted.ts'

/** Which figure's value is to be explained. */
export interface ExplainOptions extends Question {
  /** Only what concerns this unit, organization, person …; the value stays that of the whole figure. */
  readonly subject?: string | undefined
}

/**
 * Why a figure is what it is in a view of the ledger: one explanation for each scope that it is counted under and that is defined on
 * the day, or one.
 *
 * Throws `LedgerError`: not-found where there is no such scope, or no event in the view names the subject; usage where the figure is not counted by
 * scope and one is given, where an end of the window is no day, or where it ends before it begins.
 *
 * @example
 * const [enterprises] = explain(ledger, view, organizationCoverage, { scope: 'enterprise' })
 * enterprises?.counted.length // => 1
 * enterprises?.notCounted.length // => 1
 */
export function explain(
  ledger: Ledger,
  view: View,
  figure: Figure,
  options: ExplainOptions = {},
): readonly Explanation[] {
  expectObject(ledger, 'ledger')
  expectView(view)
  expectFigure(figure)
  expectObject(options, 'options')
  windowOf(view, figure, options.window)
  expectScopeOf(view.facts, figure, options.scope)
  if (options.subject !== undefined) ledger.history(options.subject, { knownAt: view.size })
  const scopedBy = options.scope === undefined ? figure.scopedBy : scopesOfFigure(figure)
  return (scopedBy ? scopesOn(view, scopedBy).map(scopeIdOf) : [undefined])
    .filter((scope) => options.scope === undefined || scope === undefined || scope === options.scope)
    .map((scope) => explainOne(ledger, view, figure, { ...options, scope }))
}

function explainOne(ledger: Ledger, view: View, figure: Figure, options: ExplainOptions): Explanation {
  const { scope, subject } = options
  const { book, asOf, knownAt, size, facts } = view
  const window = windowOf(view, figure, options.window)
  const sides = sharesOf(ledger, view, figure, options)
  const [part, whole] = sides.map((shares) => amountIn([...shares.values()]).value)
  const underScope = scopeOn(facts, { scopedBy: scopesOfFigure(figure) }, scope, asOf)
  const all: Shown = {
    ...countedIn(ledger, view, figure, sides),
    ...notCountedBy(ledger, view, figure, options),
  }
  const isPart = options.group !== undefined || options.where !== undefined
  const shown = subject === undefined ? all : about(ledger, view, figure, { subject, all, scope, isPart })
  const basis = basisOf(ledger, view, figure, options)
  const events = eventNotes(ledger, [...basis.positions, ...eventsIn(shown)], size)
  return {
    book,
    asOf,
    knownAt,
    size,
    figure: figure.id,
    ...(scope === undefined ? {} : { scope }),
    ...groupNote(figure, options),
    ...(options.where && options.where.length > 0 ? { where: options.where } : {}),
    ...(overWindow(figure) ? window : {}),
    ...valueIn(view, figure, window, options),
    ...(part === undefined || whole === undefined ? {} : { part, whole }),
    ...(underScope ? { scopeFact: factNote(ledger.domain, facts, underScope) } : {}),
    ...shown,
    overridden:
      subject === undefined
        ? basis.overridden
        : basis.overridden.filter(({ event, by: taker }) => [event, taker].some((one) => names(ledger, one, subject))),
    ground: basis.ground,
    besides: basis.besides,
    replay: basis.positions,
    events,
    names: namesOf(ledger.domain, view, factsIn(shown), events),
  }
}

/** Of which group the explanation is, with what the figure itself is told apart by. */
function groupNote(figure: Figure, options: ExplainOptions): Pick<Explanation, 'by'> {
  const all = groupWith(figure, options)
  return Object.keys(all).length === 0 ? {} : { by: all }
}

function countedIn(
  ledger: Ledger,
  view: View,
  figure: Figure,
  [part, whole]: readonly Shares[],
): Pick<Shown, 'counted' | 'inWhole'> {
  const told = ({ rows, events, id: _id, ...share }: Share): Counted => ({
    ...share,
    facts: rows.map((row) => factNote(ledger.domain, view.facts, row)),
    events,
  })
  const counted = [...(part?.values() ?? [])]
  if (!whole) return { counted: counted.map(told) }
  // The sides of a rate count the same subjects; flows count events, and each its own.
  if (figure.kind === 'flow-rate') return { counted: counted.map(told), inWhole: [...whole.values()].map(told) }
  return { counted: counted.map((share) => ({ ...told(share), whole: whole.get(share.id)?.value ?? 0 })) }
}

/** Every fact that is shown. */
const factsIn = ({ counted, inWhole = [], notCounted }: Shown): readonly FactNote[] => [
  ...[...counted, ...inWhole].flatMap(({ facts }) => facts),
  ...notCounted.flatMap(({ fact, near, reasons }) => [
    ...(fact ? [fact] : []),
    ...near,
    ...reasons.flatMap((reason) => ('facts' in reason ? reason.facts : 'fact' in reason ? [reason.fact] : [])),
  ]),
]

/** Positions of every event that is named. */
const eventsIn = (shown: Shown): readonly number[] => [
  ...factsIn(shown).flatMap(eventsOfFact),
  ...[...shown.counted, ...(shown.inWhole ?? [])].flatMap(({ events }) => events),
  ...shown.notCounted.flatMap(({ event, reasons }) => [
    ...(event === undefined ? [] : [event]),
    ...reasons.flatMap((reason) => (reason.why === 'withdrawn' ? [reason.by] : [])),
  ]),
]
