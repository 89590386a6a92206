import { play, scriptArbitrary, smallUniverse } from '@taizhang/core/testing'
import {
  conditionOf,
  dimensionsOf,
  figureCatalogue,
  figureNamed,
  figureRows,
  plus,
  type Figure,
} from '@taizhang/core/figures'
import { createLedger, memoryStore, type Ledger, type View } from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { diff, explain, type Explanation } from '../src/index.ts'
import { bookOf } from './books.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days)]
const dimensions = ['town', 'unit-kind', 'size', 'superiors', 'status', 'formation']
const mostly = [
  'UnitListed',
  'UnitDetailsChanged',
  'HeadcountReported',
  'OrganizationFounded',
  'OrganizationReassigned',
  'CoverageExtended',
  'MemberEnrolled',
  'MemberTransferred',
  'DuesPaid',
]
const founded = {
  organizationId: 'o1',
  name: '甲支部',
  kind: 'branch',
  formation: 'solo',
  category: 'enterprise',
  unitIds: ['u1'],
} as const

const seen = { explained: 0, replayed: 0, notCounted: 0, differing: 0 }

/** The figures that can be grouped so; of those there are many, a few at a time. */
const figuresBy = (view: View, dimension: string, pick: number): readonly Figure[] =>
  [...figureCatalogue.values()]
    .filter((figure) => dimensionsOf(view, figure).some(({ id }) => id === dimension))
    .filter((figure, at) => figure.measure !== 'various' && (at + pick) % 4 === 0)

const sumOf = (shares: readonly { readonly value: number }[]): number =>
  shares.map(({ value }) => value).reduce(plus, 0)

const asked = fc.record({
  script: scriptArbitrary({ batches: 40, mostly }),
  day: fc.constantFrom(...days),
  dimension: fc.constantFrom(...dimensions),
  pick: fc.nat(),
})

async function expectReplayed(ledger: Ledger, view: View, figure: Figure, found: Explanation): Promise<void> {
  const { replay, scope, by = {} } = found
  if (replay.length === 0) return
  const book = await bookOf(replay.flatMap((position) => ledger.event(position) ?? []))
  const [again] = explain(book, book.asOf(view.asOf), figure, { scope, group: by })
  expect([figure.id, by, again?.value]).toEqual([figure.id, by, found.value])
  seen.replayed++
}

test(`a group is explained: its shares add up, and the events named give it again; seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ script, day, dimension, pick }) => {
      const ledger = await play(script)
      const view = ledger.asOf(day)
      for (const figure of figuresBy(view, dimension, pick))
        for (const { scope, by, value } of figureRows(view, figure, { by: [dimension] })) {
          if (by === undefined) continue
          const [found] = explain(ledger, view, figure, { scope, group: by })
          expect([figure.id, by, found?.value, found?.by]).toEqual([figure.id, by, value, by])
          if (!found) continue
          expect(sumOf(found.counted)).toBe('part' in figure ? found.part : value)
          seen.explained++
          seen.notCounted += found.notCounted.length
          await expectReplayed(ledger, view, figure, found)
          const condition = conditionOf(`${dimension}=${by[dimension]}`)
          if (condition.values.length > 1) continue
          const [same] = explain(ledger, view, figure, { scope, where: [condition] })
          expect([figure.id, same?.value, same?.notCounted.length]).toEqual([figure.id, value, found.notCounted.length])
        }
    }),
    { numRuns: 30, seed },
  )
  expect(Object.entries(seen).filter(([name, count]) => name !== 'differing' && count < 20)).toEqual([])
})

test(`differences by groups add up, and each has events; seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(asked, fc.double({ min: 0, max: 1, noNaN: true }), async (one, share) => {
      const { script, day, dimension, pick } = one
      const ledger = await play(script)
      const knownAt = Math.max(1, Math.floor(ledger.size * share))
      const [first, second] = [
        ledger.asOf(day < '2021-01-01' ? day : '2020-06-30', { knownAt }),
        ledger.asOf('2025-01-01'),
      ]
      const figures = figuresBy(second, dimension, pick)
      const found = diff(ledger, first, second, { figures, by: [dimension] })
      for (const figure of figures) {
        const [before, after] = [first, second].map((view) => figureRows(view, figure, { by: [dimension] }))
        const own = found.differences.filter((difference) => difference.figure === figure.id)
        for (const { scope, by, difference, part, steps, first: old, second: now, windows } of own) {
          const same = (row: { scope?: string; by?: Readonly<Record<string, string>> }): boolean =>
            row.scope === scope && JSON.stringify(row.by) === JSON.stringify(by)
          expect([figure.id, by, old ?? 0, now ?? 0]).toEqual([
            figure.id,
            by,
            before?.find(same)?.value ?? 0,
            after?.find(same)?.value ?? 0,
          ])
          const subjects = steps.flatMap((step) => step.subjects)
          expect(difference).toBe(part ? plus(part[1], -part[0]) : plus(Number(now), -Number(old)))
          expect(sumOf(steps.map((step) => ({ value: step.difference })))).toBe(difference)
          expect(subjects.filter(({ events }) => events.length === 0)).toEqual([])
          expect(windows !== undefined).toBe(figure.kind === 'flow' || figure.kind === 'flow-rate')
          seen.differing++
        }
      }
    }),
    { numRuns: 12, seed },
  )
  expect(seen.differing).toBeGreaterThan(50)
})

test('what moved to another town is told by the event that moved it, and by nothing of its members', async () => {
  const listed = { unitId: 'u1', kind: 'enterprise', name: '甲', town: '东镇' } as const
  const options = { actor: 'test', now: new Date('2020-07-01T00:00:00Z'), newId: () => crypto.randomUUID() }
  const ledger = await createLedger(memoryStore(), { book: 'test', name: '测试' }, options)
  const recorded = await ledger.record(
    [
      { type: 'UnitListed', effectiveOn: '2020-01-01', data: listed },
      { type: 'UnitDetailsChanged', effectiveOn: '2020-06-01', data: { unitId: 'u1', town: '西镇' } },
      { type: 'OrganizationFounded', effectiveOn: '2020-01-01', data: founded },
      {
        type: 'MemberEnrolled',
        effectiveOn: '2020-02-01',
        data: { memberId: 'm1', organizationId: 'o1', status: 'full' },
      },
    ],
    options,
  )
  expect(recorded.ok).toBe(true)
  const moved = ledger.events().find(({ type }) => type === 'UnitDetailsChanged')?.position
  const views = [ledger.asOf('2020-05-31'), ledger.asOf('2020-06-01')] as const
  const figures = ['members', 'units-covered'].map(figureNamed)
  const { differences } = diff(ledger, ...views, { figures, by: ['town'], scope: 'enterprise' })
  expect(differences.map(({ figure, by, difference }) => [figure, by?.['town'], difference])).toEqual([
    ['members', '东镇', -1],
    ['members', '西镇', 1],
    ['units-covered', '东镇', -1],
    ['units-covered', '西镇', 1],
  ])
  for (const { steps } of differences)
    expect(steps.flatMap(({ subjects }) => subjects.flatMap(({ events }) => events))).toEqual([moved])
})
