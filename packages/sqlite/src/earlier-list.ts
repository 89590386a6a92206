import type { DatabaseSync } from 'node:sqlite'
import { booksInTable } from './event-table.ts'
import { tablesDiffer } from './failure.ts'
import { keepsRecords } from '@taizhang/kernel/internal'
import { quoted } from '@taizhang/kernel/internal'

/**
 * Up to schema 5 one definition made all tables of a file or none. `generation` told it by a fingerprint and listed them; those of another
 * one were filled beside them, under names that end with `__next`.
 */
export const earlierFingerprint = (told: string): string => `generation ${told}`

/** The names in the list of an older file; none where somebody has made something else of it. */
export function earlierNames(db: DatabaseSync, place = 'current'): readonly string[] {
  const list = db.prepare('SELECT tables FROM generation WHERE place = ?').get(place)?.['tables'] ?? '[]'
  try {
    const names: unknown = JSON.parse(String(list))
    // The sums of figures stand with their deltas.
    return Array.isArray(names) ? [...new Set(names.map(String))].filter((name) => name !== 'figure_sum') : []
  } catch {
    return []
  }
}

const fingerprintIn = (db: DatabaseSync): string =>
  earlierFingerprint(
    String(db.prepare("SELECT fingerprint FROM generation WHERE place = 'current'").get()?.['fingerprint']),
  )

/** The books of which the tables know batches. */
function booksTold(db: DatabaseSync): readonly string[] {
  try {
    return booksInTable(db, 'batch')
  } catch (error) {
    if (tablesDiffer(error)) return []
    throw error
  }
}

/** What `kept_table` has of a book in newer files, of an older one that is only read. */
export function earlierList(db: DatabaseSync, book: string): string {
  const names = booksTold(db).includes(book) ? earlierNames(db) : []
  const fingerprint = names.length > 0 ? fingerprintIn(db) : ''
  return JSON.stringify(names.map((name) => [name, fingerprint, '', null]))
}

/** Lists each table by itself; what was being filled beside them is made anew when it is needed. */
export function listApart(db: DatabaseSync): void {
  const put = db.prepare('INSERT INTO kept_table (book, name, fingerprint, versions) VALUES (?, ?, ?, ?)')
  const fingerprint = fingerprintIn(db)
  for (const book of booksTold(db)) for (const name of earlierNames(db)) put.run(book, name, fingerprint, '')
  for (const name of [...earlierNames(db, 'next'), 'figure_sum']) dropTable(db, `${name}__next`)
  db.exec('DROP TABLE generation')
}

/** Takes a table away; somebody may have listed what SQLite keeps for itself, or what is no projection: that stays. */
export function dropTable(db: DatabaseSync, name: string): void {
  if (keepsRecords(name)) return
  try {
    db.exec(`DROP TABLE IF EXISTS ${quoted(name)}`)
  } catch (error) {
    if (!tablesDiffer(error)) throw error
  }
}
