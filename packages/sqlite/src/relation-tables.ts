import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { attributeColumns, neverRecorded, type AnyRelation, type TableChanges, type TableRow } from '@taizhang/core'
import { snake } from './schema.ts'

interface Writer {
  readonly insert: (book: string, row: TableRow, size: number) => void
  readonly end: (book: string, row: TableRow, size: number) => void
}

/** Writes the net results of batches into the relation tables, inside the caller's transaction. */
export function tableWriter(
  db: DatabaseSync,
  relations: readonly AnyRelation[],
): (book: string, changes: TableChanges) => void {
  const byName = new Map(relations.map((relation) => [relation.name, relation]))
  const writers = new Map<string, Writer>()
  const writerOf = (name: string): Writer => {
    const made = writers.get(name) ?? writer(db, byName.get(name) as AnyRelation)
    writers.set(name, made)
    return made
  }
  const setSize = db.prepare(
    'INSERT INTO projection VALUES (?, ?) ON CONFLICT (book) DO UPDATE SET size = excluded.size',
  )
  const enter = db.prepare(
    'INSERT INTO live_event (book, position, type, effective_on, effective_order, recorded_from) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const withdraw = db.prepare('UPDATE live_event SET recorded_to = ? WHERE book = ? AND position = ?')
  return (book, { size, ended, opened, withdrawn, live }) => {
    for (const row of ended) writerOf(row.relation).end(book, row, size)
    for (const row of opened) writerOf(row.relation).insert(book, row, size)
    for (const position of withdrawn) withdraw.run(size, book, position)
    for (const { position, type, effectiveOn, order } of live) enter.run(book, position, type, effectiveOn, order, size)
    setSize.run(book, size)
  }
}

function writer(db: DatabaseSync, relation: AnyRelation): Writer {
  const keys = (relation.key as readonly string[]).filter((column) => column !== 'book')
  const attributes = attributeColumns(relation)
  const columns = [
    'book',
    ...keys.map(snake),
    ...attributes.map(({ name }) => snake(name)),
    'valid_from',
    'valid_to',
    'recorded_from',
    'opened_by',
    'closed_by',
  ]
  const table = snake(relation.name)
  const insert: StatementSync = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  const where = ['book', ...keys.map(snake), 'valid_from'].map((column) => `${column} = ?`).join(' AND ')
  const end = db.prepare(`UPDATE ${table} SET recorded_to = ? WHERE ${where} AND recorded_to = ${neverRecorded}`)
  const keyOf = (row: TableRow): string[] => keys.map((column) => row.key[column] as string)
  return {
    insert: (book, row, size) => {
      const values = attributes.map(({ name }) => toSql(row.attributes[name]))
      insert.run(book, ...keyOf(row), ...values, row.from, row.to, size, row.openedBy, row.closedBy)
    },
    end: (book, row, size) => void end.run(size, book, ...keyOf(row), row.from),
  }
}

function toSql(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' || typeof value === 'number') return value
  return JSON.stringify(value)
}
