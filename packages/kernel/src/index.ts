/** For applications: a book is opened, recorded into, and asked. */
export { createLedger, openLedger } from './ledger/open-ledger.ts'
export { forkLedger } from './ledger/fork-ledger.ts'
export type { Ledger, ParsedDrafts } from './ledger/ledger.ts'
export type { BatchOptions, RecordOptions } from './ledger/given.ts'
export type { Outcome, Recorded, Refused } from './ledger/outcome.ts'
export type { FollowBookOptions, FollowedBatch } from './ledger/follow.ts'
export type { Recorder, RecorderOptions } from './ledger/recorder.ts'
export type { View } from './ledger/view.ts'
export { rowsOn, type FactsOnDay } from './facts/rows-on.ts'
export { subjectHistory, type HistoryEntry } from './ledger/history.ts'
export type {
  DataOf,
  DraftOf,
  Envelope,
  EventOf,
  EventType,
  FigureId,
  OpeningOf,
  RelationName,
  RowOf,
  RuleId,
} from './ledger/domain-names.ts'
export { booksOf } from './book/read-book.ts'
export type { KnownAt } from './book/batch-at.ts'
export { memoryStore } from './store/memory-store.ts'
export { portableBatchBytesMax, type EventStore } from './store/event-store.ts'
export type { LiveEvent } from './facts/table-changes.ts'
export { exportBook, restoreLedger, type Restored } from './restore/restore-ledger.ts'

export type { Facts } from './facts/facts.ts'
export { beginningOf, hasDays, sameValue, type Row } from './facts/row.ts'
export type { BookEvent, Draft, EventPlace, Evidence, RecordedEvent } from './events/recorded-event.ts'
export {
  isLedgerError,
  LedgerError,
  fail,
  refuse,
  type FailureKind,
  type Refusal,
  type Words,
} from './errors/refusal.ts'
export * from './time/calendar.ts'
export { canonicalText, holdsOn, knownLive } from './doors/checked.ts'
export { periods, seriesOf, type SeriesAsked, type Period, type Point } from './figures/series.ts'
export { near, perhaps } from './doors/near.ts'

export { amountIn, behind, type Contribution, type Question } from './figures/behind.ts'
export { comparedRows, type ComparedAsked, type ComparedRow } from './figures/compared.ts'
export { figureRows, overWindow, windowOf, type FigureRow } from './figures/figure-rows.ts'
export {
  listNamed,
  listOf,
  listsOf,
  type FigureAsked,
  type ListAsked,
  type Listed,
  type ListRow,
} from './lists/list-rows.ts'
export { changesBetween, type Change } from './lists/changes.ts'
export type { Cell, CellKind, List, ListColumn } from './lists/list.ts'
export { conditionOf, type Condition } from './grouping/condition.ts'
export { dimensionsOf, type GroupedAsked } from './figures/cut.ts'
export type { Dimension } from './grouping/dimension.ts'
export { scopesOn } from './figures/scopes.ts'
export { figureValue, type FigureValue } from './figures/figure-value.ts'
export { leftOut, type LeftOut } from './figures/left-out.ts'
export { amountOf, plus, type Amount, type Inexact, type Said } from './figures/amount.ts'
export { percent, type Percent } from './figures/rate.ts'
export type { Reported } from './figures/reported.ts'
export type { Reason } from './figures/why-not.ts'
export type { Window } from './figures/window.ts'
export { findingsOn, severityCounts, type Finding, type FindingFact, type FindingOptions } from './checks/findings.ts'
export { rulesOn, ruleTexts, type RuleEntry } from './checks/rulebook.ts'
export { asGrave, severity, severityWords, type Severity } from './checks/severity.ts'
