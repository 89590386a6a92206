import { dayBetween, lastThreeYears } from './days.ts'
import type { District } from './district.ts'
import { planLeavers } from './leavers.ts'
import { indexed, type People, type Person, type Stay } from './person.ts'
import type { Cover } from './plan.ts'
import { randomOf, type Random } from './random.ts'
import { inSeat, recruited, takeSeats, type Newcomer } from './seated.ts'

/** Plans everybody who is ever in the book. */
export function planPeople(district: District): People {
  const random = randomOf('people')
  const seated = takeSeats(district, random)
  return indexed(
    withIdsAndPosts(
      [
        ...someLeave(seated, random),
        ...adjustedPeople(district),
        ...planLeavers(district, seated, random),
        ...recruitedSince(district, random),
      ],
      random,
    ),
  )
}

/** The members of the shell that was put right were without a unit for half a year; two came with the new units. */
function adjustedPeople({ adjusted: { organization, closedOn } }: District): readonly Newcomer[] {
  const [home, ...nearby] = organization.covers
  const { foundedOn, size } = organization
  return Array.from({ length: size }, (_, index): Newcomer => {
    const now: Stay = { organization, ...unitOf(nearby[index % nearby.length]), from: closedOn, told: index < 3 }
    const entry = { on: index < 3 ? foundedOn : closedOn, how: 'transferred-in' } as const
    return { entry, stays: index < 3 ? [{ organization, ...unitOf(home), from: foundedOn }, now] : [now] }
  })
}

const unitOf = (cover: Cover | undefined): Pick<Stay, 'unit'> => (cover ? { unit: cover.unit } : {})

/** After the report's day some leave, */
const someLeave = (seated: readonly Newcomer[], random: Random): readonly Newcomer[] =>
  seated.map((person, index) =>
    index % 90 === 40
      ? { ...person, exit: { on: dayBetween(random, '2021-07-12', '2021-12-10'), how: 'transferred-out' } }
      : person,
  )

/** and some are recruited. */
const recruitedSince = ({ systems: { group, old, upgraded } }: District, random: Random): readonly Newcomer[] =>
  [...group.departments, ...old.departments, ...upgraded.departments, ...group.subsidiaries].flatMap((organization) => {
    const { home: unit } = organization
    if (!unit) return []
    return [inSeat({ organization, unit }, { on: dayBetween(random, '2021-07-05', '2021-11-05'), how: 'recruited' })]
  })

/** Ids are random and mean nothing. Exactly so many of the report's recruits are in management, the investor among them. */
function withIdsAndPosts(people: readonly Newcomer[], random: Random): readonly Person[] {
  const counted = people.filter(
    ({ entry: { on, how } }) => how === 'recruited' && lastThreeYears.from <= on && on < lastThreeYears.to,
  )
  const managers = new Set(
    [
      ...counted.filter(({ isInvestor }) => isInvestor),
      ...random.shuffled(counted.filter(({ isInvestor }) => !isInvestor)),
    ].slice(0, recruited.management),
  )
  const counts = new Set(counted)
  const ids = new Set<string>()
  return people.map((person) => {
    const id = newId(ids, random)
    const inManagement = counts.has(person) ? managers.has(person) : random.chance(0.28)
    return { ...person, id, post: inManagement ? 'middle-or-above' : 'other' }
  })
}

function newId(taken: Set<string>, random: Random): string {
  let id = `p-${random.hex(6)}`
  while (taken.has(id)) id = `p-${random.hex(6)}`
  taken.add(id)
  return id
}
