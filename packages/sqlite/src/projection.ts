import type { DatabaseSync } from 'node:sqlite'
import { fail } from '@taizhang/kernel'
import { type Domain } from '@taizhang/kernel/define'
import { type Counting } from '@taizhang/kernel/internal'
import { type TableChanges, type TablesLag } from '@taizhang/kernel/store'
import { changesWriter, TablesChanged } from './changes-writer.ts'
import { keptTables, type BookTables, type Stranger } from './kept-tables.ts'
import type { RelationTable } from '@taizhang/kernel/internal'
import { batchUnit, tablesDefinition, type TableUnit } from './tables-definition.ts'

/**
 * The tables kept beside the events. Each is a book's events up to some size: what does not follow on that is not written to it, so it may
 * lag but never has a gap. A table that this program does not know is left as it is; one that is made otherwise is made anew.
 *
 * Those that write run inside the caller's transaction, and throw {@link TablesChanged} where a table does not have what a batch ends, or
 * does not take what it opens: the caller rolls back then, and lets the table be forgotten.
 */
export interface Projection {
  /** The book size that all of this program's tables stand at, or are beyond. */
  readonly size: (book: string) => number
  /** The same, and the names of the relations whose tables alone lag behind a size, where all the others stand there. */
  readonly lag: (book: string, size: number) => TablesLag
  /** Writes the changes of batches appended just now to a book that had `before` events. Returns the size that the tables stand at then. */
  readonly follow: (book: string, before: number, after: number, changes: readonly TableChanges[]) => number
  /**
   * Brings lagging tables forward, each from where it stands; with `upTo` no further than that, by unit.
   *
   * Throws `LedgerError` (unavailable) where a table that was just made does not take the program's own rows: a defect of the domain.
   */
  readonly bringForward: (book: string, changes: readonly TableChanges[], upTo?: (unit: string) => number) => void
  /** Takes a table of a book to be changed by somebody: it is made anew when the next batch is recorded. */
  readonly forget: (book: string, unit: string) => void
  readonly units: readonly TableUnit[]
  /** What the file says of the tables of a book. */
  readonly of: (book: string) => BookTables
  /** Where a table of a book stands, by the name of its unit; `undefined` where it is not there as this program makes it. */
  readonly standsAt: (book: string, unit: string) => number | undefined
  /** What stands where this program's tables are to stand, though the list does not have it. */
  readonly strangers: () => readonly Stranger[]
  /** By name. */
  readonly relations: ReadonlyMap<string, RelationTable>
  /** What is to be counted of each batch; changes of which it was not are not written. */
  readonly counting: Counting
}

export function projection(db: DatabaseSync, domain: Domain): Projection {
  const definition = tablesDefinition(domain)
  const { tables, counting, units } = definition
  const kept = keptTables(db, domain, definition)
  const write = changesWriter(db, definition)
  const countOfBatchTo = db.prepare(
    "SELECT text ->> '$.batch.count' AS count FROM event WHERE book = ? AND position = ? - 1",
  )
  /** Tables that this program is making, by book: what they do not take is its own. */
  const making = new Set<string>()

  const nameOf = new Map(tables.map(({ name, relation }) => [name, relation.name]))
  /** Whether changes tell what is to be written to a table. */
  const tells = ({ relations }: TableChanges, unit: string): boolean => relations?.has(nameOf.get(unit) ?? '') ?? true

  const sizeBefore = (book: string, { size }: TableChanges): number =>
    size - Number(countOfBatchTo.get(book, size)?.['count'])

  /** Writes a batch to the tables that are due. Where batches that lag are, and one of the others has more, they are what somebody has changed. */
  const bring = (
    book: string,
    due: Map<string, number>,
    batch: { readonly before: number; readonly changes: TableChanges },
    isLate: boolean,
  ): void => {
    const { size } = batch.changes
    try {
      write(book, batch, (unit) => due.has(unit))
    } catch (error) {
      const isOwn = error instanceof TablesChanged && making.has(idOf(book, error.unit))
      // What was made is rolled back.
      making.clear()
      if (isOwn) ownRows(error, size)
      throw error instanceof TablesChanged && isLate && due.has(batchUnit) ? new TablesChanged(book, batchUnit) : error
    }
    for (const unit of due.keys()) due.set(unit, size)
  }

  /** Where the tables stand that are there, and those that are made now. */
  const begun = (book: string, own: BookTables['own']): Map<string, number> => {
    const at = new Map(own)
    if (at.size === units.length) return at
    for (const unit of kept.possible()) {
      if (at.has(unit.name)) continue
      kept.begin(book, unit)
      making.add(idOf(book, unit.name))
      at.set(unit.name, 0)
    }
    return at
  }

  const stand = (book: string, at: ReadonlyMap<string, number>, left: number): void => {
    kept.stand(book, at, left)
    if (making.size === 0) return
    for (const [unit, size] of at) if (size === at.get(batchUnit)) making.delete(idOf(book, unit))
  }

  const sizeOf = (own: BookTables['own']): number => {
    const possible = own.size === units.length ? units : kept.possible()
    return possible.reduce((least, { name }) => Math.min(least, own.get(name) ?? 0), possible.length > 0 ? Infinity : 0)
  }

  const follow: Projection['follow'] = (book, before, after, changes) => {
    const { whole, own } = kept.of(book)
    // Tables never know of more than there is.
    if (whole > before) throw new TablesChanged(book, batchUnit)
    const [first, last] = [changes[0], changes.at(-1)]
    if (!first || last?.size !== after || !changes.every((change) => change.relations || isCounted(change)))
      return sizeOf(own)
    // From its beginning on, or a little before what was appended: what some tables lack.
    const isLate = first.size <= before
    const at = before === 0 || isLate ? begun(book, own) : new Map(own)
    let size = isLate ? sizeBefore(book, first) : before
    for (const change of changes) {
      const from = size
      const due = new Map([...at].filter(([unit, stands]) => stands === from && tells(change, unit)))
      if (due.size > 0) bring(book, due, { before: from, changes: change }, from < before)
      for (const [unit, stands] of due) at.set(unit, stands)
      size = change.size
    }
    stand(book, at, whole)
    return sizeOf(at)
  }

  const bringForward: Projection['bringForward'] = (book, changes, upTo = () => Infinity) => {
    const { whole, own } = kept.of(book)
    const at = begun(book, own)
    let behind: number | undefined
    for (const change of changes) {
      // Batches follow one another: only how long the first is has to be looked up.
      const before = behind ?? sizeBefore(book, change)
      behind = change.size
      const due = new Map(
        [...at].filter(([unit, size]) => size < change.size && change.size <= upTo(unit) && tells(change, unit)),
      )
      if (due.size === 0) continue
      if (!change.relations && !isCounted(change))
        throw new Error(`nothing was counted of the batch up to ${change.size}`)
      const gapAt = [...due.values()].find((size) => size !== before)
      if (gapAt !== undefined) gap(book, gapAt, change.size)
      bring(book, due, { before, changes: change }, true)
      for (const [unit, size] of due) at.set(unit, size)
    }
    stand(book, at, whole)
  }

  return {
    size: (book) => sizeOf(kept.of(book).own),
    lag: (book, size) => {
      const { own } = kept.of(book)
      const behind = kept.possible().filter(({ name }) => (own.get(name) ?? 0) < size)
      const named = behind.flatMap(({ name }) => nameOf.get(name) ?? [])
      const from = sizeOf(own)
      return named.length === behind.length ? { from, relations: new Set(named) } : { from }
    },
    follow,
    bringForward,
    forget: kept.forget,
    units,
    of: kept.of,
    standsAt: (book, unit) => kept.of(book).own.get(unit),
    strangers: kept.strangers,
    relations: new Map(tables.map((table) => [table.relation.name, table])),
    counting,
  }
}

const idOf = (book: string, unit: string): string => JSON.stringify([book, unit])

const isCounted = ({ deltas }: TableChanges): boolean => deltas !== undefined

const gap = (book: string, size: number, next: number): never =>
  fail(
    'conflict',
    'tables-moved',
    {
      zh: `台账 ${book} 的数据表在推算期间被另一个程序重建（现为 ${size}，接下来是 ${next}）：请重试；记录没有受影响`,
      en: `the tables of book ${book} were made anew by another program meanwhile (they stand at ${size}, next is ${next}): try again; events are not affected`,
    },
    { book, size, next },
  )

const ownRows = ({ book, unit, cause }: TablesChanged, size: number): never => {
  const said = cause instanceof Error ? cause.message : ''
  return fail(
    'unavailable',
    'rows-refused',
    {
      zh: `台账 ${book} 的数据表 ${unit} 重新推算时，不接受本程序自己推算出的行（到第 ${size} 条为止的一批；${said}）：这是领域定义的缺陷，关系的属性与记录写入的值不符；没有记录`,
      en: `while the table ${unit} of book ${book} was made anew, it did not take the program's own rows (of the batch up to ${size}; ${said}): a defect of the domain, whose events write what the relation's attributes do not hold; nothing was recorded`,
    },
    { book, table: unit, size },
  )
}
