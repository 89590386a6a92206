import { defineStock } from '@taizhang/kernel/define'
import type { Facts, Row } from '@taizhang/kernel'
import { scope } from '../../domain/book/scope.ts'
import { membership } from '../../domain/member/membership.ts'
import { office } from '../../domain/term/office.ts'
import { legalRepresentative } from '../../domain/unit/legal-representative.ts'
import { unit } from '../../domain/unit/unit.ts'
import { furtherOfUnit, listedIn } from '../conditions.ts'
import { counts, coveringUnit } from '../counting.ts'
import { served } from '../outlived.ts'

/** 法定代表人, as the statistics of enterprises have them: who are members, and who are secretaries besides. */

const representativesOf = (facts: Facts, { key }: Row<typeof unit>): readonly Row<typeof legalRepresentative>[] =>
  facts.where(legalRepresentative, 'unitId', key.unitId)

/** The memberships in this book of whoever has ever represented the unit. */
export const membershipsOfRepresentatives = (facts: Facts, row: Row<typeof unit>): readonly Row<typeof membership>[] =>
  [...new Set(representativesOf(facts, row).map(({ attributes }) => attributes.personId))].flatMap((personId) =>
    facts.where(membership, 'memberId', personId),
  )

/** Whether the representative is a member: the book says so, or has the membership. */
export const isMember = (
  { attributes: { isMember: said, personId } }: Row<typeof legalRepresentative>,
  memberships: readonly Row<typeof membership>[],
): boolean => said || memberships.some((one) => one.key.memberId === personId && counts(one))

export const unitsWithMemberRepresentative = defineStock({
  id: 'units-with-member-representative',
  title: { zh: '法定代表人是党员的单位数', en: 'Units whose representative is a member' },
  doc: {
    zh: '当日登记的法定代表人是党员的单位数：登记时写明的，或者组织关系在本台账的（停止党籍的不算）',
    en: 'Listed units on the day whose legal representative is a member: the book says so, or has the membership (unless suspended).',
  },
  measure: 'units',
  scopedBy: scope,
  of: unit,
  further: furtherOfUnit,
  near: { representatives: representativesOf, memberships: membershipsOfRepresentatives },
  counts: (seen) =>
    listedIn(seen) && seen.representatives.some((representative) => isMember(representative, seen.memberships)),
})

const secretariesOf = (facts: Facts, row: Row<typeof unit>): readonly Row<typeof office>[] =>
  [...new Set(coveringUnit(facts, row).map(({ key }) => key.organizationId))].flatMap((organizationId) =>
    served(
      facts,
      facts.where(office, 'organizationId', organizationId).filter(({ key }) => key.post === 'secretary'),
    ),
  )

export const unitsLedByRepresentative = defineStock({
  id: 'units-led-by-representative',
  title: { zh: '法定代表人兼任党组织书记的单位数', en: 'Units whose representative is the secretary' },
  doc: {
    zh: '当日登记的法定代表人兼任覆盖该单位的党组织书记的单位数',
    en: 'Listed units on the day whose legal representative is secretary of an organization that covers the unit.',
  },
  measure: 'units',
  scopedBy: scope,
  of: unit,
  further: furtherOfUnit,
  near: { representatives: representativesOf, coverages: coveringUnit, secretaries: secretariesOf },
  counts: (seen) => {
    const covering = new Set(seen.coverages.map(({ key }) => key.organizationId))
    const secretaries = seen.secretaries.filter(({ key }) => covering.has(key.organizationId))
    return (
      listedIn(seen) &&
      seen.representatives.some(({ attributes }) => secretaries.some(({ key }) => key.personId === attributes.personId))
    )
  },
})
