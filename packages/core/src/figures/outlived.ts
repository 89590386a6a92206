import { membershipEnded } from '../domain/member/membership-ended.ts'
import { membership } from '../domain/member/membership.ts'
import { probationCancelled } from '../domain/member/probation-cancelled.ts'
import { organization } from '../domain/organization/organization.ts'
import type { office } from '../domain/term/office.ts'
import { openEnd, type CivilDate } from '../kernel/civil-date.ts'
import type { Facts } from '../kernel/facts.ts'
import { holdsOn, type Row } from '../kernel/row.ts'

type Membership = Row<typeof membership>

/**
 * The memberships that an office has outlived: each over the days of the office on which its holder no longer is a member because of
 * death, removal, withdrawal or expulsion, or has left the organization and all under it during the office.
 *
 * Somebody whose membership was elsewhere when the office began, or is not in the book, was sent by the superior (上级选派): the
 * membership stays at home, and moving it makes no difference.
 */
export function outlived(facts: Facts, held: Row<typeof office>): readonly Membership[] {
  const rows = facts.where(membership, 'memberId', held.key.personId).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const found: Membership[] = []
  /** Where the holder has been a member during the office: an organization that comes under another takes its members along. */
  const homes = new Set<string>()
  let left: Membership | undefined
  for (const [at, row] of rows.entries()) {
    const { organizationId } = row.attributes
    const first = later(row.from, held.from)
    if (first < row.to && first < held.to && isUnder(facts, organizationId, held.key.organizationId, first))
      homes.add(organizationId)
    if (homes.has(organizationId)) left = row
    else if (left) add(found, held, left, row.from, row.to)
    const next = rows[at + 1]?.from ?? openEnd
    if (next > row.to && (left || isFinal(facts, row))) add(found, held, row, row.to, next)
  }
  return found
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

/** Whether an organization is another one, or anywhere under it, on a day. */
function isUnder(facts: Facts, organizationId: string, above: string, day: CivilDate): boolean {
  for (let next: string | undefined = organizationId; next !== undefined;) {
    if (next === above) return true
    const row: Row<typeof organization> | undefined = facts
      .where(organization, 'organizationId', next)
      .find((one) => holdsOn(one, day))
    next = row?.attributes.superiorId
  }
  return false
}

/** Whether a membership ended for good, and not by a transfer to another book. */
const isFinal = (facts: Facts, { closedBy }: Membership): boolean =>
  closedBy !== null && facts.derive(finalEndings).has(closedBy)

const finalEndings = (facts: Facts): ReadonlySet<number> =>
  new Set([membershipEnded, probationCancelled].flatMap(({ type }) => facts.events(type)).map(({ position }) => position))
