import type { DatabaseSync } from 'node:sqlite'
import {
  fail,
  neverRecorded,
  type AnyRelation,
  type Counting,
  type LiveEvent,
  type TableChanges,
  type TableRow,
} from '@taizhang/core'
import { keptFigures } from '@taizhang/core/figures'
import { tablesDiffer } from './failure.ts'
import { figureDeltaDdl, figureDeltaWriter } from './figure-deltas.ts'
import { fingerprintOf } from './fingerprint.ts'
import { hasFingerprints } from './schema.ts'
import { quoted, relationTable, rowWriter, tableDdl, type RelationTable, type RowWriter } from './relation-tables.ts'

/** Where a definition's tables are: those that analysts see, or beside them while they are being filled. */
type Place = 'current' | 'next'

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

const batch = (name: string): string => `CREATE TABLE ${quoted(name)} (
  book TEXT NOT NULL,
  size INTEGER NOT NULL,
  recorded_at TEXT,
  PRIMARY KEY (book, size)
) STRICT, WITHOUT ROWID;
`

/**
 * The tables kept beside the events. They are only ever a book's events up to some size: what does not follow on that size is not
 * written, so they may lag but never have a gap. Tables made by another definition are left alone; new ones are filled beside them
 * and take their place once they know as much about every book.
 *
 * All functions but `size` and `tableOf` run inside the caller's transaction. Those that write throw {@link TablesChanged} where the
 * tables do not have what a batch ends, or do not take what it opens: the caller rolls back then, and takes them away with `drop`.
 */
export interface Projection {
  /** The book size that this program's tables stand at. */
  readonly size: (book: string) => number
  /** Writes the changes of batches appended just now to a book that had `before` events. */
  readonly follow: (book: string, before: number, after: number, changes: readonly TableChanges[]) => void
  /** Brings lagging tables forward. */
  readonly bringForward: (book: string, changes: readonly TableChanges[]) => void
  /** Takes this program's tables away, for all books. */
  readonly drop: () => void
  /** The names of this program's tables, as the file lists them; `undefined` where they are not there. */
  readonly listed: () => string | undefined
  /** The name under which this program's table stands at the moment; `undefined` where it is not there. */
  readonly tableOf: (name: string) => string | undefined
  readonly relations: ReadonlyMap<AnyRelation, RelationTable>
  /** What is to be counted of each batch; changes of which it was not are not written. */
  readonly counting: Counting
}

/** Tables were changed by somebody. They are not to be trusted, and events are not to be refused for them: away with them. */
export class TablesChanged extends Error {}

/** How this program's tables are made. */
interface TablesDefinition {
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
    ...tables.map((table) => [table.name, (name: string) => tableDdl(table, name)] as const),
  ]
  const counted = [version, ...counting.figures].join(' ')
  return { tables, counting, makers, text: `${counted}\n${makers.map(([name, ddl]) => ddl(name)).join('')}` }
}

/** @param version counts up when the same events give other facts or other figures, so that tables are made anew */
export function projection(db: DatabaseSync, relations: readonly AnyRelation[], version: number): Projection {
  const definition = tablesDefinition(relations, version)
  const { tables, counting } = definition
  const generations = generationsOf(db, definition)
  const sizeOf = db.prepare('SELECT size FROM projection WHERE book = ? AND place = ?')
  const setSize = db.prepare(
    'INSERT INTO projection (book, place, size) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET size = excluded.size',
  )
  const countOfBatchAt = db.prepare(
    "SELECT text ->> '$.batch.count' AS count FROM event WHERE book = ? AND position = ?",
  )
  const sizeAt = (book: string, place: Place | undefined): number =>
    place === undefined ? 0 : Number(sizeOf.get(book, place)?.['size'] ?? 0)

  const apply = (book: string, place: Place, changes: TableChanges): void => {
    generations.writer(place, tables)(book, changes)
    setSize.run(book, place, changes.size)
  }

  const writing = (found: Place | undefined, write: (place: Place) => void): void => {
    try {
      const place = found ?? generations.make()
      write(place)
      if (place === 'next') generations.settle()
    } catch (error) {
      throw tablesDiffer(error) ? new TablesChanged('tables', { cause: error }) : error
    }
  }

  const follow: Projection['follow'] = (book, before, after, changes) => {
    const found = generations.place()
    const follows = sizeAt(book, found) === before && changes.at(-1)?.size === after && changes.every(isCounted)
    if (!follows) return
    writing(found, (place) => {
      for (const change of changes) apply(book, place, change)
    })
  }

  const bringForward: Projection['bringForward'] = (book, changes) =>
    writing(generations.place(), (place) => {
      for (const change of changes) {
        const size = sizeAt(book, place)
        if (change.size <= size) continue
        if (size + Number(countOfBatchAt.get(book, size)?.['count']) !== change.size) gap(book, size, change.size)
        if (!isCounted(change)) throw new Error(`nothing was counted of the batch up to ${change.size}`)
        apply(book, place, change)
      }
    })

  return {
    size: (book) => sizeAt(book, generations.place()),
    follow,
    bringForward,
    drop: generations.drop,
    listed: () => generations.listed(),
    tableOf: (name) => {
      const place = generations.place()
      return place && nameAt(place, name)
    },
    relations: new Map(relations.map((relation, at) => [relation, tables[at] as RelationTable])),
    counting,
  }
}

const isCounted = ({ deltas }: TableChanges): boolean => deltas !== undefined

const gap = (book: string, size: number, next: number): never =>
  fail(
    'conflict',
    'tables-moved',
    {
      zh: `台账册 ${book} 的数据表在推算期间被另一个程序重建（现为 ${size}，接下来是 ${next}）：请重试；事件没有受影响`,
      en: `the tables of book ${book} were made anew by another program meanwhile (they stand at ${size}, next is ${next}): try again; events are not affected`,
    },
    { book, size, next },
  )

const nameAt = (place: Place, name: string): string => (place === 'current' ? name : `${name}__next`)

interface Generations {
  /** Where this program's tables are, if they are. */
  readonly place: () => Place | undefined
  /** Makes this program's tables, which are not there yet. */
  readonly make: () => Place
  /** Lets this program's tables, which are the next ones, take the place of the current ones once they know as much about every book. */
  readonly settle: () => void
  /** The list of this program's tables, as it stands in the file. */
  readonly listed: () => string | undefined
  /** Takes this program's tables away. */
  readonly drop: () => void
  readonly writer: (place: Place, tables: readonly RelationTable[]) => (book: string, changes: TableChanges) => void
}

function generationsOf(db: DatabaseSync, { makers, text }: TablesDefinition): Generations {
  const short = fingerprintOf(text)
  let shortened = false
  // An older ledger that is only read has the whole text, until another program brings it up to date.
  const fingerprint = (): string => {
    if (!shortened) shortened = hasFingerprints(db)
    return shortened ? short : text
  }
  const found = db.prepare('SELECT place FROM generation WHERE fingerprint = ?')
  const tablesAt = db.prepare('SELECT tables FROM generation WHERE place = ?')
  const ahead = db.prepare(`SELECT 1 FROM projection AS old WHERE place = 'current' AND size >
    coalesce((SELECT size FROM projection WHERE place = 'next' AND book = old.book), 0)`)
  const writers = new Map<Place, (book: string, changes: TableChanges) => void>()

  const place = (): Place | undefined => found.get(fingerprint())?.['place'] as Place | undefined
  const namesAt = (at: Place): string[] => JSON.parse(String(tablesAt.get(at)?.['tables'] ?? '[]')) as string[]
  const dropAt = (at: Place): void => {
    for (const name of namesAt(at)) db.exec(`DROP TABLE IF EXISTS ${quoted(nameAt(at, name))}`)
    db.prepare('DELETE FROM projection WHERE place = ?').run(at)
    db.prepare('DELETE FROM generation WHERE place = ?').run(at)
    writers.clear()
  }
  const make = (): Place => {
    const at = tablesAt.get('current') ? 'next' : 'current'
    dropAt(at)
    for (const [name, ddl] of makers) db.exec(ddl(nameAt(at, name)))
    const names = JSON.stringify(makers.map(([name]) => name))
    db.prepare('INSERT INTO generation (place, fingerprint, tables) VALUES (?, ?, ?)').run(at, fingerprint(), names)
    return at
  }
  const settle = (): void => {
    if (ahead.get()) return
    dropAt('current')
    // Views of the file's owner may speak of the tables that are just away; they are to mean the new ones.
    db.exec('PRAGMA legacy_alter_table = ON')
    for (const name of namesAt('next')) db.exec(`ALTER TABLE ${quoted(nameAt('next', name))} RENAME TO ${quoted(name)}`)
    db.exec("UPDATE generation SET place = 'current'; UPDATE projection SET place = 'current'")
  }
  return {
    place,
    listed: () => {
      const at = place()
      return at && String(tablesAt.get(at)?.['tables'])
    },
    make,
    settle,
    drop: () => {
      const at = place()
      if (at) dropAt(at)
    },
    writer: (at, tables) => {
      const made = writers.get(at) ?? changesWriter(db, tables, (name) => nameAt(at, name))
      writers.set(at, made)
      return made
    },
  }
}

/** Writes the net result of a batch. Throws {@link TablesChanged} where the tables do not have what it ends. */
function changesWriter(
  db: DatabaseSync,
  tables: readonly RelationTable[],
  named: (table: string) => string,
): (book: string, changes: TableChanges) => void {
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
  const figures = figureDeltaWriter(db, named('figure_delta'))
  const keepBatch = db.prepare(
    `INSERT INTO ${quoted(named('batch'))} (book, size, recorded_at) 
     SELECT book, position + 1, text ->> '$.recordedAt' FROM event WHERE book = ? AND position = ?`,
  )
  return (book, { size, ended, opened, withdrawn, live, deltas = [] }) => {
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
    figures(book, deltas, size)
    keepBatch.run(book, size - 1)
  }
}

const relationOf = ({ relation }: TableRow): string => relation

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
