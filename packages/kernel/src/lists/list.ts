import { attributeColumns, type AnyRelation } from '../define/relation.ts'
import type { Words } from '../errors/refusal.ts'
import { beginningOf, type Row } from '../facts/row.ts'
import type { FactsOnDay } from '../facts/rows-on.ts'
import type { Way } from '../grouping/dimension.ts'
import { along, columnOf, follow, wayTo } from '../grouping/ways.ts'
import { plusDays } from '../time/civil-date.ts'

/** What a cell holds: one value, `null` where nothing is filled in. */
export type Cell = string | number | boolean | null

/** How a column's values are to be read: a word of the domain's lists, the id of something, a day, or what the value itself says. */
export type CellKind = 'text' | 'word' | 'id' | 'day' | 'number' | 'boolean'

/** What a column may look at: the facts and the day of a view, and how to come from one fact to others. */
export interface ListView extends FactsOnDay {
  readonly relations: readonly AnyRelation[]
  readonly ways: readonly Way[]
}

/** A column of a list. */
export interface ListColumn {
  readonly id: string
  readonly title: Words
  readonly kind: CellKind
  /** The values on the view's day for a fact that holds on it; several where it has several of them (the units of an organization). */
  readonly cells: (view: ListView, row: Row) => readonly Cell[]
}

/** The facts of one relation on a day as a flat table: a roster, a register. */
export interface List {
  readonly id: string
  readonly title: Words
  readonly of: AnyRelation
  readonly columns: readonly ListColumn[]
}

/**
 * Defines a list; see {@link List}.
 *
 *
 * @example
 * const rooms = defineList({
 *   id: 'rooms',
 *   title: { zh: '房间', en: 'rooms' },
 *   of: room,
 *   columns: [own(room, 'roomId', { zh: '编号', en: 'id' }), own(room, 'floor', { zh: '楼层', en: 'floor' })],
 * })
 * rooms.columns.map(({ kind }) => kind) // => ['id', 'number']
 */
export const defineList = (definition: List): List => definition

/**
 * A column of the fact's own: an attribute, or part of its key. Its kind is that of the attribute, where none is given.
 *
 * @example own(machine, 'worthYuan', { zh: '价值', en: 'worth' }).kind // => 'number'
 */
export const own = (relation: AnyRelation, name: string, title: Words, kind = kindOf(relation, name)): ListColumn => ({
  id: name,
  title,
  kind,
  cells: (_view, row) => cellsOf(row, name),
})

/**
 * A column of another relation's, to which a way leads (`Domain.ways`): the headcount of a unit, the name of a member's organization.
 *
 * @param id the column's id, by default the name of the attribute
 * @example through(room, 'name', { zh: '房间', en: 'room' }, { id: 'room' }).id // => 'room'
 */
export const through = (
  relation: AnyRelation,
  name: string,
  title: Words,
  { id = name, kind = kindOf(relation, name) }: { readonly id?: string; readonly kind?: CellKind } = {},
): ListColumn => ({
  id,
  title,
  kind,
  cells: (view, row) => [...new Set(ledTo(view, row, relation).flatMap((found) => cellsOf(found, name)))],
})

/**
 * The first day of the fact's present state of being there: since when a unit is listed, a member belongs to the organization.
 *
 * @example since({ zh: '自', en: 'since' }).kind // => 'day'
 */
export const since = (title: Words): ListColumn => ({
  id: 'since',
  title,
  kind: 'day',
  cells: (_view, row) => [beginningOf(row).from],
})

/** The rows of a relation to which a way leads from a row, on the view's day. */
function ledTo(view: ListView, row: Row, relation: AnyRelation): readonly Row[] {
  const from = view.relations.find(({ name }) => name === row.relation)
  const ways = from && wayTo(view, from, relation)
  if (!ways) return []
  const day = { from: view.asOf, to: plusDays(view.asOf, 1) }
  let rows: readonly Row[] = [row]
  for (const way of ways)
    rows = rows.flatMap((one) =>
      follow(way, day, (chain, some) => along(view.facts, chain, one, some)).map((led) => led.row),
    )
  return [...new Set(rows)]
}

/** What a fact has under a name; a list or an object as JSON has it. */
function cellsOf(row: Row, name: string): readonly Cell[] {
  const value = columnOf(row, name)
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one) => (one === null ? [] : [cellOf(one)]))
  return [cellOf(value)]
}

/** One value as a cell holds it; a list or an object as JSON has it. */
export const cellOf = (value: unknown): Cell => {
  if (value === undefined || value === null) return null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value)
}

const kinds: Readonly<Record<string, CellKind>> = {
  integer: 'number',
  real: 'number',
  boolean: 'boolean',
  text: 'text',
  json: 'text',
}

function kindOf(relation: AnyRelation, name: string): CellKind {
  if ((relation.key as readonly string[]).includes(name)) return 'id'
  const column = attributeColumns(relation).find((one) => one.name === name)
  return kinds[column?.kind ?? 'text'] ?? 'text'
}

/** A list of a relation as it is, for which none is defined: its key and attributes by their own names. */
export const plainList = (relation: AnyRelation): List => ({
  id: relation.name,
  title: relation.title,
  of: relation,
  columns: [...(relation.key as readonly string[]), ...attributeColumns(relation).map(({ name }) => name)].map((name) =>
    own(relation, name, { zh: name, en: name }),
  ),
})
