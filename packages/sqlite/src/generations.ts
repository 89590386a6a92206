import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { changesWriter, type ChangesWriter } from './changes-writer.ts'
import { withBooksOf } from './event-table.ts'
import { tablesDiffer } from './failure.ts'
import { fingerprintOf } from './fingerprint.ts'
import { quoted } from './relation-tables.ts'
import { hasFingerprints } from './schema.ts'
import type { TablesDefinition } from './tables-definition.ts'

/** Where a definition's tables are: those that analysts see, or beside them while they are being filled. */
export type Place = 'current' | 'next'

export const nameAt = (place: Place, name: string): string => (place === 'current' ? name : `${name}__next`)

export interface Generations {
  /** Where this program's tables are, if they are. */
  readonly place: () => Place | undefined
  /** The size of a book that the tables of a place stand at: they have a row for each of its batches. */
  readonly size: (place: Place, book: string) => number
  /** Makes this program's tables, which are not there yet. */
  readonly make: () => Place
  /** Lets this program's tables, which are the next ones, take the place of the current ones once they know as much about every book. */
  readonly settle: () => void
  /** The list of this program's tables, as it stands in the file. */
  readonly listed: () => string | undefined
  /** Takes this program's tables away. */
  readonly drop: () => void
  readonly writer: (place: Place) => ChangesWriter
}

export function generationsOf(db: DatabaseSync, { tables, makers, text }: TablesDefinition): Generations {
  const short = fingerprintOf(text)
  let shortened = false
  // An older ledger that is only read has the whole text, until another program brings it up to date.
  const fingerprint = (): string => {
    if (!shortened) shortened = hasFingerprints(db)
    return shortened ? short : text
  }
  const found = db.prepare('SELECT place FROM generation WHERE fingerprint = ?')
  const tablesAt = db.prepare('SELECT tables FROM generation WHERE place = ?')
  const unlisted = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? AND sql || ';' = ?")
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
    const sizeIn = (at: Place): string => `(SELECT max(size) FROM ${nameAt(at, 'batch')} WHERE book = next.book)`
    const behind = `SELECT 1 FROM next WHERE ${sizeIn('current')} > coalesce(${sizeIn('next')}, 0) LIMIT 1`
    return ask(`${withBooksOf(nameAt('current', 'batch'))} ${behind}`) !== undefined
  }
  const place = (): Place | undefined => found.get(fingerprint())?.['place'] as Place | undefined
  const namesAt = (at: Place): string[] => JSON.parse(String(tablesAt.get(at)?.['tables'] ?? '[]')) as string[]
  const dropAt = (at: Place): void => {
    for (const name of namesAt(at)) db.exec(`DROP TABLE IF EXISTS ${quoted(nameAt(at, name))}`)
    db.prepare('DELETE FROM generation WHERE place = ?').run(at)
    writers.clear()
  }
  const make = (): Place => {
    const at = tablesAt.get('current') ? 'next' : 'current'
    dropAt(at)
    for (const [name, ddl] of makers) {
      const [there, sql] = [nameAt(at, name), ddl(nameAt(at, name))]
      // Just as this program makes it, and in no list: that of the generation was deleted by somebody.
      if (unlisted.get(there, sql.trim())) db.exec(`DROP TABLE ${quoted(there)}`)
      db.exec(sql)
    }
    const names = JSON.stringify(makers.map(([name]) => name))
    db.prepare('INSERT INTO generation (place, fingerprint, tables) VALUES (?, ?, ?)').run(at, fingerprint(), names)
    return at
  }
  const settle = (): void => {
    if (isBehind()) return
    dropAt('current')
    // Views of the file's owner may speak of the tables that are just away; they are to mean the new ones.
    db.exec('PRAGMA legacy_alter_table = ON')
    for (const name of namesAt('next')) db.exec(`ALTER TABLE ${quoted(nameAt('next', name))} RENAME TO ${quoted(name)}`)
    db.exec("UPDATE generation SET place = 'current'")
  }
  return {
    place,
    size,
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
    writer: (at) => {
      const made = writers.get(at) ?? changesWriter(db, tables, (name) => nameAt(at, name))
      writers.set(at, made)
      return made
    },
  }
}
