import type { DatabaseSync } from 'node:sqlite'
import { neverRecorded } from '@taizhang/kernel/internal'
import { type LiveEvent } from '@taizhang/kernel'
import { type TableChanges, type TableRow } from '@taizhang/kernel/store'
import { tablesDiffer } from './failure.ts'
import { figureDeltaWriter, type FigureRowCounts } from './figure-deltas.ts'
import { rowWriter, type RowWriter } from './relation-tables.ts'
import { batchUnit, eventsUnit, figuresUnit, type TablesDefinition } from './tables-definition.ts'

/** A table was changed by somebody. It is not to be trusted, and events are not to be refused for it: away with it. */
export class TablesChanged extends Error {
  readonly book: string
  readonly unit: string

  constructor(book: string, unit: string, options?: ErrorOptions) {
    super(unit, options)
    this.book = book
    this.unit = unit
  }
}

/** Writes the net result of a batch to those tables of a book that stand at the size before it. */
export type ChangesWriter = (
  book: string,
  batch: { readonly before: number; readonly changes: TableChanges },
  into: (unit: string) => boolean,
) => void

/** Throws {@link TablesChanged} where a table does not have what a batch ends, or does not take what it opens. */
export function changesWriter(db: DatabaseSync, { tables, scopes }: TablesDefinition): ChangesWriter {
  const names = new Map(tables.map((table) => [table.relation.name, table]))
  const relations = new Map<string, RowWriter>()
  const writerOf = (relation: string): RowWriter => {
    const table = names.get(relation)
    if (!table) throw new Error(`the store was not given the relation ${relation}`)
    const made = relations.get(relation) ?? rowWriter(db, table, table.name)
    relations.set(relation, made)
    return made
  }
  const events = once(() => liveEventWriter(db, eventsUnit))
  const figures = once(() => figureDeltaWriter(db, { delta: figuresUnit, sum: 'figure_sum' }))
  const batches = once(() => batchWriter(db, scopes))

  return (book, { before, changes }, into) => {
    const { size, ended, opened, withdrawn, live, deltas = [] } = changes
    const changed = (unit: string, options?: ErrorOptions): never => {
      throw new TablesChanged(book, unit, options)
    }
    const writing = <T>(unit: string, write: () => T): T => {
      try {
        return write()
      } catch (error) {
        if (tablesDiffer(error)) changed(unit, { cause: error })
        throw error
      }
    }
    // Table by table: SQLite and the pages that it has at hand are quicker than when tables take turns.
    const [gone, come] = [Map.groupBy(ended, relationOf), Map.groupBy(opened, relationOf)]
    for (const relation of new Set([...gone.keys(), ...come.keys()])) {
      const unit = names.get(relation)?.name ?? ''
      if (unit !== '' && !into(unit)) continue
      writing(unit, () => {
        const { end, open } = writerOf(relation)
        for (const row of gone.get(relation) ?? []) if (!end(book, row, size)) changed(unit)
        for (const row of come.get(relation) ?? []) open(book, row, size)
      })
    }
    if (into(eventsUnit))
      writing(eventsUnit, () => {
        const { enter, withdraw } = events()
        for (const position of withdrawn) if (!withdraw(book, position, size)) changed(eventsUnit)
        for (const ofType of Map.groupBy(live, ({ type }) => type).values())
          for (const event of ofType) enter(book, event, size)
      })
    const counts = into(figuresUnit) ? writing(figuresUnit, () => figures()(book, { deltas, before, size })) : undefined
    if (into(batchUnit)) writing(batchUnit, () => batches().keep(book, changes, counts))
    else if (counts) writing(batchUnit, () => batches().count(book, changes, counts))
  }
}

/** Made when it is first needed: the tables may not be there yet. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

const relationOf = ({ relation }: TableRow): string => relation

interface BatchWriter {
  /** Keeps a batch; what it made of figures is told later where they are not at hand. */
  readonly keep: (book: string, changes: TableChanges, counts: FigureRowCounts | undefined) => void
  /** Tells what a batch that is kept made of figures. */
  readonly count: (book: string, changes: TableChanges, counts: FigureRowCounts) => void
}

/** Keeps batches, each with how many rows it made of what coverage is read from. */
function batchWriter(db: DatabaseSync, scopes: ReadonlySet<string>): BatchWriter {
  const soFar = db.prepare(`SELECT scope_rows FROM ${batchUnit} WHERE book = ? AND size < ? ORDER BY size DESC LIMIT 1`)
  const insert = db.prepare(
    `INSERT INTO ${batchUnit} (delta_rows, sum_rows, scope_rows, book, size, recorded_at) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE ${batchUnit} SET delta_rows = ?, sum_rows = ?, scope_rows = ? WHERE book = ? AND size = ?`,
  )
  const counted = (book: string, { size, opened }: TableChanges, { deltas, sums }: FigureRowCounts) => {
    const before = Number(soFar.get(book, size)?.['scope_rows'] ?? 0)
    const rows = before + opened.filter(({ relation }) => scopes.has(relation)).length
    return [deltas, sums.length > 0 ? JSON.stringify(sums) : null, rows] as const
  }
  return {
    keep: (book, changes, counts) =>
      void insert.run(...(counts ? counted(book, changes, counts) : uncounted), book, changes.size, changes.recordedAt),
    count: (book, changes, counts) => void update.run(...counted(book, changes, counts), book, changes.size),
  }
}

const uncounted = [0, null, 0] as const

function liveEventWriter(
  db: DatabaseSync,
  name: string,
): {
  readonly enter: (book: string, event: LiveEvent, size: number) => void
  readonly withdraw: (book: string, position: number, size: number) => boolean
} {
  const enter = db.prepare(
    `INSERT INTO ${name} (book, type, effective_on, effective_order, position, data, recorded_from, recorded_to)
     VALUES (?, ?, ?, ?, ?, ?, ?, ${neverRecorded})`,
  )
  // The event tells its type and day, so that its row is found by the key.
  const withdraw = db.prepare(
    `UPDATE ${name} SET recorded_to = ?1 WHERE book = ?2 AND position = ?3 AND recorded_to = ${neverRecorded}
     AND type = (SELECT text ->> '$.type' FROM event WHERE book = ?2 AND position = ?3)
     AND effective_on = (SELECT text ->> '$.effectiveOn' FROM event WHERE book = ?2 AND position = ?3)`,
  )
  return {
    enter: (book, { type, effectiveOn, order, position, data }, size) =>
      void enter.run(book, type, effectiveOn, order, position, JSON.stringify(data), size),
    withdraw: (book, position, size) => Number(withdraw.run(size, book, position).changes) === 1,
  }
}
