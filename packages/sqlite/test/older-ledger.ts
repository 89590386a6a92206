import { renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { bringUpTo, keepsTree } from '../src/schema.ts'

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
    if (name === 'tree' && !keepsTree(db)) continue
    if (!made.has(String(name))) db.exec(String(sql))
    const columns = name === 'event' ? 'book, position, id, text' : '*'
    const into = name === 'event' ? '(book, position, id, text)' : ''
    db.exec(`INSERT INTO main."${String(name)}" ${into} SELECT ${columns} FROM whole."${String(name)}"`)
  }
  db.close()
  for (const companion of ['-wal', '-shm']) rmSync(file + companion, { force: true })
  renameSync(older, file)
}
