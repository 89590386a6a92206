import type { AnyRelation, Counting } from '@taizhang/core'
import { keptFigures } from '@taizhang/core/figures'
import { figureDeltaDdl, figureSumDdl } from './figure-deltas.ts'
import { quoted, relationTable, tableDdl, type RelationTable } from './relation-tables.ts'

const liveEvent = (name: string): string => `CREATE TABLE ${quoted(name)} (
  book TEXT NOT NULL,
  type TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  effective_order INTEGER NOT NULL,
  position INTEGER NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  recorded_from INTEGER NOT NULL,
  recorded_to INTEGER NOT NULL,
  PRIMARY KEY (book, type, effective_on, effective_order, position)
) STRICT, WITHOUT ROWID;
`

/**
 * What was recorded together, and how many rows that made in the tables that coverage is read from, so that rows added or taken away since show:
 * in `figure_delta` (`delta_rows`) and for each block summed up in `figure_sum` (`sum_rows`: `[[from_size, to_size, rows]]`); and how many
 * there are since the book's beginning of `scope` and of the live events that define scopes.
 */
const batch = (name: string): string => `CREATE TABLE ${quoted(name)} (
  book TEXT NOT NULL,
  size INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  delta_rows INTEGER NOT NULL,
  sum_rows TEXT CHECK (json_valid(sum_rows)),
  scope_rows INTEGER NOT NULL,
  scope_events INTEGER NOT NULL,
  PRIMARY KEY (book, size)
) STRICT, WITHOUT ROWID;
`

/** How this program's tables are made. */
export interface TablesDefinition {
  readonly tables: readonly RelationTable[]
  readonly counting: Counting
  readonly makers: readonly (readonly [string, (name: string) => string])[]
  /** Tables that it makes differ from those of a definition with another text. */
  readonly text: string
}

export function tablesDefinition(relations: readonly AnyRelation[], version: number): TablesDefinition {
  const tables = relations.map(relationTable)
  const counting = keptFigures(relations)
  const makers: TablesDefinition['makers'] = [
    ['live_event', liveEvent],
    ['batch', batch],
    ['figure_delta', figureDeltaDdl],
    ['figure_sum', figureSumDdl],
    ...tables.map((table) => [table.name, (name: string) => tableDdl(table, name)] as const),
  ]
  const counted = [version, ...counting.figures].join(' ')
  return { tables, counting, makers, text: `${counted}\n${makers.map(([name, ddl]) => ddl(name)).join('')}` }
}
