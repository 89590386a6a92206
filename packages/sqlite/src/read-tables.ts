import {
  batchAt,
  expectDay,
  expectObject,
  expectText,
  LedgerError,
  type Batch,
  type Batches,
  type CivilDate,
  type KnownAt,
  type View,
} from '@taizhang/core'
import { atOnce, onFile } from './failure.ts'
import { quoted } from './relation-tables.ts'
import type { SqliteStore } from './sqlite-store.ts'
import { tableFacts } from './table-facts.ts'

/** A book as of a day, as the tables have it. */
export interface TableViews {
  /** With the rows of that day alone: for what depends on nothing that held only before or after. */
  readonly ofDay: View
  /** With the rows of all days. */
  readonly ofAllDays: View
}

/**
 * Answers a question from the relation tables in one snapshot, without reading events: as quickly for a long book as for a short one.
 * `undefined` where the tables do not stand at the book's last event, or could not be read: the book has to be opened for it.
 *
 * Throws `LedgerError` as a ledger's `asOf` does.
 */
export function readTables<T>(
  store: SqliteStore,
  book: string,
  asked: { readonly asOf: CivilDate; readonly knownAt?: KnownAt | undefined },
  answer: (views: TableViews) => T,
): { readonly answer: T } | undefined {
  expectText(book, 'book')
  expectObject(asked, 'asked')
  const { asOf, knownAt } = asked
  expectDay(asOf)
  const read = (): { readonly answer: T } | undefined => {
    const batches = batchesOf(store, book)
    if (!batches) return undefined
    const { size, recordedAt } = batchAt(batches, knownAt)
    const view = { book, asOf, knownAt: recordedAt, size }
    return {
      answer: answer({
        ofDay: { ...view, facts: tableFacts(store, book, { knownAt: size, asOf }) },
        ofAllDays: { ...view, facts: tableFacts(store, book, { knownAt: size }) },
      }),
    }
  }
  try {
    return onFile(store.path, () => atOnce(store.database, read))
  } catch (error) {
    // Tables are a projection: whatever is the matter with them or with the file shows when the events are read.
    if (error instanceof LedgerError && error.kind === 'unavailable') return undefined
    throw error
  }
}

/** The batches that the tables know; `undefined` where these are not all of the book's. */
function batchesOf({ database, path, projection }: SqliteStore, book: string): Batches | undefined {
  return onFile(path, () => {
    const table = projection.tableOf('batch')
    if (table === undefined) return undefined
    const size = projection.size(book)
    const last = database.prepare('SELECT max(position) AS last FROM event WHERE book = ?').get(book)?.['last']
    const before = database.prepare(
      `SELECT size, recorded_at FROM ${quoted(table)} WHERE book = ? AND size <= ? ORDER BY size DESC LIMIT 1`,
    )
    const upTo = (most: number): Batch | undefined => {
      const row = onFile(path, () => before.get(book, most))
      return row && { size: Number(row['size']), recordedAt: String(row['recorded_at']) }
    }
    const whole = size > 0 && Number(last) === size - 1
    return whole ? { book, size, upTo } : undefined
  })
}
