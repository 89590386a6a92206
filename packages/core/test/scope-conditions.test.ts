import { plusDays, relation, type DataOf, type Draft } from '@taizhang/core'
import { coverageOn, figureCatalogue, figureValue } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { given, play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'
import * as naive from './naive/index.ts'
import { plain } from './same-reasons.ts'
import { on } from './rulebook/limit-drafts.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

const mostly = [
  'UnitDetailsChanged',
  'HeadcountReported',
  'RevenueReported',
  'ResponsibleAuthorityAssigned',
  'CoverageExtended',
  'CoverageWithdrawn',
  'MemberEnrolled',
  'MemberTransferred',
  'MembershipSuspended',
]

test(`what counts under a scope with conditions is what the naive model counts; seed ${seed}`, async () => {
  const compared = { conditional: 0, counted: 0 }
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 25, mostly }),
      fc.constantFrom(...new Set(smallUniverse.days)),
      async (script, asOf) => {
        const ledger = await play(script)
        const view = ledger.asOf(asOf)
        const { scopes } = coverageOn(view)
        expect(scopes).toEqual(naive.coverageOn(plain(ledger), { asOf, knownAt: ledger.size }))
        const conditional = view.facts
          .rows(relation.scope)
          .filter(({ attributes }) => (attributes.conditions ?? []).length > 0)
          .map(({ key }) => key.scopeId)
        const own = scopes.filter(({ scope }) => conditional.includes(scope))
        compared.conditional += own.length
        for (const { listed, covered, members, organizations } of own)
          compared.counted += listed + covered + members + organizations
      },
    ),
    { numRuns: 40, seed },
  )
  expect(compared.conditional).toBeGreaterThan(10)
  expect(compared.counted).toBeGreaterThan(5)
})

const start = '2018-01-01'
const listed = (unitId: string, town: string, employees: number): Draft[] => [
  on(start, 'UnitListed', { unitId, kind: 'enterprise', name: unitId, town }),
  on(start, 'HeadcountReported', { unitId, employees }),
]
const branch = (organizationId: string, unitIds: string[]): Draft =>
  on(start, 'OrganizationFounded', {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'joint',
    category: 'enterprise',
    unitIds,
  })
const scope = (conditions: DataOf<'ScopeDefined'>['conditions'], day = '2019-01-01'): Draft =>
  on(day, 'ScopeDefined', {
    scopeId: 's',
    name: '本区三有企业',
    unitKinds: ['enterprise'],
    countsFormations: ['solo', 'joint', 'attached'],
    denominator: 'listed',
    ...(conditions ? { conditions } : {}),
  })
const book = [
  ...listed('u1', '东峤镇', 120),
  ...listed('u2', '东峤镇', 40),
  ...listed('u3', '月塘镇', 300),
  branch('o1', ['u2', 'u3']),
  branch('o2', ['u2']),
  on(start, 'MemberEnrolled', { memberId: 'm1', organizationId: 'o1', unitId: 'u2', status: 'full' }),
  on(start, 'MemberEnrolled', { memberId: 'm2', organizationId: 'o2', unitId: 'u2', status: 'full' }),
]
const counted = (ids: readonly string[], day: string) => (view: Parameters<typeof coverageOn>[0]) =>
  ids.map((id) => {
    const figure = figureCatalogue.get(id)
    if (!figure) throw new Error(id)
    return figureValue(view.facts, figure, { from: day, to: plusDays(day, 1) }, { scope: 's' }).value
  })
const all = ['units-listed', 'units-covered', 'organizations', 'members', 'employees', 'organization-coverage']

test('a unit counts where it meets every condition; an organization where it covers such a unit, a member where its organization does', async () => {
  const large = { dimension: 'employees', test: '>=', values: ['100'] } as const
  const then = given(...book).when(scope([large]))
  // u1 and u3; o1 covers u3, and m1 belongs to it, though working in u2.
  await then.shows('2020-01-01', counted(all, '2020-01-01'), [2, 1, 1, 1, 420, '50.0'])
  const inTown = given(...book).when(scope([large, { dimension: 'town', test: '=', values: ['月塘镇'] }]))
  await inTown.shows('2020-01-01', counted(all, '2020-01-01'), [1, 1, 1, 1, 300, '100.0'])
})

test('a definition that names no condition has none, from its day on', async () => {
  const small = { dimension: 'employees', test: '<', values: ['100'] } as const
  const then = given(...book).when(scope([small]), scope(undefined, '2020-01-01'))
  await then.shows('2019-12-31', counted(all, '2019-12-31'), [1, 1, 2, 2, 40, '100.0'])
  await then.shows('2020-01-01', counted(all, '2020-01-01'), [3, 2, 2, 2, 460, '66.7'])
})

type Condition = NonNullable<DataOf<'ScopeDefined'>['conditions']>[number]

test.each<Condition>([
  { dimension: 'town', test: '>=', values: ['东峤镇'] },
  { dimension: 'employees', test: '>=', values: ['many'] },
  { dimension: 'employees', test: '>=', values: ['1', '2'] },
  { dimension: 'park', test: '=', values: [] },
])('no condition: %j', async (condition) =>
  given()
    .when(scope([condition]))
    .isRefused('bad-condition'),
)
