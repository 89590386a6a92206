import { beginningOf, defineStock, plusMonths } from '@taizhang/kernel/define'
import type { Facts, Row } from '@taizhang/kernel'
import { absence } from '../../domain/member/absence.ts'
import { membership } from '../../domain/member/membership.ts'
import { mobileMembership } from '../../domain/member/mobile-membership.ts'
import { organization } from '../../domain/organization/organization.ts'
import { countedAnywhere, counts } from '../counting.ts'

/** 流动党员: who has not been able to take part for so many months without a break (流动党员意见, 2024). */
export const mobileMonths = 6

/** An absence from the day on which its member is a mobile one. */
const whereMobile = (_facts: Facts, row: Row<typeof absence>): readonly Row<typeof absence>[] => {
  const since = plusMonths(beginningOf(row).from, mobileMonths)
  return row.attributes.kind === 'mobile' && since < row.to
    ? [{ ...row, from: since > row.from ? since : row.from }]
    : []
}

const membershipsOf = (facts: Facts, { key }: Row<typeof absence>): readonly Row<typeof membership>[] =>
  facts.where(membership, 'memberId', key.memberId)

export const mobileMembersOut = defineStock({
  id: 'mobile-members-out',
  title: { zh: '流出党员数', en: 'Mobile members who are away' },
  doc: {
    zh: '当日外出流动连续满六个月、组织关系没有转走的党员数；他们仍计入党员数',
    en: 'Members on the day who have been away as mobile ones for six months without a break, and whose membership has stayed; they count as members.',
  },
  measure: 'persons',
  of: absence,
  subjects: whereMobile,
  near: {
    memberships: membershipsOf,
    organizations: (facts, row) =>
      [...new Set(membershipsOf(facts, row).map(({ attributes }) => attributes.organizationId))].flatMap(
        (organizationId) => facts.where(organization, 'organizationId', organizationId),
      ),
  },
  counts: ({ memberships, organizations }) =>
    memberships.some(
      (one) =>
        counts(one) &&
        countedAnywhere(organizations.filter(({ key }) => key.organizationId === one.attributes.organizationId)),
    ),
})

export const mobileMembersIn = defineStock({
  id: 'mobile-members-in',
  title: { zh: '接收流动党员数', en: 'Mobile members received' },
  doc: {
    zh: '当日在本台账党组织参加组织生活的流动党员数，一人计一次；他们不计入这里的党员数',
    en: 'Different persons on the day who take part here as mobile members; they do not count as members here.',
  },
  measure: 'persons',
  of: mobileMembership,
  near: { organizations: (facts, { key }) => facts.where(organization, 'organizationId', key.organizationId) },
  distinct: ({ key }) => key.memberId,
  counts: ({ organizations }) => countedAnywhere(organizations),
})
