import { party } from '@taizhang/core'
import { figureCatalogue, figureRows } from '@taizhang/core/figures'
import { idOf, play, scriptArbitrary, smallUniverse, type Script, type Tried } from '@taizhang/core/testing'
import { createLedger, type Ledger } from '@taizhang/kernel'
import type { Domain } from '@taizhang/kernel/define'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { figuresOfBooks, postgresStore, type BooksFigure, type PostgresStore } from '../../src/index.ts'
import { freshSchema, onPglite, onServer, realServer } from '../server.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const figures = [...figureCatalogue.values()].filter(({ id }) =>
  ['units-listed', 'units-covered', 'organizations', 'members', 'organization-coverage'].includes(id),
)

const told = (rows: readonly BooksFigure[]): readonly string[] =>
  rows.map(({ book = '', figure, scope, value }) => [book, figure, scope, String(value)].join(' ')).toSorted()

/** Plays a script into a book of that name. */
async function playAs(store: PostgresStore, book: string, script: Script): Promise<Ledger> {
  const recorded: Tried[] = []
  await play(script, { onTried: (tried) => void recorded.push(tried) })
  let made = 0
  const how = { newId: () => idOf(1000 + made++), actor: 'tester' }
  const now = new Date('2021-06-01T04:00:00Z')
  const opening = { name: '测试', jurisdiction: 'test' }
  const ledger = await createLedger<Domain>(store, { domain: party, book, opening }, { ...how, now })
  for (const tried of recorded)
    if (tried.recorded) {
      const outcome = await ledger.record(tried.drafts, { ...how, now: new Date(tried.recordedAt) })
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
    }
  return ledger
}

test('figures across books are the sums of what each book says, as of any day, as known at any instant', async () => {
  const server = await realServer()
  const database = server ? onServer(server.url) : await onPglite()
  const schema = freshSchema()
  const store = postgresStore(database, { domain: party, schema, create: true })
  const scripts = fc.sample(scriptArbitrary({ batches: 14 }), { numRuns: 4, seed })
  const books = scripts.map((_, at) => `3503${at}`)
  const ledgers = new Map<string, Ledger>()
  for (const [at, script] of scripts.entries()) {
    const other = postgresStore(database, { domain: party, schema, create: true })
    ledgers.set(books[at] ?? '', await playAs(other, books[at] ?? '', script))
  }
  let counted = 0
  for (const asOf of [...new Set(smallUniverse.days)].slice(0, 5))
    for (const knownAt of [undefined, '2021-06-04T04:00:00.000Z', '2021-06-09T00:00:00.000Z']) {
      const found = await figuresOfBooks(store, {
        books: '3503*',
        asOf,
        figures,
        ...(knownAt === undefined ? {} : { knownAt }),
      })
      expect(found.behind).toEqual([])
      const own: BooksFigure[] = []
      for (const [book, ledger] of ledgers) {
        const view = ledger.asOf(asOf, knownAt === undefined ? {} : { knownAt })
        expect(found.books.get(book)).toBe(view.size)
        for (const figure of figures)
          for (const row of figureRows(view, figure))
            if (row.scope !== undefined && row.by === undefined)
              own.push({ figure: figure.id, scope: row.scope, book, value: row.value })
      }
      expect(told(found.rows.filter(({ book }) => book !== undefined))).toEqual(told(own))
      for (const total of found.rows.filter(
        ({ book, figure }) => book === undefined && figure !== 'organization-coverage',
      )) {
        const parts = own.filter(({ figure, scope }) => figure === total.figure && scope === total.scope)
        expect(total.value).toBe(parts.reduce((sum, { value }) => sum + Number(value ?? 0), 0))
        counted += Number(total.value ?? 0)
      }
    }
  expect(counted).toBeGreaterThan(0)
  await store.close()
})
