import { scope } from '../../domain/book/scope.ts'
import { memberRecruited } from '../../domain/member/member-recruited.ts'
import { membership } from '../../domain/member/membership.ts'
import { countedIn, counts, eventCounts, organizationOfMember } from '../counting.ts'
import { coversUnitOf, furtherOfMember } from '../conditions.ts'
import { countEvents, defineFlow, defineStock } from '@taizhang/kernel/define'
import { lastThreeYears, recentYears } from '../windows.ts'
import { whatEventsName } from '../scoped-as.ts'

/** 13: 党员. */
export const members = defineStock({
  id: 'members',
  title: { zh: '党员数', en: 'Members' },
  doc: {
    zh: '组织关系在该口径党组织的正式党员与预备党员数，停止党籍的不计',
    en: 'Full and probationary members of organizations in the scope; suspended ones do not count.',
  },
  measure: 'persons',
  scopedBy: scope,
  kept: true,
  of: membership,
  further: furtherOfMember,
  near: { organizations: organizationOfMember },
  counts: (seen) => counts(seen.row) && countedIn(seen.scope, seen.organizations) && coversUnitOf(seen),
})

const recruited = countEvents(memberRecruited, ({ data, effectiveOn }, facts) =>
  eventCounts(facts, data.organizationId, effectiveOn) ? { by: data.post } : undefined,
)

/** 20: 发展党员. */
export const membersRecruited = defineFlow({
  id: 'members-recruited',
  title: { zh: '发展党员数', en: 'Members recruited' },
  doc: { zh: '期内接收的预备党员数，按岗位分', en: 'Probationary members admitted in the window, by post.' },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: lastThreeYears,
  by: 'post',
  entries: recruited,
})

/** 21: 出资人中发展党员. */
export const investorsRecruited = defineFlow({
  id: 'investors-recruited',
  title: { zh: '发展出资人党员数', en: 'Investors recruited' },
  doc: { zh: '期内接收的出资人预备党员数', en: 'Investors admitted as probationary members in the window.' },
  measure: 'persons',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(memberRecruited, ({ data, effectiveOn }, facts) =>
    data.isInvestor === true && eventCounts(facts, data.organizationId, effectiveOn) ? {} : undefined,
  ),
})
