import { party, plusDays, rowsOn, type Row, type View } from '@taizhang/core'
import {
  amountIn,
  behind,
  conditionOf,
  coverageOn,
  dimensionsOf,
  type FigureRow,
  figureCatalogue,
  figureRows,
  overWindow,
  seriesOf,
  type Figure,
} from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

/*
 * Figures by groups against a naive model: what a figure counts is asked of `behind`, which group each subject is in is found here, by hand.
 */

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days)]

type Columns = Readonly<Record<string, unknown>>
const columns = ({ key, attributes }: Row): Columns => ({ ...attributes, ...key })

const on = (view: View, name: string, column: string, value: unknown): readonly Row[] =>
  party.relations
    .filter((relation) => relation.name === name)
    .flatMap((relation) => rowsOn(view, relation))
    .filter((row) => value !== undefined && columns(row)[column] === value)

const unitsOfOrganization = (view: View, organizationId: unknown): readonly Row[] =>
  on(view, 'coverage', 'organizationId', organizationId).flatMap((row) =>
    on(view, 'unit', 'unitId', columns(row)['unitId']),
  )

/** The units that a fact is about. */
function unitsOf(view: View, row: Row): readonly Row[] {
  if (row.relation === 'unit') return [row]
  if (row.relation === 'instructor')
    return on(view, 'assignment', 'instructorId', columns(row)['instructorId']).flatMap((one) =>
      on(view, 'unit', 'unitId', columns(one)['unitId']),
    )
  if (row.relation === 'absence')
    return on(view, 'membership', 'memberId', columns(row)['memberId']).flatMap((one) => unitsOf(view, one))
  const own = on(view, 'unit', 'unitId', columns(row)['unitId'])
  const organizationId = columns(row)[row.relation === 'interview' ? 'target' : 'organizationId']
  return own.length > 0 ? own : unitsOfOrganization(view, organizationId)
}

/** What a fact has under a dimension on the view's day, as texts; nothing where it is not filled in. */
const valuesOf: Readonly<Record<string, (view: View, row: Row) => readonly unknown[]>> = {
  town: (view, row) => unitsOf(view, row).map((unit) => columns(unit)['town']),
  'unit-kind': (view, row) => unitsOf(view, row).map((unit) => columns(unit)['kind']),
  size: (view, row) =>
    unitsOf(view, row).flatMap((unit) => {
      const found = on(view, 'headcount', 'unitId', columns(unit)['unitId']).map((one) =>
        band(columns(one)['employees']),
      )
      return found.length > 0 ? found : [undefined]
    }),
}

const band = (employees: unknown): string => {
  const count = Number(employees)
  if (count < 10) return '0-9'
  if (count < 50) return '10-49'
  if (count < 100) return '50-99'
  return count < 300 ? '100-299' : count < 1000 ? '300-999' : '1000+'
}

const groupsOf = (view: View, dimension: string, row: Row): ReadonlySet<string> => {
  const found = valuesOf[dimension]?.(view, row) ?? []
  return new Set(
    found.length === 0 ? [''] : found.map((value) => (value === undefined ? '' : `${value as string | boolean}`)),
  )
}

const thousandths = (value: unknown): number => Math.round(Number(value) * 1000)
const seen = new Map<string, number>()

/** What an event is about as it stood on its day, or right before it ended: the unit that it names, else the member, else the organization. */
function groupsOfEvent(view: View, dimension: string, position: number): ReadonlySet<string> {
  const event = view.facts.events().find((one) => one.position === position)
  const day = String(event?.effectiveOn)
  const named = ['unit.unitId', 'membership.memberId', 'organization.organizationId'].map((name) => {
    const [relation, column = ''] = name.split('.')
    const id = event?.data[column]
    const found = party.relations.find((one) => one.name === relation)
    return found && id !== undefined ? view.facts.rows(found).filter((row) => columns(row)[column] === id) : []
  })
  const row = named.flat().find(({ from, to }) => from <= day && day < to)
  if (row) return groupsOf({ ...view, asOf: day }, dimension, row)
  const ended = named.map((rows) => rows.filter(({ to }) => to <= day).toSorted((a, b) => (a.to < b.to ? 1 : -1)))
  const before = ended.find((rows) => rows.length > 0)?.[0]
  return before ? groupsOf({ ...view, asOf: plusDays(before.to, -1) }, dimension, before) : new Set([''])
}

/** A stock or flow by one dimension, from what it counts. */
function naively(
  view: View,
  figure: Figure,
  dimension: string,
  scope: string | undefined,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  const groups = new Map<string, Set<string>>()
  for (const { rows, value, group, events } of behind(view, figure, { scope })) {
    const subjects =
      group === undefined ? rows.slice(0, 1) : rows.filter(({ relation }) => relation === rows[0]?.relation)
    const of = new Set(
      figure.kind === 'flow'
        ? events.flatMap((position) => [...groupsOfEvent(view, dimension, position)])
        : subjects.flatMap((row) => [...groupsOf(view, dimension, row)]),
    )
    for (const name of of)
      if (group === undefined) sums.set(name, (sums.get(name) ?? 0) + thousandths(value))
      else groups.set(name, (groups.get(name) ?? new Set()).add(group))
  }
  for (const [name, members] of groups) sums.set(name, members.size * 1000)
  return new Map([...sums].filter(([, sum]) => sum !== 0))
}

/** Whether each of a flow's contributions is one event, as those of most are. */
const byOneEvent = (view: View, figure: Figure): boolean =>
  behind(view, figure).every(({ events }) => events.length === 1)

/** Coverage by groups is what its figures are by groups. */
function expectCoverage(view: View, dimension: string): void {
  const named = { listed: 'units-listed', covered: 'units-covered', rate: 'organization-coverage', members: 'members' }
  for (const [member, id] of Object.entries(named)) {
    const rows = figureRows(view, figureCatalogue.get(id) as Figure, { by: [dimension] })
    const own = coverageOn(view, { by: [dimension] }).scopes
    for (const row of rows) {
      const found = own.find(({ scope, by }) => scope === row.scope && JSON.stringify(by) === JSON.stringify(row.by))
      expect([id, row.by, found?.[member as 'listed']]).toEqual([id, row.by, row.value])
    }
    seen.set('coverage', (seen.get('coverage') ?? 0) + rows.length)
  }
}

function expectGroups(view: View, figure: Figure, dimension: string): void {
  const rows = figureRows(view, figure, { by: [dimension] })
  for (const [scope, own] of Map.groupBy(rows, (row: FigureRow) => row.scope)) {
    const parts = own.filter(({ by }) => by !== undefined)
    const total = own.at(-1)
    const [plain] = figureRows(view, figure, scope === undefined ? {} : { scope }).slice(-1)
    expect([figure.id, dimension, total?.value]).toEqual([figure.id, dimension, plain?.value])
    if (figure.measure === 'various') continue
    for (const part of parts) {
      const group = { [dimension]: part.by?.[dimension] ?? '' }
      const contributed = figure.measure === 'percent' ? part : amountIn(behind(view, figure, { scope, group }))
      expect([figure.id, group, contributed.value]).toEqual([figure.id, group, part.value])
      const window = { from: '2018-01-01', to: plusDays(view.asOf, 1), every: 'year' as const }
      const points = overWindow(figure) ? [] : seriesOf(view, figure, { ...window, scope, by: [dimension] })
      const last = points.findLast(({ by, on }) => by?.[dimension] === group[dimension] && on === view.asOf) ?? part
      expect([figure.id, group, last.value]).toEqual([figure.id, group, part.value])
      const where = conditionOf(`${dimension}=${part.by?.[dimension]}`)
      if (where.values.length > 1) continue
      const [alone] = figureRows(view, figure, { ...(scope === undefined ? {} : { scope }), where: [where] })
      expect([figure.id, where, alone?.value]).toEqual([figure.id, where, part.value])
    }
    if (overWindow(figure) ? figure.kind !== 'flow' || !byOneEvent(view, figure) : figure.kind !== 'stock') continue
    const simple = naively(view, figure, dimension, scope)
    const counted = parts.filter(({ value }) => value !== 0)
    const found = new Map(counted.map(({ by, value }) => [by?.[dimension] ?? '', thousandths(value)]))
    expect([figure.id, dimension, sorted(found)]).toEqual([figure.id, dimension, sorted(simple)])
    const sum = parts.reduce((so, { value }) => so + thousandths(value), 0)
    expect(sum - thousandths(total?.repeated ?? 0)).toBe(thousandths(total?.value))
    seen.set(dimension, (seen.get(dimension) ?? 0) + found.size)
    seen.set(figure.kind, (seen.get(figure.kind) ?? 0) + found.size)
    if (total?.repeated !== undefined) seen.set('repeated', (seen.get('repeated') ?? 0) + 1)
  }
}

const sorted = (found: ReadonlyMap<string, number>): unknown => [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))

const members = [
  'UnitListed',
  'HeadcountReported',
  'OrganizationFounded',
  'CoverageExtended',
  'MemberEnrolled',
  'MemberTransferred',
]
const activities = [
  'UnitListed',
  'OrganizationFounded',
  'CoverageExtended',
  'ActivityRecorded',
  'DuesPaid',
  'TermRenewed',
  'OrganizationDissolved',
]

test(`every figure by groups is what the naive model counts, seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .constantFrom(undefined, members, activities)
        .chain((mostly) => scriptArbitrary({ batches: 40, ...(mostly ? { mostly } : {}) })),
      fc.constantFrom(...days),
      fc.constantFrom(...Object.keys(valuesOf)),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (script, day, dimension, share) => {
        const ledger = await play(script)
        const knownAt = Math.max(1, Math.floor(ledger.size * share))
        for (const view of [ledger.asOf(day), ledger.asOf('2025-01-01', { knownAt })]) {
          expectCoverage(view, dimension)
          for (const figure of figureCatalogue.values())
            if (dimensionsOf(view, figure).some(({ id }) => id === dimension)) expectGroups(view, figure, dimension)
        }
      },
    ),
    { numRuns: 150, seed },
  )
})

test('each dimension, stocks and flows were compared', () => {
  console.log(`groups compared: ${JSON.stringify(Object.fromEntries(seen))}`)
  const few = [...Object.keys(valuesOf), 'stock', 'flow'].filter((name) => (seen.get(name) ?? 0) < 30)
  expect(few).toEqual([])
})
