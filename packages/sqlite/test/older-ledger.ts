import { renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { party } from '@taizhang/core'
import { fingerprintOf } from '../src/fingerprint.ts'
import { bringUpTo, hasFingerprints, hasLeafRows, keepsTree, listsTables } from '../src/schema.ts'
import { earlierDefinitions } from '../src/tables-definition.ts'

/** Makes of a ledger what a program of an older schema would have left of it. */
export function toSchema(file: string, version: number): void {
  const older = `${file}.older`
  const db = new DatabaseSync(older)
  bringUpTo(db, version)
  db.prepare('ATTACH ? AS whole').run(file)
  const made = new Set(
    db
      .prepare('SELECT name FROM main.sqlite_schema')
      .all()
      .map(({ name }) => String(name)),
  )
  for (const { name, sql } of db.prepare("SELECT name, sql FROM whole.sqlite_schema WHERE type = 'table'").all()) {
    if (name === 'kept_table' && !listsTables(db)) continue
    if (name === 'tree' && !keepsTree(db)) continue
    if (name === 'tree' && !hasLeafRows(db)) {
      wholeTiles(db)
      continue
    }
    if (!made.has(String(name))) db.exec(String(sql))
    const columns = name === 'event' ? 'book, position, id, text' : '*'
    const into = name === 'event' ? '(book, position, id, text)' : ''
    db.exec(`INSERT INTO main."${String(name)}" ${into} SELECT ${columns} FROM whole."${String(name)}"`)
  }
  if (!listsTables(db)) {
    // One definition made all tables, and was told by its whole text at first.
    const [{ text, tables } = { text: '', tables: [] }] = earlierDefinitions(party)
    const told = hasFingerprints(db) ? fingerprintOf(text) : text
    const list = db.prepare("INSERT INTO generation (place, fingerprint, tables) VALUES ('current', ?, ?)")
    list.run(told, JSON.stringify(tables))
  }
  db.close()
  for (const companion of ['-wal', '-shm']) rmSync(file + companion, { force: true })
  renameSync(older, file)
}

/** The tree with a tile of leaves in one row. */
function wholeTiles(db: DatabaseSync): void {
  const insert = db.prepare('INSERT INTO main.tree (book, level, place, hashes) VALUES (?, ?, ?, ?)')
  const tiles = new Map<string, { readonly key: readonly [string, number, number]; hashes: Uint8Array }>()
  for (const row of db.prepare('SELECT * FROM whole.tree ORDER BY book, level, place').all()) {
    const level = Number(row['level'])
    const place = level === 0 ? Math.floor(Number(row['place']) / 16) : Number(row['place'])
    const key = [String(row['book']), level, place] as const
    const tile = tiles.get(key.join('\n')) ?? { key, hashes: new Uint8Array() }
    tile.hashes = Buffer.concat([tile.hashes, row['hashes'] as Uint8Array])
    tiles.set(key.join('\n'), tile)
  }
  for (const { key, hashes } of tiles.values()) insert.run(...key, hashes)
}
