import { openEnd, openLedger, plusDays, relation, party, restoreLedger, type Ledger } from '@taizhang/core'
import { keptFigures, Replay, streamOf } from '@taizhang/kernel/internal'
import { coverageOn, figureCatalogue, figureValue, type Figure } from '@taizhang/core/figures'
import { play, scriptArbitrary, smallUniverse } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTables, sqliteStore, tableFacts, type SqliteStore } from '../src/index.ts'

const books = 300
/** Of books that are about scopes with conditions. */
const conditional = [
  'UnitDetailsChanged',
  'HeadcountReported',
  'RevenueReported',
  'ResponsibleAuthorityAssigned',
  'CoverageExtended',
  'CoverageWithdrawn',
  'MemberEnrolled',
  'MemberTransferred',
]
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const kept = keptFigures(figureCatalogue.values()).figures.map((id) => figureCatalogue.get(id) as Figure)
const days = [...new Set([...smallUniverse.days, plusDays(openEnd, -1), openEnd])]

const rowsOf = (store: SqliteStore): readonly unknown[] =>
  store.database.prepare('SELECT figure, scope, day, recorded_from, delta FROM figure_delta').all()

const scopesOf = (ledger: Ledger): readonly string[] => [
  ...new Set(
    ledger
      .asOf('2021-01-01')
      .facts.rows(relation.scope)
      .map(({ key }) => key.scopeId),
  ),
  'never-defined',
]

test('what coverage is made of is kept', () => {
  expect(kept.map((figure) => figure.id)).toEqual([
    'units-listed',
    'employees',
    'members',
    'organizations',
    'committees',
    'units-covered',
    'units-covered-solo',
    'units-work-covered',
  ])
})

test(`${books} random books: deltas up to any day, recorded up to any size, add up to the figure; seed ${seed}`, async () => {
  let counted = 0
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        { arbitrary: scriptArbitrary({ batches: 14 }), weight: 3 },
        { arbitrary: scriptArbitrary({ batches: 20, mostly: conditional }), weight: 1 },
      ),
      fc.constantFrom(...days),
      fc.nat(),
      async (script, asOf, pick) => {
        const store = sqliteStore(':memory:', { domain: party, create: true })
        const ledger = await play(script, { store })
        for (const knownAt of [ledger.size, 1 + (pick % ledger.size)]) {
          const { facts, size } = ledger.asOf(asOf, { knownAt })
          const tables = tableFacts(store, 'test', { knownAt: size, asOf })
          for (const figure of kept)
            for (const scope of scopesOf(ledger)) {
              const window = { from: asOf, to: asOf < openEnd ? plusDays(asOf, 1) : openEnd }
              // Nothing is counted in a scope that is not known yet, and what is asked of it is refused.
              const isKnown = facts.where(relation.scope, 'scopeId', scope).length > 0
              const value = isKnown ? figureValue(facts, figure, window, { scope }).value : 0
              const sum = tables.kept?.(figure.id, scope)
              expect([figure.id, scope, sum]).toEqual([figure.id, scope, asOf < openEnd ? value : undefined])
              if (sum) counted++
            }
        }
        await store.close()
      },
    ),
    { numRuns: books, seed },
  )
  expect(counted).toBeGreaterThan(books)
})

test('coverage is summed from them: the tables that it would be counted from are not read', async () => {
  let listed = 0
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 14 }), fc.constantFrom(...smallUniverse.days), async (script, asOf) => {
      const store = sqliteStore(':memory:', { domain: party, create: true })
      const ledger = await play(script, { store })
      for (const name of ['unit', 'coverage', 'membership', 'organization', 'headcount'])
        store.database.exec(`DROP TABLE ${name}`)
      const found = readTables(store, 'test', { asOf }, ({ ofDay }) => coverageOn(ofDay))
      expect(found?.answer).toEqual(coverageOn(ledger.asOf(asOf)))
      listed += found?.answer.scopes.reduce((sum, scope) => sum + scope.listed, 0) ?? 0
      await store.close()
    }),
    { numRuns: 30, seed },
  )
  expect(listed).toBeGreaterThan(10)
})

test('for a book that is merely opened nothing is counted', async () => {
  const store = sqliteStore(':memory:', { domain: party, create: true })
  const { size } = await play([], { store })
  const counting = { figures: [], deltas: () => expect.unreachable('something was counted') }
  const opened = await openLedger({ ...store, tables: { ...store.tables, counting } }, { book: 'test' })
  expect(opened.size).toBe(size)
  await store.close()
})

test('deltas made anew, and those of a book restored, are those that were written with each batch', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 14 }), async (script) => {
      const store = sqliteStore(':memory:', { domain: party, create: true })
      const ledger = await play(script, { store })
      const replay = new Replay('test', { definitions: party, counting: store.tables.counting })
      const made: unknown[] = []
      for await (const page of store.read(streamOf('test'))) replay.take(page)
      for (const { size, deltas = [] } of replay.changesSince(0))
        made.push(...deltas.map(({ delta, ...rest }) => ({ ...rest, recorded_from: size, delta })))
      expect(new Set(rowsOf(store))).toEqual(new Set(made))
      compared += made.length
      const texts = Array.from({ length: ledger.size }, (_, position) => ledger.text(position) ?? '')
      const other = sqliteStore(':memory:', { domain: party, create: true })
      expect(await restoreLedger(other, texts)).toMatchObject({ ok: true })
      expect(rowsOf(other)).toEqual(rowsOf(store))
      await Promise.all([store.close(), other.close()])
    }),
    { numRuns: 50, seed },
  )
  expect(compared).toBeGreaterThan(100)
})
