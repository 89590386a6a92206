import { draft, type DataOf, type Draft, type View } from '@taizhang/core'
import { figureCatalogue, figureRows, type Window } from '@taizhang/core/figures'
import { describe, test } from 'vitest'
import { given, idOf } from '../src/testing/index.ts'

/** A figure's rows without its name, measure and days. */
const rowsOf =
  (id: string, window: Partial<Window> = {}) =>
  (view: View): unknown => {
    const figure = figureCatalogue.get(id)
    if (!figure) throw new Error(`no figure ${id}`)
    return figureRows(view, figure, { window }).map(({ by, value, qualifier }) =>
      [...Object.values(by ?? {}), value, ...(qualifier ? [qualifier] : [])].join(' '),
    )
  }

type Activity = DataOf<'ActivityRecorded'>
const activity = (
  on: string,
  kind: Activity['kind'],
  value: number,
  { qualifier = 'exact', ...more }: Partial<Activity> & Partial<Activity['quantity']> = {},
): Draft => draft('ActivityRecorded', on, { kind, quantity: { value, qualifier }, ...more })

const organization = (organizationId: string, category: 'enterprise' | 'none'): Draft =>
  draft('OrganizationFounded', '2017-01-01', {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category,
    unitIds: [],
  })

const disinfectant = (on: string, value: number): Draft =>
  activity(on, 'emergency-production', value, { product: 'disinfectant' })
const suggested = (value: number, qualifier: 'exact' | 'more-than'): Draft =>
  draft('SuggestionSubmitted', '2020-01-01', { by: 'party', quantity: { value, qualifier } })
const reached = (on: string, value: number, more: Partial<Activity> = {}): Draft =>
  activity(on, 'production-milestone', value, { product: 'caprolactam', unitId: 'u1', ...more })
const helped = (on: string, unitId?: string): Draft =>
  activity(on, 'revitalization-action', 3, unitId === undefined ? {} : { unitId })
const brand = (brandId: string, more: object): Draft =>
  draft('BrandRecognized', '2020-01-01', { brandId, name: brandId, level: 'district', ...more })

describe('quantities', () => {
  const trainings = [
    activity('2019-01-01', 'training', 60, { qualifier: 'at-least' }),
    activity('2020-01-01', 'training', 40),
    activity('2020-06-01', 'training', 10, { qualifier: 'about' }),
    activity('2021-01-01', 'training', 5, { qualifier: 'more-than' }),
  ]

  test.each([
    ['all of it', {}, '115 more-than'],
    ['without what is more than it says', { to: '2021-01-01' }, '110 about'],
    ['without what is about', { to: '2020-06-01' }, '100 at-least'],
    ['what is exact alone', { from: '2019-01-02', to: '2020-06-01' }, '40'],
    ['nothing', { from: '2019-01-02', to: '2019-12-31' }, '0'],
  ])('any window knows how exact its sum is: %s', async (_, window, expected) => {
    await given()
      .when(...trainings)
      .shows('2021-06-30', rowsOf('training-attendance', window), [expected])
  })

  test('sums have no dust', async () => {
    const made = given(disinfectant('2020-01-01', 0.1), disinfectant('2020-01-02', 0.2)).when(
      disinfectant('2020-01-03', 0.001),
    )
    await made.shows('2021-06-30', rowsOf('emergency-production'), ['disinfectant 0.301', ''])
    await made.shows('2021-06-30', rowsOf('emergency-production', { from: '2020-01-02' }), ['disinfectant 0.201', ''])
  })

  test('a ratio is as inexact as its part, and only about right over an inexact whole', async () => {
    const adopted = draft('SuggestionAdopted', '2020-02-01', {
      by: 'party',
      quantity: { value: 7, qualifier: 'at-least' },
    })
    const rate = rowsOf('party-suggestions-adoption-rate')
    await given(suggested(10, 'exact')).when(adopted).shows('2021-06-30', rate, ['70.0 at-least'])
    await given(suggested(10, 'more-than')).when(adopted).shows('2021-06-30', rate, ['70.0 about'])
  })
})

describe('production reached', () => {
  const first = reached('2017-12-31', 200_000)
  const more = [reached('2020-11-27', 280_000), reached('2020-11-27', 5, { unitId: 'u2' })]

  test('a milestone takes the place of the one before, of the same producer and product', async () => {
    const level = rowsOf('production-milestones')
    await given(first)
      .when(...more)
      .shows('2017-12-30', level, [''])
    await given(first)
      .when(...more)
      .shows('2020-11-26', level, ['caprolactam 200000', ''])
    await given(first)
      .when(...more)
      .shows('2020-11-27', level, ['caprolactam 280005', ''])
  })

  test('of two on one day the later in the book counts, and a correction stands in the place of what it corrects', async () => {
    const corrected = { ...reached('2020-11-27', 3), corrects: idOf(1), reason: '更正' }
    await given(reached('2020-11-27', 1), reached('2020-11-27', 2))
      .when(corrected)
      .shows('2021-06-30', rowsOf('production-milestones'), ['caprolactam 2', ''])
  })
})

test('different units count once in a window and once in each year', async () => {
  const actions = given(helped('2019-03-01', 'u1'), helped('2019-04-01', 'u1'), helped('2020-03-01', 'u1')).when(
    helped('2020-04-01', 'u2'),
    helped('2020-05-01'),
  )
  await actions.shows('2021-06-30', rowsOf('revitalization'), ['2019 1', '2020 2', '2'])
  await actions.shows('2021-06-30', rowsOf('revitalization', { from: '2020-03-02' }), ['2020 1', '1'])
})

test('what belongs to an organization that no statistic counts does not count either', async () => {
  const filed = given(organization('o1', 'enterprise'), organization('o2', 'none')).when(
    ...['o1', 'o2'].flatMap((organizationId) => [
      draft('DuesPaid', '2020-01-01', { organizationId, amountFen: 100 }),
      draft('RoleUnitEstablished', '2020-01-01', {
        roleUnitId: `r-${organizationId}`,
        kind: 'commando',
        organizationId,
      }),
      brand(`b-${organizationId}`, { organizationId }),
    ]),
    brand('b-park', {}),
  )
  await filed.shows('2021-06-30', rowsOf('dues-paid'), ['100'])
  await filed.shows('2021-06-30', rowsOf('role-units'), ['commando 1', '1'])
  await filed.shows('2021-06-30', rowsOf('brands'), ['2'])
})

test('what lies within an organization ends with it; a brand stays', async () => {
  const ended = given(
    organization('o1', 'enterprise'),
    draft('VenueOpened', '2019-01-01', { venueId: 'v1', kind: 'station', organizationId: 'o1' }),
    draft('VillagePaired', '2019-01-01', { organizationId: 'o1', village: '联星村' }),
    draft('BrandRecognized', '2019-01-01', { brandId: 'b1', name: '红帆', level: 'city', organizationId: 'o1' }),
  ).when(draft('OrganizationDissolved', '2020-01-01', { organizationId: 'o1', reason: '任务完成' }))
  for (const [figure, before, after] of [
    ['service-centers', ['station 1', '1'], ['0']],
    ['village-pairings', ['1'], ['0']],
    ['brands', ['1'], ['1']],
  ] as const) {
    await ended.shows('2019-12-31', rowsOf(figure), before)
    await ended.shows('2020-01-01', rowsOf(figure), after)
  }
})

test('an activity that its own batch takes back is not judged, and leaves nothing', async () => {
  const untold = { ...activity('2020-01-01', 'emergency-production', 1), id: idOf(900) }
  await given()
    .when(untold, draft('EventWithdrawn', '2020-01-01', { eventId: idOf(900), reason: '误录' }))
    .shows('2021-06-30', rowsOf('emergency-producers'), ['0'])
  await given().when(untold).isRefused('activity-untold')
})

test('an interview is open until it is followed up', async () => {
  const held = draft('InterviewHeld', '2020-01-01', {
    interviewId: 'iv1',
    target: 'parks',
    issue: '应建未建',
    deadline: '2020-04-01',
  })
  const followed = given(held).when(draft('InterviewFollowedUp', '2020-05-01', { interviewId: 'iv1' }))
  await followed.shows('2020-04-30', rowsOf('interviews-open'), ['1'])
  await followed.shows('2020-05-01', rowsOf('interviews-open'), ['0'])
  await followed.shows('2020-05-01', rowsOf('interviews-held'), ['1'])
})
