import { expectList as expectArray, expectObject, expectText, unknown, wrong } from '../doors/doors.ts'
import { fail } from '../errors/refusal.ts'
import { compare } from '../events/canonical.ts'
import { keyText } from '../facts/fact.ts'
import type { Row } from '../facts/row.ts'
import { expectView, rowsOn } from '../facts/rows-on.ts'
import { behind } from '../figures/behind.ts'
import { cutOfRelation } from '../figures/cut.ts'
import { expectFigure } from '../figures/doors.ts'
import type { Figure } from '../figures/figure.ts'
import { isIn } from '../figures/groups-of.ts'
import { leftOut } from '../figures/left-out.ts'
import type { Condition } from '../grouping/condition.ts'
import type { View } from '../ledger/view.ts'
import { plainList, type Cell, type List, type ListColumn, type ListView } from './list.ts'

/** What of a list is asked for. */
export interface ListAsked {
  /** Only facts that meet all of these. */
  readonly where?: readonly Condition[] | undefined
  /** Ids of columns, in the order in which they are wanted; by default all. */
  readonly columns?: readonly string[] | undefined
  /** The id of the column to sort by, with `-` before it for the other way; by default in the order of the keys. */
  readonly sort?: string | undefined
  /** Only what this figure counts on the view's day. */
  readonly counted?: FigureAsked | undefined
  /** Only what this figure could have counted and does not. */
  readonly leftOut?: FigureAsked | undefined
}

/** A figure, and its scope where it is counted by scope. */
export interface FigureAsked {
  readonly figure: Figure
  readonly scope?: string | undefined
}

/** A list on a day. */
export interface Listed {
  readonly columns: readonly ListColumn[]
  readonly rows: readonly ListRow[]
}

/** A row of a list. */
export interface ListRow {
  /** The fact as it holds on the day. */
  readonly row: Row
  /** One for each column: none, one or several values. */
  readonly cells: readonly (readonly Cell[])[]
}

/**
 * The lists of a domain by id: those that it defines, then one for each other relation. Throws `LedgerError` (usage) where a value is no view.
 *
 * @example [...listsOf(view).keys()][0] // => 'room'
 */
export function listsOf(view: Pick<View, 'domain'>): ReadonlyMap<string, List> {
  expectObject(view, 'view')
  expectObject(view.domain, 'view.domain')
  const { domain } = view
  const defined = domain.lists
  const plain = domain.relations.filter((relation) => !defined.some(({ of }) => of === relation)).map(plainList)
  return new Map([...defined, ...plain].map((list) => [list.id, list]))
}

/**
 * The list of that id. Throws `LedgerError` (not-found), with the nearest ids, where there is none.
 *
 * @example listNamed(view, 'machine').title.en // => 'machine'
 */
export function listNamed(view: Pick<View, 'domain'>, id: string): List {
  expectText(id, 'id')
  const lists = listsOf(view)
  const what = { zh: '名册', en: 'list' }
  return lists.get(id) ?? unknown({ code: 'no-such-list', parameter: 'id', what, name: id, names: lists.keys() })
}

/**
 * The facts of a list's relation that hold on the view's day, as a table.
 *
 * Throws `LedgerError`: not-found where there is no such column, dimension or scope; usage where the list is not about what the figure counts.
 *
 *
 * @example
 * const { columns, rows } = listOf(view, listNamed(view, 'machine'), { leftOut: { figure: placed } })
 * columns.map(({ id }) => id) // => ['machineId', 'name', 'worthYuan', 'servicedOn']
 * rows.map(({ cells }) => cells[0]) // => [['m2']]
 */
export function listOf(view: View, list: List, asked: ListAsked = {}): Listed {
  expectView(view)
  expectObject(list, 'list')
  expectObject(list.of, 'list.of')
  expectArray(list.columns, 'list.columns')
  expectObject(asked, 'asked')
  const columns = columnsOf(list, asked.columns)
  const kept = [
    keptBy(view, list, asked),
    keptByFigure(view, list, 'counted', asked.counted),
    keptByFigure(view, list, 'leftOut', asked.leftOut),
  ]
  const found = rowsOn(view, list.of).filter((row) => kept.every((keeps) => keeps(row)))
  const inOrder = found.toSorted((a, b) => compare(keyText(list.of, a.key), keyText(list.of, b.key)))
  const { relations, ways } = view.domain
  const seen: ListView = { facts: view.facts, asOf: view.asOf, relations, ways }
  const sorted = sortedBy(seen, list, inOrder, asked.sort)
  return { columns, rows: sorted.map((row) => ({ row, cells: columns.map(({ cells }) => cells(seen, row)) })) }
}

function columnsOf({ columns }: List, asked: readonly string[] | undefined): readonly ListColumn[] {
  if (asked === undefined) return columns
  expectArray(asked, 'columns')
  return asked.map((id) => columnNamed(columns, id, 'columns'))
}

function columnNamed(columns: readonly ListColumn[], id: string, parameter: string): ListColumn {
  expectText(id, parameter)
  const what = { zh: '列', en: 'column' }
  const names = columns.map((column) => column.id)
  return (
    columns.find((column) => column.id === id) ??
    unknown({
      code: 'no-such-column',
      parameter,
      what,
      name: id,
      names,
      called: (known) => columns.find((column) => column.id === known)?.title,
      all: true,
    })
  )
}

type Keeps = (row: Row) => boolean

function keptBy(view: View, list: List, { where }: ListAsked): Keeps {
  const cut = cutOfRelation(view, list, where)
  return cut ? (row) => isIn({ facts: view.facts, relation: list.of, cut }, {}, row, view.asOf) : () => true
}

function keptByFigure(view: View, list: List, how: 'counted' | 'leftOut', asked: FigureAsked | undefined): Keeps {
  if (asked === undefined) return () => true
  expectObject(asked, how)
  const { figure, scope } = asked
  expectFigure(figure, `${how}.figure`)
  const stock = figure.kind === 'rate' ? figure.part : figure
  if (stock.kind !== 'stock' || stock.of !== list.of) return notAbout(list, figure, how)
  const rows =
    how === 'counted'
      ? behind(view, figure, { scope }).flatMap((found) =>
          found.rows.filter(({ relation }) => relation === list.of.name),
        )
      : leftOut(view, figure, scope).map(({ row }) => row)
  const keys = new Set(rows.map(({ key }) => keyText(list.of, key)))
  return (row) => keys.has(keyText(list.of, row.key))
}

function notAbout(list: List, { id, title, kind }: Figure, parameter: string): never {
  const isFlow = kind === 'flow' || kind === 'flow-rate'
  return fail(
    'usage',
    'not-about',
    isFlow
      ? {
          zh: `指标 ${id}（${title.zh}）统计的是一段日子里的记录，不是名册；请用 explain 查看`,
          en: `figure ${id} (${title.en}) counts events of a window, no list of facts: ask explain`,
        }
      : {
          zh: `指标 ${id}（${title.zh}）统计的不是${list.title.zh}`,
          en: `figure ${id} (${title.en}) does not count ${list.title.en}`,
        },
    { parameter, figure: id, list: list.id },
  )
}

const apart = (a: Cell, b: Cell): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))

/** Empty cells come last, either way; numbers by their size, texts by their code points. */
function sortedBy(view: ListView, { columns }: List, rows: readonly Row[], sort: string | undefined): readonly Row[] {
  if (sort === undefined) return rows
  expectText(sort, 'sort')
  const down = sort.startsWith('-')
  const column = columnNamed(columns, down ? sort.slice(1) : sort, 'sort')
  if (sort === '-') return wrong('bad-sort', 'sort', { zh: '列的编号', en: 'the id of a column' }, sort)
  const keyed = rows.map((row) => ({ row, cell: column.cells(view, row)[0] ?? null }))
  return keyed
    .toSorted((a, b) => {
      if (a.cell === null || b.cell === null) return a.cell === b.cell ? 0 : a.cell === null ? 1 : -1
      return down ? apart(b.cell, a.cell) : apart(a.cell, b.cell)
    })
    .map(({ row }) => row)
}
