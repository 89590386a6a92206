import { createLedger, draft, party } from '@taizhang/core'
import type { EventStore } from '@taizhang/kernel'
import { streamOf } from '@taizhang/kernel/internal'
import { merkleTree } from '@taizhang/kernel/merkle'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { postgresStore, type Database } from '../src/index.ts'
import { sha256Tree } from '../src/kept-tree.ts'
import { freshSchema, onPglite } from './server.ts'

const replay: Parameters<NonNullable<EventStore['inspect']>>[1] = async (pages) => {
  for await (const page of pages) expect(page.length).toBeGreaterThan(0)
  return undefined
}

const checksOf = async (database: Database, schema: string): Promise<Record<string, readonly string[]>> => {
  const store = postgresStore(database, { domain: party, schema })
  const checks = await store.inspect?.(streamOf('b'), replay)
  return Object.fromEntries((checks ?? []).map(({ check, findings }) => [check, findings.map(({ code }) => code)]))
}

test('the kept tree is that of RFC 9162 over all texts, at every size, however they were appended', async () => {
  const [database, schema] = [await onPglite(), freshSchema()]
  const store = postgresStore(database, { domain: party, schema, create: true })
  let books = 0
  const law = fc.asyncProperty(
    fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(240, 256, 300)), { maxLength: 6 }),
    async (batches) => {
      const [stream, texts] = [`ledger-${books++}`, [] as string[]]
      for (const count of batches) {
        const added = Array.from({ length: count }, (_, at) => ({
          id: `${texts.length + at}`,
          text: `{"n":"台${texts.length + at}"}`,
        }))
        await store.append(stream, added, { expectedRevision: texts.length === 0 ? 'no-stream' : texts.length - 1 })
        texts.push(...added.map(({ text }) => text))
      }
      expect(await store.tree.size(stream)).toBe(texts.length)
      for (const size of new Set(
        [0, 1, Math.floor(texts.length / 2), texts.length].filter((one) => one <= texts.length),
      )) {
        const expected = merkleTree(
          sha256Tree,
          texts.slice(0, size).map((text) => sha256Tree.leaf(Buffer.from(text))),
        ).root()
        expect(Buffer.from((await store.tree.root(stream, size)) ?? [])).toEqual(Buffer.from(expected))
      }
      expect(await store.tree.root(stream, texts.length + 1)).toBeUndefined()
    },
  )
  await fc.assert(law, { numRuns: 5 })
  await database.query(`DROP SCHEMA "${schema}" CASCADE`)
})

test('whatever somebody with all rights has changed around the events is found', async () => {
  const [database, schema] = [await onPglite(), freshSchema()]
  const store = postgresStore(database, { domain: party, schema, create: true })
  const options = { now: new Date('2021-07-01T00:00:00Z'), newId: () => crypto.randomUUID(), actor: 'tester' }
  const ledger = await createLedger(store, { book: 'b', name: '测试' }, options)
  for (let at = 0; at < 40; at++)
    await ledger.record(
      [draft('UnitListed', '2018-01-01', { unitId: `u${at}`, kind: 'enterprise', name: '甲' })],
      options,
    )
  const whole = { file: [], tree: [], tables: [] }
  expect(await checksOf(database, schema)).toEqual(whole)
  const changes: readonly (readonly [string, object])[] = [
    [`UPDATE event SET text = replace(text, '甲', '乙') WHERE position = 20`, { tree: ['hash-differs'] }],
    ['DELETE FROM event WHERE position = 40', { file: ['book-size-differs'], tree: ['hash-surplus'] }],
    ['DELETE FROM tree WHERE place = 0', { tree: ['hash-missing'] }],
    [`INSERT INTO tree VALUES ('b', 0, 9, decode(repeat('00', 32), 'hex'))`, { tree: ['hash-surplus'] }],
    [`UPDATE tree SET hashes = decode(repeat('00', 512), 'hex') WHERE place = 1`, { tree: ['hash-differs'] }],
    ['UPDATE ledger_book SET size = 99', { file: ['book-size-differs'] }],
    ['ALTER TABLE event DISABLE TRIGGER event_is_only_appended', { file: ['schema-changed'] }],
    ['DROP TRIGGER tree_only_grows ON tree', { file: ['schema-changed'] }],
    [
      'CREATE OR REPLACE FUNCTION event_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
      { file: ['schema-changed'] },
    ],
    [
      'CREATE TRIGGER own BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION tree_only_grows()',
      { file: ['unexpected-trigger'] },
    ],
  ]
  for (const [sql, found] of changes) {
    const back = new Error('taken back')
    const trying = database.transaction(async (queries) => {
      // Whoever has all rights goes round the triggers; what is looked at lies in the same transaction.
      await queries.query(`SET LOCAL search_path = "${schema}"; SET LOCAL session_replication_role = replica`)
      await queries.query(sql)
      const inside: Database = { ...database, query: queries.query, transaction: async (step) => step(queries) }
      expect([sql, await checksOf(inside, schema)]).toEqual([sql, { ...whole, ...found }])
      throw back
    })
    await expect(trying).rejects.toBe(back)
  }
  expect(await checksOf(database, schema)).toEqual(whole)
  await database.query(`DROP SCHEMA "${schema}" CASCADE`)
})
