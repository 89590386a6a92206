/** What is counted: coverage, what comes due; and how the words in figures are said. */
export { labelOf } from '../domain/labels.ts'
export { bracketed, grouped, yuan } from '../domain/typography.ts'
export { coverageOn, type Coverage, type ScopeCoverage } from './coverage.ts'
export { byTitle, wordTitle } from './by-title.ts'
export { figureCatalogue } from './figure-catalogue.ts'
export { amountText, measureTitle, measureWords, percentagePoints, qualifierWords } from './measures.ts'
export { scopesOn } from './scopes-on.ts'
export { scopeTitle } from './scope-title.ts'
export { termsDue, type Span, type TermDue } from '../terms-due.ts'
export {
  amountIn,
  amountOf,
  atVariance,
  behind,
  distance,
  figureRows,
  figureValue,
  leftOut,
  overWindow,
  percent,
  plus,
  seriesOf,
  windowOf,
  type Amount,
  type Contribution,
  type FigureRow,
  type FigureValue,
  type Inexact,
  type LeftOut,
  type Period,
  type Point,
  type Question,
  type Reason,
  type Reported,
  type Window,
} from '@taizhang/kernel'
export type { Figure, Flow, FlowEntry, FlowRate, Measure, Rate, Stock } from '@taizhang/kernel/define'
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
