import { type CivilDate, type Draft, draft, plusDays, plusMonths, plusYears } from '@taizhang/core'
import { lastDay, openingDay } from './days.ts'
import type { Deed } from './desk.ts'
import { organizationDocument, townDocument } from './documents.ts'
import { confirmedOn, isFullOn, stayOn, type Exit, type People, type Person, type Stay } from './person.ts'
import { randomOf } from './random.ts'

/** What happens to members one by one: they come, are recruited and confirmed, move, are suspended, leave. */
export const careerDeeds = (people: People): readonly Deed[] =>
  people.all.flatMap((person) => [
    ...entryDeeds(person, people),
    ...moves(person),
    ...suspensionDeeds(person),
    ...exitDeeds(person),
  ])

function entryDeeds(person: Person, people: People): readonly Deed[] {
  const {
    id: memberId,
    entry: { on, how },
    stays: [stay],
    post,
  } = person
  const { organization } = stay
  const actor = organization.town.clerk
  switch (how) {
    case 'enrolled':
      return []
    case 'transferred-in':
      // Those who came with the organization's beginning are in its own batch.
      if (on === organization.foundedOn || on === openingDay) return []
      return [
        { on, actor, drafts: [draft('MemberTransferredIn', on, { memberId, ...placeOf(stay), status: 'full', post })] },
      ]
    case 'recruited':
      return [recruitment(person, people), ...probation(person)]
  }
}

const placeOf = ({ organization, unit }: Stay): { organizationId: string; unitId?: string } => ({
  organizationId: organization.id,
  ...(unit ? { unitId: unit.id } : {}),
})

/** Filed once the superior has approved, two to four weeks after the branch meeting. */
function recruitment({ id: memberId, entry: { on }, stays: [stay], post, isInvestor }: Person, people: People): Deed {
  const random = randomOf(`recruitment ${memberId}`)
  const approvedOn = plusDays(on, random.int(11, 20))
  const members = people.membersOn(stay.organization, on).filter((member) => isFullOn(member, on))
  const introducers = random
    .shuffled(members)
    .slice(0, 2)
    .map(({ id }) => id)
  const data = { memberId, ...placeOf(stay), post, introducers, approvedOn, ...(isInvestor ? { isInvestor } : {}) }
  const evidence = isInvestor
    ? { ...organizationDocument('2019-08-16'), issuer: '海屿区委党校培训班结业登记' }
    : townDocument(stay.organization.town.name, approvedOn)
  const drafts = [draft('MemberRecruited', on, data, random.chance(0.3) || isInvestor ? { evidence } : {})]
  return { on, complete: approvedOn, actor: stay.organization.town.clerk, drafts }
}

/** The branch meeting after a year; a few are given half a year more, and two have been forgotten. */
function probation(person: Person): readonly Deed[] {
  const { id: memberId, entry, exit, extended = false } = person
  const deeds: Deed[] = []
  const endsOn = plusYears(entry.on, 1)
  const actor = actorOn(person, endsOn)
  if (extended) {
    const drafts = [draft('ProbationExtended', endsOn, { memberId, until: plusMonths(endsOn, 6) })]
    deeds.push({ on: endsOn, actor, drafts })
  }
  const on = confirmedOn(person)
  const forgotten = entry.on.startsWith('2020-05')
  if (on <= lastDay && !(exit && exit.on <= on) && !forgotten)
    deeds.push({ on, actor, drafts: [draft('MemberConfirmed', on, { memberId })] })
  return deeds
}

const actorOn = (person: Person, day: CivilDate): string =>
  (stayOn(person, day) ?? person.stays[0]).organization.town.clerk

function moves({ id: memberId, stays }: Person): readonly Deed[] {
  return stays.slice(1).flatMap((stay): Deed[] => {
    const { from: on, told, organization } = stay
    if (told === true) return []
    return [
      { on, actor: organization.town.clerk, drafts: [draft('MemberTransferred', on, { memberId, ...placeOf(stay) })] },
    ]
  })
}

function suspensionDeeds({ id: memberId, suspension, stays: [{ organization }] }: Person): readonly Deed[] {
  if (!suspension) return []
  const { on, restoredOn } = suspension
  const actor = organization.town.clerk
  const evidence = townDocument(organization.town.name, on)
  const suspended = { on, actor, drafts: [draft('MembershipSuspended', on, { memberId }, { evidence })] }
  if (restoredOn === undefined) return [suspended]
  return [suspended, { on: restoredOn, actor, drafts: [draft('MembershipRestored', restoredOn, { memberId })] }]
}

function exitDeeds(person: Person): readonly Deed[] {
  const { exit } = person
  if (!exit || exit.told === true) return []
  return [{ on: exit.on, actor: actorOn(person, plusDays(exit.on, -1)), drafts: [departure(person.id, exit)] }]
}

export function departure(memberId: string, { on, how }: Exit): Draft {
  if (how === 'transferred-out') return draft('MemberTransferredOut', on, { memberId })
  if (how === 'probation-cancelled')
    return draft('ProbationCancelled', on, { memberId, reason: '预备期内不履行党员义务' })
  return draft('MembershipEnded', on, { memberId, reason: how })
}
