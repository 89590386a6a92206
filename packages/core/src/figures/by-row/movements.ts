import { countEvents, countTogether, defineFlow, holdsOn, type LiveEventOf } from '@taizhang/kernel/define'
import type { Facts, LiveEvent } from '@taizhang/kernel'
import { inOrder, ofNone } from '@taizhang/kernel/internal'
import { isSuspendedBefore } from '../suspended-before.ts'
import { memberConfirmed } from '../../domain/member/member-confirmed.ts'
import { memberEnrolled } from '../../domain/member/member-enrolled.ts'
import { memberRecruited } from '../../domain/member/member-recruited.ts'
import { memberTransferredIn } from '../../domain/member/member-transferred-in.ts'
import { memberTransferredOut } from '../../domain/member/member-transferred-out.ts'
import { membershipEnded } from '../../domain/member/membership-ended.ts'
import { membershipReinstated } from '../../domain/member/membership-reinstated.ts'
import { membershipRestored } from '../../domain/member/membership-restored.ts'
import { membershipSuspended } from '../../domain/member/membership-suspended.ts'
import { recruitmentApproved } from '../../domain/member/recruitment-approved.ts'
import { probationCancelled } from '../../domain/member/probation-cancelled.ts'
import { recruitmentRejected } from '../../domain/member/recruitment-rejected.ts'
import { organizationDissolved } from '../../domain/organization/organization-dissolved.ts'
import { organizationMerged } from '../../domain/organization/organization-merged.ts'
import { organization } from '../../domain/organization/organization.ts'
import { termRenewed } from '../../domain/term/term-renewed.ts'
import { unitDelisted } from '../../domain/unit/unit-delisted.ts'
import { unitListed } from '../../domain/unit/unit-listed.ts'
import { unitsMerged } from '../../domain/unit/units-merged.ts'
import { countedAnywhere, eventCounts } from '../counting.ts'
import { lastThreeYears, recentYears } from '../windows.ts'
import { whatEventsName } from '../scoped-as.ts'

/**
 * What came, went and changed in a window: the figures that people ask for beside those of the work report. Those of members balance as the yearly
 * statistics do: what came less what went is by how much the members have changed.
 */

const unlessSuspended = <E extends object>({ status }: { readonly status: string }, entry: E): E | undefined =>
  status === 'suspended' ? undefined : entry

export const organizationsDissolved = defineFlow({
  id: 'organizations-dissolved',
  title: { zh: '撤销合并党组织数', en: 'Organizations dissolved' },
  doc: {
    zh: '期内撤销和并入其他党组织的党组织数，按撤销的原因分，合并的归为一类；按撤销、合并之日计',
    en: 'Organizations dissolved or merged in the window, by the reason given, mergers by themselves; by the day on which they ended.',
  },
  measure: 'organizations',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'reason',
  entries: countTogether(
    countEvents(organizationDissolved, ({ data, effectiveOn }, facts) =>
      eventCounts(facts, data.organizationId, effectiveOn) ? { by: data.reason } : undefined,
    ),
    countEvents(organizationMerged, ({ type, data, effectiveOn }, facts) =>
      eventCounts(facts, data.organizationId, effectiveOn) ? { by: type } : undefined,
    ),
  ),
})

export const unitsNewlyListed = defineFlow({
  id: 'units-newly-listed',
  title: { zh: '新纳入管理的单位数', en: 'Units newly listed' },
  doc: {
    zh: '期内纳入管理的单位数，按单位类型分；按纳入管理之日计',
    en: 'Units listed in the window, by kind; by the day from which the book lists them.',
  },
  measure: 'units',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'kind',
  entries: countEvents(unitListed, ({ data }) => ({ by: data.kind })),
})

export const unitsDelisted = defineFlow({
  id: 'units-delisted',
  title: { zh: '不再纳入管理的单位数', en: 'Units delisted' },
  doc: {
    zh: '期内不再纳入管理的单位数，按原因分，并入其他单位的归为一类；按不再纳入管理之日计',
    en: 'Units that the book lists no more from a day of the window on, by the reason, mergers by themselves.',
  },
  measure: 'units',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'reason',
  entries: countTogether(
    countEvents(unitDelisted, ({ data }) => ({ by: data.reason })),
    countEvents(unitsMerged, ({ type }) => ({ by: type })),
  ),
})

export const membersTransferredIn = defineFlow({
  id: 'members-transferred-in',
  title: { zh: '转入党员数', en: 'Members transferred in' },
  doc: {
    zh: '期内组织关系由本台账以外转入的党员数，含随党组织整建制转入的，转入时停止党籍的不计；按转入之日计',
    en: 'Members who came from another book in the window, with a whole organization or alone, those suspended not counted; by the day on which they came.',
  },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(memberTransferredIn, ({ data }) => unlessSuspended(data, {})),
})

export const membersTransferredOut = defineFlow({
  id: 'members-transferred-out',
  title: { zh: '转出党员数', en: 'Members transferred out' },
  doc: {
    zh: '期内组织关系转往本台账以外的党员数，含随党组织整建制转出的，已停止党籍的另计；按转出之日计',
    en: 'Members who left for another book in the window, with a whole organization or alone; by the day on which they left. Suspended ones are counted apart.',
  },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(memberTransferredOut, (event, facts) => (isSuspendedBefore(facts, event) ? undefined : {})),
})

export const membershipsEnded = defineFlow({
  id: 'memberships-ended',
  title: { zh: '出党、死亡党员数', en: 'Memberships ended' },
  doc: {
    zh: '期内除名、退党、开除党籍、去世、取消预备党员资格和上级未批准接收的党员数，按原因分；按终止之日计，此前已停止党籍的另计',
    en: 'Members removed, withdrawn, expelled or dead, probations cancelled and recruitments that the superior rejected, in the window, by the reason; by the day of the end. Who had been suspended is counted apart.',
  },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'reason',
  entries: countTogether(
    countEvents(membershipEnded, (event, facts) =>
      isSuspendedBefore(facts, event) ? undefined : { by: event.data.reason },
    ),
    countEvents(probationCancelled, ({ type }) => ({ by: type })),
    countEvents(recruitmentRejected, ({ type }) => ({ by: type })),
  ),
})

export const suspendedMembershipsEnded = defineFlow({
  id: 'suspended-memberships-ended',
  title: { zh: '停止党籍后终止的党员数', en: 'Suspended memberships ended' },
  doc: {
    zh: '期内停止党籍以后除名、去世等或者转出的人数，按原因分；停止党籍时已经从党员数中减去，不再减一次；按终止之日计',
    en: 'Suspended members removed, dead, or gone to another book in the window, by the reason: the suspension has taken them from the members already; by the day of the end.',
  },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'reason',
  entries: countTogether(
    countEvents(membershipEnded, (event, facts) =>
      isSuspendedBefore(facts, event) ? { by: event.data.reason } : undefined,
    ),
    countEvents(memberTransferredOut, (event, facts) =>
      isSuspendedBefore(facts, event) ? { by: event.type } : undefined,
    ),
  ),
})

export const membershipsSuspended = defineFlow({
  id: 'memberships-suspended',
  title: { zh: '停止党籍党员数', en: 'Memberships suspended' },
  doc: {
    zh: '期内停止党籍的党员数，按原因分；按停止之日计',
    en: 'Members suspended in the window, by the cause; by the day of the suspension.',
  },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'cause',
  entries: countEvents(membershipSuspended, ({ data }) => ({ by: data.cause ?? ofNone })),
})

export const membershipsRestored = defineFlow({
  id: 'memberships-restored',
  title: { zh: '恢复党籍党员数', en: 'Memberships restored' },
  doc: {
    zh: '期内恢复党籍的党员数：停止党籍后恢复的，和纠错恢复的（仍停止党籍的不计），分开计；按恢复之日计',
    en: 'Members restored in the window: after a suspension, or after a wrong expulsion or removal, unless still suspended; by the day on which they were.',
  },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'type',
  entries: countTogether(
    countEvents(membershipRestored, ({ type }) => ({ by: type })),
    countEvents(membershipReinstated, ({ type, data }) => unlessSuspended(data, { by: type })),
  ),
})

export const membersEnrolled = defineFlow({
  id: 'members-enrolled',
  title: { zh: '登记已有党员数', en: 'Members enrolled' },
  doc: {
    zh: '期内登记入册的已有党员数，建册之日的也计，登记时停止党籍的不计；按登记之日计',
    en: 'Members who were there and came into the book in the window, also on its first day, those suspended not counted; by the day of the enrolment.',
  },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(memberEnrolled, ({ data }) => unlessSuspended(data, {})),
})

export const membersConfirmed = defineFlow({
  id: 'members-confirmed',
  title: { zh: '预备党员转正数', en: 'Members confirmed' },
  doc: {
    zh: '期内转为正式党员的预备党员数；按转正之日计',
    en: 'Probationary members who became full ones in the window; by the day of the confirmation.',
  },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: lastThreeYears,
  entries: countEvents(memberConfirmed, () => ({})),
})

const approvedOrEnded = [
  recruitmentApproved,
  recruitmentRejected,
  probationCancelled,
  membershipEnded,
  memberTransferredOut,
]

/** The approval of a recruitment by an event of its own, before the membership ends. */
function approvalOf(facts: Facts, recruitment: LiveEventOf<typeof memberRecruited>): LiveEvent | undefined {
  const [next] = approvedOrEnded
    .flatMap(({ type }) => facts.naming(type, 'memberId', recruitment.data.memberId))
    .filter((event) => inOrder(recruitment, event) < 0)
    .toSorted(inOrder)
  return next?.type === recruitmentApproved.type ? next : undefined
}

export const membersApproved = defineFlow({
  id: 'members-approved',
  title: { zh: '发展党员数（按审批日）', en: 'Members recruited, by approval' },
  doc: {
    zh: '上级党委在期内审批的预备党员数，待审批的在批准之前不计，补记旧事而审批日不详的按支部大会接收之日计；党内统计按审批日计，工作报告按接收之日计',
    en: 'Probationary members whom the superior committee approved in the window; who awaits the approval does not count yet, and where it is unknown, the day of admission does. Official statistics count by approval, the work report by admission.',
  },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: lastThreeYears,
  entries: countEvents(memberRecruited, (event, facts) => {
    const { data, effectiveOn, position } = event
    if (!eventCounts(facts, data.organizationId, effectiveOn)) return undefined
    if (data.approvedOn !== undefined) return { on: data.approvedOn }
    const approval = approvalOf(facts, event)
    if (approval) return { on: approval.effectiveOn, events: [position, approval.position] }
    return data.approvalUnknown ? {} : undefined
  }),
})

export const termsRenewedByKind = defineFlow({
  id: 'terms-renewed-by-kind',
  title: { zh: '换届次数', en: 'Terms renewed, by kind' },
  doc: {
    zh: '期内换届的党组织次数，按换届当日的党组织类型分；按换届之日计',
    en: 'Renewals in the window, by the kind of the organization on that day; by the day of the renewal.',
  },
  measure: 'events',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'kind',
  entries: countEvents(termRenewed, ({ data, effectiveOn }, facts) => {
    const onDay = facts
      .where(organization, 'organizationId', data.organizationId)
      .filter((row) => holdsOn(row, effectiveOn))
    return countedAnywhere(onDay) ? { by: onDay[0]?.attributes.kind } : undefined
  }),
})
