import type { DatabaseSync } from 'node:sqlite'
import {
  attributeColumns,
  factsFrom,
  type AnyRelation,
  type ColumnKind,
  type Facts,
  type LiveEvent,
  type Row,
} from '@taizhang/core'
import { snake } from './schema.ts'

/**
 * The facts of a book as known at a size, read from the relation tables: the same as those in memory, so that figures are the
 * same functions on either.
 */
export const tableFacts = (db: DatabaseSync, book: string, size: number): Facts =>
  factsFrom({
    rows: (relation) => relationRows(db, relation, book, size),
    events: (type) => liveEvents(db, type, book, size),
  })

function relationRows(db: DatabaseSync, relation: AnyRelation, book: string, size: number): readonly Row[] {
  const keys = relation.key as readonly string[]
  const attributes = attributeColumns(relation)
  const found = db
    .prepare(`SELECT * FROM ${snake(relation.name)} WHERE book = ? AND recorded_from <= ? AND ? < recorded_to`)
    .all(book, size, size)
  return found.map((row) => ({
    relation: relation.name,
    key: Object.fromEntries(keys.map((column) => [column, String(row[snake(column)])])),
    attributes: Object.fromEntries(
      attributes.flatMap(({ name, kind }) =>
        row[snake(name)] === null ? [] : [[name, fromSql(row[snake(name)], kind)]],
      ),
    ),
    from: String(row['valid_from']),
    to: String(row['valid_to']),
    openedBy: Number(row['opened_by']),
    closedBy: row['closed_by'] === null ? null : Number(row['closed_by']),
  }))
}

function liveEvents(db: DatabaseSync, type: string, book: string, size: number): readonly LiveEvent[] {
  const found = db
    .prepare(
      `SELECT position, id, live_event.effective_on AS effective_on, effective_order, text
       FROM live_event JOIN event USING (book, position)
       WHERE book = ? AND live_event.type = ? AND recorded_from <= ? AND ? < recorded_to
       ORDER BY live_event.effective_on, effective_order`,
    )
    .all(book, type, size, size)
  return found.map((row) => ({
    position: Number(row['position']),
    id: String(row['id']),
    type,
    effectiveOn: String(row['effective_on']),
    order: Number(row['effective_order']),
    data: (JSON.parse(String(row['text'])) as { data: Record<string, unknown> }).data,
  }))
}

function fromSql(value: unknown, kind: ColumnKind): unknown {
  switch (kind) {
    case 'boolean':
      return value === 1
    case 'json':
      return JSON.parse(String(value))
    case 'text':
    case 'integer':
      return value
  }
}
