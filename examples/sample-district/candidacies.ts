import { type CivilDate, draft, type Draft, plusDays } from '@taizhang/core'
import { dayBetween, lastDay, later, workday } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import type { People, Person } from './person.ts'
import type { PlannedOrganization } from './plan.ts'
import { randomOf } from './random.ts'

/** Somebody on the way to membership. */
interface Candidacy {
  readonly personId: string
  /** Where they apply, and where they would be recruited. */
  readonly from: PlannedOrganization
  readonly to: PlannedOrganization
  readonly appliedOn: CivilDate
  readonly activistOn: CivilDate
  readonly targetOn: CivilDate
}

/** The book follows candidates since then; whoever was recruited soon after had come a long way already. */
const followedSince = '2012-02-10'

/** The way of somebody who was recruited: at least a year as an activist, as the rules have it. */
function candidacyOf({ id: personId, entry, stays: [{ organization }] }: Person): Candidacy | undefined {
  if (entry.how !== 'recruited') return undefined
  const random = randomOf(`candidate ${personId}`)
  const { origin, foundedOn } = organization
  const since = later(followedSince, plusDays(origin?.foundedOn ?? foundedOn, 25))
  const appliedOn = later(since, workday(plusDays(entry.on, -random.int(640, 900))))
  const activistOn = workday(plusDays(appliedOn, random.int(60, 130)))
  const targetOn = workday(plusDays(activistOn, 366 + random.int(0, 40)))
  if (targetOn > plusDays(entry.on, -45)) return undefined
  const from = origin && appliedOn < foundedOn ? origin : organization
  return { personId, from, to: organization, appliedOn, activistOn, targetOn }
}

export interface Candidacies {
  readonly deeds: readonly Deed[]
  /** Candidates who go along when an organization is founded out of another. */
  movedTo(organization: PlannedOrganization): readonly Draft[]
}

export function planCandidacies(district: District, people: People): Candidacies {
  const recruits = people.all.flatMap((person) => candidacyOf(person) ?? [])
  const others = unfinished(district)
  return {
    deeds: [...recruits.flatMap((candidacy) => wayOf(candidacy, lastDay)), ...others],
    movedTo: (organization) =>
      recruits
        .filter(({ from, to }) => to === organization && from !== to)
        .map(({ personId }) =>
          draft('CandidateTransferred', organization.foundedOn, { personId, organizationId: organization.id }),
        ),
  }
}

/** The steps up to a day; each town's steps of a round are one return. */
function wayOf({ personId, from, appliedOn, activistOn, targetOn }: Candidacy, until: CivilDate): readonly Deed[] {
  const actor = from.town.clerk
  const drafts = [
    draft('ApplicationSubmitted', appliedOn, { personId, organizationId: from.id }),
    draft('ActivistConfirmed', activistOn, { personId }),
    draft('DevelopmentTargetFiled', targetOn, { personId }),
  ]
  return drafts
    .filter(({ effectiveOn }) => effectiveOn <= until)
    .map((one) => ({ on: one.effectiveOn, return: `培养对象 ${actor}`, actor, drafts: [one] }))
}

/** Those still on their way at the end, and those who gave up or left. */
function unfinished({ organizations }: District): readonly Deed[] {
  const random = randomOf('candidates')
  const places = organizations.filter(({ ends, size, foundedOn }) => !ends && size > 3 && foundedOn < '2019-01-01')
  return Array.from({ length: 82 }, (_, index) => {
    const organization = random.pick(places)
    const gaveUp = index % 6 === 0
    const appliedOn = gaveUp
      ? dayBetween(random, later('2013-01-10', plusDays(organization.foundedOn, 60)), '2020-03-20')
      : dayBetween(random, '2019-09-02', '2021-12-01')
    const activistOn = workday(plusDays(appliedOn, random.int(90, 200)))
    // One went too fast: the rules ask for a year as an activist.
    const targetOn = workday(plusDays(activistOn, index === 7 ? 300 : 366 + random.int(5, 120)))
    const candidacy = {
      personId: `p-${random.hex(8)}`,
      from: organization,
      to: organization,
      appliedOn,
      activistOn,
      targetOn,
    }
    if (!gaveUp) return wayOf(candidacy, lastDay)
    const endedOn = workday(plusDays(activistOn, random.int(30, 300)))
    const { personId } = candidacy
    const ended: Deed = {
      on: endedOn,
      actor: organization.town.clerk,
      drafts: [
        draft('CandidacyEnded', endedOn, { personId, reason: random.pick(['本人离职', '本人放弃', '培养考察不合格']) }),
      ],
    }
    return [...wayOf(candidacy, endedOn), ended]
  }).flat()
}
