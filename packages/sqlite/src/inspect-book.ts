import { DatabaseSync } from 'node:sqlite'
import type { CheckResult, TableChanges } from '@taizhang/kernel/store'
import type { EventStore } from '@taizhang/kernel'
import { bookOf } from './book-column.ts'
import { check } from './check.ts'
import { eventTable, pagesThere } from './event-table.ts'
import { onFile } from './failure.ts'
import { inspectBooks } from './inspect-books.ts'
import { inspectFile } from './inspect-file.ts'
import { inspectTables, type Tables } from './inspect-tables.ts'
import { inspectTree } from './inspect-tree.ts'
import { prepareLists } from './lists.ts'
import { projection, type Projection } from './projection.ts'
import { bringUpTo, schemaOf } from './schema.ts'
import type { SqliteStore } from './sqlite-store.ts'

type Replay = Parameters<NonNullable<EventStore['inspect']>>[1]

/**
 * Holds everything in a file against what a book's events give: the file's structure, the tree, and the tables row by row. The store must hold
 * one state of the file.
 */
export async function inspectBook(
  { path, database: db, domain, projection: kept }: SqliteStore,
  stream: string,
  replay: Replay,
): Promise<readonly CheckResult[]> {
  const book = bookOf(stream)
  // A ledger as this program would have written it from the events alone; SQLite takes the file away when it is closed.
  const fresh = new DatabaseSync('')
  try {
    const events = onFile(path, () => eventTable(db))
    fresh.exec('PRAGMA synchronous = OFF; BEGIN')
    bringUpTo(fresh, schemaOf(db))
    const rebuilt = { db: fresh, projection: projection(fresh, domain) }
    const stored = { db, projection: kept }
    const file = onFile(path, () => {
      // Tables of another definition have another structure: they are not compared.
      if (stored.projection.tableOf('batch') === 'batch') rebuilt.projection.bringForward(book, [])
      return inspectFile(db, fresh, book)
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
