import { once } from './once.ts'
import { pgDatabase, type PgPool } from './pg-database.ts'
import type { Database } from './queries.ts'

/** The database at an address, without a password in `shown`. The driver is loaded for the first call: most commands do without. */
export function urlDatabase(connectionString: string, shown: string): Database {
  const opened = once(async () => {
    const { Pool } = (await import('pg')).default
    const settings = { connectionString, application_name: 'taizhang', keepAlive: true, pipeline: true }
    return pgDatabase(new Pool(settings) as unknown as PgPool, { shown, owned: true })
  })
  return {
    shown,
    query: async (sql, parameters) => (await opened()).query(sql, parameters),
    transaction: async (step, mode) => (await opened()).transaction(step, mode),
    listen: async (channel, heard, signal) => (await opened()).listen(channel, heard, signal),
    close: async () => {
      if (opened.begun()) await (await opened()).close()
    },
  }
}
