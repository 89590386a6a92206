import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fixture, folder, golden, makeDistrict, run } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('district.ledger')
const day = ['--as-of', '2021-06-30']

beforeAll(async () => {
  await makeDistrict(ledger)
  const { code, stderr } = await run(['record', ledger, fixture('outcomes.ndjson')])
  if (code !== 0) throw new Error(stderr)
})
afterAll(remove)

/** Runs a command that must succeed and say nothing on stderr. */
async function ok(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const figures = ['training-attendance', 'emergency-production', 'role-units', 'dues-returned', 'dues-return-rate']
const asked = [...figures, 'party-suggestions-adoption-rate', 'brands']

describe('what people read', () => {
  test.each([
    ['outcome-figures', ['figures', ledger, ...asked, ...day]],
    ['outcome-organization', ['organization', ledger, 'o1', ...day]],
    [
      'outcome-series',
      ['series', ledger, 'training-attendance', '--from', '2019-01-01', '--to', '2021-06-30', '--every', 'year'],
    ],
    ['outcome-event', ['events', 'ActivityRecorded']],
  ])('%s, in Chinese and in English', async (name, args) => {
    await expect(await ok(...args, '--lang', 'zh')).toMatchFileSnapshot(golden(`${name}.zh.txt`))
    await expect(await ok(...args, '--lang', 'en')).toMatchFileSnapshot(golden(`${name}.en.txt`))
  })
})

const said = (figureId: string, value: number, qualifier: string): string =>
  JSON.stringify({
    type: 'FigureReported',
    effectiveOn: '2021-06-30',
    data: { figureId, scope: 'enterprise', quantity: { value, qualifier }, asOf: '2021-06-30', source: '年报' },
  })

test('what was reported is told apart from what is derived only where both cannot be right', async () => {
  const reports = path('reports.ledger')
  await makeDistrict(reports)
  const stdin = [
    said('members', 1, 'more-than'),
    said('units-listed', 3, 'more-than'),
    said('organization-coverage', 99, 'exact'),
    said('organizations', 9, 'at-least'),
  ].join('\n')
  expect((await run(['record', reports], { stdin })).code).toBe(0)
  const asked = ['members', 'units-listed', 'organization-coverage', 'organizations']
  const sheet = await ok('figures', reports, ...asked, ...day, '--scope', 'enterprise', '--lang', 'en')
  const ends = sheet
    .split('\n')
    .slice(3, -1)
    .map((line) => line.split(/ {2,}/).slice(-3, -1))
  expect(ends).toEqual([
    ['more than 1', 'agrees'],
    ['more than 3', 'differs'],
    ['99', '32.3 percentage points above'],
    ['at least 9', 'at least 8 above'],
  ])
})

const rows = async (...args: readonly string[]): Promise<unknown> =>
  JSON.parse(await ok('figures', ledger, ...args, '--format', 'json'))
/** The header line. */
const csv = async (...args: readonly string[]): Promise<string | undefined> =>
  (await ok(...args, '--format', 'csv')).split('\r\n')[0]

describe('what programs read', () => {
  test('a sum is exact, and as inexact as its worst part; measures that differ have no total', async () => {
    const days = { from: '2018-01-01', to: '2021-06-30' }
    const figure = 'emergency-production'
    expect(await rows(figure, ...day)).toEqual([
      { figure, by: { product: 'disinfectant' }, value: 0.3, measure: 'tonnes', ...days },
      { figure, by: { product: 'mask' }, value: 90_000_000, qualifier: 'more-than', measure: 'pieces', ...days },
      { figure, value: null, measure: 'various', ...days },
    ])
    expect(await rows('party-suggestions-adoption-rate', ...day)).toEqual([
      {
        figure: 'party-suggestions-adoption-rate',
        value: '70.0',
        qualifier: 'at-least',
        measure: 'percent',
        ...days,
      },
    ])
  })

  test('the latest report for the day stands beside what is derived; other days have none', async () => {
    const derived = { figure: 'brands', value: 1, measure: 'items' }
    const reported = { value: 2, qualifier: 'exact', source: '年中报告（更正）', event: 45 }
    expect(await rows('brands', ...day)).toEqual([{ ...derived, asOf: '2021-06-30', reported, difference: 1 }])
    expect(await rows('brands', '--as-of', '2021-06-29')).toEqual([{ ...derived, asOf: '2021-06-29' }])
    expect(await rows('brands', ...day, '--known-at', '22')).toEqual([
      { figure: 'brands', value: 0, measure: 'items', asOf: '2021-06-30' },
    ])
  })

  test('CSV has the same columns whether or not something was reported, or is inexact', async () => {
    const columns =
      'figure,scope,by,value,qualifier,measure,asOf,from,to,reported,difference,repeated,titleZh,titleEn,scopeTitleZh,scopeTitleEn,byTitleZh,byTitleEn'
    expect(await csv('figures', ledger, 'brands', '--as-of', '2021-06-29')).toBe(columns)
    expect(await csv('figures', ledger, 'brands', ...day)).toBe(columns)
    const years = ['--from', '2019-01-01', '--to', '2021-06-30', '--every', 'year']
    expect(await csv('series', ledger, 'brands', ...years)).toBe('on,value,qualifier')
    expect(await csv('series', ledger, 'training-attendance', ...years)).toBe('on,value,qualifier')
  })
})

const activity = (more: object): string =>
  JSON.stringify({
    type: 'ActivityRecorded',
    effectiveOn: '2021-01-01',
    data: { kind: 'training', quantity: { value: 1, qualifier: 'exact' }, ...more },
  })
const withValue = (value: number): object => ({ quantity: { value, qualifier: 'exact' } })

describe('what cannot be', () => {
  test.each([
    ['a product that is missing', activity({ kind: 'emergency-production' }), 'activity-untold', 'data.product'],
    ['a policy that is missing', activity({ kind: 'policy-granted' }), 'activity-untold', 'data.policy'],
    ['a product of a training', activity({ product: 'mask' }), 'activity-ill-told', 'data.product'],
    ['half a person-time', activity(withValue(0.5)), 'not-whole', 'data.quantity.value'],
    ['four decimals', activity(withValue(0.0001)), 'invalid', 'data.quantity.value'],
    ['less than nothing', activity(withValue(-1)), 'invalid', 'data.quantity.value'],
    ['a kind that is not registered', activity({ kind: 'party' }), 'invalid', 'data.kind'],
    [
      'a village on two lines',
      '{"type":"VillagePaired","effectiveOn":"2021-01-01","data":{"organizationId":"o1","village":"联星\\n村"}}',
      'invalid',
      'data.village',
    ],
    [
      'a score above a hundred',
      '{"type":"AppraisalScored","effectiveOn":"2021-01-01","data":{"organizationId":"o1","kind":"annual","score":100.5}}',
      'invalid',
      'data.score',
    ],
    [
      'money in yuan and cents',
      '{"type":"DuesPaid","effectiveOn":"2021-01-01","data":{"organizationId":"o1","amountFen":12.5}}',
      'invalid',
      'data.amountFen',
    ],
  ])('%s', async (_, line, code, at) => {
    const { code: exit, stderr } = await run(['check', ledger, '-', '--format', 'json'], { stdin: `${line}\n` })
    expect(exit).toBe(1)
    expect(JSON.parse(stderr)).toMatchObject({ code, path: at })
  })
})
