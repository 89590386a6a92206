import * as fc from 'fast-check'
import { describe, expect, it, type TestContext } from 'vitest'
import type { Database } from '../src/queries.ts'
import { urlDatabase } from '../src/url-database.ts'
import { freshSchema, onPglite, onServer, realServer, skipped } from './server.ts'

const places: Readonly<Record<string, (context: TestContext) => Promise<Database>>> = {
  PGlite: onPglite,
  'the real server': async (context) => {
    const server = await realServer()
    return server ? urlDatabase(server.url, 'test') : context.skip(skipped)
  },
  'the real server without pipelining': async (context) => {
    const server = await realServer()
    return server ? onServer(server.url) : context.skip(skipped)
  },
}

/** What PostgreSQL takes as a text: no zero, no half of a surrogate pair. */
const texts = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed())

describe.each(Object.entries(places))('queries on %s', (_, open) => {
  it('give back what they were given', async (context) => {
    await using database = disposable(await open(context))
    const law = fc.asyncProperty(
      texts,
      fc.array(texts),
      fc.uint8Array(),
      fc.maxSafeInteger(),
      fc.boolean(),
      async (text, list, bytes, number, flag) => {
        const [row] = await database.query(
          `SELECT $1::text AS text, array_to_json($2::text[])::text AS list, $3::bytea AS bytes, $4::bigint AS number, $5::boolean AS flag`,
          [text, list, bytes, number, flag],
        )
        expect(row).toEqual({ text, list: JSON.stringify(list), bytes, number, flag })
      },
    )
    await fc.assert(law, { numRuns: 100 })
  })

  it('give days as texts, and whole numbers that are not exact as texts', async (context) => {
    await using database = disposable(await open(context))
    expect(
      await database.query(
        `SELECT DATE '2021-06-30' AS day, 9007199254740993::bigint AS large, 1.50::numeric AS amount`,
        [],
      ),
    ).toEqual([{ day: '2021-06-30', large: '9007199254740993', amount: '1.50' }])
  })

  it('of a transaction are kept together or not at all', async (context) => {
    await using database = disposable(await open(context))
    const schema = freshSchema()
    await database.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.t (n int PRIMARY KEY)`)
    const insert = `INSERT INTO ${schema}.t VALUES ($1)`
    await database.transaction(async ({ query }) => {
      await query(insert, [1])
      await query(insert, [2])
    })
    for (const wrong of [1, 2])
      await expect(
        database.transaction(async ({ query }) => {
          await query(insert, [3])
          await query(insert, [wrong])
        }),
      ).rejects.toMatchObject({ code: '23505' })
    const failing = database.transaction(async ({ query }) => {
      await query(insert, [4])
      throw new Error('on second thoughts')
    })
    await expect(failing).rejects.toThrow('on second thoughts')
    expect(await database.query(`SELECT n FROM ${schema}.t ORDER BY n`, [])).toEqual([{ n: 1 }, { n: 2 }])
    await database.query(`DROP SCHEMA ${schema} CASCADE`)
  })

  it('are heard of on a channel', async (context) => {
    await using database = disposable(await open(context))
    const [channel, stop] = [freshSchema(), new AbortController()]
    const heard: string[] = []
    const standing = Promise.withResolvers<void>()
    const all = Promise.withResolvers<void>()
    const listening = database.listen(
      channel,
      { onStanding: standing.resolve, onNotice: (notice) => heard.push(notice) === 2 && all.resolve() },
      stop.signal,
    )
    await standing.promise
    for (const notice of ['台账', 'two']) await database.query('SELECT pg_notify($1, $2)', [channel, notice])
    await all.promise
    stop.abort()
    await listening
    expect(heard).toEqual(['台账', 'two'])
  })
})

const disposable = (database: Database): Database & AsyncDisposable => ({
  ...database,
  [Symbol.asyncDispose]: async () => database.close(),
})
