import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Domain } from '@taizhang/kernel/define'
import { dropTable, earlierFingerprint, earlierList, earlierNames } from './earlier-list.ts'
import { tablesDiffer } from './failure.ts'
import { fingerprintOf } from './fingerprint.ts'
import { quoted } from '@taizhang/kernel/internal'
import { listsTables } from './schema.ts'
import {
  batchUnit,
  earlierDefinitions,
  figuresUnit,
  type TablesDefinition,
  type TableUnit,
} from './tables-definition.ts'
import { versionsAgree, versionsTogether } from '@taizhang/kernel/internal'

/** What the file says of the tables of a book. */
export interface BookTables {
  /** The size at which tables stand that are not said to stand elsewhere: that of the last batch they know. */
  readonly whole: number
  /** Where this program's tables stand, by unit, if they are as it makes them. */
  readonly own: ReadonlyMap<string, number>
  /** Tables of this program's names that are made by another version of it. */
  readonly otherwise: readonly string[]
  /** Tables that this program does not know. */
  readonly unknown: readonly string[]
}

/** What stands under the name of a table of this program, and is in no list. */
export interface Stranger {
  readonly name: string
  /** Whether it is just as this program makes it: somebody has changed the list. Anything else is somebody's own, and never taken away. */
  readonly leftOver: boolean
}

/** The list of the tables that are kept of each book: what made them, and where they stand. */
export interface KeptTables {
  readonly of: (book: string) => BookTables
  readonly strangers: () => readonly Stranger[]
  /** Units whose names are free for this program's tables; none where that of the batches is not. */
  readonly possible: () => readonly TableUnit[]
  /** Makes the tables of a unit where they are not there, or made otherwise, and takes what they have of a book away: they are at its beginning. */
  readonly begin: (book: string, unit: TableUnit) => void
  /** Says where this program's tables of a book stand, and that all others which stood with its batches were left behind at a size. */
  readonly stand: (book: string, at: ReadonlyMap<string, number>, left: number) => void
  /** Takes a unit out of a book's list, or, with that of the batches, all: they are to be made anew. */
  readonly forget: (book: string, unit: string) => void
}

interface Listed {
  readonly name: string
  readonly fingerprint: string
  readonly versions: string
  /** `null` where its batches stand. */
  readonly size: number | null
}

/** A row of the list that is of a table of this program, as it would write it. */
interface OwnTable {
  readonly unit: TableUnit
  readonly versions: string
  readonly size: number | null
  /** Whether the row says so already. */
  readonly isSaid: boolean
}

/** The list of a book. */
interface List {
  readonly book: string
  readonly text: string
  readonly own: readonly OwnTable[]
  readonly others: readonly Listed[]
}

export function keptTables(db: DatabaseSync, domain: Domain, { units }: TablesDefinition): KeptTables {
  const byName = new Map(units.map((unit) => [unit.name, unit]))
  const standing = db.prepare(
    "SELECT name, type, sql FROM sqlite_schema WHERE type <> 'trigger' AND name = ? COLLATE NOCASE",
  )
  // Made when needed: older files have no such table.
  const statements = new Map<string, StatementSync>()
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, known)
    return known
  }
  let isListed = false
  const readList = (book: string): string => {
    isListed ||= listsTables(db)
    return isListed ? String(prepared(listOf).get(book)?.['list']) : earlierList(db, book)
  }

  let earlier: ReadonlyMap<string, ReadonlySet<string>> | undefined
  /** Whether a row of the list says what this program would say. */
  const isOwn = (unit: TableUnit, { fingerprint, versions }: Listed): boolean => {
    if (fingerprint === unit.fingerprint) return versionsAgree(versions, unit.versions)
    if (!fingerprint.startsWith(earlierFingerprint(''))) return false
    earlier ??= earlierTables(domain)
    return earlier.get(unit.name)?.has(fingerprint) === true
  }

  const ownOf = (row: Listed): OwnTable | undefined => {
    const unit = byName.get(row.name)
    if (!unit || !isOwn(unit, row)) return undefined
    const isNewer = row.fingerprint === unit.fingerprint
    const versions = isNewer ? versionsTogether(row.versions, unit.versions) : unit.versions
    return { unit, versions, size: row.size, isSaid: isNewer && versions.length === row.versions.length }
  }
  /** Other figures kept under the same versions are those of a program with another extension. */
  const isOtherwise = ({ name, versions }: Listed): boolean => {
    const unit = byName.get(name)
    return unit !== undefined && !(name === figuresUnit && versionsAgree(versions, unit.versions))
  }
  /** The list that was last read, as long as it says the same. */
  let last: List | undefined
  const readAnew = (book: string): List => {
    const text = readList(book)
    if (last?.book === book && last.text === text) return last
    const own: OwnTable[] = []
    const others: Listed[] = []
    for (const [name, fingerprint, versions, size] of JSON.parse(text) as readonly ListedValues[]) {
      const row = { name, fingerprint, versions, size }
      const found = ownOf(row)
      if (found) own.push(found)
      else others.push(row)
    }
    last = { book, text, own, others }
    return last
  }

  const batchesEnd = (book: string): number => {
    try {
      return Number(prepared(`SELECT max(size) AS size FROM ${batchUnit} WHERE book = ?`).get(book)?.['size'] ?? 0)
    } catch (error) {
      if (tablesDiffer(error)) return 0
      throw error
    }
  }

  const of: KeptTables['of'] = (book) => {
    const { own, others } = readAnew(book)
    const whole = own.some(({ unit }) => unit.name === batchUnit) ? batchesEnd(book) : 0
    return {
      whole,
      // Without batches nobody knows where the others stand.
      own: new Map(whole === 0 ? [] : own.map(({ unit, size }) => [unit.name, Math.min(size ?? whole, whole)])),
      otherwise: others.filter(isOtherwise).map(({ name }) => name),
      unknown: others.filter((row) => !isOtherwise(row)).map(({ name }) => name),
    }
  }

  const listedNames = (): ReadonlySet<string> => {
    isListed ||= listsTables(db)
    return isListed
      ? new Set(
          prepared(allNames)
            .all()
            .map(({ name }) => String(name)),
        )
      : new Set(earlierNames(db))
  }
  const strangersOf = (unit: TableUnit, listed: ReadonlySet<string>): readonly Stranger[] =>
    unit.tables.flatMap((table) => {
      const found = standing.get(table[0])
      if (!found || (found['type'] === 'table' && found['name'] === table[0] && listed.has(unit.name))) return []
      return [{ name: String(found['name']), leftOver: isAsMade(found, table) }]
    })
  const isTaken = (unit: TableUnit, listed: ReadonlySet<string>): boolean =>
    strangersOf(unit, listed).some(({ leftOver }) => !leftOver)

  const begin: KeptTables['begin'] = (book, unit) => {
    for (const table of unit.tables) {
      const [name, ddl] = table
      const found = standing.get(name)
      if (found && isAsMade(found, table)) prepared(`DELETE FROM ${quoted(name)} WHERE book = ?`).run(book)
      else {
        if (found) takeAway(name)
        db.exec(ddl)
      }
    }
    // What batches say of the rows of figures is told anew with them.
    if (unit.name === figuresUnit)
      prepared(`UPDATE ${batchUnit} SET delta_rows = 0, sum_rows = NULL, scope_rows = 0 WHERE book = ?`).run(book)
    prepared(putRow).run(book, unit.name, unit.fingerprint, unit.versions, 0)
    last = undefined
  }
  /** With its rows the other books' are gone. */
  const takeAway = (name: string): void => {
    dropTable(db, name)
    prepared('DELETE FROM kept_table WHERE name = ?').run(name)
  }

  return {
    of,
    strangers: () => {
      const listed = listedNames()
      return units.flatMap((unit) => strangersOf(unit, listed))
    },
    possible: () => {
      const listed = listedNames()
      const free = units.filter((unit) => !isTaken(unit, listed))
      return free[0]?.name === batchUnit ? free : []
    },
    begin,
    stand: (book, at, left) => {
      // Read in this very transaction, but where tables were begun since.
      const { own, others } = last?.book === book ? last : readAnew(book)
      const whole = at.get(batchUnit) ?? 0
      for (const { unit, versions, size, isSaid } of own) {
        const stands = at.get(unit.name) ?? size ?? left
        const now = stands === whole ? null : stands
        if (now !== size || !isSaid) prepared(putRow).run(book, unit.name, unit.fingerprint, versions, now)
      }
      if (whole === left) return
      for (const { name, size } of others)
        if (size === null) prepared('UPDATE kept_table SET size = ? WHERE book = ? AND name = ?').run(left, book, name)
    },
    forget: (book, name) => {
      if (name === batchUnit) prepared('DELETE FROM kept_table WHERE book = ?').run(book)
      for (const table of byName.get(name)?.tables ?? []) {
        const found = standing.get(table[0])
        // What is listed is ours: somebody has changed it, and it is not to be taken for somebody's own.
        const isOurs = found?.['type'] === 'table' && found['name'] === table[0]
        if (isOurs && !isAsMade(found, table)) takeAway(table[0])
      }
      prepared('DELETE FROM kept_table WHERE book = ? AND name = ?').run(book, name)
    },
  }
}

const isAsMade = (found: Readonly<Record<string, unknown>>, [name, ddl]: TableUnit['tables'][number]): boolean =>
  found['name'] === name && `${String(found['sql'])};` === ddl.trim()

type ListedValues = readonly [name: string, fingerprint: string, versions: string, size: number | null]

const listOf =
  'SELECT json_group_array(json_array(name, fingerprint, versions, size)) AS list FROM kept_table WHERE book = ?'
const allNames = 'SELECT DISTINCT name FROM kept_table'
const putRow = `INSERT INTO kept_table (book, name, fingerprint, versions, size) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, versions = excluded.versions, size = excluded.size`

/** The fingerprints by which older programs listed the tables of a unit. */
function earlierTables(domain: Domain): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const { text, tables } of earlierDefinitions(domain))
    for (const name of tables) {
      const fingerprints = found.get(name) ?? new Set()
      found.set(name, fingerprints.add(earlierFingerprint(fingerprintOf(text))).add(earlierFingerprint(text)))
    }
  return found
}
