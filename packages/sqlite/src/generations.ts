import type { DatabaseSync } from 'node:sqlite'
import type { TableChanges } from '@taizhang/core'
import { changesWriter } from './changes-writer.ts'
import { fingerprintOf } from './fingerprint.ts'
import { quoted, type RelationTable } from './relation-tables.ts'
import { hasFingerprints } from './schema.ts'
import type { TablesDefinition } from './tables-definition.ts'

/** Where a definition's tables are: those that analysts see, or beside them while they are being filled. */
export type Place = 'current' | 'next'

export const nameAt = (place: Place, name: string): string => (place === 'current' ? name : `${name}__next`)

export interface Generations {
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

export function generationsOf(db: DatabaseSync, { makers, text }: TablesDefinition): Generations {
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
