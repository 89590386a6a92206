/** What is counted: figures, their parts, their series, coverage, and what comes due; and how the words in them are said. */
export { labelOf } from '../domain/labels.ts'
export { bracketed } from '../domain/typography.ts'
export {
  amountIn,
  amountOf,
  amountText,
  atVariance,
  distance,
  grouped,
  percent,
  percentagePoints,
  plus,
  yuan,
} from './checked.ts'
export { behind, type Contribution, type Question } from './behind.ts'
export { coverageOn, type Coverage, type ScopeCoverage } from './coverage.ts'
export { keptFigures, scopeSource } from './kept.ts'
export { countedBy } from '../kernel/step-facts.ts'
export { leftOut, type LeftOut } from './left-out.ts'
export { countOf, nearOf, scopeOn, subjectOn, type StockSubject } from './subject.ts'
export { entriesOf, partsOf } from './steps.ts'
export type { Reason } from './why-not.ts'
export { byTitle, wordTitle } from './by-title.ts'
export { figureCatalogue, figureNamed } from './catalogue.ts'
export { expectFigure, expectScope, expectScopeOf } from './doors.ts'
export { measureWords, qualifierWords } from './measures.ts'
export { figureRows, overWindow, scopesOn, windowOf, type FigureRow } from './figure-rows.ts'
export { scopeTitle } from './scope-title.ts'
export { figureValue, type FigureValue } from './figure-value.ts'
export type { Amount, Inexact, Said } from './amount.ts'
export type { Reported } from './reported.ts'
export { unrounded, type Derived } from './variance.ts'
export type { Fraction } from './fraction.ts'
export type { Window } from './window.ts'
export type { Figure, Flow, FlowEntry, FlowRate, Measure, Rate, Stock } from './figure.ts'
export { periods, seriesOf, type Period, type Point, type SeriesAsked } from './series.ts'
export { termsDue, type Span, type TermDue } from '../terms-due.ts'
