import type { Key } from './change.ts'
import { addDays } from './civil-date.ts'
import { episodeOn, organizationOn, type Facts } from './facts.ts'

/** Days without a break in one organization, and the type of the event that ended them, where the membership ended with them. */
interface Stay {
  readonly organizationId: string
  readonly from: string
  to: string
  endedBy: string | undefined
}

function staysOf(facts: Facts, memberId: string): readonly Stay[] {
  const fact = facts.find({ relation: 'membership', key: { memberId } })
  const stays: Stay[] = []
  for (const { stretches, closedBy, to: end } of fact?.episodes ?? []) {
    for (const { from, to, attributes } of stretches.filter((stretch) => stretch.from < stretch.to)) {
      const organizationId = String(attributes['organizationId'])
      const last = stays.at(-1)
      if (last?.to === from && last.organizationId === organizationId && last.endedBy === undefined) last.to = to
      else stays.push({ organizationId, from, to, endedBy: undefined })
      const now = stays.at(-1)
      if (now && to === end) now.endedBy = closedBy?.live.event.type
    }
  }
  return stays
}

/** Whether an organization is another one, or under it, on a day. */
function isUnder(facts: Facts, organizationId: string, above: string, day: string): boolean {
  if (organizationId === above) return true
  const superior = organizationOn(facts, organizationId, day)?.['superiorId']
  return typeof superior === 'string' && isUnder(facts, superior, above, day)
}

/** Whether an organization is under another on any of the days: tried on each on which some organization changes. */
function isEverUnder(facts: Facts, organizationId: string, above: string, from: string, to: string): boolean {
  const turns = facts.of('organization').flatMap(({ episodes }) => episodes.flatMap(({ stretches }) => stretches))
  return [from, ...turns.map((stretch) => stretch.from)].some(
    (day) => from <= day && day < to && isUnder(facts, organizationId, above, day),
  )
}

/** Whether the holder of an office has died, lost membership, or gone elsewhere while holding it. */
export function hasLeft(facts: Facts, key: Key, day: string): boolean {
  const began = episodeOn(facts.find({ relation: 'office', key }), day)?.from ?? day
  const above = String(key['organizationId'])
  const stays = staysOf(facts, String(key['personId'])).filter(({ from }) => from <= day)
  const homes = new Set(
    stays
      .filter(({ organizationId, from, to }) =>
        isEverUnder(facts, organizationId, above, from > began ? from : began, to <= day ? to : addDays(day, 1)),
      )
      .map(({ organizationId }) => organizationId),
  )
  const last = stays.at(-1)
  if (last === undefined) return false
  if (day < last.to) return homes.size > 0 && !homes.has(last.organizationId)
  return homes.size > 0 || ['MembershipEnded', 'ProbationCancelled', 'RecruitmentRejected'].includes(last.endedBy ?? '')
}
