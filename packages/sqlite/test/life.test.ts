import { factsFrom, hasDays, relations, type Facts, type Row } from '@taizhang/core'
import { play, scriptArbitrary } from '@taizhang/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sqliteStore, tableFacts } from '../src/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

const told = (rows: readonly Row[]): unknown =>
  rows.filter(hasDays).map(({ key, attributes, from, to, openedBy, closedBy }) => {
    const sorted = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))
    return { key, attributes: sorted, from, to, openedBy, closedBy }
  })

test(`a fact's life is the same from tables, from its rows alone and from memory, seed ${seed}`, async () => {
  let [lives, several] = [0, 0]
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 30 }), fc.nat(), async (script, pick) => {
      const store = sqliteStore(':memory:', { relations, create: true })
      const ledger = await play(script, { store })
      for (const knownAt of [ledger.size, 1 + (pick % ledger.size)]) {
        const { facts: memory, size } = ledger.asOf('2021-01-01', { knownAt })
        const tables = tableFacts(store, 'test', { knownAt: size })
        const alone: Facts = factsFrom({
          rows: (relation) => memory.rows(relation),
          events: (type) => memory.events(type),
        })
        for (const relation of relations) {
          // A key is looked for by its own columns, whatever else is named with them; one that nothing has finds nothing.
          const nobody = Object.fromEntries((relation.key as readonly string[]).map((column) => [column, 'nobody']))
          const keys = memory.rows(relation).map(({ key, attributes }) => ({ ...attributes, ...key }))
          for (const key of [...keys, nobody]) {
            const expected = told(memory.life(relation, key))
            expect([relation.name, key, told(tables.life(relation, key))]).toEqual([relation.name, key, expected])
            expect([relation.name, key, told(alone.life(relation, key))]).toEqual([relation.name, key, expected])
            lives++
            if (memory.life(relation, key).filter(hasDays).length > 1) several++
          }
        }
      }
      await store.close()
    }),
    { numRuns: 30, seed, endOnFailure: true },
  )
  expect([lives > 500, several > 0]).toEqual([true, true])
})
