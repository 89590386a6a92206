import type { Domain } from '@taizhang/kernel/define'
import {
  keptFigures,
  relationTable,
  scopeRelations,
  type Counting,
  type RelationTable,
} from '@taizhang/kernel/internal'
import {
  batchTable,
  figureDeltaTable,
  figureSumTable,
  fingerprintOf,
  liveEventTable,
  pgTable,
  type PgTable,
} from './dialect.ts'

/** Tables that stand or fall together: mostly one. */
export interface TableUnit {
  /** The name of its first table, under which the list has it. */
  readonly name: string
  readonly tables: readonly PgTable[]
  /** Tables that were made otherwise have another one. */
  readonly fingerprint: string
  /** Those under which its rows are what the events give. */
  readonly versions: string
}

/** How this program's tables are made. */
export interface TablesDefinition {
  readonly relations: readonly RelationTable[]
  /** The relations whose facts are scopes, by name. */
  readonly scopes: ReadonlySet<string>
  readonly counting: Counting
  readonly units: readonly TableUnit[]
}

/** The unit of the batches, by which it is told how far the others are, that of events, and that of the figures. */
export const [batchUnit, figuresUnit, eventsUnit] = ['batch', 'figure_delta', 'live_event']

export function tablesDefinition({ relations, figures, version }: Domain): TablesDefinition {
  const tables = relations.map(relationTable)
  const counting = keptFigures(figures.values())
  const scopes = new Set(scopeRelations(figures.values()).map(({ name }) => name))
  const unit = (made: readonly PgTable[], counted = '', versions = version): TableUnit => ({
    name: made[0]?.name ?? '',
    tables: made,
    fingerprint: fingerprintOf(JSON.stringify([counted, made])),
    versions,
  })
  const units = [
    // Whatever the domain is, batches are the same.
    unit([batchTable], '', ''),
    unit([liveEventTable]),
    unit([figureDeltaTable, figureSumTable], JSON.stringify([counting.figures, [...scopes]])),
    ...tables.map((table) => unit([pgTable(table)])),
  ]
  return { relations: tables, scopes, counting, units }
}
