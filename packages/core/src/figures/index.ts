/** What is counted: coverage, what comes due; and how the words in figures are said. */
export { labelOf } from '../domain/labels.ts'
export { bracketed, grouped, yuan } from '../domain/typography.ts'
export { coverageOn, type Coverage, type ScopeCoverage } from './coverage.ts'
export { byTitle, wordTitle } from './by-title.ts'
export { figureCatalogue } from './figure-catalogue.ts'
export { amountText, measureTitle, measureWords, percentagePoints, qualifierWords } from './measures.ts'
export { scopesOn } from './scopes-on.ts'
export { scopeTitle } from './scope-title.ts'
export {
  figureValue,
  amountOf,
  plus,
  percent,
  seriesOf,
  amountIn,
  behind,
  figureRows,
  leftOut,
  overWindow,
  windowOf,
  type FigureValue,
  type Amount,
  type Inexact,
  type Reported,
  type Window,
  type Period,
  type Point,
  type Contribution,
  type FigureRow,
  type LeftOut,
  type Question,
  type Reason,
  type Said,
} from '@taizhang/kernel'
export { atVariance, distance, unrounded, type Derived } from './variance.ts'
export type { Fraction } from './fraction.ts'
export type { Figure, Flow, FlowEntry, FlowRate, Measure, Rate, Stock } from '@taizhang/kernel/define'
export { termsDue, type Span, type TermDue } from '../terms-due.ts'
export {
  countOf,
  countedBy,
  entriesOf,
  keptFigures,
  nearOf,
  scopeOn,
  subjectOn,
  type StockSubject,
} from '@taizhang/kernel/internal'
