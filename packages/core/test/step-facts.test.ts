import { memoryStore, relation, type Facts, type Row } from '@taizhang/core'
import { type AnyRelation } from '@taizhang/kernel/define'
import { type Counting } from '@taizhang/kernel/internal'
import { countedBy } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const { assignment, coverage, headcount, massOrganization, membership, organization, office } = relation

/** By a key, by a parent's key, and by references to others and to itself. */
const asked: readonly (readonly [AnyRelation, string])[] = [
  [organization, 'organizationId'],
  [headcount, 'unitId'],
  [coverage, 'unitId'],
  [coverage, 'organizationId'],
  [massOrganization, 'unitId'],
  [assignment, 'unitId'],
  [office, 'organizationId'],
  [membership, 'organizationId'],
  [organization, 'superiorId'],
]
const values = ['u1', 'u2', 'o1', 'o2', 'never-seen']

/** What facts say of all that may be asked, of rows that end after a day. */
const said = (facts: Facts, since: string): unknown =>
  asked.map(([of, column]) =>
    values.map((value) => {
      const found: readonly Row[] = facts.where(of, column, value)
      const rows = found.filter(({ to }) => to > since)
      return rows
        .map(({ key, attributes, from, to, openedBy }) => JSON.stringify([key, attributes, from, to, openedBy]))
        .toSorted()
    }),
  )

const nothing = asked.map(() => values.map(() => []))

/** A store that wants to be counted for, and keeps nothing but events. */
const countedStore = (counting: Counting): ReturnType<typeof memoryStore> => ({
  ...memoryStore(),
  tables: { counting, size: async () => Infinity, write: async () => false },
})

test(`what links lead to, before a step and after it, is what the whole book has, seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 14 }), async (script) => {
      const steps: { since: string; before: unknown; after: unknown }[] = []
      const counting = countedBy([], ({ before, after, days: { from } }) => {
        steps.push({ since: from, before: said(before, from), after: said(after, from) })
        return []
      })
      const ledger = await play(script, { store: countedStore(counting) })
      const sizes = ledger
        .events()
        .flatMap(({ position, batch }) => (batch.index + 1 === batch.count ? [position + 1] : []))
      expect(steps).toHaveLength(sizes.length)
      for (const [at, { since, before, after }] of steps.entries()) {
        const saidAt = (size: number | undefined): unknown =>
          size === undefined ? nothing : said(ledger.asOf('2021-01-01', { knownAt: size }).facts, since)
        expect(before).toEqual(saidAt(sizes[at - 1]))
        expect(after).toEqual(saidAt(sizes[at]))
      }
    }),
    { numRuns: 100, seed },
  )
})

test('what no link leads to is not looked for in the whole book', async () => {
  const refused: unknown[] = []
  const counting = countedBy([], ({ after }) => {
    for (const ask of [() => after.where(membership, 'unitId', 'u1'), () => after.events()])
      try {
        ask()
      } catch (error) {
        refused.push(String(error))
      }
    return []
  })
  await play([], { store: countedStore(counting) })
  expect(refused.slice(0, 2)).toEqual([
    'Error: no link leads to facts of membership by unitId',
    'Error: what is counted while a batch is recorded looks at relations alone',
  ])
})
