import { draft, party, plusDays, type Row, type View } from '@taizhang/core'
import {
  conditionOf,
  dimensionsOf,
  figureNamed,
  figureCatalogue,
  figureRows,
  listNamed,
  listOf,
  termsDue,
  type Figure,
} from '@taizhang/core/figures'
import { findingsOn } from '@taizhang/core/rulebook'
import { play, scriptArbitrary, smallUniverse } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { html } from '../src/html.ts'
import { markdown, reportOf, type Report } from '../src/index.ts'
import { bookOf, emptyView, hostileView, reportDay, sampleLedger } from './books.ts'

const ledger = await sampleLedger()
const view = ledger.asOf(reportDay)
const report = reportOf(view)
const golden = (name: string): string => new URL(`golden/${name}`, import.meta.url).pathname
const itemsOf = ({ sections }: Report): Report['sections'][number]['items'] => sections.flatMap(({ items }) => items)

/** The same rows, without what the report adds to them. */
const rowsIn = (report: Report): readonly unknown[] =>
  itemsOf(report).flatMap(({ values }) => values.map(({ behind, byTitle, differs, ...row }) => row))
const rowsOf = (view: View, from?: string): readonly unknown[] =>
  [...figureCatalogue.values()].flatMap((figure) =>
    figureRows(view, figure, { window: from === undefined ? {} : { from } }),
  )

describe('what people read', () => {
  test.each(['zh', 'en'] as const)('Markdown of the sample district, %s', async (language) => {
    await expect(markdown(report, language)).toMatchFileSnapshot(golden(`report.${language}.md`))
  })

  test.each(['zh', 'en'] as const)('Markdown of an empty book, %s', async (language) => {
    await expect(markdown(reportOf(await emptyView()), language)).toMatchFileSnapshot(golden(`empty.${language}.md`))
  })
})

test('the title has what the field is called on the day, and the authority its second name', async () => {
  const named = await bookOf(
    '海屿区党建工作台账',
    draft('SupervisingAuthorityAssigned', '2012-01-01', { authority: '海屿区委两新工委' }),
    draft('FieldNamed', '2018-01-01', { name: '两新组织' }),
    draft('SupervisingAuthorityAssigned', '2019-07-01', {
      authority: '海屿区委社会工作部',
      secondName: '海屿区委两新工委',
    }),
    draft('FieldNamed', '2020-01-01', { name: '两企三新' }),
    draft('FieldNamed', '2021-01-01', { name: '新兴领域' }),
  )
  const heads = ['2017-12-31', '2018-12-31', '2020-12-31', reportDay].flatMap((day) =>
    (['zh', 'en'] as const).flatMap((language) => {
      const told = reportOf(named.asOf(day))
      const page = html(told, language)
      return [
        ...markdown(told, language).split('\n').slice(0, 4),
        ...[/<title>.*<\/title>/, /<h1>.*<\/h1>/, /<p class="authority">.*?<\/p>/].map((part) => part.exec(page)?.[0]),
        '',
      ]
    }),
  )
  await expect(`${heads.join('\n')}\n`).toMatchFileSnapshot(golden('field-named.txt'))
})

describe('the same view', () => {
  test('gives the same bytes, also from a book that was read again', async () => {
    const again = reportOf((await sampleLedger()).asOf(reportDay))
    expect(JSON.stringify(again)).toBe(JSON.stringify(report))
    for (const language of ['zh', 'en'] as const) {
      expect(markdown(again, language)).toBe(markdown(report, language))
      expect(html(again, language)).toBe(html(report, language))
      expect(html(again, language)).toBe(html(again, language))
    }
  })

  test('gives what the catalogue gives, in its order; --from is the start of every flow', () => {
    expect(rowsIn(report)).toEqual(rowsOf(view))
    expect(rowsIn(reportOf(view, { from: '2020-01-01' }))).toEqual(rowsOf(view, '2020-01-01'))
    expect(itemsOf(report).map(({ figure }) => figure)).toEqual([...figureCatalogue.keys()])
  })

  test('gives a report for any book and day', async () => {
    await fc.assert(
      fc.asyncProperty(scriptArbitrary(), fc.constantFrom(...smallUniverse.days), async (script, day) => {
        const any = (await play(script)).asOf(day)
        const made = reportOf(any)
        expect(rowsIn(made)).toEqual(rowsOf(any))
        expect(made.terms).toEqual(termsDue(any, { amount: 6, unit: 'months' }))
        for (const text of [markdown(made, 'zh'), html(made, 'en')]) expect(text).not.toMatch(/undefined|NaN|\[object/)
      }),
      { numRuns: 30 },
    )
  })

  test.each(['0001-01-01', '1921-07-23', '2012-02-29', '9999-12-31'])('on %s as well', (day) => {
    const then = reportOf(ledger.asOf(day))
    expect(rowsIn(then)).toEqual(rowsOf(ledger.asOf(day)))
    for (const text of [markdown(then, 'en'), html(then, 'zh')]) expect(text).not.toMatch(/undefined|NaN|Infinity/)
  })
})

describe('the report of a part', () => {
  const by = ['town']
  const where = [conditionOf('town=临港镇')]

  test('grouped, has each figure by its groups; what cannot be grouped so is named', () => {
    const made = reportOf(view, { by })
    expect(rowsIn(made)).toEqual([...figureCatalogue.values()].flatMap((figure) => figureRows(view, figure, { by })))
    expect(made.omitted).toBeUndefined()
    const canBe = ([, figure]: readonly [string, Figure]): boolean =>
      dimensionsOf(view, figure).some(({ id }) => id === 'status')
    const { omitted } = reportOf(view, { by: ['status'] })
    expect(omitted).toEqual([...figureCatalogue].filter((one) => !canBe(one)).map(([id]) => id))
    expect(omitted?.length).toBeGreaterThan(0)
    expect(markdown(made, 'zh')).toMatch(/党员数.*其中非公企业 · 东屿镇 141 人/)
  })

  test('filtered, counts and lists what meets the conditions alone, and says so', () => {
    const made = reportOf(view, { where })
    const towns = (ids: readonly string[]): unknown =>
      new Set(
        listOf(view, listNamed(view, 'organizations'))
          .rows.filter(({ row }) => ids.includes(String(row.key['organizationId'])))
          .map(({ cells }) => cells[8]?.join()),
      )
    expect(made.terms.length).toBeLessThan(report.terms.length)
    expect(towns(made.terms.map(({ organizationId }) => organizationId))).toEqual(new Set(['临港镇']))
    expect(made.findings.length).toBeGreaterThan(0)
    expect(made.findings.length).toBeLessThan(report.findings.length)
    const listed = itemsOf(made).find(({ figure }) => figure === 'units-listed')
    expect(listed?.values[0]).toMatchObject({ value: 24, behind: { counted: 24 } })
    for (const language of ['zh', 'en'] as const) {
      expect(markdown(made, language)).toContain(
        { zh: '只计：乡镇（街道） = 临港镇', en: 'Only: Town = 临港镇' }[language],
      )
      expect(html(made, language)).not.toMatch(/undefined|NaN|Infinity/)
    }
  })
})

test('a flow that has not begun says so', () => {
  expect(markdown(reportOf(ledger.asOf('2017-12-30')), 'en')).toContain('from 1 January 2018 on, not begun yet')
})

describe('every value', () => {
  test('but those told apart says what it was counted from, and no more positions than events', () => {
    const values = itemsOf(report).flatMap(({ values }) => values)
    for (const { by, behind } of values) {
      expect(behind === undefined).toBe(by !== undefined)
      expect(behind?.positions.length ?? 0).toBe(Math.min(12, behind?.events ?? 0))
    }
    const listed = values.find(({ figure, scope }) => figure === 'units-listed' && scope === 'enterprise')
    expect(listed).toMatchObject({ value: 125, behind: { counted: 125 } })
    for (const position of listed?.behind?.positions ?? []) expect(ledger.event(position)?.type).toMatch(/^Unit/)
  })

  test('that differs from what was reported is marked, with both', async () => {
    const text = markdown(reportOf(await hostileView()), 'en')
    expect(text).toMatch(
      /\*\*Differs from what was reported\*\*: Enterprises reported as 123,456,789 organizations \(源+, event \d+\), 123,456,785 organizations above/,
    )
  })
})

const helped = (on: string) =>
  draft('ActivityRecorded', on, {
    kind: 'revitalization-action',
    unitId: 'u1',
    quantity: { value: 1, qualifier: 'exact' },
  })

test('what is under several headings and counts once in the total says so, in text and on the page', async () => {
  const twice = await bookOf(
    '册',
    draft('UnitListed', '2018-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲' }),
    helped('2019-03-01'),
    helped('2020-03-01'),
  )
  const made = reportOf(twice.asOf(reportDay))
  expect(
    itemsOf(made)
      .find(({ figure }) => figure === 'revitalization')
      ?.values.at(-1),
  ).toMatchObject({ repeated: 1 })
  for (const text of [markdown(made, 'zh'), html(made, 'zh')])
    expect(text).toContain('同一个计入几类的，合计只计一次；各类之和比合计多 1 家')
  for (const text of [markdown(made, 'en'), html(made, 'en')])
    expect(text).toContain('counts once in the total: the headings come to 1 unit more')
  expect(markdown(made, 'zh').split('同一个计入几类')).toHaveLength(2)
})

const suggested = (value: number) => ({ by: 'party', quantity: { value, qualifier: 'exact' } }) as const
const said = (figureId: string, value: number, qualifier: 'exact' | 'more-than') =>
  draft('FigureReported', '2021-06-01', { figureId, quantity: { value, qualifier }, asOf: reportDay, source: '年报' })

describe('how far off what was reported is', () => {
  test('is told in percentage points of a rate, and never as more exact than the report', async () => {
    const told = await bookOf(
      '册',
      draft('SuggestionSubmitted', '2021-01-01', suggested(10)),
      draft('SuggestionAdopted', '2021-01-01', suggested(7)),
      said('party-suggestions-adoption-rate', 71, 'exact'),
      said('suggestions-adopted', 20, 'more-than'),
    )
    const made = reportOf(told.asOf(reportDay))
    const [zh, en] = [markdown(made, 'zh'), markdown(made, 'en')]
    expect(zh).toContain('填报 71%（年报，第 3 条），比台账推算多 1 个百分点')
    expect(en).toContain('reported as 71% (年报, event 3), 1 percentage point above what the ledger derives')
    expect(zh).toContain('填报 超过 20 条（年报，第 4 条），比台账推算多 超过 13 条')
    expect(en).toContain('more than 20 suggestions (年报, event 4), more than 13 suggestions above what')
  })
})

describe('findings', () => {
  test('are those of the rulebook, with their names; all are in the value, the texts say how many are left out', () => {
    expect(report.findings.map(({ name, ...finding }) => finding)).toEqual(findingsOn(view))
    const overdue = report.findings.filter(({ ruleId }) => ruleId === 'TERM-OVERDUE')
    expect(overdue.length).toBe(11)
    for (const { name } of overdue) expect(name?.zh).toMatch(/党支部$/)
    for (const text of [markdown(report, 'en'), html(report, 'en')]) {
      expect(text).toContain('143 in all: 100 violations, 3 warnings, 40 notices.')
      expect(text).toContain('And 1 more, not listed here.')
      expect(text).not.toMatch(/findings command|terms command|history command/)
      expect(text.indexOf('TERM-OVERDUE')).toBeLessThan(text.indexOf('TERM-REMIND'))
    }
  })

  test('of reported figures and the marks of these agree, whatever leeway the book gives “about”', async () => {
    for (const aboutPercent of [undefined, 0, 50]) {
      const marked = await bookOf(
        '册',
        ...(['exact', 'about', 'more-than', 'at-least'] as const).map((qualifier, at) =>
          draft('FigureReported', '2021-06-01', {
            figureId: ['dossiers', 'brands', 'awards', 'problems-resolved'][at] ?? '',
            quantity: { value: at === 3 ? 0 : 1, qualifier },
            asOf: reportDay,
            source: '年中报表',
          }),
        ),
        draft('BrandRecognized', '2020-01-01', { brandId: 'b1', name: '品牌', level: 'district' }),
        ...(aboutPercent === undefined
          ? []
          : [
              draft('RuleAdopted', '2020-01-01', {
                ruleId: 'FIGURE-GAP',
                check: 'FIGURE-GAP',
                severity: 'violation',
                parameters: { aboutPercent },
                title: { zh: '不符', en: 'Differs' },
                citation: { zh: '本区', en: 'here' },
              }),
            ]),
      )
      const made = reportOf(marked.asOf(reportDay))
      const differing = itemsOf(made).flatMap(({ values }) => values.filter(({ differs }) => differs))
      const gaps = made.findings.filter(({ ruleId }) => ruleId === 'FIGURE-GAP')
      expect(differing.map(({ figure }) => figure).toSorted()).toEqual(gaps.map(({ subject }) => subject).toSorted())
      expect(differing.length).toBeGreaterThan(0)
    }
  })
})

const lastValue = (id: string): unknown =>
  itemsOf(report)
    .find(({ figure }) => figure === id)
    ?.values.at(-1)?.value

describe('charts', () => {
  const { charts } = report
  test('add up to the figures', () => {
    expect(charts.formations.reduce((sum, { total }) => sum + total, 0)).toBe(lastValue('dossiers'))
    for (const { total, kinds } of charts.formations) expect(Object.values(kinds).reduce((a, b) => a + b)).toBe(total)
    expect(charts.coverage.series.map(({ points }) => points.at(-1))).toEqual([
      { on: reportDay, value: '95.2' },
      { on: reportDay, value: '86.3' },
    ])
    const due = termsDue(view, { amount: 2, unit: 'years' })
    expect(charts.termsDue.months.reduce((sum, { terms }) => sum + terms, charts.termsDue.overdue)).toBe(due.length)
    expect(charts.recruited.years.at(-1)).toMatchObject({ from: '2021-01-01', to: reportDay })
  })

  test('start where the report does', () => {
    const { charts } = reportOf(view, { from: '2019-03-05' })
    expect(charts.recruited.years[0]).toMatchObject({ from: '2019-03-05', to: '2019-12-31' })
    expect(charts.coverage.series[0]?.points[0]?.on).toBe('2019-03-31')
  })

  test('of many years have few points', () => {
    const { charts } = reportOf(view, { from: '1921-07-23' })
    expect(charts.coverage.series[0]?.points.length).toBe(101)
  })
})

test('a book cannot write markup', async () => {
  const hostile = reportOf(await hostileView())
  for (const language of ['zh', 'en'] as const) {
    expect(html(hostile, language)).not.toContain('<script')
    expect(markdown(hostile, language)).toContain(String.raw`\<script\>`)
  }
})

/** The rows of a relation that name a unit. */
const ofUnit = ({ facts }: View, name: string, unitId: unknown): readonly Row[] =>
  party.relations
    .filter((relation) => relation.name === name)
    .flatMap((relation) => facts.where(relation, 'unitId', String(unitId)))

const holds = (rows: readonly Row[], day: string): boolean => rows.some(({ from, to }) => from <= day && day < to)

test('the first page says what the figures and lists say, on random books', async () => {
  const seen = { uncovered: 0, towns: 0 }
  const days = [...new Set(smallUniverse.days)]
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 14 }), fc.constantFrom(...days), async (script, day) => {
      const view = (await play(script)).asOf(day)
      const { front, scopes } = reportOf(view)
      const figure = figureNamed('organization-coverage')
      for (const { scope } of scopes) {
        const { rows } = listOf(view, listNamed(view, 'units'), { leftOut: { figure, scope }, columns: ['unitId'] })
        const uncovered = front.uncovered.filter((one) => one.scope === scope)
        expect(uncovered.length).toBeLessThanOrEqual(rows.length)
        const withoutAny = rows.filter(({ row }) => !holds(ofUnit(view, 'coverage', row.key['unitId']), day))
        expect(uncovered.map(({ unitId }) => unitId).toSorted()).toEqual(
          withoutAny.map(({ row }) => String(row.key['unitId'])).toSorted(),
        )
        const rate = figureRows(view, figure, {}).find((one) => one.scope === scope)
        const first = front.rates.find((one) => one.figure === figure.id && one.scope === scope)
        expect([first?.value, first?.before]).toEqual([
          rate?.value,
          figureRows({ ...view, asOf: front.compared }, figure).find((one) => one.scope === scope)?.value ?? null,
        ])
        seen.uncovered += uncovered.length
      }
      const [towns, units] = [
        front.towns.reduce((sum, { uncovered }) => sum + uncovered, 0),
        new Set(front.uncovered.map(({ unitId }) => unitId)).size,
      ]
      expect(towns).toBe(units)
      seen.towns += front.towns.length
      for (const { since, unitId } of front.uncovered) {
        const [listed, covered] = [ofUnit(view, 'unit', unitId), ofUnit(view, 'coverage', unitId)]
        expect([since <= day, holds(listed, since), holds(covered, since)]).toEqual([true, true, false])
        const before = plusDays(since, -1)
        expect(holds(listed, before) && !holds(covered, before)).toBe(false)
      }
    }),
    { numRuns: 25 },
  )
  expect(Math.min(seen.uncovered, seen.towns)).toBeGreaterThan(20)
})
