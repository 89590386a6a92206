import type { PGlite, Transaction } from '@electric-sql/pglite'
import { parserOf, type Database, type Parameter, type Queries, type Row } from '../src/queries.ts'

/** The types that PGlite reads by itself, by their numbers: `boolean`, `bytea`, numbers, `json`, days and instants. They are read as the port has it. */
const parsers = Object.fromEntries(
  [16, 17, 20, 21, 23, 114, 700, 701, 1082, 1114, 1184, 3802].map((type) => [type, parserOf(type)]),
)

const on = (runs: Pick<PGlite, 'query' | 'exec'> | Transaction): Queries => ({
  query: async (sql, parameters) => {
    if (parameters === undefined) return (await runs.exec(sql, { parsers })).at(-1)?.rows ?? []
    return (await runs.query<Row>(sql, parameters.map(given), { parsers })).rows
  },
})

/** PGlite takes lists that may be changed. */
const given = (value: Parameter): unknown => (Array.isArray(value) ? Array.from<unknown>(value) : value)

/** PostgreSQL in the process, compiled to WebAssembly: one connection, whose transactions come one after the other. */
export function pgliteDatabase(db: PGlite): Database {
  return {
    shown: 'PGlite',
    query: async (sql, parameters) => on(db).query(sql, parameters),
    transaction: async (step) => db.transaction(async (transaction) => step(on(transaction))),
    listen: async (channel, { onStanding, onNotice }, signal) => {
      const stop = await db.listen(channel, onNotice)
      onStanding()
      if (!signal.aborted)
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve, { once: true })
        })
      await stop()
    },
    close: async () => undefined,
  }
}
