/** What is counted: coverage, what comes due; and how the words in figures are said. */
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
export { reachOf, type Reach, type ReachAsked, type ReachCandidate } from './reach.ts'
export { coverageOn, type Coverage, type ScopeCoverage } from './coverage.ts'
export {
  leftOut,
  listNamed,
  listOf,
  listsOf,
  figureValue,
  seriesOf,
  behind,
  conditionOf,
  dimensionsOf,
  figureRows,
  overWindow,
  comparedRows,
  changesBetween,
  type Change,
  type ComparedAsked,
  type ComparedRow,
  windowOf,
  periods,
  type LeftOut,
  type Cell,
  type List,
  type ListAsked,
  type ListColumn,
  type Listed,
  type ListRow,
  type Reason,
  type SeriesAsked,
  type FigureValue,
  type Amount,
  type Inexact,
  type Reported,
  type Window,
  type Period,
  type Point,
  type Condition,
  type Contribution,
  type Dimension,
  type GroupedAsked,
  type FigureRow,
  type Question,
  type Said,
} from '@taizhang/kernel'
export { byTitle, wordTitle } from './by-title.ts'
export { figureCatalogue, figureNamed } from './figure-catalogue.ts'
export { measureTitle, measureWords, qualifierWords } from './measures.ts'
export { scopesOn } from './scopes-on.ts'
export { scopeTitle } from './scope-title.ts'
export { unrounded, type Derived } from './variance.ts'
export type { Fraction } from './fraction.ts'
export type { Figure, Flow, FlowEntry, FlowRate, Measure, Rate, Stock } from '@taizhang/kernel/define'
export { termsDue, type Span, type TermDue } from '../terms-due.ts'
export {
  statisticsForms,
  statisticsOf,
  type FilledForm,
  type FormCell,
  type FormCheck,
  type FormLine,
  type StatisticsForm,
} from '../statistics/index.ts'
