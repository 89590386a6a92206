import {
  batchAt,
  expectDay,
  expectFunction,
  expectObject,
  expectText,
  scopeRelations,
  type Batch,
  type Batches,
} from '@taizhang/kernel/internal'
import { LedgerError, type CivilDate, type KnownAt, type View } from '@taizhang/kernel'
import { atOnce, onFile } from './failure.ts'
import { rowsChanged } from './figure-sum.ts'
import { quoted } from '@taizhang/kernel/internal'
import type { SqliteStore } from './sqlite-store.ts'
import { tableFacts } from './table-facts.ts'
import { batchUnit, figuresUnit } from './tables-definition.ts'

/** A book as of a day, as the tables have it. */
export interface TableViews {
  /** With the rows of that day alone: for what depends on nothing that held only before or after. */
  readonly ofDay: View
  /** With the rows of all days. */
  readonly ofAllDays: View
}

/**
 * Answers a question from the relation tables in one snapshot, without reading events: as quickly for a long book as for a short one.
 * `undefined` where the tables do not stand at the book's last event, could not be read, or have not the rows that the batches made of scopes and
 * of the figures that are kept by their deltas: the book has to be opened for it.
 *
 * Throws `LedgerError` as a ledger's `asOf` does.
 *
 * @example
 * const read = readTables(store, '350305', { asOf: '2021-06-30' }, ({ ofDay }) => coverageOn(ofDay).scopes[0]?.rate)
 * read?.answer // => '50.0'
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
  expectFunction(answer, 'answer')
  const read = (): { readonly answer: T } | undefined => {
    const batches = batchesOf(store, book)
    if (!batches) return undefined
    const { size, recordedAt } = batchAt(batches, knownAt)
    expectScopes(store, book, size)
    const view = { domain: store.domain, book, asOf, knownAt: recordedAt, size }
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

/** The batches that the tables know; `undefined` where these are not all of the book's. Each is held against the events that it is of. */
function batchesOf({ database, domain, path, projection }: SqliteStore, book: string): Batches | undefined {
  return onFile(path, () => {
    const table = batchUnit
    const size = projection.of(book).whole
    const last = database.prepare('SELECT max(position) AS last FROM event WHERE book = ?').get(book)?.['last']
    const countAt = "SELECT text ->> '$.batch.count' FROM event WHERE book = ?1 AND position"
    const before = database.prepare(
      `SELECT size, recorded_at, size + (${countAt} = size) AS next,
         (SELECT text ->> '$.recordedAt' = recorded_at AND (text ->> '$.batch.index') + 1 = (text ->> '$.batch.count')
          FROM event WHERE book = ?1 AND position = size - 1) AS ends
       FROM ${quoted(table)} WHERE book = ?1 AND size <= ?2 ORDER BY size DESC LIMIT 1`,
    )
    const first = database.prepare(`SELECT (${countAt} = 0) AS next`)
    const upTo = (most: number): Batch | undefined =>
      onFile(path, () => {
        const row = before.get(book, most)
        if (row && row['ends'] !== 1) rowsChanged(table)
        const next = row ? row['next'] : first.get(book)?.['next']
        // The batch behind it would be the one that is asked for.
        if (next !== null && Number(next) <= Math.min(most, size)) rowsChanged(table)
        return row && { size: Number(row['size']), recordedAt: String(row['recorded_at']) }
      })
    const whole = size > 0 && Number(last) === size - 1
    return whole ? { book, size, upTo, utcOffsetMinutes: domain.utcOffsetMinutes } : undefined
  })
}

/** Scopes are read row by row: there are as many of them as the batches up to that size say. */
function expectScopes({ database, domain, path, projection }: SqliteStore, book: string, size: number): void {
  onFile(path, () => {
    const { own } = projection.of(book)
    const scopes = scopeRelations(domain.figures.values()).map(
      (relation) => projection.relations.get(relation.name)?.name ?? '',
    )
    // Whoever reads those that stand elsewhere is told so.
    if ([figuresUnit, ...scopes].some((name) => (own.get(name) ?? 0) < size)) return
    const counts = scopes.map(
      (name) => `(SELECT count(*) FROM ${quoted(name)} WHERE book = ?1 AND recorded_from <= ?2)`,
    )
    const counted = database
      .prepare(
        `SELECT scope_rows = ${['0', ...counts].join(' + ')} AS rows FROM ${batchUnit} WHERE book = ?1 AND size = ?2`,
      )
      .get(book, size)
    if (counted?.['rows'] !== 1) rowsChanged(scopes.join(', '))
  })
}
