/** What only this project's own packages use. Nothing here is promised: it may change with any version. */
export { ArchiveReader, ArchiveWriter } from './book/archive.ts'
export { batchAt, type Batch, type Batches } from './book/batch-at.ts'
export { keepsRecords, snake } from './define/table-names.ts'
export {
  openedColumns,
  openedValues,
  placeColumns,
  placeValues,
  quoted,
  relationTable,
  type RelationTable,
  type TableColumn,
} from './define/relation-table.ts'
export { versionsAgree, versionsTogether } from './define/versions.ts'
export { ratio } from './figures/rate.ts'
export { blocksBefore, blockSizes } from './figures/blocks.ts'
export { domainForm } from './define/domain.ts'
export { domainOf } from './store/domain-of.ts'
export { streamOf } from './book/read-book.ts'
export { Replay, type ReplayedBatch } from './book/replay.ts'
export { replayed } from './book/replayed.ts'
export { fingerprintOf, segmentsHold } from './book/segments.ts'
export { amountFrom, decimalEnd } from './figures/amount.ts'
export { ruleHistory, ruleIds } from './checks/rulebook.ts'
export { subjectsNamed } from './checks/subjects.ts'
export { definitionOf, subjectsOf, upcastData, type Definitions } from './define/definitions.ts'
export { inOrder, knownLive, neverRecorded } from './events/recorded-event.ts'
export { canonicalText } from './events/canonical.ts'
export { factsFrom } from './facts/facts.ts'
export { countedBy } from './facts/step-facts.ts'
export type { Counting } from './facts/counting.ts'
export type { FigureDelta } from './facts/table-changes.ts'
export { cutOfGroup, leadsToAll, type Cut } from './figures/cut.ts'
export { valueOfGroup } from './figures/group-values.ts'
export { groupsOfEvents, trailOfEntry } from './figures/groups-of.ts'
export { dimensionIn, expectCondition, meets } from './grouping/condition.ts'
export { trailOf } from './grouping/trail.ts'
export { entriesOf, ofNone, partsOf } from './figures/steps.ts'
export { rowsOfScope, scopedAs, scopeIdOf, scopeRelations, scopesOfFigure } from './figures/scopes.ts'
export { keptFigures } from './figures/kept.ts'
export { valueOnDay, rowsOf } from './figures/figure-rows.ts'
export { countOf, nearOf, scopeOn, subjectOn, type StockSubject } from './figures/subject.ts'
export { CheckedReplay, type Replayed } from './restore/checked-replay.ts'
export { ofNewer } from './restore/restore-ledger.ts'
export {
  expectChoice,
  expectDay,
  expectFunction,
  expectList,
  expectNumber,
  expectObject,
  expectText,
  expectWhole,
  expectWindow,
  unknown,
  wrong,
} from './doors/doors.ts'
export { expectFacts, expectView } from './facts/rows-on.ts'
export { trailInScope } from './figures/in-scope.ts'
export { expectFigure, expectScope, expectScopeOf } from './figures/doors.ts'
export { findingsAbout } from './checks/findings.ts'
export { figureStream } from './stream/stream-of.ts'
export type { BatchChanges, FigureStream } from './stream/figure-stream.ts'
export type { DayChange } from './stream/figure-changes.ts'
export { dayNumber } from './time/utc.ts'
export { FigureSums, sinceOf } from './stream/figure-sums.ts'
export { labelText, type Label } from './stream/labels.ts'
export { hashesOf, openHashes, subtreeHash, TileEdge, tileHashes, type Tile } from './merkle/tiles.ts'
export { endOfDay, isCivilDate, isZonedTime } from './time/civil-date.ts'
