export { bookProfile, type BookProfile } from './book-profile.ts'
export { amountIn, behind, type Contribution, type Question } from './figures/behind.ts'
export { coverageOn, type Coverage, type ScopeCoverage } from './figures/coverage.ts'
export { leftOut, type LeftOut } from './figures/left-out.ts'
export { countOf, nearOf, scopeOn, subjectOn, type StockSubject } from './figures/subject.ts'
export { entriesOf } from './figures/steps.ts'
export type { Reason } from './figures/why-not.ts'
export { byTitle } from './figures/by-title.ts'
export { figureCatalogue } from './figures/catalogue.ts'
export { amountText, measureWords, qualifierWords } from './figures/measures.ts'
export { figureRows, overWindow, scopesOn, windowOf, type FigureRow } from './figures/figure-rows.ts'
export { figureValue, type FigureValue } from './figures/figure-value.ts'
export { plus, type Amount, type Inexact } from './figures/amount.ts'
export { percent } from './figures/rate.ts'
export { atVariance, type Reported } from './figures/reported.ts'
export type { Window } from './figures/window.ts'
export type { Figure, Flow, FlowEntry, FlowRate, Measure, Rate, Stock } from './figures/figure.ts'
export { seriesOf, type Period, type Point } from './figures/series.ts'
export { dossierOf, type Dossier } from './dossier.ts'
export { subjectHistory, type HistoryEntry } from './history.ts'
export { createLedger, openLedger, type Ledger, type Outcome, type RecordOptions } from './ledger.ts'
export { CheckedReplay, type Replayed } from './checked-replay.ts'
export { exportBook, restoreLedger, type Restored } from './restore.ts'
export { termsDue, type Span, type TermDue } from './terms-due.ts'
export { replayed } from './replayed.ts'
export { Replay, type ReplayedBatch } from './replay.ts'
export { rowsOn, type View } from './view.ts'
export { checks } from './rulebook/catalogue.ts'
export type { Check, DefaultText, Found, Look, Subject } from './rulebook/check.ts'
export { findingsOn, severityCounts, type Finding, type FindingFact, type FindingOptions } from './rulebook/findings.ts'
export { noFacts, ruleIds, rulesOn, ruleTexts, type RuleEntry } from './rulebook/rulebook.ts'
export { aboutPercentOn } from './rulebook/reported-leeway.ts'
export { asGrave, severity, severityWords, type Severity } from './rulebook/severity.ts'
export { subjectName } from './rulebook/subject-name.ts'
export { booksOf, streamOf } from './read-book.ts'
export { edgeOf, GrowingTree, type Subtree } from './merkle/growing-tree.ts'
export { merkleTree, type MerkleTree } from './merkle/merkle-tree.ts'
export { rootOf, type NodeAt } from './merkle/proofs.ts'
export { hashBytes, sameHash, treeHash, type Sha256, type TreeHash } from './merkle/tree-hash.ts'
export { verifyConsistency, verifyInclusion, type Consistency, type Inclusion } from './merkle/verify-proofs.ts'
export { decideAppend, followStreams, memoryStore, type StreamState } from './memory-store.ts'
export { domain, events } from './domain/definitions.ts'
export { relations } from './domain/relation-list.ts'
export { labelOf } from './domain/labels.ts'
export { activityKinds, policies, products } from './domain/outcomes/activity-kinds.ts'
export * as relation from './domain/relations.ts'
export type * from './kernel/event-store.ts'
export { portableBatchBytesMax } from './kernel/event-store.ts'
export { aftermaths, type Aftermath } from './kernel/aftermath.ts'
export { factsFrom, type Facts, type FactSource } from './kernel/facts.ts'
export { batchAt, type Batch, type Batches, type KnownAt } from './kernel/batch-at.ts'
export { canonicalText } from './kernel/canonical.ts'
export type { Change, Verb } from './kernel/change.ts'
export {
  attributeColumns,
  idAttributes,
  type AnyRelation,
  type AttributesOf,
  type ColumnKind,
  type KeyOf,
  type Relation,
} from './kernel/relation.ts'
export { beginningOf, hasDays, holdsOn, sameValue, type Row } from './kernel/row.ts'
export { LedgerError, fail, refuse, type FailureKind, type Refusal, type Words } from './kernel/refusal.ts'
export {
  inOrder,
  knownLive,
  neverRecorded,
  type BookEvent,
  type Draft,
  type Evidence,
  type RecordedEvent,
} from './kernel/recorded-event.ts'
export type { AnyEvent, EventContext, EventDefinition } from './kernel/define-event.ts'
export { definitionOf, subjectsOf, type Definitions } from './kernel/definitions.ts'
export * from './kernel/civil-date.ts'
export { draft, type DataOf, type EventType } from './draft.ts'
export { dissolveOrganization, type Dissolution } from './procedures/dissolve-organization.ts'
export { mergeOrganization, type OrganizationMerger } from './procedures/merge-organization.ts'
export { moveSystem, type SystemMove } from './procedures/move-system.ts'
export { windUpUnit, type WindingUp } from './procedures/wind-up-unit.ts'
