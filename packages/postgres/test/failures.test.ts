import { LedgerError } from '@taizhang/kernel'
import type { StoredEvent } from '@taizhang/kernel/store'
import { party } from '@taizhang/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schemaVersion } from '../src/schema.ts'
import { postgresStore, type Database, type PostgresOptions } from '../src/index.ts'
import { InDoubt } from '../src/queries.ts'
import { freshSchema, onPglite, onServer, realServer } from './server.ts'

const stream = 'ledger-b'
const events = (count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, at) => ({ id: `e${at}`, text: `{"n":${at}}` }))
const none = { expectedRevision: 'no-stream' } as const

/** What a call fails with, for comparison. */
async function failureOf(call: Promise<unknown>): Promise<object> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof LedgerError)) throw new Error('it does not fail as a ledger does', { cause: error })
  return { kind: error.kind, code: error.refusal.code, aftermath: error.aftermath }
}

/** The error that a server would answer a statement with. */
const answer = (code: string): Error => Object.assign(new Error(`SQLSTATE ${code}`), { code, severity: 'ERROR' })

describe('what PostgreSQL in the process says', () => {
  const schema = freshSchema()
  let database: Database
  const open = (options: Partial<PostgresOptions> = {}, on = database) =>
    postgresStore(on, { domain: party, schema, ...options })
  beforeAll(async () => {
    database = await onPglite()
    const store = open({ create: true })
    await store.append(stream, events(3), none)
  })
  afterAll(async () => {
    await database.query(`DROP SCHEMA "${schema}" CASCADE`)
  })

  test.each([
    'UPDATE event SET text = id',
    'DELETE FROM event WHERE position = 99',
    'TRUNCATE event',
    "INSERT INTO event VALUES ('b', 1, 'e1', 'x') ON CONFLICT (book, position) DO UPDATE SET text = 'x'",
    "INSERT INTO event VALUES ('b', 7, 'e7', '{}')",
    "INSERT INTO event VALUES ('new', 1, 'e1', '{}')",
    "INSERT INTO event VALUES ('new', 0, 'e1', '{}'), ('new', 2, 'e2', '{}')",
    'TRUNCATE tree',
    'DELETE FROM tree',
    "UPDATE tree SET hashes = decode(repeat('00', 32), 'hex')",
  ])('%s is refused', async (sql) => {
    const change = database.query(sql.replace(/\b(event|tree)\b/, `"${schema}".$1`), [])
    await expect(change).rejects.toThrow(/never|only appended/)
  })

  test('a text that PostgreSQL would change is refused, and one that JSON writes is kept', async () => {
    const store = open()
    for (const text of ['{"a":"\0"}', '{"a":"\uD83D"}', '\uDE00'])
      for (const added of [
        { id: 'x', text },
        { id: text, text: '{}' },
      ])
        expect(await failureOf(store.append(stream, [added], { expectedRevision: 2 }))).toEqual({
          kind: 'usage',
          code: 'text-not-storable',
          aftermath: 'none',
        })
    expect(await store.append('t', [{ id: 'x', text: String.raw`{"a":"\u0000\ud83d"}` }], none)).toMatchObject({
      ok: true,
    })
  })

  test('errors of the server say what is wrong, and that nothing was recorded', async () => {
    const expected = {
      '57014': 'statement-timeout',
      '53100': 'disk-full',
      '58030': 'disk-full',
      '25006': 'read-only',
      '42501': 'access-denied',
      '28P01': 'access-denied',
      '22000': 'store-failed',
      '57P01': 'unreachable',
      '53300': 'unreachable',
    }
    for (const [state, code] of Object.entries(expected)) {
      const failing = open({ patienceMs: 30 }, { ...database, transaction: async () => Promise.reject(answer(state)) })
      expect(await failureOf(failing.append(stream, events(1), none))).toEqual({
        kind: 'unavailable',
        code,
        aftermath: 'nothing-recorded',
      })
    }
  })

  test('serialization failures and deadlocks are tried again, and never told', async () => {
    for (const state of ['40001', '40P01', '55P03']) {
      let left = 3
      const store = open(
        {},
        {
          ...database,
          transaction: async (step, mode) => {
            if (left-- > 0) throw answer(state)
            return database.transaction(step, mode)
          },
        },
      )
      expect(await store.append(`met-${state}`, events(2), none)).toEqual({ ok: true, revision: 1, repeated: false })
    }
  })

  test('a commit whose answer is lost is looked up: recorded or not, it is told as it is', async () => {
    for (const commits of [true, false]) {
      let lost = false
      const store = open(
        {},
        {
          ...database,
          transaction: async (step, mode) => {
            if (lost) return database.transaction(step, mode)
            lost = true
            const silent = new InDoubt(new Error('Connection terminated unexpectedly'))
            if (commits) await database.transaction(step, mode)
            throw silent
          },
        },
      )
      expect(await store.append(`lost-${commits}`, events(2), none)).toEqual({ ok: true, revision: 1, repeated: false })
      // Whoever else appends the same has not made it.
      expect(await open().append(`lost-${commits}`, events(2), none)).toEqual({ ok: true, revision: 1, repeated: true })
    }
  })

  test('where it cannot be looked up it is unknown, for a later try as well, until one is answered', async () => {
    let mode: 'lost' | 'away' | 'there' = 'lost'
    const store = open(
      { patienceMs: 40 },
      {
        ...database,
        transaction: async (step, how) => {
          if (mode === 'there') return database.transaction(step, how)
          if (mode === 'lost') {
            mode = 'away'
            await database.transaction(step, how)
            throw new InDoubt(new Error('Connection terminated unexpectedly'))
          }
          throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
        },
      },
    )
    const unknown = { kind: 'unavailable', code: 'outcome-unknown', aftermath: 'unknown' }
    expect(await failureOf(store.append('doubt', events(2), none))).toEqual(unknown)
    expect(await failureOf(store.append('doubt', events(2), none))).toEqual(unknown)
    // Other events are in no doubt.
    expect(await failureOf(store.append('doubt', [{ id: 'other', text: '{}' }], none))).toMatchObject({
      aftermath: 'nothing-recorded',
    })
    mode = 'there'
    expect(await store.append('doubt', events(2), none)).toMatchObject({ ok: true, revision: 1 })
  })

  test('tables of another version, another domain, or none are told of', async () => {
    const version = async (number: number): Promise<unknown> =>
      database.query(`UPDATE "${schema}".ledger_schema SET version = $1`, [number])
    const running = open()
    await running.append('v', events(1), none)
    await version(99)
    // Also where they were upgraded while the program ran.
    expect(await failureOf(running.append('v', [{ id: 'n', text: '{}' }], { expectedRevision: 0 }))).toMatchObject({
      code: 'newer-schema',
    })
    expect(await failureOf(open({ create: true }).streams())).toMatchObject({ code: 'newer-schema' })
    await version(0)
    expect(await failureOf(open().streams())).toMatchObject({ code: 'no-such-ledger' })
    await version(schemaVersion - 1)
    expect(await failureOf(open().streams())).toMatchObject({ code: 'older-schema' })
    await version(schemaVersion)
    expect(await running.append('v', [{ id: 'n', text: '{}' }], { expectedRevision: 0 })).toMatchObject({ ok: true })
    expect(
      await failureOf(postgresStore(database, { domain: { ...party, name: 'other' }, schema }).streams()),
    ).toMatchObject({ kind: 'usage', code: 'other-domain' })
    expect(await failureOf(postgresStore(database, { domain: party, schema: freshSchema() }).streams())).toMatchObject({
      kind: 'not-found',
      code: 'no-such-ledger',
    })
    expect(await failureOf(open({ readOnly: true }).append('v', events(1), none))).toMatchObject({ code: 'read-only' })
  })
})

const server = await realServer()

describe.skipIf(!server)('what a server says', () => {
  const schema = freshSchema()
  /** The address of a schema with a book of three events. */
  const made = async (url: string | undefined): Promise<string> => {
    if (url === undefined) throw new Error('there is no server')
    const address = `${url}${url.includes('?') ? '&' : '?'}schema=${schema}`
    await using store = postgresStore(address, { domain: party, create: true })
    await store.append(stream, events(3), none)
    return address
  }
  afterAll(async () => {
    if (!server) return
    const database = onServer(server.url)
    await database.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
    await database.close()
  })

  test.each([
    ['must not write', '&options=-c%20default_transaction_read_only%3Don', 'read-only'],
    ['may only wait for so long', '&options=-c%20statement_timeout%3D20', 'statement-timeout'],
  ])('a session that %s records nothing, and is told why', async (_, more, code) => {
    const address = await made(server?.url)
    const database = onServer(address)
    // Another program holds the book meanwhile.
    const held = Promise.withResolvers<void>()
    const standing = Promise.withResolvers<void>()
    const holding = database.transaction(async ({ query }) => {
      await query(`SELECT FROM "${schema}".ledger_book WHERE book = 'b' FOR UPDATE`, [])
      standing.resolve()
      await held.promise
    })
    await standing.promise
    await using store = postgresStore(address + more, { domain: party })
    const append = store.append(stream, [{ id: 'late', text: '{}' }], { expectedRevision: 2 })
    expect(await failureOf(append)).toEqual({ kind: 'unavailable', code, aftermath: 'nothing-recorded' })
    held.resolve()
    await holding
    await database.close()
  })

  test('a database that is not in UTF8, and one that is not there, are told of', async () => {
    const address = new URL(await made(server?.url))
    const database = onServer(address.href)
    await database.query(
      `CREATE DATABASE ${schema}_ascii ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    )
    address.pathname = `/${schema}_ascii`
    const ascii = postgresStore(address.href, { domain: party, create: true })
    expect(await failureOf(ascii.streams())).toMatchObject({ code: 'not-utf8' })
    await ascii.close()
    await database.query(`DROP DATABASE ${schema}_ascii`)
    await database.close()
    address.pathname = `/${schema}_none`
    await using nowhere = postgresStore(address.href, { domain: party })
    expect(await failureOf(nowhere.streams())).toMatchObject({ kind: 'not-found', code: 'no-such-database' })
  })

  test('a subscription goes on across connections that are ended, without gap or double', async () => {
    const address = await made(server?.url)
    const database = onServer(address)
    await using follower = postgresStore(address, { domain: party })
    await using writer = postgresStore(address, { domain: party })
    const stop = new AbortController()
    const seen: number[] = []
    await writer.append('ledger-f', events(5), none)
    for await (const page of follower.subscribe(['ledger-f'], { signal: stop.signal })) {
      seen.push(...page.events.map(({ revision }) => revision))
      if (seen.length >= 30) stop.abort()
      else
        await database.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = $1',
          ['taizhang'],
        )
      const from = seen.length
      const added = events(from + 5).slice(from)
      if (!stop.signal.aborted) await writer.append('ledger-f', added, { expectedRevision: 'any' })
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => at))
    await database.close()
  })
})
