import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { party } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { play } from '@taizhang/core/testing'
import { afterAll, expect, test } from 'vitest'
import { behindItsBack } from '../attacks/attack.ts'
import { verifyBook } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-surplus-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A ledger file with a snapshot, so that it has every table that this program makes. */
const path = join(folder, 'a.ledger')
const store = sqliteStore(path, { domain: party, create: true })
const ledger = await play(
  ['u1', 'u2'].map((unitId) => [
    {
      draft: { type: 'UnitListed', effectiveOn: '2020-01-01', data: { unitId, kind: 'enterprise', name: unitId } },
      corrects: undefined,
    },
  ]),
  { store },
)
await ledger.keepSnapshot()
await store.close()

const failed = async (file: string): Promise<readonly string[]> => {
  const damaged = sqliteStore(file, { domain: party, readOnly: true })
  try {
    const { checks } = await verifyBook(damaged, 'test')
    return checks.flatMap(({ state, findings }) => (state === 'failed' ? findings.map(({ code }) => code) : []))
  } finally {
    await damaged.close()
  }
}

const tables = ((): readonly string[] => {
  const db = new DatabaseSync(path, { readOnly: true })
  const named = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all()
  db.close()
  return named.map(({ name }) => String(name))
})()

/** A row that a table takes, in the book or in another: nothing of it is known but the types of its columns. */
function addRow(db: DatabaseSync, table: string, book: string): void {
  const columns = db.prepare(`PRAGMA table_info("${table}")`).all()
  const texts: readonly SQLInputValue[] = ['2020-01-01', '{}', 'next']
  const numbers: readonly SQLInputValue[] = [77, 1]
  const marks = columns.map(() => '?').join(', ')
  for (const text of texts) {
    for (const number of numbers) {
      const values = columns.map(({ name, type }): SQLInputValue => {
        if (name === 'book') return book
        return type === 'TEXT' ? text : type === 'BLOB' ? new Uint8Array() : number
      })
      try {
        db.prepare(`INSERT INTO "${table}" VALUES (${marks})`).run(...values)
        return
      } catch {
        // A column takes other values.
      }
    }
  }
  throw new Error(`${table} takes no row`)
}

test('the ledger is whole as it is, and has all the tables', async () => {
  expect(await failed(path)).toEqual([])
  expect(tables.length).toBeGreaterThan(30)
  expect(tables).toEqual(expect.arrayContaining(['event', 'tree', 'kept_table', 'snapshot_segment']))
})

test.each(tables)('a row too many in %s is a finding', async (table) => {
  // A book's first event alone makes a book, which is told of and not checked; whatever else is there of a book has events.
  for (const book of table === 'event' ? ['test'] : ['test', 'ghost']) {
    const file = join(folder, `${table}-${book}.ledger`)
    copyFileSync(path, file)
    behindItsBack(file, (db) => addRow(db, table, book))
    expect([book, await failed(file)]).not.toEqual([book, []])
  }
})
