export { bookProfile, type BookProfile } from './book-profile.ts'
export { subjectHistory, type HistoryEntry } from './history.ts'
export type { Outcome, RecordOptions } from './given.ts'
export type { Ledger } from './ledger.ts'
export { createLedger, openLedger } from './open-ledger.ts'
export { Replay, type ReplayedBatch } from './replay.ts'
export { expectView, rowsOn, type View } from './view.ts'
export { booksOf, streamOf } from './read-book.ts'
export { decideAppend, followStreams, memoryStore, type Followed, type StreamState } from './memory-store.ts'
export { domain, events } from './domain/definitions.ts'
export { relations } from './domain/relation-list.ts'
export { activityKinds, policies, products } from './domain/outcomes/activity-kinds.ts'
export * as relation from './domain/relations.ts'
export type * from './kernel/event-store.ts'
export type { Counting, FigureDelta } from './kernel/counting.ts'
export { portableBatchBytesMax } from './kernel/event-store.ts'
export { aftermaths, type Aftermath } from './kernel/aftermath.ts'
export { factsFrom, type Facts, type FactSource } from './kernel/facts.ts'
export { batchAt, type Batch, type Batches, type KnownAt } from './kernel/batch-at.ts'
export { canonicalText, holdsOn, knownLive } from './kernel/checked.ts'
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
export { beginningOf, hasDays, sameValue, type Row } from './kernel/row.ts'
export { LedgerError, fail, refuse, type FailureKind, type Refusal, type Words } from './kernel/refusal.ts'
export {
  inOrder,
  neverRecorded,
  type BookEvent,
  type Draft,
  type Evidence,
  type RecordedEvent,
} from './kernel/recorded-event.ts'
export type { AnyEvent, EventContext, EventDefinition } from './kernel/define-event.ts'
export { definitionOf, subjectsOf, type Definitions } from './kernel/definitions.ts'
export * from './kernel/calendar.ts'
export {
  expectChoice,
  expectDay,
  expectFunction,
  expectList,
  expectObject,
  expectText,
  expectWhole,
  expectWindow,
} from './kernel/doors.ts'
export { near, perhaps } from './kernel/near.ts'
export { draft, type DataOf, type DraftOf, type Envelope, type EventType } from './draft.ts'
