import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { changesWriter, type ChangesWriter } from './changes-writer.ts'
import { withBooksOf } from './event-table.ts'
import { tablesDiffer } from './failure.ts'
import { fingerprintOf } from './fingerprint.ts'
import { nameAt, placesOf, type Place, type Stranger } from './places.ts'
import { quoted } from './relation-tables.ts'
import { hasFingerprints } from './schema.ts'
import type { TablesDefinition } from './tables-definition.ts'

export interface Generations {
  /** Where this program's tables are, if they are. */
  readonly place: () => Place | undefined
  /** The size of a book that the tables of a place stand at: they have a row for each of its batches. */
  readonly size: (place: Place, book: string) => number
  /** Makes this program's tables, which are not there yet: beside the current ones, or beside what is somebody's own under their names. */
  readonly make: () => Place
  /**
   * Lets this program's tables, which are the next ones, take the place of the current ones once they know as much about every book, and
   * nothing of somebody's own stands there.
   */
  readonly settle: () => void
  /** The list of this program's tables, as it stands in the file. */
  readonly listed: () => string | undefined
  /** What stands where they should, or would be made, and is in no list. */
  readonly strangers: () => readonly Stranger[]
  /** Takes this program's tables away. */
  readonly drop: () => void
  readonly writer: (place: Place) => ChangesWriter
}

const sizeIn = (at: Place): string => `(SELECT max(size) FROM ${nameAt(at, 'batch')} WHERE book = next.book)`

export function generationsOf(db: DatabaseSync, { tables, scopes, makers, text }: TablesDefinition): Generations {
  const short = fingerprintOf(text)
  let shortened = false
  // An older ledger that is only read has the whole text, until another program brings it up to date.
  const fingerprint = (): string => {
    if (!shortened) shortened = hasFingerprints(db)
    return shortened ? short : text
  }
  const found = db.prepare('SELECT place FROM generation WHERE fingerprint = ?')
  const places = placesOf(db, makers)
  // Made when needed: the tables that they ask may not be there yet.
  const statements = new Map<string, StatementSync>()
  const writers = new Map<Place, ChangesWriter>()

  /** The first row that answers a question about tables; `undefined` where somebody has taken them away. */
  const ask = (sql: string, ...values: string[]): Record<string, unknown> | undefined => {
    try {
      const asked = statements.get(sql) ?? db.prepare(sql)
      statements.set(sql, asked)
      return asked.get(...values)
    } catch (error) {
      if (tablesDiffer(error)) return undefined
      throw error
    }
  }
  const size: Generations['size'] = (at, book) =>
    Number(ask(`SELECT max(size) AS size FROM ${nameAt(at, 'batch')} WHERE book = ?`, book)?.['size'] ?? 0)
  const isBehind = (): boolean => {
    // What is in no list is not to be waited for.
    if (places.listAt('current') === undefined) return false
    const behind = `SELECT 1 FROM next WHERE ${sizeIn('current')} > coalesce(${sizeIn('next')}, 0) LIMIT 1`
    return ask(`${withBooksOf(nameAt('current', 'batch'))} ${behind}`) !== undefined
  }
  const place = (): Place | undefined => found.get(fingerprint())?.['place'] as Place | undefined
  /** Where tables are made that are not there yet. */
  const free = (): Place => (places.listAt('current') !== undefined || places.isTaken('current') ? 'next' : 'current')
  const clear = (at: Place): void => {
    places.clear(at)
    writers.clear()
  }
  const make = (): Place => {
    const at = free()
    clear(at)
    for (const [name, ddl] of makers) db.exec(ddl(nameAt(at, name)))
    const names = JSON.stringify(makers.map(([name]) => name))
    db.prepare('INSERT INTO generation (place, fingerprint, tables) VALUES (?, ?, ?)').run(at, fingerprint(), names)
    return at
  }
  const settle = (): void => {
    if (isBehind() || places.isTaken('current')) return
    clear('current')
    // Views of the file's owner may speak of the tables that are just away; they are to mean the new ones.
    db.exec('PRAGMA legacy_alter_table = ON')
    for (const [name] of makers) db.exec(`ALTER TABLE ${quoted(nameAt('next', name))} RENAME TO ${quoted(name)}`)
    db.exec("UPDATE generation SET place = 'current'")
  }
  return {
    place,
    size,
    listed: () => {
      const at = place()
      return at && places.listAt(at)
    },
    strangers: () => {
      const at = place()
      if (at === 'current') return []
      const beside = at === undefined && free() === 'next' ? places.strangersAt('next') : []
      return [...places.strangersAt('current'), ...beside.filter(({ leftOver }) => !leftOver)]
    },
    make,
    settle,
    drop: () => {
      const at = place()
      if (at) clear(at)
    },
    writer: (at) => {
      const made = writers.get(at) ?? changesWriter(db, { tables, scopes }, (name) => nameAt(at, name))
      writers.set(at, made)
      return made
    },
  }
}
