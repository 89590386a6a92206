import { factsFrom, expectDay, expectObject, expectText, expectWhole, quoted } from '@taizhang/kernel/internal'
import { fail, type Facts, type LiveEvent, type Row } from '@taizhang/kernel'
import type { AnyRelation } from '@taizhang/kernel/define'
import { figureSum } from './figure-sum.ts'
import { onFile } from './failure.ts'
import { readRows, type StoredRow, type TableView } from './relation-tables.ts'
import type { SqliteStore } from './sqlite-store.ts'
import { figuresUnit } from './tables-definition.ts'

/**
 * The facts of a book as known at a size, read from the relation tables: the same as those in memory, so that figures are the
 * same functions on either. With `asOf`, only the rows that hold on that day: for questions about it alone. Events are not restricted by it.
 *
 * Throws `LedgerError`: unavailable where the tables do not stand at that size yet, and where rows were added or taken away of those that
 * figures of one day are summed from; usage where the size or the day is none. Rows of relations are not counted here: `verify` compares them.
 *
 * @example
 * const facts = tableFacts(store, '350305', { knownAt: 7, asOf: '2021-06-30' })
 * rowsOn({ facts, asOf: '2021-06-30' }, unit).length // => 2
 */
export function tableFacts(store: SqliteStore, book: string, view: TableView): Facts {
  expectText(book, 'book')
  expectObject(view, 'view')
  expectWhole(view.knownAt, 'knownAt')
  if (view.asOf !== undefined) expectDay(view.asOf)
  return factsFrom({
    day: view.asOf,
    kept: keptOn(store, book, view),
    rows: (relation) => onFile(store.path, () => withPrevious(rowsOf(store, relation, book, view))),
    events: (type) => onFile(store.path, () => liveEvents(store, type, book, view)),
    orderOf: (position) => onFile(store.path, () => orderOf(store, position, book)),
  })
}

/** Of one day, what figures are kept by their deltas: that is read instead of counted. */
function keptOn(store: SqliteStore, book: string, { asOf, knownAt }: TableView): Facts['kept'] {
  if (asOf === undefined) return undefined
  const figures = new Set(store.projection.counting.figures)
  let sum: ReturnType<typeof figureSum> | undefined
  return (figure, scope) => {
    if (!figures.has(figure)) return undefined
    return onFile(store.path, () => {
      sum ??= figureSum(
        store.database,
        {
          delta: tableAt(store, 'figure_delta', book, { knownAt }),
          sum: tableAt(store, 'figure_sum', book, { knownAt }),
          batch: tableAt(store, 'batch', book, { knownAt }),
        },
        { book, asOf, knownAt },
      )
      return sum(figure, scope)
    })
  }
}

/** The name of a table that stands at the view's size. Asked for each time: another program may make it anew between two reads. */
function tableAt({ projection, path }: SqliteStore, name: string, book: string, { knownAt }: TableView): string {
  const size = projection.standsAt(book, name === 'figure_sum' ? figuresUnit : name) ?? 0
  if (knownAt <= size) return name
  return fail(
    'unavailable',
    'tables-behind',
    {
      zh: `${path} 的数据表只推算到 ${size}，还没有 ${knownAt}：打开台账并录入一次，数据表即会补齐`,
      en: `the tables of ${path} stand at ${size}, not yet at ${knownAt}: they catch up when the next batch is recorded`,
    },
    { path, book, size, knownAt },
  )
}

function rowsOf(store: SqliteStore, relation: AnyRelation, book: string, view: TableView): readonly StoredRow[] {
  const table = store.projection.relations.get(relation.name)
  if (!table) throw new Error(`the store was not given the relation ${relation.name}`)
  return readRows(store.database, table, tableAt(store, table.name, book, view), book, view)
}

/**
 * Rows with the ones they continue, as memory has them. Where that one is not at hand (it held on no day, or not on `asOf`), the
 * episode's beginning stands for it.
 */
function withPrevious(rows: readonly StoredRow[]): readonly Row[] {
  const linked: Row[] = []
  for (const { row, begunOn, begunBy } of rows) {
    if (begunBy === row.openedBy) {
      linked.push(row)
      continue
    }
    const before = rows[linked.length - 1]
    const continues =
      before &&
      (before.begunBy === begunBy || before.row.closedBy === row.openedBy) &&
      before.row.to === row.from &&
      sameKey(before.row, row)
    const beginning = { ...row, from: begunOn, to: row.from, openedBy: begunBy, closedBy: row.openedBy }
    linked.push({ ...row, previous: continues ? linked.at(-1) : beginning })
  }
  return linked
}

const sameKey = (a: Row, b: Row): boolean => Object.keys(a.key).every((column) => a.key[column] === b.key[column])

/** The events themselves say what corrects what: a correction stands in the place of the first of its chain. */
function orderOf(store: SqliteStore, position: number, book: string): number {
  const corrected = store.database.prepare(
    `SELECT before.position AS position FROM event JOIN event AS before
     ON before.book = event.book AND before.id = event.text ->> '$.corrects'
     WHERE event.book = ? AND event.position = ?`,
  )
  let first = position
  for (let found = corrected.get(book, first); found; found = corrected.get(book, first))
    first = Number(found['position'])
  return first
}

function liveEvents(store: SqliteStore, type: string | undefined, book: string, view: TableView): readonly LiveEvent[] {
  const [ofType, types] = type === undefined ? ['', []] : ['AND live.type = ?', [type]]
  const found = store.database
    .prepare(
      `SELECT position, id, live.type AS type, live.effective_on AS effective_on, effective_order,
         text ->> '$.recordedAt' AS recorded_at, data
       FROM ${quoted(tableAt(store, 'live_event', book, view))} AS live JOIN event USING (book, position)
       WHERE book = ? ${ofType} AND recorded_from <= ? AND ? < recorded_to
       ORDER BY live.effective_on, effective_order`,
    )
    .all(book, ...types, view.knownAt, view.knownAt)
  return found.map((row) => ({
    position: Number(row['position']),
    id: String(row['id']),
    type: String(row['type']),
    effectiveOn: String(row['effective_on']),
    order: Number(row['effective_order']),
    recordedAt: String(row['recorded_at']),
    data: JSON.parse(String(row['data'])) as Record<string, unknown>,
  }))
}
