import { membershipEnded } from '../domain/member/membership-ended.ts'
import { membership } from '../domain/member/membership.ts'
import { probationCancelled } from '../domain/member/probation-cancelled.ts'
import { recruitmentRejected } from '../domain/member/recruitment-rejected.ts'
import { organization } from '../domain/organization/organization.ts'
import type { office } from '../domain/term/office.ts'
import { openEnd, holdsOn, type Days } from '@taizhang/kernel/define'
import { type CivilDate, type Facts, type Row } from '@taizhang/kernel'

type Membership = Row<typeof membership>

/**
 * The memberships that an office has outlived: each over the days of the office on which its holder no longer is a member because of
 * death, removal, withdrawal or expulsion, or has left the organization and all under it during the office.
 *
 * Somebody whose membership was elsewhere when the office began, or is not in the book, was sent by the superior (上级选派): the
 * membership stays at home, and moving it makes no difference.
 */
export function outlived(facts: Facts, held: Row<typeof office>): readonly Membership[] {
  const stays = staysOf(facts, held.key.personId)
  const found: Membership[] = []
  /** Where the holder has been a member during the office: an organization that comes under another takes its members along. */
  const homes = new Set<string>()
  let left: Membership | undefined
  for (const [at, { organizationId, row, from, to }] of stays.entries()) {
    const during = { from: later(from, held.from), to: to < held.to ? to : held.to }
    const since = homes.has(organizationId) ? from : firstUnder(facts, organizationId, held.key.organizationId, during)
    if (left) add(found, held, left, from, since ?? to)
    if (since !== undefined) {
      homes.add(organizationId)
      left = row
    }
    const next = stays[at + 1]?.from ?? openEnd
    if (next > to && (left || isFinal(facts, row))) add(found, held, row, to, next)
  }
  return found
}

/** The days without a break on which a person is a member of one organization. */
interface Stay extends Days {
  readonly organizationId: string
  /** The last fact of it. */
  readonly row: Membership
}

function staysOf(facts: Facts, personId: string): readonly Stay[] {
  const stays: Stay[] = []
  for (const row of facts.where(membership, 'memberId', personId).toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const { organizationId } = row.attributes
    const last = stays.at(-1)
    if (last?.to === row.from && last.organizationId === organizationId)
      stays[stays.length - 1] = { ...last, row, to: row.to }
    else stays.push({ organizationId, row, from: row.from, to: row.to })
  }
  return stays
}

function add(found: Membership[], { from, to }: Row<typeof office>, row: Membership, start: CivilDate, end: CivilDate) {
  const days = { from: later(start, from), to: end < to ? end : to }
  if (days.from < days.to) found.push({ ...row, ...days })
}

/** The offices, each over the days on which its holder has not left. */
export const served = (facts: Facts, offices: readonly Row<typeof office>[]): readonly Row<typeof office>[] =>
  offices.flatMap((held) => {
    let from: CivilDate = held.from
    const stretches = outlived(facts, held).map((gone) => {
      const before = { ...held, from, to: gone.from }
      from = gone.to
      return before
    })
    return [...stretches, { ...held, from }].filter((row) => row.from < row.to)
  })

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b)

/** The first of the days on which an organization is another one, or anywhere under it. */
function firstUnder(facts: Facts, organizationId: string, above: string, { from, to }: Days): CivilDate | undefined {
  // What is above may be another from these days on.
  const turns = new Set([from])
  const chain = new Set([organizationId])
  for (const id of chain) {
    for (const row of facts.where(organization, 'organizationId', id)) {
      if (from < row.from && row.from < to) turns.add(row.from)
      if (row.attributes.superiorId !== undefined) chain.add(row.attributes.superiorId)
    }
  }
  return from < to ? [...turns].toSorted().find((day) => isUnder(facts, organizationId, above, day)) : undefined
}

function isUnder(facts: Facts, organizationId: string, above: string, day: CivilDate): boolean {
  if (organizationId === above) return true
  const row = facts.where(organization, 'organizationId', organizationId).find((one) => holdsOn(one, day))
  const superior = row?.attributes.superiorId
  return superior !== undefined && isUnder(facts, superior, above, day)
}

/** Whether a membership ended for good, and not by a transfer to another book. */
const isFinal = (facts: Facts, { key, closedBy }: Membership): boolean =>
  closedBy !== undefined &&
  [membershipEnded, probationCancelled, recruitmentRejected].some(({ type }) =>
    facts.naming(type, 'memberId', key.memberId).some(({ position }) => position === closedBy),
  )
