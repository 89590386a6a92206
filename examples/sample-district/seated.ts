import { plusDays, type CivilDate } from '@taizhang/core'
import { dayBetween, daysBetween, lastThreeYears, later, openingDay, workday } from './days.ts'
import type { District } from './district.ts'
import type { Entry, Person, Stay } from './person.ts'
import { isOpening } from './plan.ts'
import type { Random } from './random.ts'
import { planSeats, type Seat } from './seats.ts'

/** A person before ids and posts are given out. */
export type Newcomer = Omit<Person, 'id' | 'post'>

/** 147 were recruited in the three years of the report, 56 of them in management; five of the 147 have left again. */
export const recruited = { all: 147, management: 56, gone: 5 }
const recruitedEarlier = 105

/** Everybody of the report's day: founders, as many recruits as the report has, and those who came by transfer. */
export function takeSeats(district: District, random: Random): readonly Newcomer[] {
  const seats = planSeats(district, random)
  const free = random.shuffled(seats.filter(({ founder }) => !founder))
  const threeYears = free.filter(({ from }) => from < '2021-01-01').slice(0, recruited.all - recruited.gone)
  const rest = free.filter((seat) => !threeYears.includes(seat))
  const before = rest.filter(({ from }) => from < '2017-06-01').slice(0, recruitedEarlier)
  const others = rest.filter((seat) => !before.includes(seat))
  const investor = threeYears.find(isOfOldBranch)
  return [
    ...seats.filter(({ founder }) => founder).map((seat) => inSeat(seat, founderEntry(seat, random))),
    ...threeYears.map((seat): Newcomer => {
      if (seat === investor) return { ...inSeat(seat, { on: investorRecruitedOn, how: 'recruited' }), isInvestor: true }
      const on = recruitDay(seat, lastThreeYears.from, '2021-06-08', random)
      return inSeat(seat, { on, how: 'recruited' })
    }),
    ...before.map((seat): Newcomer => {
      const on = recruitDay(seat, '2012-03-01', '2018-06-08', random)
      return { ...inSeat(seat, { on, how: 'recruited' }), extended: random.chance(0.03) }
    }),
    ...others.map((seat) => arrival(district, seat, random)),
  ]
}

/** A chairman who had been to a training course that summer. */
export const investorRecruitedOn: CivilDate = '2019-11-06'
const isOfOldBranch = ({ organization: { home, foundersShare, category, foundedOn } }: Seat): boolean =>
  home !== undefined && foundersShare === undefined && category === 'enterprise' && foundedOn < '2018-01-01'

/** Founders are in the book from the beginning, come with the branch, or were members of the one it comes from. */
export function founderEntry({ organization, unit, from }: Seat, random: Random): Entry {
  const { origin } = organization
  if (origin && isOpening(origin) && random.chance(0.75)) return { on: openingDay, how: 'enrolled' }
  if (origin) {
    const first = plusDays(later(origin.foundedOn, unit.listedOn), 20)
    return { on: dayBetween(random, first, plusDays(from, -100)), how: 'transferred-in' }
  }
  return { on: from, how: from === openingDay ? 'enrolled' : 'transferred-in' }
}

/** Who enters before the organization is there enters the one that it comes from, and is divided off with it. */
export function inSeat({ organization, unit }: Pick<Seat, 'organization' | 'unit'>, entry: Entry): Newcomer {
  const { origin, foundedOn } = organization
  const stay = { organization, unit, from: entry.on }
  if (!origin || entry.on >= foundedOn) return { entry, stays: [stay] }
  return {
    entry,
    stays: [
      { ...stay, organization: origin },
      { ...stay, from: foundedOn, told: true },
    ],
  }
}

/** Branch meetings are in the first days of a month, and not when the branch is about to be divided. */
export function recruitDay({ organization, from }: Seat, first: CivilDate, last: CivilDate, random: Random): CivilDate {
  const start = later(first, plusDays(from, 60))
  const day = plusDays(start, random.int(0, Math.max(0, daysBetween(start, last))))
  const meeting = workday(`${day.slice(0, 8)}0${random.int(2, 7)}`)
  const on = meeting < start ? workday(start) : meeting
  const { origin, foundedOn } = organization
  const close = origin !== undefined && plusDays(foundedOn, -90) < on && on < plusDays(foundedOn, 20)
  return close ? workday(plusDays(foundedOn, random.int(20, 40))) : on
}

/** Somebody who came later, from another book or from another organization of this one. */
function arrival({ organizations }: District, seat: Seat, random: Random): Newcomer {
  const { organization, unit } = seat
  const first = later(later(seat.from, organization.foundedOn), '2012-02-01')
  const on = dayBetween(random, plusDays(first, 45), '2021-05-28')
  if (random.chance(0.4) || on < '2013-03-01') return inSeat(seat, { on, how: 'transferred-in' })
  const before = random.pick(
    organizations.filter(
      (other) =>
        isOpening(other) && other.home && !other.ends && other.foundersShare === undefined && other !== organization,
    ),
  )
  const stay: Stay = { organization: before, ...(before.home ? { unit: before.home } : {}), from: openingDay }
  return { entry: { on: openingDay, how: 'enrolled' }, stays: [stay, { organization, unit, from: on }] }
}
