import { createHash } from 'node:crypto'
import { InDoubt, parserOf, type Database, type Heard, type Parameter, type Queries, type Row } from './queries.ts'
import { isAnswer, sqlStateOf } from './sql-state.ts'

interface Statement {
  readonly text: string
  readonly name?: string
  readonly values?: readonly unknown[]
  readonly types?: object
}

interface Answer {
  readonly command: string
  readonly rows: readonly Row[]
}

/** A connection of `pg`, as far as it is used here. */
export interface PgClient {
  query(statement: Statement): Promise<Answer>
  connect(): Promise<unknown>
  end(): Promise<void>
  on(event: 'error' | 'end' | 'notification', heard: (of: never) => void): unknown
  removeListener(event: 'error', heard: () => void): unknown
}

/** A `Pool` of `pg`, as far as it is used here. */
export interface PgPool {
  connect(): Promise<PgClient & { release(destroy?: boolean): void }>
  end(): Promise<void>
  on(event: 'error', heard: () => void): unknown
  readonly options: { readonly pipeline?: unknown }
  /** What connections are made of. */
  readonly Client: unknown
}

interface Tools {
  readonly shown: string
  /** Whether the pool is ended with the database. */
  readonly owned: boolean
}

const types = { getTypeParser: (type: number) => parserOf(type) }

/** Statements of at most this many texts are prepared once a connection. All of this package's are; what changes with each call would pile up. */
const preparedMax = 500
const names = new Map<string, string>()

function nameOf(sql: string): { readonly name?: string } {
  let name = names.get(sql)
  if (name === undefined) {
    if (names.size >= preparedMax) return {}
    // By the text, so that two programs behind one pooler mean the same.
    name = `tz_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`
    names.set(sql, name)
  }
  return { name }
}

const on = (client: PgClient): Queries => ({
  query: async (sql, parameters) => (await client.query(statement(sql, parameters))).rows,
})

/** Without parameters a text may hold several statements; such a one is not prepared. */
const statement = (text: string, values?: readonly Parameter[]): Statement =>
  values === undefined ? { text, types } : { text, values: values.map(given), types, ...nameOf(text) }

const given = (value: Parameter): unknown =>
  value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value

const begin = {
  // A program that has fallen silent without a word is not to hold a book for long.
  write: 'BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = 10000',
  snapshot: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
}

const silent = (): void => undefined

/** A database behind a pool of `pg`. A connection on which something went wrong otherwise than by an answer of the server is not used again. */
export function pgDatabase(pool: PgPool, { shown, owned }: Tools): Database {
  // A connection that breaks while nobody uses it is nobody's error; unheard it would end the process.
  pool.on('error', silent)
  const pipelines = pool.options.pipeline === true

  const use = async <T>(work: (client: PgClient, sound: () => void) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    client.on('error', silent)
    let broken = true
    try {
      return await work(client, () => void (broken = false))
    } finally {
      client.removeListener('error', silent)
      client.release(broken)
    }
  }

  return {
    shown,
    query: async (sql, parameters) =>
      use(async (client, sound) => {
        try {
          const rows = await on(client).query(sql, parameters)
          sound()
          return rows
        } catch (error) {
          if (isAnswer(error)) sound()
          throw error
        }
      }),
    transaction: async (step, mode = 'write') =>
      use(async (client, sound) => {
        let result
        try {
          const begun = client.query({ text: begin[mode] })
          // Where the pool pipelines, the first statement of the step goes with it.
          if (!pipelines) await begun
          const [, done] = await Promise.all([begun, step(on(client))])
          result = done
        } catch (error) {
          // Everything that was sent is answered before this is.
          await client.query({ text: 'ROLLBACK' }).then(sound, silent)
          throw error
        }
        try {
          await commit(client)
          sound()
        } catch (error) {
          if (isAnswer(error)) sound()
          throw error
        }
        return result
      }),
    listen: async (channel, heard, signal) => listenOn(alone(pool), channel, heard, signal),
    close: async () => {
      if (owned) await pool.end()
    },
  }
}

/** A connection beside the pool: it listens, and would take a place there for good. */
const alone = ({ Client, options }: PgPool): PgClient => new (Client as new (options: object) => PgClient)(options)

async function commit(client: PgClient): Promise<void> {
  const { command } = await client.query({ text: 'COMMIT' }).catch((error: unknown) => {
    throw isRefusal(sqlStateOf(error)) ? error : new InDoubt(error)
  })
  // Where a statement had failed and the step went on all the same.
  if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`)
}

/** Whether an answer to a commit says that it was not made: what the data refused, and what met another transaction. */
const isRefusal = (state: string | undefined): boolean => /^(23|40001|40P01|42|25)/.test(state ?? '')

async function listenOn(client: PgClient, channel: string, heard: Heard, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  let stop: () => void = silent
  try {
    const over = new Promise<void>((resolve, reject) => {
      stop = resolve
      signal.addEventListener('abort', stop)
      client.on('error', reject)
      client.on('end', () => reject(new Error('the connection ended')))
      client.on('notification', ({ payload }: { readonly payload?: string }) => heard.onNotice(payload ?? ''))
    })
    const standing = (async () => {
      await client.connect()
      await client.query({ text: `LISTEN "${channel.replaceAll('"', '""')}"` })
      heard.onStanding()
      await over
    })()
    await Promise.race([over, standing])
  } finally {
    signal.removeEventListener('abort', stop)
    void client.end().catch(silent)
  }
}
