import type { DatabaseSync } from 'node:sqlite'
import { refuse, type Refusal } from '@taizhang/kernel'
import { type CheckResult } from '@taizhang/kernel/store'
import { check, few, Findings } from './check.ts'
import { booksInTable } from './event-table.ts'
import { tablesDiffer } from './failure.ts'
import { quoted } from '@taizhang/kernel/internal'

/**
 * What a file holds besides the book that was asked for: other books, which it does not check, and rows of books that have no events. Nobody
 * verifies those by name, but whoever asks a table for all books counts them.
 *
 * @param tables those that have rows of books
 */
export function inspectBooks(db: DatabaseSync, book: string, tables: readonly string[]): readonly CheckResult[] {
  const books = new Set(booksInTable(db, 'event'))
  const others = [...books].filter((one) => one !== book)
  const findings = new Findings()
  for (const table of tables)
    for (const one of booksIn(db, table)) if (!books.has(one)) findings.add(() => withoutEvents(db, table, one))
  if (others.length === 0 && findings.count === 0) return []
  const note = {
    zh: `此文件中还有 ${others.length} 册，没有查：${few(others, '、')}；每册用 --book 各查一次`,
    en: `${others.length} more in this file, not checked: ${few(others, ', ')}; verify each with --book`,
  }
  if (findings.count === 0) return [check('books', 'skipped', note)]
  const { note: found, ...failed } = findings.end('books', note)
  const both = others.length === 0 ? found : { zh: `${found.zh}；${note.zh}`, en: `${found.en}; ${note.en}` }
  return [{ ...failed, note: both }]
}

/** Tables that are not there, or not as they were, are told of by other checks. */
function booksIn(db: DatabaseSync, table: string): readonly string[] {
  try {
    return booksInTable(db, table)
  } catch (error) {
    if (tablesDiffer(error)) return []
    throw error
  }
}

function withoutEvents(db: DatabaseSync, table: string, book: string): Refusal {
  const rows = Number(db.prepare(`SELECT count(*) AS n FROM ${quoted(table)} WHERE book = ?`).get(book)?.['n'])
  return refuse(
    'book-without-events',
    {
      zh: `表 ${table} 有台账 ${book} 的 ${rows} 行，而文件中没有此册的记录`,
      en: `table ${table} has rows of book ${book} (${rows}), of which the file has no events`,
    },
    { table, book, rows },
  )
}
