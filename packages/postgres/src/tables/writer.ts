import {
  blockSizes,
  openedColumns,
  openedValues,
  placeValues,
  quoted,
  type RelationTable,
} from '@taizhang/kernel/internal'
import type { TableChanges } from '@taizhang/kernel/store'
import type { Parameter, Queries } from '../queries.ts'
import { sqlStateOf } from '../sql-state.ts'
import { batchUnit, eventsUnit, figuresUnit, type TablesDefinition } from './definition.ts'
import {
  batchTable,
  endIn,
  figureDeltaTable,
  given,
  insertInto,
  lists,
  liveEventTable,
  never,
  pgTable,
  toPg,
  type PgValue,
} from './dialect.ts'

/** A table was changed by somebody. It is not to be trusted, and events are not to be refused for it: it is made anew. */
export class TablesChanged extends Error {
  readonly book: string
  readonly unit: string

  constructor(book: string, unit: string, options?: ErrorOptions) {
    super(unit, options)
    this.book = book
    this.unit = unit
  }
}

/** A batch, and how many events the book had before it. */
export interface WrittenBatch {
  readonly before: number
  readonly changes: TableChanges
}

/** The batches that are to be written to each unit that is due, one behind the other. */
export type Plan = ReadonlyMap<string, readonly WrittenBatch[]>

/** Writes the net results of batches: one statement for what a table's rows end with, and one for what it takes, however many rows and batches. */
export type TablesWriter = (queries: Queries, book: string, plan: Plan) => Promise<void>

/** What the server says where a table is not what this program has made of it, or has other rows. */
const differing = /^(42P01|42703|42804|42809|42P10|23502|23505|23514|22P02|22003|22007|22008|428C9|55000)$/

interface Statement {
  readonly unit: string
  readonly sql: string
  readonly values: readonly Parameter[]
  /** How many rows it must come to. */
  readonly rows?: number
}

/** Throws {@link TablesChanged} where a table does not have what a batch ends, or does not take what it opens. */
export function tablesWriter(schema: string, { relations, scopes }: TablesDefinition): TablesWriter {
  const ofUnit = new Map(relations.map((table) => [table.name, table]))
  return async ({ query }, book, plan) => {
    const statements: Statement[] = []
    for (const [unit, batches] of plan) {
      const table = ofUnit.get(unit)
      if (table) statements.push(...ofRelation(schema, table, book, batches))
      else if (unit === eventsUnit) statements.push(...ofEvents(schema, book, batches))
      else if (unit === figuresUnit) statements.push(...ofDeltas(schema, book, batches))
    }
    for (const statement of statements) await run(query, book, statement)
    const [counted, kept] = [plan.get(figuresUnit) ?? [], plan.get(batchUnit) ?? []]
    const sums = await sumUp(query, schema, book, counted)
    for (const statement of ofBatches(schema, book, { kept, counted, sums, scopes })) await run(query, book, statement)
  }
}

async function run(query: Queries['query'], book: string, { unit, sql, values, rows }: Statement): Promise<number> {
  try {
    const found = (await query(sql, values)).length
    if (rows !== undefined && found !== rows) throw new TablesChanged(book, unit)
    return found
  } catch (error) {
    if (differing.test(sqlStateOf(error) ?? '')) throw new TablesChanged(book, unit, { cause: error })
    throw error
  }
}

/** A row that is opened by these batches, and may be ended by them. */
type Opened = PgValue[]

/** Rows that batches open and end themselves are written as ended. */
function* ofRelation(
  schema: string,
  table: RelationTable,
  book: string,
  batches: readonly WrittenBatch[],
): Generator<Statement> {
  const relation = table.relation.name
  const open = new Map<string, Opened>()
  const [opened, ended]: [Opened[], PgValue[][]] = [[], []]
  const toAt = openedColumns(table).length
  for (const { changes } of batches) {
    const size = String(changes.size)
    for (const row of changes.ended) {
      if (row.relation !== relation) continue
      const place = placeValues(table, book, row)
      const key = JSON.stringify(place)
      const own = open.get(key)
      if (own) own[toAt] = size
      else ended.push([...place, size])
      open.delete(key)
    }
    for (const row of changes.opened) {
      if (row.relation !== relation) continue
      const values = openedValues(table, book, row, { size: changes.size, toSql: toPg })
      const texts = [...values.map((value) => (value === null ? null : String(value))), never]
      opened.push(texts)
      open.set(JSON.stringify(placeValues(table, book, row)), texts)
    }
  }
  const unit = table.name
  if (ended.length > 0)
    yield { unit, sql: endIn(schema, table), values: lists(ended, table.keys.length + 3), rows: ended.length }
  if (opened.length > 0) yield { unit, sql: insertInto(schema, pgTable(table)), values: lists(opened, toAt + 1) }
}

function* ofEvents(schema: string, book: string, batches: readonly WrittenBatch[]): Generator<Statement> {
  const live = new Map<number, PgValue[]>()
  const entered: PgValue[][] = []
  const withdrawn: PgValue[][] = []
  for (const { changes } of batches) {
    const size = String(changes.size)
    for (const position of changes.withdrawn) {
      const own = live.get(position)
      if (own) own[7] = size
      else withdrawn.push([String(position), size])
      live.delete(position)
    }
    for (const { type, effectiveOn, order, position, data } of changes.live) {
      const row = [book, type, effectiveOn, String(order), String(position), JSON.stringify(data), size, never]
      entered.push(row)
      live.set(position, row)
    }
  }
  const columns = ['position', 'recorded_to'].map((sql) => ({ sql, type: 'bigint' }))
  const sql = `UPDATE ${schema}.live_event AS kept SET recorded_to = c1 FROM ${given(columns, 2)} WHERE kept.book = $1 AND kept.position = c0 AND kept.recorded_to = ${never} RETURNING 1`
  if (withdrawn.length > 0)
    yield { unit: eventsUnit, sql, values: [book, ...lists(withdrawn, 2)], rows: withdrawn.length }
  if (entered.length > 0) yield { unit: eventsUnit, sql: insertInto(schema, liveEventTable), values: lists(entered, 8) }
}

function* ofDeltas(schema: string, book: string, batches: readonly WrittenBatch[]): Generator<Statement> {
  const rows = batches.flatMap(({ changes: { size, deltas = [] } }) =>
    deltas.map(({ figure, scope, day, delta }) => [book, String(size), figure, scope, day, String(delta)]),
  )
  if (rows.length > 0) yield { unit: figuresUnit, sql: insertInto(schema, figureDeltaTable), values: lists(rows, 6) }
}

/** The blocks that batches have come behind the end of, by the batch's size: from, to and how many rows each was summed up in. */
type Sums = ReadonlyMap<number, readonly (readonly [from: number, to: number, rows: number])[]>

async function sumUp(
  query: Queries['query'],
  schema: string,
  book: string,
  batches: readonly WrittenBatch[],
): Promise<Sums> {
  const sums = new Map<number, [number, number, number][]>()
  const sql = `INSERT INTO ${schema}.figure_sum (book, from_size, to_size, figure, scope, day, value, place)
    SELECT $1, $2::bigint, $3::bigint, figure, scope, day, sum(sum(delta)) OVER (PARTITION BY figure, scope ORDER BY day),
      row_number() OVER (ORDER BY figure, scope, day)
    FROM ${schema}.figure_delta WHERE book = $1 AND $2 <= recorded_from AND recorded_from < $3 GROUP BY figure, scope, day
    HAVING sum(delta) <> 0 RETURNING 1`
  for (const { before, changes } of batches)
    for (const sizes of blockSizes) {
      const from = before - (before % sizes)
      const to = from + sizes
      if (changes.size < to) continue
      const rows = await run(query, book, { unit: figuresUnit, sql, values: [book, from, to] })
      sums.set(changes.size, [...(sums.get(changes.size) ?? []), [from, to, rows]])
    }
  return sums
}

interface Counted {
  readonly kept: readonly WrittenBatch[]
  readonly counted: readonly WrittenBatch[]
  readonly sums: Sums
  readonly scopes: ReadonlySet<string>
}

/** Batches, each with how many rows it made of what coverage is read from; what was counted late of batches that are kept is written to these. */
function* ofBatches(schema: string, book: string, { kept, counted, sums, scopes }: Counted): Generator<Statement> {
  const ours = new Set(kept.map(({ changes }) => changes.size))
  const isCounted = new Set(counted.map(({ changes }) => changes.size))
  let added = 0
  const rowOf = ({ changes }: WrittenBatch): PgValue[] => {
    const { size, recordedAt, deltas = [], opened } = changes
    if (!isCounted.has(size)) return [book, String(size), recordedAt, '0', null, null]
    added += opened.filter(({ relation }) => scopes.has(relation)).length
    const made = sums.get(size)
    return [book, String(size), recordedAt, String(deltas.length), made ? JSON.stringify(made) : null, String(added)]
  }
  const before = `WITH before AS MATERIALIZED (SELECT coalesce((
    SELECT scope_rows FROM ${schema}.batch WHERE book = $1 AND size < $2::bigint ORDER BY size DESC LIMIT 1), 0) AS rows)`
  const columns = batchTable.columns.map((column) => ({ ...column, isOptional: true }))
  const late = counted.filter(({ changes }) => !ours.has(changes.size)).map(rowOf)
  if (late.length > 0)
    yield {
      unit: batchUnit,
      sql: `${before}
        UPDATE ${schema}.batch AS kept SET delta_rows = c3, sum_rows = c4, scope_rows = before.rows + c5
        FROM before, ${given(columns, 3)} WHERE kept.book = c0 AND kept.size = c1`,
      values: [book, late[0]?.[1] ?? '0', ...lists(late, 6)],
    }
  const rows = kept.map(rowOf)
  if (rows.length > 0)
    yield {
      unit: batchUnit,
      sql: `${before}
        INSERT INTO ${schema}.batch (${columns.map(({ sql }) => sql).join(', ')})
        SELECT c0, c1, c2, c3, c4, CASE WHEN c5 IS NULL THEN 0 ELSE before.rows + c5 END FROM before, ${given(columns, 3)}`,
      values: [book, rows[0]?.[1] ?? '0', ...lists(rows, 6)],
    }
}

/** The same as {@link quoted}, in a schema. */
export const tableIn = (schema: string, name: string): string => `${schema}.${quoted(name)}`
