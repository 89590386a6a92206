import { PGlite } from '@electric-sql/pglite'
import { Pool } from 'pg'
import { pgDatabase, type PgPool } from '../src/pg-database.ts'
import type { Database } from '../src/queries.ts'
import { startCluster } from './cluster.ts'
import { pgliteDatabase } from './pglite-database.ts'

/** A server for tests, one for all files of a process. */
export interface TestServer {
  readonly url: string
}

let found: Promise<TestServer | undefined> | undefined

/**
 * The real server: the one that `TAIZHANG_POSTGRES_URL` names, else a cluster of its own of the PostgreSQL that is installed; `undefined` where there is
 * neither, which is said once. CI installs it.
 */
export async function realServer(): Promise<TestServer | undefined> {
  return (found ??= findServer())
}

async function findServer(): Promise<TestServer | undefined> {
  const given = process.env['TAIZHANG_POSTGRES_URL']
  if (given !== undefined && given !== '') return { url: given }
  const cluster = await startCluster()
  if (!cluster) console.warn(skipped)
  return cluster
}

/** Why a test of the real server does not run. */
export const skipped =
  'PostgreSQL is not installed (apt-get install postgresql) and TAIZHANG_POSTGRES_URL names no server: only PGlite is tested'

/** A pool of the driver on a server, as the port has it. Closed by whoever asked for it. */
export function onServer(url: string, options: object = {}): Database {
  const settings = { connectionString: url, ...options }
  return pgDatabase(new Pool(settings) as unknown as PgPool, { shown: url, owned: true })
}

let inProcess: Promise<PGlite> | undefined

/** PGlite, one for all files of a process: it takes a second to start. */
export async function onPglite(): Promise<Database> {
  return pgliteDatabase(await (inProcess ??= PGlite.create()))
}

let schemas = 0

/** The name of a schema that nobody has used. */
export const freshSchema = (): string => `order_${process.pid}_${Date.now().toString(36)}_${schemas++}`
