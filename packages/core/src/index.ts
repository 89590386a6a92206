export { behind, type Contribution } from './figures/behind.ts'
export { coverageOn, type Coverage, type ScopeCoverage } from './figures/coverage.ts'
export { figureCatalogue } from './figures/catalogue.ts'
export { figureRows, scopesOn, type FigureRow, type Window } from './figures/figure-rows.ts'
export type { Figure, Flow, FlowEntry, Measure, Rate, Stock } from './figures/figure.ts'
export { seriesOf, type Period, type Point } from './figures/series.ts'
export { dossierOf, type Dossier } from './dossier.ts'
export { subjectHistory, type HistoryEntry } from './history.ts'
export { createLedger, openLedger, type Ledger, type Outcome, type RecordOptions } from './ledger.ts'
export { exportBook, restoreLedger, type Restored } from './restore.ts'
export { Replay, type ReplayedBatch } from './replay.ts'
export { rowsOn, type View } from './view.ts'
export { booksOf, streamOf } from './read-book.ts'
export { decideAppend, followStreams, memoryStore, type StreamState } from './memory-store.ts'
export { domain, events, relations } from './domain/definitions.ts'
export * as relation from './domain/relations.ts'
export type * from './kernel/event-store.ts'
export { portableBatchBytesMax } from './kernel/event-store.ts'
export { aftermaths, type Aftermath } from './kernel/aftermath.ts'
export { factsFrom, type Facts, type FactSource } from './kernel/facts.ts'
export type { KnownAt } from './kernel/book.ts'
export { canonicalText } from './kernel/canonical.ts'
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
