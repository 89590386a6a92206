import type { DatabaseSync } from 'node:sqlite'
import { fail } from '@taizhang/kernel'
import { type AnyRelation, type Domain } from '@taizhang/kernel/define'
import { type Counting } from '@taizhang/kernel/internal'
import { type TableChanges } from '@taizhang/kernel/store'
import { TablesChanged } from './changes-writer.ts'
import { tablesDiffer } from './failure.ts'
import { generationsOf } from './generations.ts'
import { nameAt, type Place, type Stranger } from './places.ts'
import type { RelationTable } from './relation-tables.ts'
import { tablesDefinition } from './tables-definition.ts'

/**
 * The tables kept beside the events. They are only ever a book's events up to some size: what does not follow on that size is not
 * written, so they may lag but never have a gap. Tables made by another definition are left alone; new ones are filled beside them
 * and take their place once they know as much about every book.
 *
 * All functions but `size` and `tableOf` run inside the caller's transaction. Those that write throw {@link TablesChanged} where the
 * tables do not have what a batch ends, or do not take what it opens: the caller rolls back then, and takes them away with `drop`.
 */
export interface Projection {
  /** The book size that this program's tables stand at. */
  readonly size: (book: string) => number
  /** Writes the changes of batches appended just now to a book that had `before` events. Returns the size that the tables stand at then. */
  readonly follow: (book: string, before: number, after: number, changes: readonly TableChanges[]) => number
  /** Brings lagging tables forward. */
  readonly bringForward: (book: string, changes: readonly TableChanges[]) => void
  /** Takes this program's tables away, for all books. */
  readonly drop: () => void
  /** The names of this program's tables. */
  readonly names: readonly string[]
  /** Their names as the file lists them; `undefined` where they are not there. */
  readonly listed: () => string | undefined
  /** The name under which this program's table stands at the moment; `undefined` where it is not there. */
  readonly tableOf: (name: string) => string | undefined
  /** What stands where this program's tables are to stand, though no list of tables has it. */
  readonly strangers: () => readonly Stranger[]
  readonly relations: ReadonlyMap<AnyRelation, RelationTable>
  /** What is to be counted of each batch; changes of which it was not are not written. */
  readonly counting: Counting
}

/** @param version counts up when the same events give other facts or other figures, so that tables are made anew */
export function projection(db: DatabaseSync, domain: Domain): Projection {
  const { relations } = domain
  const definition = tablesDefinition(domain)
  const { tables, counting } = definition
  const generations = generationsOf(db, definition)
  const countOfBatchAt = db.prepare(
    "SELECT text ->> '$.batch.count' AS count FROM event WHERE book = ? AND position = ?",
  )
  const sizeAt = (book: string, place: Place | undefined): number =>
    place === undefined ? 0 : generations.size(place, book)

  const writing = (found: Place | undefined, write: (place: Place) => void): void => {
    try {
      const place = found ?? generations.make()
      write(place)
      if (place === 'next') generations.settle()
    } catch (error) {
      throw tablesDiffer(error) ? new TablesChanged('tables', { cause: error }) : error
    }
  }

  const follow: Projection['follow'] = (book, before, after, changes) => {
    const found = generations.place()
    let size = sizeAt(book, found)
    // Tables never know of more than there is.
    if (size > before) throw new TablesChanged('batch')
    const follows = size === before && changes.at(-1)?.size === after && changes.every(isCounted)
    if (!follows) return size
    writing(found, (place) => {
      for (const change of changes) {
        generations.writer(place)(book, size, change)
        size = change.size
      }
    })
    return size
  }

  const bringForward: Projection['bringForward'] = (book, changes) =>
    writing(generations.place(), (place) => {
      for (const change of changes) {
        const size = sizeAt(book, place)
        if (change.size <= size) continue
        if (size + Number(countOfBatchAt.get(book, size)?.['count']) !== change.size) gap(book, size, change.size)
        if (!isCounted(change)) throw new Error(`nothing was counted of the batch up to ${change.size}`)
        generations.writer(place)(book, size, change)
      }
    })

  return {
    size: (book) => sizeAt(book, generations.place()),
    follow,
    bringForward,
    drop: generations.drop,
    names: definition.makers.map(([name]) => name),
    listed: () => generations.listed(),
    tableOf: (name) => {
      const place = generations.place()
      return place && nameAt(place, name)
    },
    strangers: () => generations.strangers(),
    relations: new Map(relations.map((relation, at) => [relation, tables[at] as RelationTable])),
    counting,
  }
}

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
