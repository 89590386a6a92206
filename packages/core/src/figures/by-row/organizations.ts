import { scope } from '../../domain/book/scope.ts'
import { countEvents, occurrencesOf, defineFlow, defineStock, plusYears, holdsOn } from '@taizhang/kernel/define'
import { dossierReviewed } from '../../domain/inventory/dossier-reviewed.ts'
import { branchUpgraded } from '../../domain/organization/branch-upgraded.ts'
import { organizationFounded } from '../../domain/organization/organization-founded.ts'
import { organizationReassigned } from '../../domain/organization/organization-reassigned.ts'
import { organization } from '../../domain/organization/organization.ts'
import { crossAppointment } from '../../domain/term/cross-appointment.ts'
import { office } from '../../domain/term/office.ts'
import { termRenewed } from '../../domain/term/term-renewed.ts'
import { type Facts, type Row } from '@taizhang/kernel'
import { inOrder } from '@taizhang/kernel/internal'
import { begins, countedAnywhere, countedIn, eventCounts, organizationOfOffice } from '../counting.ts'
import { coversUnitOf, furtherOfOrganization } from '../conditions.ts'
import { recentYears } from '../windows.ts'
import { outlived } from '../outlived.ts'
import { whatEventsName } from '../scoped-as.ts'

/** 6: 新成立党组织. */
export const organizationsFounded = defineFlow({
  id: 'organizations-founded',
  title: { zh: '新成立党组织数', en: 'Organizations founded' },
  doc: { zh: '期内成立的党组织数', en: 'Organizations founded in the window.' },
  measure: 'organizations',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(organizationFounded, ({ data }) => (data.category === 'none' ? undefined : {})),
})

/** 7: 集团党委. */
export const groupCommittees = defineStock({
  id: 'group-committees',
  title: { zh: '集团党委数', en: 'Group committees' },
  doc: { zh: '至少有一个下级党组织的党委数', en: 'Committees with at least one organization reporting to them.' },
  measure: 'organizations',
  of: organization,
  near: { subordinates: (facts, { key }) => facts.where(organization, 'superiorId', key.organizationId) },
  counts: ({ row, subordinates }) =>
    row.attributes.kind === 'committee' && countedAnywhere([row]) && subordinates.length > 0,
})

/** 7: 升格. */
export const upgrades = defineFlow({
  id: 'upgrades',
  title: { zh: '升格次数', en: 'Upgrades' },
  doc: { zh: '期内党组织升格的次数', en: 'Upgrades of organizations in the window.' },
  measure: 'events',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(branchUpgraded, ({ data, effectiveOn }, facts) =>
    eventCounts(facts, data.organizationId, effectiveOn) ? {} : undefined,
  ),
})

/** 8: 整建制转移. */
export const organizationsReassigned = defineFlow({
  id: 'organizations-reassigned',
  title: { zh: '隶属关系调整次数', en: 'Reassignments of organizations' },
  doc: {
    zh: '期内党组织改隶其他上级、或不再有上级的次数，按新的上级分；仍隶属原上级的不计',
    en: 'How often organizations came under another superior, or under none any more, in the window, by the new superior; staying under the same one is no change.',
  },
  measure: 'events',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'superior',
  entries: countEvents(
    organizationReassigned,
    ({ position, data: { organizationId, superiorId }, effectiveOn }, facts) =>
      eventCounts(facts, organizationId, effectiveOn) && superiorBefore(facts, organizationId, position) !== superiorId
        ? { by: superiorId ?? undefined }
        : undefined,
  ),
})

/** What an organization reported to just before an event that reassigns it; `null` where to none. */
function superiorBefore(facts: Facts, organizationId: string, position: number): unknown {
  const own = [...begins, organizationReassigned.type]
    .flatMap((type) => facts.naming(type, 'organizationId', organizationId))
    .toSorted(inOrder)
  const at = own.findIndex((event) => event.position === position)
  return own[at - 1]?.data['superiorId'] ?? null
}

/** 10: 换届. */
export const termsRenewed = defineFlow({
  id: 'terms-renewed',
  title: { zh: '支部换届次数', en: 'Branch terms renewed' },
  doc: {
    zh: '期内换届、且换届当日为支部的次数',
    en: 'Renewals in the window of organizations that are branches on that day.',
  },
  measure: 'events',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(termRenewed, ({ data, effectiveOn }, facts) => {
    const ever = facts.where(organization, 'organizationId', data.organizationId)
    const onDay = ever.filter((row) => holdsOn(row, effectiveOn))
    return onDay.some(({ attributes }) => attributes.kind === 'branch') && countedAnywhere(onDay) ? {} : undefined
  }),
})

/** 14: 党组织. */
export const organizations = defineStock({
  id: 'organizations',
  title: { zh: '党组织数', en: 'Organizations' },
  doc: {
    zh: '按组织类别计入该口径的党组织数，临时党支部计入',
    en: 'Organizations whose category is in the scope; temporary branches count.',
  },
  measure: 'organizations',
  scopedBy: scope,
  kept: true,
  of: organization,
  further: furtherOfOrganization,
  counts: (seen) => countedIn(seen.scope, [seen.row]) && coversUnitOf(seen),
})

/** 14: 党委. */
export const committees = defineStock({
  id: 'committees',
  title: { zh: '党委数', en: 'Committees' },
  doc: { zh: '按组织类别计入该口径的党委数', en: 'Committees whose category is in the scope.' },
  measure: 'organizations',
  scopedBy: scope,
  kept: true,
  of: organization,
  further: furtherOfOrganization,
  counts: (seen) => seen.row.attributes.kind === 'committee' && countedIn(seen.scope, [seen.row]) && coversUnitOf(seen),
})

/** 17: 一组织一档. */
export const dossiers = defineStock({
  id: 'dossiers',
  title: { zh: '组织档案数', en: 'Dossiers' },
  doc: { zh: '有类别的党组织数，一组织一档', en: 'Organizations with a category: each has a dossier.' },
  measure: 'organizations',
  of: organization,
  counts: ({ row }) => countedAnywhere([row]),
})

/** 17: 档案已核查. */
export const dossiersReviewed = defineStock({
  id: 'dossiers-reviewed',
  title: { zh: '一年内核查的档案数', en: 'Dossiers reviewed' },
  doc: {
    zh: '有类别、且截至当日一年内核查过档案的党组织数',
    en: 'Organizations with a category whose dossier was reviewed in the year up to the day.',
  },
  measure: 'organizations',
  of: organization,
  near: { reviews: reviewYears },
  counts: ({ row, reviews }) => countedAnywhere([row]) && reviews.length > 0,
})

/** The reviews of an organization's dossier, each lasting a year. */
function reviewYears(facts: Facts, { key }: Row<typeof organization>): readonly Row[] {
  return occurrencesOf(facts, dossierReviewed.type, 'organizationId', key.organizationId).map((row) => ({
    ...row,
    to: plusYears(row.from, 1),
  }))
}

/** 18: 双向进入、交叉任职. */
export const secretariesInManagement = defineStock({
  id: 'secretaries-in-management',
  title: { zh: '交叉任职的书记数', en: 'Secretaries in management' },
  doc: {
    zh: '在本组织交叉任职、且为经营管理骨干的党组织书记人数，一人兼几处书记的计一人；已出党、死亡或者转走组织关系的不计，上级选派的计入',
    en: 'Secretaries who hold a cross-appointment as core staff in the same organization; who is secretary of several counts once. Not those who have died, left the Party or moved away, but those sent by the superior.',
  },
  measure: 'persons',
  of: office,
  distinct: ({ key }) => key.personId,
  near: {
    appointments: (facts, { key }) => facts.where(crossAppointment, 'organizationId', key.organizationId),
    organizations: organizationOfOffice,
    outlived,
  },
  counts: ({ row, appointments, organizations: found, outlived: gone }) =>
    row.key.post === 'secretary' &&
    gone.length === 0 &&
    countedAnywhere(found) &&
    appointments.some(({ key, attributes }) => key.personId === row.key.personId && attributes.isCoreStaff),
})
