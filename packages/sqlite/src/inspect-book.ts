import { DatabaseSync } from 'node:sqlite'
import type { CheckResult, EventStore, TableChanges } from '@taizhang/core'
import { bookOf } from './book-column.ts'
import { check } from './check.ts'
import { eventTable, pagesThere } from './event-table.ts'
import { onFile } from './failure.ts'
import { inspectBooks } from './inspect-books.ts'
import { inspectFile } from './inspect-file.ts'
import { inspectTables, type Tables } from './inspect-tables.ts'
import { inspectTree } from './inspect-tree.ts'
import { prepareLists } from './lists.ts'
import { openFile } from './open-file.ts'
import { projection, type Projection } from './projection.ts'
import { bringUpTo, schemaOf } from './schema.ts'
import type { SqliteOptions } from './sqlite-store.ts'

type Replay = Parameters<NonNullable<EventStore['inspect']>>[1]

/**
 * Reads a book in one snapshot, on a connection of its own, and holds everything in the file against what its events give: the
 * file's structure, the tree, and the tables row by row.
 */
export async function inspectBook(
  path: string,
  store: DatabaseSync,
  { relations, tablesVersion = 1, busyMs = 10_000 }: SqliteOptions,
  stream: string,
  replay: Replay,
): Promise<readonly CheckResult[]> {
  const book = bookOf(stream)
  const inMemory = path === ':memory:'
  const db = inMemory ? store : openFile(path, { readOnly: true, create: false, busyMs })
  // A ledger as this program would have written it from the events alone; SQLite takes the file away when it is closed.
  const fresh = new DatabaseSync('')
  try {
    if (!inMemory) onFile(path, () => db.exec('BEGIN'))
    const events = onFile(path, () => eventTable(db))
    fresh.exec('PRAGMA synchronous = OFF; BEGIN')
    bringUpTo(fresh, schemaOf(db))
    const rebuilt = { db: fresh, projection: projection(fresh, relations, tablesVersion) }
    const stored = onFile(path, () => ({ db, projection: projection(db, relations, tablesVersion) }))
    const file = onFile(path, () => {
      // Tables of another definition have another structure: they are not compared.
      if (stored.projection.tableOf('batch') === 'batch') rebuilt.projection.bringForward(book, [])
      return inspectFile(db, fresh)
    })
    const changes = await replay(pagesThere(path, events, book))
    return onFile(path, () => {
      const tree = inspectTree(db, book)
      const others = inspectBooks(db, book, tablesWithBooks(stored.projection))
      if (!changes) return [file, tree, notReplayed(), ...others]
      // Tables that lag are compared with what they were at the size that they stand at.
      const at = stored.projection.size(book)
      const made = changes.filter(({ size }) => size <= at)
      const total = changes.at(-1)?.size ?? 0
      rebuild(db, rebuilt, book, made)
      return [file, tree, inspectTables(stored, rebuilt, { book, total }), ...others]
    })
  } finally {
    fresh.close()
    if (!inMemory) db.close()
  }
}

/** This program's tables, where they stand, and what else is kept of books. */
const tablesWithBooks = ({ names, tableOf }: Projection): readonly string[] => [
  ...names.flatMap((name) => tableOf(name) ?? []),
  'tree',
  'snapshot',
  'snapshot_part',
]

const notReplayed = (): CheckResult =>
  check('tables', 'unable', {
    zh: '记录未能重放（见“记录”一项），无法推算数据表，因此没有比较',
    en: 'the events could not be replayed (see events), so no tables could be made from them to compare',
  })

function rebuild(db: DatabaseSync, rebuilt: Tables, book: string, changes: readonly TableChanges[]): void {
  const size = changes.at(-1)?.size ?? 0
  const events = eventTable(rebuilt.db)
  const stored = prepareLists(
    db,
    'SELECT position, id, text FROM event WHERE book = ? AND position BETWEEN 0 AND ? ORDER BY position',
  )
  for (const [position, id, text] of stored.iterate(book, size - 1)) {
    events.insert(book, Number(position), [{ id: String(id), text: String(text) }])
  }
  rebuilt.projection.bringForward(book, changes)
}
