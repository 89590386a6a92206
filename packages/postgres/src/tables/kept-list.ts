import { quoted, versionsAgree, versionsTogether } from '@taizhang/kernel/internal'
import type { Database, Queries } from '../queries.ts'
import { channelOf } from '../schema.ts'
import { sqlStateOf } from '../sql-state.ts'
import { batchUnit, figuresUnit, type TablesDefinition, type TableUnit } from './definition.ts'
import { given, lists, madeBy, tableDdl } from './dialect.ts'
import { tableIn, TablesChanged } from './writer.ts'

/** What the database says of the tables of a book. */
export interface BookTables {
  /** The size at which tables stand that are not said to stand elsewhere: that of the last batch they know. */
  readonly whole: number
  /** Where this program's tables stand, by unit, if they are as it makes them. */
  readonly own: ReadonlyMap<string, number>
  /** Tables of this program's names that are made by another version of it. */
  readonly otherwise: readonly string[]
  /** Tables that this program does not know. */
  readonly unknown: readonly string[]
}

interface Listed {
  readonly name: string
  readonly fingerprint: string
  readonly versions: string
  readonly size: number | null
}

/** What stands under the names of this program's tables: made as it makes them, made by another version of it, or somebody's own. */
export interface Standing {
  readonly asMade: ReadonlySet<string>
  readonly otherwise: ReadonlySet<string>
  readonly strange: ReadonlySet<string>
  /** Those that may be written to; nothing where the list may not. */
  readonly writable: ReadonlySet<string>
}

export async function standingIn(
  { query }: Queries,
  schema: string,
  { units }: Pick<TablesDefinition, 'units'>,
): Promise<Standing> {
  const tables = units.flatMap((unit) => unit.tables)
  const found = await query(
    `SELECT relname AS name, relkind::text AS kind, obj_description(pg_class.oid, 'pg_class') AS said,
       has_table_privilege(pg_class.oid, 'INSERT') AND has_table_privilege(pg_class.oid, 'UPDATE') AND has_table_privilege(pg_class.oid, 'DELETE') AS writable
     FROM pg_class
     JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = $1 AND relname = ANY ($2::text[])`,
    [schema, [...tables.map(({ name }) => name), 'kept_table']],
  )
  const [asMade, otherwise, strange] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const byName = new Map(tables.map((table) => [table.name, table]))
  const mayList = found.some(({ name, writable }) => name === 'kept_table' && writable === true)
  const writable = mayList ? found.filter((row) => row['writable'] === true).map(({ name }) => String(name)) : []
  for (const { name, kind, said } of found) {
    if (name === 'kept_table') continue
    const table = byName.get(String(name))
    const isOurs = kind === 'r' && String(said).startsWith('taizhang ')
    const where = isOurs ? (table && said === madeBy(table) ? asMade : otherwise) : strange
    where.add(String(name))
  }
  return { asMade, otherwise, strange, writable: new Set(writable) }
}

/**
 * Makes the tables that are not there, and those anew that another version has made: with these the rows of all books go, until something is recorded
 * into them. Returns the units whose tables are there then: without the right to make them, and where somebody's own stand in their place, some are not.
 */
export async function makeTables(
  database: Database,
  schema: string,
  definition: TablesDefinition,
): Promise<readonly TableUnit[]> {
  const before = await standingIn(database, schema, definition)
  if (definition.units.every((unit) => isThere(unit, before))) return writableOf(definition.units, before)
  try {
    await database.transaction(async (queries) => {
      await queries.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [channelOf(schema)])
      const standing = await standingIn(queries, schema, definition)
      for (const unit of definition.units) {
        if (isThere(unit, standing) || unit.tables.some(({ name }) => standing.strange.has(name))) continue
        for (const table of unit.tables) {
          const isOld = standing.otherwise.has(table.name) || standing.asMade.has(table.name)
          if (isOld) await queries.query(`DROP TABLE ${tableIn(quoted(schema), table.name)}`)
          await queries.query(tableDdl(quoted(schema), table))
        }
        await queries.query(`DELETE FROM ${quoted(schema)}.kept_table WHERE name = $1`, [unit.name])
      }
    })
  } catch (error) {
    // Who may only record does not make tables: its owner does, by recording or by upgrading.
    if (sqlStateOf(error) !== '42501') throw error
  }
  const after = await standingIn(database, schema, definition)
  const there = definition.units.filter((unit) => isThere(unit, after))
  return writableOf(there, after)
}

const isThere = ({ tables }: TableUnit, { asMade }: Standing): boolean => tables.every(({ name }) => asMade.has(name))

/** None where that of the batches is not one: nobody knows then where the others stand. */
function writableOf(units: readonly TableUnit[], { writable }: Standing): readonly TableUnit[] {
  const found = units.filter(({ tables }) => tables.every(({ name }) => writable.has(name)))
  return found[0]?.name === batchUnit ? found : []
}

/** The list of the tables that are kept of each book: what made them, and where they stand. Read where the book is held, or in a snapshot. */
export function keptList(schema: string, { units }: Pick<TablesDefinition, 'units'>) {
  const byName = new Map(units.map((unit) => [unit.name, unit]))
  const isOwn = ({ name, fingerprint, versions }: Listed): boolean => {
    const unit = byName.get(name)
    return unit !== undefined && fingerprint === unit.fingerprint && versionsAgree(versions, unit.versions)
  }
  /** Other figures kept under the same versions are those of a program with another extension. */
  const isOtherwise = ({ name, versions }: Listed): boolean => {
    const unit = byName.get(name)
    return unit !== undefined && !(name === figuresUnit && versionsAgree(versions, unit.versions))
  }

  const read = async (
    { query }: Queries,
    book: string,
  ): Promise<{ readonly listed: readonly Listed[]; readonly end: number }> => {
    try {
      const rows = await query(
        `SELECT name, fingerprint, versions, size,
           CASE WHEN name = '${batchUnit}' THEN (SELECT max(size) FROM ${schema}.batch WHERE book = $1) END AS last
         FROM ${schema}.kept_table WHERE book = $1`,
        [book],
      )
      const last = rows.find((row) => row['last'] !== null)
      return { listed: rows as unknown as readonly Listed[], end: Number(last?.['last'] ?? 0) }
    } catch (error) {
      if (sqlStateOf(error) === '42P01' || sqlStateOf(error) === '42703')
        throw new TablesChanged(book, batchUnit, { cause: error })
      throw error
    }
  }

  const told = ({ listed, end }: { readonly listed: readonly Listed[]; readonly end: number }): BookTables => {
    const own = listed.filter(isOwn)
    const others = listed.filter((row) => !isOwn(row))
    const whole = own.some(({ name }) => name === batchUnit) ? end : 0
    return {
      whole,
      // Without batches nobody knows where the others stand.
      own: new Map(whole === 0 ? [] : own.map(({ name, size }) => [name, Math.min(size ?? whole, whole)])),
      otherwise: others.filter(isOtherwise).map(({ name }) => name),
      unknown: others.filter((row) => !isOtherwise(row)).map(({ name }) => name),
    }
  }

  const put = async ({ query }: Queries, rows: readonly (readonly (string | null)[])[]): Promise<void> => {
    if (rows.length === 0) return
    const columns = ['book', 'name', 'fingerprint', 'versions', 'size'].map((sql) => ({
      sql,
      type: sql === 'size' ? 'bigint' : 'text',
    }))
    await query(
      `INSERT INTO ${schema}.kept_table (book, name, fingerprint, versions, size) SELECT c0, c1, c2, c3, c4 FROM ${given(columns)}
       ON CONFLICT (book, name) DO UPDATE SET fingerprint = excluded.fingerprint, versions = excluded.versions, size = excluded.size`,
      lists(rows, 5),
    )
  }

  return {
    of: async (queries: Queries, book: string): Promise<BookTables> => told(await read(queries, book)),
    /** Takes away what units have of a book: they are at its beginning. */
    begin: async (queries: Queries, book: string, begun: readonly TableUnit[]): Promise<void> => {
      if (begun.length === 0) return
      const gone = begun.flatMap(({ tables }) => tables.map(({ name }) => name))
      const deletions = gone.map((name, at) => `d${at} AS (DELETE FROM ${tableIn(schema, name)} WHERE book = $1)`)
      await queries.query(`WITH ${deletions.join(', ')} SELECT 1`, [book])
      // What batches say of the rows of figures is told anew with them.
      if (begun.some(({ name }) => name === figuresUnit))
        await queries.query(
          `UPDATE ${schema}.batch SET delta_rows = 0, sum_rows = NULL, scope_rows = 0 WHERE book = $1`,
          [book],
        )
      await put(
        queries,
        begun.map(({ name, fingerprint, versions }) => [book, name, fingerprint, versions, '0']),
      )
    },
    /** Says where this program's tables of a book stand, and that all others which stood with its batches were left behind at a size. */
    stand: async (queries: Queries, book: string, at: ReadonlyMap<string, number>, left: number): Promise<void> => {
      const { listed } = await read(queries, book)
      const whole = at.get(batchUnit) ?? 0
      const rows: (string | null)[][] = []
      for (const row of listed) {
        const unit = byName.get(row.name)
        if (!unit || !isOwn(row)) {
          if (row.size === null && whole !== left)
            rows.push([book, row.name, row.fingerprint, row.versions, String(left)])
          continue
        }
        const stands = at.get(row.name) ?? row.size ?? left
        const now = stands === whole ? null : stands
        const versions = versionsTogether(row.versions, unit.versions)
        if (now !== row.size || versions.length !== row.versions.length)
          rows.push([book, row.name, unit.fingerprint, versions, now === null ? null : String(now)])
      }
      await put(queries, rows)
    },
    /** Takes a unit out of a book's list, or, with that of the batches, all: they are to be made anew. */
    forget: async ({ query }: Queries, book: string, name: string): Promise<void> => {
      if (name === batchUnit) await query(`DELETE FROM ${schema}.kept_table WHERE book = $1`, [book])
      else await query(`DELETE FROM ${schema}.kept_table WHERE book = $1 AND name = $2`, [book, name])
    },
  }
}
