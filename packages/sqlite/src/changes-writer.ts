import type { DatabaseSync } from 'node:sqlite'
import { neverRecorded, type LiveEvent, type TableChanges, type TableRow } from '@taizhang/core'
import { scopeSource as scopes } from '@taizhang/core/figures'
import { figureDeltaWriter, type FigureRowCounts } from './figure-deltas.ts'
import { quoted, rowWriter, type RelationTable, type RowWriter } from './relation-tables.ts'

/** Tables were changed by somebody. They are not to be trusted, and events are not to be refused for them: away with them. */
export class TablesChanged extends Error {}

/** Writes the net result of a batch to the tables of a book that stand at a size. */
export type ChangesWriter = (book: string, before: number, changes: TableChanges) => void

/** Throws {@link TablesChanged} where the tables do not have what a batch ends. */
export function changesWriter(
  db: DatabaseSync,
  tables: readonly RelationTable[],
  named: (table: string) => string,
): ChangesWriter {
  const byRelation = new Map(tables.map((table) => [table.relation.name, table]))
  const writers = new Map<string, RowWriter>()
  const writerOf = (relation: string): RowWriter => {
    const table = byRelation.get(relation)
    if (!table) throw new Error(`the store was not given the relation ${relation}`)
    const made = writers.get(relation) ?? rowWriter(db, table, named(table.name))
    writers.set(relation, made)
    return made
  }
  const events = liveEventWriter(db, quoted(named('live_event')))
  const figures = figureDeltaWriter(db, { delta: named('figure_delta'), sum: named('figure_sum') })
  const keepBatch = batchWriter(db, quoted(named('batch')))
  return (book, before, { size, recordedAt, ended, opened, withdrawn, live, deltas = [] }) => {
    // Table by table: SQLite and the pages that it has at hand are quicker than when tables take turns.
    for (const [relation, rows] of Map.groupBy(ended, relationOf)) {
      const { end } = writerOf(relation)
      for (const row of rows) if (!end(book, row, size)) throw new TablesChanged(relation)
    }
    for (const [relation, rows] of Map.groupBy(opened, relationOf)) {
      const { open } = writerOf(relation)
      for (const row of rows) open(book, row, size)
    }
    for (const position of withdrawn) if (!events.withdraw(book, position, size)) throw new TablesChanged('live_event')
    for (const ofType of Map.groupBy(live, ({ type }) => type).values())
      for (const event of ofType) events.enter(book, event, size)
    const counts = figures(book, { deltas, before, size })
    keepBatch(book, { size, recordedAt, opened, live }, counts)
  }
}

const relationOf = ({ relation }: TableRow): string => relation

/** Keeps batches, each with how many rows it made of what coverage is read from. */
function batchWriter(
  db: DatabaseSync,
  name: string,
): (book: string, batch: Omit<TableChanges, 'ended' | 'withdrawn' | 'deltas'>, counts: FigureRowCounts) => void {
  const soFar = db.prepare(
    `SELECT scope_rows, scope_events FROM ${name} WHERE book = ? AND size < ? ORDER BY size DESC LIMIT 1`,
  )
  const keep = db.prepare(
    `INSERT INTO ${name} (book, size, recorded_at, delta_rows, sum_rows, scope_rows, scope_events)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  return (book, { size, recordedAt, opened, live }, { deltas, sums }) => {
    const before = soFar.get(book, size)
    const rows =
      Number(before?.['scope_rows'] ?? 0) + opened.filter(({ relation }) => relation === scopes.relation).length
    const events = Number(before?.['scope_events'] ?? 0) + live.filter(({ type }) => type === scopes.event).length
    keep.run(book, size, recordedAt, deltas, sums.length > 0 ? JSON.stringify(sums) : null, rows, events)
  }
}

function liveEventWriter(
  db: DatabaseSync,
  name: string,
): {
  readonly enter: (book: string, event: LiveEvent, size: number) => void
  readonly withdraw: (book: string, position: number, size: number) => boolean
} {
  const enter = db.prepare(
    `INSERT INTO ${name} (book, type, effective_on, effective_order, position, data, recorded_from, recorded_to)
     VALUES (?, ?, ?, ?, ?, ?, ?, ${neverRecorded})`,
  )
  // The event tells its type and day, so that its row is found by the key.
  const withdraw = db.prepare(
    `UPDATE ${name} SET recorded_to = ?1 WHERE book = ?2 AND position = ?3 AND recorded_to = ${neverRecorded}
     AND type = (SELECT text ->> '$.type' FROM event WHERE book = ?2 AND position = ?3)
     AND effective_on = (SELECT text ->> '$.effectiveOn' FROM event WHERE book = ?2 AND position = ?3)`,
  )
  return {
    enter: (book, { type, effectiveOn, order, position, data }, size) =>
      void enter.run(book, type, effectiveOn, order, position, JSON.stringify(data), size),
    withdraw: (book, position, size) => Number(withdraw.run(size, book, position).changes) === 1,
  }
}
