import { plusDays, plusYears, type CivilDate } from '@taizhang/core'
import { dayBetween, daysBetween, lastThreeYears, later, openingDay, workday } from './days.ts'
import type { District } from './district.ts'
import { indexed, type Entry, type Exit, type People, type Person, type Stay } from './person.ts'
import { isOpening, type PlannedOrganization, type PlannedUnit } from './plan.ts'
import { randomOf, type Random } from './random.ts'
import { planSeats, type Seat } from './seats.ts'

/** 147 were recruited in the three years of the report, 56 of them in management; five of the 147 have left again. */
const recruited = { all: 147, management: 56, gone: 5 }
const recruitedEarlier = 105

type New = Omit<Person, 'id' | 'post'> & { readonly post?: Person['post'] }

/** Plans everybody who is ever in the book: those of the report's day, those they replaced, those whose organization ended. */
export function planPeople(district: District): People {
  const random = randomOf('people')
  const seats = planSeats(district, random)
  const seated = takeSeats(district, seats, random)
  const people = [
    ...seated,
    ...adjustedPeople(district, random),
    ...seated.flatMap((person) => predecessor(district, person, random)),
    ...fluctuation(district, random),
    ...peopleOfEndings(district, random),
    ...recruitedAndGone(district, random),
    ...suspended(district),
    ...afterTheReport(district, random),
  ]
  return indexed(withIdsAndPosts(people, random))
}

/** Every seat gets somebody: founders, then as many recruits as the report has, then those who came by transfer. */
function takeSeats(district: District, seats: readonly Seat[], random: Random): readonly New[] {
  const free = random.shuffled(seats.filter(({ founder }) => !founder))
  const mayRecruit = (seat: Seat): boolean => seat.from < '2021-01-01'
  const threeYears = free.filter(mayRecruit).slice(0, recruited.all - recruited.gone)
  const rest = free.filter((seat) => !threeYears.includes(seat))
  const before = rest.filter(({ from }) => from < '2017-06-01').slice(0, recruitedEarlier)
  const others = rest.filter((seat) => !before.includes(seat))
  // 华侨 or not, the chairman of a technology firm with a branch of its own.
  const investor = threeYears.find(({ organization }) => organization.foundersShare === undefined && organization.home !== undefined && organization.foundedOn < '2018-01-01')
  return [
    ...seats.filter(({ founder }) => founder).map((seat) => inSeat(seat, founderEntry(seat, random))),
    ...threeYears.map((seat): New => {
      if (seat === investor) return { ...inSeat(seat, { on: '2019-11-06', how: 'recruited' }), isInvestor: true, post: 'middle-or-above' }
      return inSeat(seat, { on: recruitDay(seat, lastThreeYears.from, '2021-06-08', random), how: 'recruited' })
    }),
    ...before.map((seat): New => ({
      ...inSeat(seat, { on: recruitDay(seat, '2012-03-01', '2018-06-08', random), how: 'recruited' }),
      extended: random.chance(0.03),
    })),
    ...others.map((seat) => arrival(district, seat, random)),
  ]
}

/** Founders are in the book from the beginning, come with the branch, or were members of the one it comes from. */
function founderEntry({ organization, unit, from }: Seat, random: Random): Entry {
  const { origin } = organization
  if (origin && isOpening(origin) && random.chance(0.75)) return { on: openingDay, how: 'enrolled' }
  if (origin) return { on: dayBetween(random, plusDays(later(origin.foundedOn, unit.listedOn), 20), plusDays(from, -100)), how: 'transferred-in' }
  return from === openingDay ? { on: openingDay, how: 'enrolled' } : { on: from, how: 'transferred-in' }
}

/** Who enters before the organization is there enters the one that it comes from. */
function inSeat({ organization, unit }: Pick<Seat, 'organization' | 'unit'>, entry: Entry): New {
  const { origin, foundedOn } = organization
  if (!origin || entry.on >= foundedOn) return { entry, stays: [{ organization, unit, from: entry.on }] }
  return {
    entry,
    stays: [{ organization: origin, unit, from: entry.on }, { organization, unit, from: foundedOn, told: true }],
  }
}

/** Branch meetings are in the first days of a month, and not when the branch is about to be divided. */
function recruitDay({ organization, from }: Seat, first: CivilDate, last: CivilDate, random: Random): CivilDate {
  const start = later(first, plusDays(from, 60))
  const day = plusDays(start, random.int(0, Math.max(0, daysBetween(start, last))))
  const meeting = workday(`${day.slice(0, 8)}0${random.int(2, 7)}`)
  const on = meeting < start ? workday(start) : meeting
  return organization.origin ? awayFrom(on, organization.foundedOn) : on
}

const awayFrom = (on: CivilDate, special: CivilDate): CivilDate =>
  plusDays(special, -90) < on && on < plusDays(special, 20) ? workday(plusDays(special, 20 + (daysBetween(on, special) & 15))) : on

/** Somebody who came later, from another book or from another organization of this one. */
function arrival({ organizations }: District, seat: Seat, random: Random): New {
  const { organization } = seat
  const first = later(seat.from, organization.foundedOn)
  const on = dayBetween(random, plusDays(later(first, '2012-02-01'), 45), '2021-05-28')
  const before = random.pick(organizations.filter((other) => isOpening(other) && other.home && !other.ends && other !== organization && other.size > 0 && other.size < 10))
  if (random.chance(0.4) || on < '2013-03-01') return inSeat(seat, { on, how: 'transferred-in' })
  const stay: Stay = { organization: before, ...(before.home ? { unit: before.home } : {}), from: openingDay }
  return { entry: { on: openingDay, how: 'enrolled' }, stays: [stay, { organization, unit: seat.unit, from: on }] }
}

/** Where an organization keeps its number, somebody has left when somebody came; the committee of 96 has grown by one. */
function predecessor({ systems }: District, { entry, stays }: New, random: Random): readonly New[] {
  const stay = stays.at(-1) ?? stays[0]
  const { organization, unit } = stay
  const arrivedOn = later(entry.on, stays.length > 1 && stay.told !== true ? stay.from : entry.on)
  const { steadyFrom } = organization
  if (unit === undefined || steadyFrom === undefined || arrivedOn <= steadyFrom) return []
  if (organization === systems.upgraded.subsidiaries[0] && entry.how === 'recruited' && firstOf(systems.upgraded.subsidiaries[0], stay)) return []
  const on = workday(plusDays(arrivedOn, random.int(3, 16)))
  const seat: Seat = { organization, unit, from: organization.foundedOn, founder: true }
  return [{ ...inSeat(seat, founderEntry(seat, random)), exit: { on, how: leaving(random) } }]
}
