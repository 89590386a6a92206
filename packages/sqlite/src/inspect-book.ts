import { DatabaseSync } from 'node:sqlite'
import type { CheckResult, TableChanges } from '@taizhang/kernel/store'
import type { Domain } from '@taizhang/kernel/define'
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
import { projection } from './projection.ts'
import { bringUpTo, listsTables, schemaOf } from './schema.ts'
import { randomKey } from './sha256.ts'
import { sameRows } from './table-sums.ts'
import { eventsUnit } from './tables-definition.ts'

type Replay = Parameters<NonNullable<EventStore['inspect']>>[1]

/** A file whose state is held. */
interface Held extends Tables {
  readonly path: string
  readonly domain: Domain
}

/**
 * Holds everything in a file against what a book's events give: the file's structure, the tree, and the tables row by row. The store must hold
 * one state of the file.
 */
export async function inspectBook(
  { path, domain, ...stored }: Held,
  stream: string,
  replay: Replay,
): Promise<readonly CheckResult[]> {
  const { db } = stored
  const book = bookOf(stream)
  // A ledger as this program would have written it from the events alone; SQLite takes the file away when it is closed.
  const fresh = new DatabaseSync('')
  try {
    const events = onFile(path, () => eventTable(db))
    fresh.exec('PRAGMA synchronous = OFF; BEGIN')
    const file = onFile(path, () => {
      bringUpTo(fresh, schemaOf(db))
      return inspectFile(db, fresh, { book, own: [...tablesWithBooks(stored, book), ...madeWhenNeeded] })
    })
    bringUpTo(fresh)
    const rebuilt = { db: fresh, projection: projection(fresh, domain) }
    const changes = await replay(pagesThere(path, events, book))
    return onFile(path, () => {
      const tree = inspectTree(db, book)
      const others = inspectBooks(db, book, tablesWithBooks(stored, book))
      if (!changes) return [file, tree, notReplayed(), ...others]
      const total = changes.at(-1)?.size ?? 0
      const same = rowsThatAreThere(stored, book, changes)
      rebuild(stored, rebuilt, { book, changes, same })
      return [file, tree, inspectTables(stored, rebuilt, { book, total, same }), ...others]
    })
  } finally {
    fresh.close()
  }
}

/** The tables that this program knows, those that it does not, and what else is kept of books. */
const tablesWithBooks = ({ db, projection: { units, of } }: Tables, book: string): readonly string[] => [
  ...units.flatMap(({ tables }) => tables.map(([name]) => name)),
  ...of(book).unknown,
  'tree',
  'snapshot_segment',
  ...(listsTables(db) ? ['kept_table'] : []),
]

/** Of the whole file: whose domain it is, and how far followers have come. */
const madeWhenNeeded = ['ledger_domain', 'follower']

const notReplayed = (): CheckResult =>
  check('tables', 'unable', {
    zh: '记录未能重放（见“记录”一项），无法推算数据表，因此没有比较',
    en: 'the events could not be replayed (see events), so no tables could be made from them to compare',
  })

/** How many rows tables have that have just those which the changes make. */
function rowsThatAreThere(
  { db, projection: { of, relations } }: Tables,
  book: string,
  changes: readonly TableChanges[],
): ReadonlyMap<string, number> {
  const { own } = of(book)
  return sameRows(db, relations.values(), { book, changes, key: randomKey(), upTo: (name) => own.get(name) ?? 0 })
}

/** Makes the tables anew, each up to the size at which the stored one stands, but for those that are known to be the same. */
function rebuild(
  stored: Tables,
  rebuilt: Tables,
  {
    book,
    changes,
    same,
  }: {
    readonly book: string
    readonly changes: readonly TableChanges[]
    readonly same: ReadonlyMap<string, number>
  },
): void {
  // Tables of events look what they withdraw up in the events; the others need to know how long the first batch is.
  const size = same.has(eventsUnit) ? changes[0]?.size : changes.at(-1)?.size
  const events = eventTable(rebuilt.db)
  const texts = prepareLists(
    stored.db,
    'SELECT position, id, text FROM event WHERE book = ? AND position BETWEEN 0 AND ? ORDER BY position',
  )
  for (const [position, id, text] of texts.iterate(book, (size ?? 0) - 1)) {
    events.insert(book, Number(position), [{ id: String(id), text: String(text) }])
  }
  const { own } = stored.projection.of(book)
  rebuilt.projection.bringForward(book, changes, (unit) => (same.has(unit) ? 0 : (own.get(unit) ?? 0)))
}
