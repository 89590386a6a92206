/**
 * A table of one's own, kept beside a book exactly once: which organization covers which unit since when.
 *
 * What a batch changes comes as rows that ended and rows that opened. They are applied, and the size is kept, in one transaction: whenever
 * this program is killed, it goes on behind the last batch that is in the table, and no batch is applied twice.
 *
 *     node examples/own-table/own-table.ts my.ledger 350305 own.db
 */
import { DatabaseSync } from 'node:sqlite'
import { openLedger, party, type RowOf, type Party } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'

const [file = '', book = '', own = '', upTo = 'Infinity'] = process.argv.slice(2)
const table = new DatabaseSync(own, { timeout: 10_000 })
table.exec(`PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS covered (organization TEXT, unit TEXT, since TEXT, until TEXT, PRIMARY KEY (organization, unit, since));
  CREATE TABLE IF NOT EXISTS followed (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL)`)
const insert = table.prepare('INSERT INTO covered VALUES (?, ?, ?, ?)')
const remove = table.prepare('DELETE FROM covered WHERE organization = ? AND unit = ? AND since = ?')
const keep = table.prepare('INSERT INTO followed VALUES (1, ?) ON CONFLICT DO UPDATE SET size = excluded.size')

/** The rows of the relation that the table is about. */
const coverages = (rows: readonly RowOf<Party>[]) => rows.filter((row) => row.relation === 'coverage')

await using store = sqliteStore(file, { domain: party, readOnly: true })
const ledger = await openLedger(store, { book })
const after = Number(table.prepare('SELECT size FROM followed').get()?.['size'] ?? 0)
const stop = new AbortController()
if (after >= Number(upTo)) stop.abort()
for await (const { size, ended, opened } of ledger.follow({ after, signal: stop.signal })) {
  table.exec('BEGIN IMMEDIATE')
  // First what the book does not hold any more, then what it holds now: a row with another end is both.
  for (const { key, from } of coverages(ended)) remove.run(key.organizationId, key.unitId, from)
  for (const { key, from, to } of coverages(opened)) insert.run(key.organizationId, key.unitId, from, to)
  keep.run(size)
  table.exec('COMMIT')
  if (size >= Number(upTo)) stop.abort()
}
table.close()
