import { memoryStore, relation, openEnd, type Facts, type Row, type Ledger } from '@taizhang/core'
import type { AnyRelation } from '@taizhang/kernel/define'
import { countedBy, type Counting } from '@taizhang/kernel/internal'
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
  // No link leads there.
  [membership, 'unitId'],
  [organization, 'superiorId'],
]
const values = ['u1', 'u2', 'o1', 'o2', 'never-seen']

/** What facts say of all that may be asked, of rows that end after a day. */
const said = (facts: Pick<Facts, 'where'>, since: string): string[][][] =>
  asked.map(([of, column]) =>
    values.map((value) => {
      const found: readonly Row[] = facts.where(of, column, value)
      const rows = found.filter(({ to }) => to > since)
      return rows
        .map(({ key, attributes, from, to, openedBy }) => JSON.stringify([key, attributes, from, to, openedBy]))
        .toSorted()
    }),
  )

const countOf = (texts: string[][][]): number => texts.flat(2).length

/** A store that wants to be counted for, and keeps nothing but events. */
const countedStore = (counting: Counting): ReturnType<typeof memoryStore> => ({
  ...memoryStore(),
  tables: { counting, size: async () => Infinity, write: async () => false },
})

const columns = (key: object): unknown => Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** Every fact of which any event of a book spoke. */
function everyFact(ledger: Ledger): readonly (readonly [AnyRelation, Readonly<Record<string, string>>])[] {
  const changes = ledger
    .events()
    .flatMap((event) => ledger.domain.events.get(event.type)?.changes(event.data, event, ledger.domain.rules) ?? [])
  const byText = new Map(changes.map((change) => [JSON.stringify([change.relation.name, columns(change.key)]), change]))
  return [...byText.values()].map((change) => [change.relation, change.key])
}

const rowText = ({ relation: name, key, attributes, from, to, openedBy, closedBy, previous }: Row): string =>
  JSON.stringify([name, key, attributes, from, to, openedBy, closedBy, previous !== undefined])

/** The rows of a fact from the first on that is another: before and after. */
function differing(before: readonly Row[], after: readonly Row[]): { before: readonly Row[]; after: readonly Row[] } {
  const texts = after.map(rowText)
  let same = 0
  while (same < Math.max(before.length, after.length) && before[same] && rowText(before[same] as Row) === texts[same])
    same++
  return { before: before.slice(same), after: after.slice(same) }
}

interface Changed {
  readonly before: readonly Row[]
  readonly after: readonly Row[]
}
const changedTexts = (changed: readonly Changed[]): string[] =>
  changed.map(({ before, after }) => JSON.stringify([before.map(rowText), after.map(rowText)])).toSorted()

/** What is there of a book at a size; nothing before its first batch. */
const noFacts = { where: () => [], life: () => [] }
const factsAt = (ledger: Ledger, size: number | undefined): Pick<Facts, 'where' | 'life'> =>
  size === undefined ? noFacts : ledger.asOf('2021-01-01', { knownAt: size }).facts

test(`a step changes exactly what differs between two sizes, and what links lead to is what the whole book has, seed ${seed}`, async () => {
  const compared = { changed: 0, unchanged: 0, before: 0, after: 0 }
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 40 }), async (script) => {
      const steps: {
        days: { from: string; to: string }
        changed: Changed[]
        before: string[][][]
        after: string[][][]
      }[] = []
      const counting = countedBy([], ({ before, after, days, changed }) => {
        const rows = changed.map((one) => ({ before: one.before, after: one.after }))
        steps.push({ days, changed: rows, before: said(before, days.from), after: said(after, days.from) })
        return []
      })
      const ledger = await play(script, { store: countedStore(counting) })
      const every = everyFact(ledger)
      const sizes = ledger
        .events()
        .flatMap(({ position, batch }) => (batch.index + 1 === batch.count ? [position + 1] : []))
      expect(steps).toHaveLength(sizes.length)
      for (const [at, { days, changed, before, after }] of steps.entries()) {
        const [then, now] = [factsAt(ledger, sizes[at - 1]), factsAt(ledger, sizes[at])]
        const expected = every
          .map(([of, key]) => differing(then.life(of, key), now.life(of, key)))
          .filter((one) => one.before.length + one.after.length > 0)
        expect(changedTexts(changed)).toEqual(changedTexts(expected))
        const rows = expected.flatMap((one) => [...one.before, ...one.after])
        expect(days).toEqual({
          from: rows.map(({ from }) => from).toSorted()[0] ?? openEnd,
          to:
            rows
              .map(({ to }) => to)
              .toSorted()
              .at(-1) ?? '',
        })
        expect(before).toEqual(said(then, days.from))
        expect(after).toEqual(said(now, days.from))
        compared[rows.length > 0 ? 'changed' : 'unchanged']++
        compared.before += countOf(before)
        compared.after += countOf(after)
      }
    }),
    { numRuns: 200, seed },
  )
  console.log(`steps that changed facts, and that changed none, and rows that were found: ${JSON.stringify(compared)}`)
  expect(compared.changed).toBeGreaterThan(1500)
  expect(compared.unchanged).toBeGreaterThan(10)
  expect(Math.min(compared.before, compared.after)).toBeGreaterThan(3000)
})

/** A relation, one that its facts name, and by which column. */
const naming = [
  [coverage, organization, 'organizationId'],
  [coverage, relation.unit, 'unitId'],
  [membership, organization, 'organizationId'],
  [organization, organization, 'superiorId'],
] as const satisfies readonly (readonly [AnyRelation, AnyRelation, string])[]

const mostly = [
  'UnitListed',
  'UnitDetailsChanged',
  'UnitDelisted',
  'OrganizationFounded',
  'OrganizationReassigned',
  'BranchUpgraded',
  'MemberEnrolled',
]

const valuesOf = (rows: readonly Row[], name: string): ReadonlySet<unknown> =>
  new Set(rows.map(({ key, attributes }) => key[name] ?? attributes[name]))

test(`where links lead from what changed, there is every fact that names it, and what it names; seed ${seed}`, async () => {
  const compared = { naming: 0, named: 0 }
  const counting = countedBy([], (step) => {
    for (const [of, named, column] of naming) {
      const changed = (one: AnyRelation): readonly Row[] =>
        step.changed.filter(({ relation }) => relation === one).flatMap(({ before, after }) => [...before, ...after])
      const rowsOf = (fact: number): readonly Row[] => [...step.before.rowsOf(fact), ...step.after.rowsOf(fact)]
      const expectReached = (
        wanted: AnyRelation,
        through: AnyRelation,
        name: string,
        ids: ReadonlySet<unknown>,
      ): number => {
        const expected = [...step.all(wanted)].filter((fact) =>
          [...valuesOf(rowsOf(fact), name)].some((id) => id !== undefined && ids.has(id)),
        )
        const reached = step.reached(wanted, [through])
        expect(expected.filter((fact) => !reached.has(fact))).toEqual([])
        return expected.length
      }
      const [id = ''] = named.key
      compared.naming += expectReached(of, named, column, valuesOf(changed(named), id))
      compared.named += expectReached(named, of, id, valuesOf(changed(of), column))
    }
    return []
  })
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 30, mostly }), async (script) => {
      await play(script, { store: countedStore(counting) })
    }),
    { numRuns: 100, seed },
  )
  expect(compared.naming).toBeGreaterThan(30)
  expect(compared.named).toBeGreaterThan(100)
})

test('events are not looked for in the whole book', async () => {
  const refused: unknown[] = []
  const counting = countedBy([], ({ after }) => {
    try {
      after.events()
    } catch (error) {
      refused.push(String(error))
    }
    return []
  })
  await play([], { store: countedStore(counting) })
  expect(refused.slice(0, 1)).toEqual(['Error: what is counted while a batch is recorded looks at relations alone'])
})
