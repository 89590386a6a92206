export { bookProfile, type BookProfile } from './book-profile.ts'
export { behind, type Contribution } from './figures/behind.ts'
export { coverageOn, type Coverage, type ScopeCoverage } from './figures/coverage.ts'
export { figureCatalogue } from './figures/catalogue.ts'
export { amountText, measureWords, qualifierWords } from './figures/measures.ts'
export { figureRows, overWindow, scopesOn, type FigureRow } from './figures/figure-rows.ts'
export type { FigureValue } from './figures/figure-value.ts'
export { activityKinds, policies, products } from './domain/outcomes/activity-kinds.ts'
export type { Inexact } from './figures/amount.ts'
export { atVariance, type Reported } from './figures/reported.ts'
export type { Window } from './figures/window.ts'
export type { Figure, Flow, FlowEntry, FlowRate, Measure, Rate, Stock } from './figures/figure.ts'
export { seriesOf, type Period, type Point } from './figures/series.ts'
export { dossierOf, type Dossier } from './dossier.ts'
export { subjectHistory, type HistoryEntry } from './history.ts'
export { createLedger, openLedger, type Ledger, type Outcome, type RecordOptions } from './ledger.ts'
export { exportBook, restoreLedger, type Restored } from './restore.ts'
export { termsDue, type Span, type TermDue } from './terms-due.ts'
export { rowsOn, type View } from './view.ts'
export { booksOf, streamOf } from './read-book.ts'
export { decideAppend, followStreams, memoryStore, type StreamState } from './memory-store.ts'
export { domain, events, relations } from './domain/definitions.ts'
export * as relation from './domain/relations.ts'
export type * from './kernel/event-store.ts'
export { factsFrom, type Facts, type FactSource } from './kernel/facts.ts'
export type { KnownAt } from './kernel/book.ts'
export type { Change, Verb } from './kernel/change.ts'
export {
  attributeColumns,
  type AnyRelation,
  type AttributesOf,
  type ColumnKind,
  type KeyOf,
  type Relation,
} from './kernel/relation.ts'
export { hasDays, holdsOn, type Row } from './kernel/row.ts'
export { LedgerError, fail, refuse, type FailureKind, type Refusal, type Words } from './kernel/refusal.ts'
export {
  neverRecorded,
  type BookEvent,
  type Draft,
  type Evidence,
  type RecordedEvent,
} from './kernel/recorded-event.ts'
export type { AnyEvent, EventContext, EventDefinition } from './kernel/define-event.ts'
export type { Definitions } from './kernel/definitions.ts'
export * from './kernel/civil-date.ts'
export { draft, type DataOf, type EventType } from './draft.ts'
export { dissolveOrganization, type Dissolution } from './procedures/dissolve-organization.ts'
export { mergeOrganization, type OrganizationMerger } from './procedures/merge-organization.ts'
export { moveSystem, type SystemMove } from './procedures/move-system.ts'
export { windUpUnit, type WindingUp } from './procedures/wind-up-unit.ts'
