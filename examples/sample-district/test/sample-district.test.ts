import { readFileSync } from 'node:fs'
import {
  memoryStore,
  openLedger,
  plusDays,
  relation,
  relations,
  rowsOn,
  restoreLedger,
  type Row,
  type View,
} from '@taizhang/core'
import { type AnyRelation } from '@taizhang/kernel/define'
import { coverageOn, figureCatalogue, figureRows } from '@taizhang/core/figures'
import { describe, expect, it, test } from 'vitest'
import * as naive from '../../../packages/core/test/naive/index.ts'
import { generateSample } from '../generate.ts'

const reportDay = '2021-06-30'
const committed = readFileSync(new URL('../sample-district.ndjson', import.meta.url), 'utf8')
const texts = committed.trimEnd().split('\n')
const store = memoryStore()
const restored = await restoreLedger(store, texts)
const ledger = await openLedger(store, { book: '350399' })
const view = ledger.asOf(reportDay)
const inJuly = ledger.asOf(reportDay, { knownAt: '2021-07-05' })

/** A figure's values; those counted by something as `{ of: value }`. */
function valuesOf(
  id: string,
  on: View,
  window: { readonly from?: string; readonly to?: string } = {},
): readonly unknown[] {
  const figure = figureCatalogue.get(id)
  if (!figure) throw new Error(`no figure ${id}`)
  return figureRows(on, figure, { window }).map(({ value, by, scope }) => {
    const of = scope ?? (by && Object.values(by)[0])
    return of === undefined ? value : { [of]: value }
  })
}
const totals = (on: View): unknown => coverageOn(on).scopes

test('the sample is a whole valid book', () => {
  expect(restored).toMatchObject({ ok: true, book: '350399' })
})

/** The committed file was recorded by an earlier program, so types whose version has risen since have a lower one there. */
function withVersionOf(line: string, recorded = '{}'): string {
  const { version } = JSON.parse(recorded) as { readonly version?: number }
  return line.replace(/"version":\d+\}$/, `"version":${version}}`)
}

test('generating it again gives the committed bytes, but for versions', async () => {
  const lines = (await generateSample()).text.trimEnd().split('\n')
  expect(lines.map((line, at) => withVersionOf(line, texts[at]))).toEqual(texts)
})

describe('the report of 30 June 2021', () => {
  it('has its coverage', () => {
    expect(totals(view)).toMatchObject([
      {
        scope: 'enterprise',
        listed: 125,
        covered: 119,
        rate: '95.2',
        workRate: '100.0',
        organizations: 80,
        committees: 3,
        members: 610,
        employees: 17489,
      },
      {
        scope: 'social-organization',
        listed: 51,
        covered: 44,
        rate: '86.3',
        workRate: '100.0',
        organizations: 24,
        committees: 0,
        members: 121,
        employees: 2026,
      },
    ])
  })

  it.each<readonly [id: string, values: readonly unknown[]]>([
    ['organizations-founded', [16]],
    ['group-committees', [3]],
    ['upgrades', [1]],
    ['organizations-reassigned', [{ education: 7 }, { o005: 4 }, { parks: 1 }, 12]],
    ['shells-settled', [{ OrganizationDissolved: 4 }, { OrganizationMerged: 2 }, { RectificationClosed: 1 }, 7]],
    ['terms-renewed', [69]],
    ['dossiers', [104]],
    ['dossiers-reviewed', [102]],
    ['members-recruited', [{ 'middle-or-above': 56 }, { other: 91 }, 147]],
    ['investors-recruited', [1]],
    ['should-have-but-lacks', [{ enterprise: 0 }, { 'social-organization': 0 }]],
  ])('has its %s', (id, values) => {
    expect(valuesOf(id, view)).toEqual(values)
  })

  it('counts the same over the windows that it names, seen from the end of the year', () => {
    const end = ledger.asOf('2021-12-31')
    expect(valuesOf('organizations-founded', end, { from: '2018-01-01', to: '2021-07-01' })).toEqual([16])
    expect(valuesOf('terms-renewed', end, { from: '2018-01-01', to: '2021-07-01' })).toEqual([69])
    expect(valuesOf('members-recruited', end, { from: '2018-07-01', to: '2021-07-01' })).toContain(147)
    expect(valuesOf('investors-recruited', end, { from: '2019-01-01', to: '2020-01-01' })).toEqual([1])
  })

  it('has most secretaries in management', () => {
    expect(Number(valuesOf('secretaries-in-management', view)[0])).toBeGreaterThan(104 / 2)
  })

  it('has joint branches over at most five units each', () => {
    const { organization, coverage } = relation
    const joint = rowsOn(view, organization).filter(({ attributes }) => attributes.formation === 'joint')
    const counted = (category: string): number =>
      joint.filter(({ attributes }) => attributes.category === category).length
    expect(counted('enterprise')).toBeGreaterThanOrEqual(10)
    expect(counted('social-organization')).toBeGreaterThanOrEqual(5)
    const covers = Map.groupBy(rowsOn(view, coverage), ({ key }) => key.organizationId)
    expect(Math.max(...[...covers.values()].map((rows) => rows.length))).toBe(5)
  })
})

describe('what was known when', () => {
  it('was 118 of 125 in July, because a founding of June was filed in October', () => {
    expect(coverageOn(inJuly).scopes[0]).toMatchObject({ listed: 125, covered: 118, rate: '94.4', organizations: 79 })
    expect(coverageOn(ledger.asOf('2021-06-19')).scopes[0]).toMatchObject({ covered: 118 })
    expect(coverageOn(ledger.asOf('2021-06-20')).scopes[0]).toMatchObject({ covered: 119 })
    expect(valuesOf('organizations-founded', inJuly)).toEqual([15])
  })

  it('was the same for all that the founding does not touch', () => {
    expect(coverageOn(inJuly).scopes[1]).toEqual(coverageOn(view).scopes[1])
    expect(coverageOn(inJuly).scopes[0]).toMatchObject({ members: 610, employees: 17489, workRate: '100.0' })
    expect(valuesOf('terms-renewed', inJuly)).toEqual([69])
  })

  it('was put right in the reported figures: what the founding had changed, and nothing else', () => {
    const corrections = ledger
      .events()
      .flatMap((event) => (event.type === 'FigureReported' && event.corrects !== undefined ? [event.data] : []))
    expect(corrections.map(({ figureId, quantity }) => [figureId, quantity])).toEqual([
      ['organizations', { value: 80, qualifier: 'exact' }],
      ['organization-coverage', { value: 95.2, qualifier: 'exact' }],
    ])
  })
})

test('coverage of enterprises grew from about 60 % to 95 %', () => {
  const days = Array.from({ length: 8 }, (_, year) => `${2013 + year}-12-31`)
  const rates = ['2012-12-31', ...days, reportDay].map((day) => Number(coverageOn(ledger.asOf(day)).scopes[0]?.rate))
  expect(rates).toEqual(rates.toSorted((a, b) => a - b))
  expect(rates[0]).toBeCloseTo(60, -1)
})

test('no total changes on the day on which the kindergartens move, nor through the batch that says so', () => {
  const moved = ledger
    .events()
    .find(({ type, data }) => type === 'OrganizationReassigned' && data['superiorId'] === 'education')
  const { effectiveOn: on = '', position = 0, batch = { index: 0, count: 0 } } = moved ?? {}
  expect(batch).toEqual({ index: 0, count: 7 })
  expect(totals(ledger.asOf(on))).toEqual(totals(ledger.asOf(plusDays(on, -1))))
  const [before, after] = [position, position + batch.count]
  expect(totals(ledger.asOf(on, { knownAt: after }))).toEqual(totals(ledger.asOf(on, { knownAt: before })))
})

describe('a model that is written from the specification alone', () => {
  const events = texts.map((text) => JSON.parse(text) as naive.PlainEvent)
  const views = ['2012-12-31', '2017-08-20', '2019-06-05', reportDay, '2021-12-31'].flatMap((asOf) => [
    { asOf, knownAt: ledger.size },
    { asOf, knownAt: inJuly.size },
  ])

  it.each(views)('counts the same coverage on $asOf, known at $knownAt', (at) => {
    expect(naive.coverageOn(events, at)).toEqual(totals(ledger.asOf(at.asOf, at)))
  })

  it.each(relations.map(({ name }) => name))('has the same facts of %s', (name) => {
    const found: AnyRelation | undefined = relations.find((one) => one.name === name)
    type Told = Pick<Row, 'key' | 'attributes' | 'from' | 'to' | 'openedBy'> & {
      readonly closedBy?: number | null | undefined
    }
    const told = ({ key, attributes, from, to, openedBy, closedBy }: Told): Told => ({
      key,
      attributes,
      from,
      to,
      openedBy,
      ...(typeof closedBy === 'number' && { closedBy }),
    })
    const inOrder = (a: Told, b: Told): number =>
      a.openedBy - b.openedBy || (Object.values(a.key).join(' ') < Object.values(b.key).join(' ') ? -1 : 1)
    const same = naive.rowsOn(events, { asOf: reportDay, knownAt: ledger.size }).filter((row) => row.relation === name)
    const rows: readonly Row[] = found ? rowsOn(view, found) : []
    expect(rows.map(told).toSorted(inOrder)).toEqual(same.map(told).toSorted(inOrder))
  })

  it('finds nothing impossible in it', () => {
    expect(naive.impossible(events)).toEqual([])
  })
})
