import { plusDays, type CivilDate } from '@taizhang/core'
import { dayBetween, earlier, workday } from './days.ts'
import type { District } from './district.ts'
import type { Exit } from './person.ts'
import type { Ending, PlannedOrganization } from './plan.ts'
import type { Random } from './random.ts'
import { founderEntry, inSeat, recruitDay, type Newcomer } from './seated.ts'
import type { Seat } from './seats.ts'

/** Everybody who is not there any more on the report's day. */
export const planLeavers = (district: District, seated: readonly Newcomer[], random: Random): readonly Newcomer[] => [
  ...predecessors(district, seated, random),
  ...fluctuation(district, random),
  ...recruitedAndGone(district),
  ...suspended(district),
  ...district.organizations.flatMap((organization) =>
    organization.ends ? peopleOfEnding(organization, organization.ends, random) : [],
  ),
]

const leaving = (random: Random): Exit['how'] =>
  random.chance(0.16)
    ? 'died'
    : random.chance(0.03)
      ? random.pick(['expelled', 'withdrew'] as const)
      : 'transferred-out'

/** Where an organization keeps its number, somebody leaves when somebody has come. */
function predecessors({ systems }: District, seated: readonly Newcomer[], random: Random): readonly Newcomer[] {
  const arrivals = seated.flatMap(({ entry, stays }) => {
    const stay = stays.findLast(({ told }) => told !== true) ?? stays[0]
    const { organization, unit } = stay
    const on = stay === stays[0] ? entry.on : stay.from
    const { steadyFrom } = organization
    return unit && steadyFrom !== undefined && on > steadyFrom ? [{ organization, unit, on }] : []
  })
  // The committee of 96 members has grown by one since its upgrade.
  const upgraded = new Set([...systems.upgraded.departments, ...systems.upgraded.subsidiaries])
  const grown = arrivals.find(({ organization }) => upgraded.has(organization))
  return arrivals
    .filter((one) => one !== grown)
    .map(({ organization, unit, on }) => {
      const seat: Seat = { organization, unit, from: organization.foundedOn, founder: true }
      const exit = { on: workday(plusDays(on, random.int(3, 16))), how: leaving(random) }
      return { ...inSeat(seat, founderEntry(seat, random)), exit }
    })
}

/** People come and go in the branches, too. */
function fluctuation({ organizations, adjusted }: District, random: Random): readonly Newcomer[] {
  return organizations
    .filter(
      ({ ends, steadyFrom, size, origin, foundedOn }) =>
        !ends && steadyFrom === undefined && size > 0 && !origin && foundedOn < '2017-01-01',
    )
    .filter((organization) => organization !== adjusted.organization)
    .flatMap((organization) =>
      Array.from({ length: random.int(0, organization.home ? 2 : 3) }, () => {
        const unit =
          organization.home ??
          random.pick(organization.covers.filter(({ from }) => from === organization.foundedOn)).unit
        const seat: Seat = { organization, unit, from: organization.foundedOn, founder: true }
        const { entry, stays } = random.chance(0.3)
          ? inSeat(seat, { on: recruitDay(seat, '2012-03-01', '2017-12-08', random), how: 'recruited' })
          : inSeat(seat, founderEntry(seat, random))
        const first = plusDays(entry.on, entry.how === 'recruited' ? 430 : 250)
        return { entry, stays, exit: { on: dayBetween(random, first, '2021-05-27'), how: leaving(random) } }
      }),
    )
}

/** Five of those whom the report counts as recruited. */
function recruitedAndGone({ systems: { old } }: District): readonly Newcomer[] {
  const gone: readonly (readonly [CivilDate, CivilDate, Exit['how']])[] = [
    ['2018-08-03', '2020-03-18', 'transferred-out'],
    ['2018-09-05', '2020-11-10', 'died'],
    ['2018-12-04', '2019-10-23', 'probation-cancelled'],
    ['2019-03-05', '2021-01-13', 'transferred-out'],
    ['2019-07-04', '2021-04-14', 'transferred-out'],
  ]
  return gone.map(([on, until, how], index) => ({
    ...inSeat(placeIn(old.departments, index), { on, how: 'recruited' }),
    exit: { on: until, how },
  }))
}

/** One was removed after two and a half years, one is suspended on the report's day, one was restored. */
function suspended({ systems: { old } }: District): readonly Newcomer[] {
  const entry = { on: old.head.foundedOn, how: 'enrolled' } as const
  return [
    {
      ...inSeat(placeIn(old.departments, 0), entry),
      suspension: { on: '2018-09-12' },
      exit: { on: '2021-03-10', how: 'removed' },
    },
    { ...inSeat(placeIn(old.departments, 1), entry), suspension: { on: '2020-06-16' } },
    {
      ...inSeat(placeIn(old.subsidiaries, 0), entry),
      suspension: { on: '2016-05-11', restoredOn: '2017-06-07' },
      exit: { on: '2019-10-16', how: 'transferred-out' },
    },
  ]
}

function placeIn(organizations: readonly PlannedOrganization[], index: number): Pick<Seat, 'organization' | 'unit'> {
  const organization = organizations[index % organizations.length]
  if (!organization?.home) throw new RangeError('no such branch')
  return { organization, unit: organization.home }
}

/** Some of an ended organization's people stay where they were sent, the others find work elsewhere. */
function peopleOfEnding(organization: PlannedOrganization, ends: Ending, random: Random): readonly Newcomer[] {
  const { home: unit, size, foundedOn } = organization
  if (!unit) throw new RangeError(`${organization.name} ends and has no unit`)
  const { on, how, into, keeps } = ends
  const movedOn = how === 'bankrupt' ? plusDays(on, -5) : on
  return Array.from({ length: size }, (_, index): Newcomer => {
    const entry = { on: foundedOn, how: 'enrolled' } as const
    const there = { organization, unit, from: foundedOn }
    if (how === 'relocated') return { entry, stays: [there], exit: { on, how: 'transferred-out', told: true } }
    const after = { organization: into, ...(how === 'merged' ? { unit } : {}), from: movedOn, told: true }
    if (index < keeps) return { entry, stays: [there, after] }
    const until = dayBetween(random, plusDays(movedOn, 60), earlier(plusDays(movedOn, 330), '2021-06-23'))
    return { entry, stays: [there, after], exit: { on: until, how: 'transferred-out' } }
  })
}
