import { fail } from '@taizhang/kernel'
import type { Domain } from '@taizhang/kernel/define'
import { quoted, type Counting, type RelationTable } from '@taizhang/kernel/internal'
import type { RelationTables, TableChanges, TablesLag } from '@taizhang/kernel/store'
import type { Database, Queries } from '../queries.ts'
import { sqlStateOf } from '../sql-state.ts'
import { batchUnit, tablesDefinition, type TableUnit } from './definition.ts'
import { keptList, makeTables, standingIn, type BookTables, type Standing } from './kept-list.ts'
import { tableIn, TablesChanged, tablesWriter, type WrittenBatch } from './writer.ts'

/**
 * The tables kept beside the events. Each is a book's events up to some size: what does not follow on that is not written to it, so it may lag
 * but never has a gap. What writes runs inside the caller's transaction, which holds the book, and throws {@link TablesChanged} where a table is
 * not what this program has made of it: the caller rolls back then, and lets it be forgotten.
 */
export interface Tables {
  readonly units: readonly TableUnit[]
  readonly relations: readonly RelationTable[]
  readonly counting: Counting
  /** The names of the relations whose facts are scopes. */
  readonly scopes: ReadonlySet<string>
  /** Makes the tables that are not there; once for each store, before anything is written. */
  readonly make: (database: Database) => Promise<void>
  /** Writes the changes of batches appended just now to a book that had `before` events. Returns the size that the tables stand at then. */
  readonly follow: (queries: Queries, book: string, appended: Appended) => Promise<number>
  /** Brings lagging tables forward, each from where it stands. */
  readonly bringForward: (queries: Queries, book: string, changes: readonly TableChanges[]) => Promise<void>
  /** Takes a table to be changed by somebody: it is made anew when the next batch is recorded. Where it is another table now, all books' rows go. */
  readonly forget: (database: Database, changed: TablesChanged) => Promise<void>
  readonly size: (queries: Queries, book: string) => Promise<number>
  readonly lag: (queries: Queries, book: string, size: number) => Promise<TablesLag>
  readonly of: (queries: Queries, book: string) => Promise<BookTables>
  readonly standing: (queries: Queries) => Promise<Standing>
}

/** Events appended just now: the sizes of the book before them and after them, and what they change, batch by batch. */
interface Appended {
  readonly before: number
  readonly after: number
  readonly changes: readonly TableChanges[]
}

export function tablesIn(name: string, domain: Domain): Tables {
  const schema = quoted(name)
  const definition = tablesDefinition(domain)
  const { units, relations, counting, scopes } = definition
  const list = keptList(schema, definition)
  const write = tablesWriter(schema, definition)
  const nameOf = new Map(relations.map((table) => [table.name, table.relation.name]))
  /** Those that this program can keep here; all, until it is seen that some names are taken. */
  let possible: readonly TableUnit[] = units
  let made = false

  /** Whether changes tell what is to be written to a table. */
  const tells = ({ relations: told }: TableChanges, unit: string): boolean => told?.has(nameOf.get(unit) ?? '') ?? true

  const sizeBefore = async ({ query }: Queries, book: string, { size }: TableChanges): Promise<number> => {
    const [event] = await query(`SELECT text FROM ${schema}.event WHERE book = $1 AND position = $2`, [book, size - 1])
    const { batch } = JSON.parse(String(event?.['text'])) as { readonly batch: { readonly count: number } }
    return size - batch.count
  }

  const sizeOf = (own: ReadonlyMap<string, number>): number =>
    possible.length === 0 ? 0 : Math.min(...possible.map(({ name }) => own.get(name) ?? 0))

  /** Of those that may be written to. */
  const ours = async (queries: Queries, book: string): Promise<Pick<BookTables, 'whole' | 'own'>> => {
    const { whole, own } = await list.of(queries, book)
    return { whole, own: new Map([...own].filter(([unit]) => possible.some(({ name }) => name === unit))) }
  }

  /** Where tables stand; nowhere where somebody has taken away what tells. */
  const standing = async (queries: Queries, book: string): Promise<BookTables['own']> => {
    try {
      return (await list.of(queries, book)).own
    } catch (error) {
      if (error instanceof TablesChanged) return new Map()
      throw error
    }
  }

  /** Where the tables stand that are there, and those that are begun now. */
  const begun = async (queries: Queries, book: string, own: BookTables['own']): Promise<Map<string, number>> => {
    const fresh = possible.filter(({ name }) => !own.has(name))
    await list.begin(queries, book, fresh)
    return new Map([...own, ...fresh.map(({ name }) => [name, 0] as const)])
  }

  /** Writes to each table the batches that follow one another from where it stands. */
  const bring = async (
    queries: Queries,
    book: string,
    {
      at,
      batches,
      whole,
    }: { readonly at: Map<string, number>; readonly batches: readonly WrittenBatch[]; readonly whole: number },
  ): Promise<void> => {
    const plan = new Map<string, WrittenBatch[]>()
    for (const [unit, stands] of at) {
      let size = stands
      const due: WrittenBatch[] = []
      for (const batch of batches) {
        if (batch.before !== size || !tells(batch.changes, unit)) continue
        due.push(batch)
        ;({ size } = batch.changes)
      }
      if (due.length > 0) plan.set(unit, due)
      at.set(unit, size)
    }
    await write(queries, book, plan)
    await list.stand(queries, book, at, whole)
  }

  const chain = async (
    queries: Queries,
    book: string,
    changes: readonly TableChanges[],
    before?: number,
  ): Promise<readonly WrittenBatch[]> => {
    const batches: WrittenBatch[] = []
    let behind = before
    for (const change of changes) {
      batches.push({ before: behind ?? (await sizeBefore(queries, book, change)), changes: change })
      behind = change.size
    }
    return batches
  }

  return {
    units,
    relations,
    counting,
    scopes,
    make: async (database) => {
      if (made) return
      possible = await makeTables(database, name, definition)
      made = true
    },
    follow: async (queries, book, { before, after, changes }) => {
      if (possible.length === 0) return 0
      const { whole, own } = await ours(queries, book)
      // Tables never know of more than there is.
      if (whole > before) throw new TablesChanged(book, batchUnit)
      const [first, last] = [changes[0], changes.at(-1)]
      if (!first || last?.size !== after || !changes.every((change) => change.relations || isCounted(change)))
        return sizeOf(own)
      // From its beginning on, or a little before what was appended: what some tables lack.
      const isLate = first.size <= before
      const at = before === 0 || isLate ? await begun(queries, book, own) : new Map(own)
      const batches = await chain(queries, book, changes, isLate ? undefined : before)
      await bring(queries, book, { at, batches, whole })
      return sizeOf(at)
    },
    bringForward: async (queries, book, changes) => {
      if (possible.length === 0) return
      const { whole, own } = await ours(queries, book)
      const at = await begun(queries, book, own)
      const batches = await chain(queries, book, changes)
      const first = batches[0]
      if (!first) return
      for (const { changes: change } of batches)
        if (!change.relations && !isCounted(change))
          throw new Error(`nothing was counted of the batch up to ${change.size}`)
      for (const [unit, size] of at)
        if (size < first.before && tells(first.changes, unit)) gap(book, size, first.changes.size)
      await bring(queries, book, { at, batches, whole })
    },
    forget: async (database, { book, unit, cause }) => {
      const isAnother = sqlStateOf(cause)?.startsWith('42') === true
      await database.transaction(async (queries) => {
        if (isAnother) {
          const { asMade, otherwise } = await standingIn(queries, name, definition)
          for (const table of units.find((one) => one.name === unit)?.tables ?? [])
            if (asMade.has(table.name) || otherwise.has(table.name))
              await queries.query(`DROP TABLE ${tableIn(schema, table.name)}`)
          await queries.query(`DELETE FROM ${schema}.kept_table WHERE name = $1`, [unit])
        }
        await list.forget(queries, book, unit)
      })
      made = false
    },
    size: async (queries, book) => sizeOf(await standing(queries, book)),
    lag: async (queries, book, size) => {
      const own = await standing(queries, book)
      const behind = possible.filter(({ name }) => (own.get(name) ?? 0) < size)
      const named = behind.flatMap(({ name }) => nameOf.get(name) ?? [])
      const from = sizeOf(own)
      return named.length === behind.length ? { from, relations: new Set(named) } : { from }
    },
    of: list.of,
    standing: async (queries) => standingIn(queries, name, definition),
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

/** Rows written in one transaction when tables are brought forward: other writers get their turn in between. */
const chunkRowsMax = 20_000

/** Changes in pieces that are worth a transaction. */
export async function* chunksOf(
  changes: Parameters<RelationTables['write']>[1],
): AsyncGenerator<readonly TableChanges[]> {
  let [chunk, rows]: [TableChanges[], number] = [[], 0]
  for await (const change of changes) {
    chunk.push(change)
    const { ended, opened, withdrawn, live, deltas = [] } = change
    rows += ended.length + opened.length + withdrawn.length + live.length + deltas.length
    if (rows < chunkRowsMax) continue
    yield chunk
    ;[chunk, rows] = [[], 0]
  }
  yield chunk
}
