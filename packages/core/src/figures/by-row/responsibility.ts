import { interviewHeld } from '../../domain/responsibility/interview-held.ts'
import { interview } from '../../domain/responsibility/interview.ts'
import { appraisalScored } from '../../domain/responsibility/appraisal-scored.ts'
import { dualReviewHeld } from '../../domain/responsibility/dual-review-held.ts'
import { leaderLink } from '../../domain/responsibility/leader-link.ts'
import { activityFlow } from '../activity-flow.ts'
import { eventCounts } from '../counting.ts'
import { countEvents, countTogether, defineFlow, defineStock } from '@taizhang/kernel/define'
import { recentYears } from '../windows.ts'
import { whatEventsName } from '../scoped-as.ts'

const dualReviews = countEvents(dualReviewHeld, ({ data, effectiveOn }, facts) =>
  eventCounts(facts, data.organizationId, effectiveOn) ? { by: 'dual-review' } : undefined,
)
const appraisals = countEvents(appraisalScored, ({ data, effectiveOn }, facts) =>
  eventCounts(facts, data.organizationId, effectiveOn) ? { by: data.kind } : undefined,
)

/** 1: 双述双评、绩效考评、年度考核. */
export const responsibilityReviews = defineFlow({
  id: 'responsibility-reviews',
  title: { zh: '责任考评次数', en: 'Responsibility reviews' },
  doc: {
    zh: '期内党组织书记双述双评、党建工作绩效考评和年度考核的次数，按种类分',
    en: 'Dual reviews of secretaries, performance and annual appraisals in the window, by kind.',
  },
  measure: 'events',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'kind',
  entries: countTogether(dualReviews, appraisals),
})

/** 2: 约谈. */
export const interviewsHeld = defineFlow({
  id: 'interviews-held',
  title: { zh: '约谈次数', en: 'Interviews held' },
  doc: { zh: '期内党建工作约谈的次数', en: 'Interviews on Party building held in the window.' },
  measure: 'events',
  since: recentYears,
  entries: countEvents(interviewHeld, () => ({})),
})

/** 2: 未办结的约谈. */
export const interviewsOpen = defineStock({
  id: 'interviews-open',
  title: { zh: '未办结约谈数', en: 'Interviews open' },
  doc: { zh: '当日尚未回访销号的约谈数', en: 'Interviews on the day that are not followed up yet.' },
  measure: 'items',
  of: interview,
  counts: () => true,
})

/** 3: 挂钩帮扶. */
export const leaderLinks = defineStock({
  id: 'leader-links',
  title: { zh: '挂钩帮扶数', en: 'Leader links' },
  doc: {
    zh: '当日区级领导、科局挂钩帮扶单位的对数，一名领导挂钩一家单位为一对',
    en: 'Pairs of a leader and a unit that the leader looks after, on the day.',
  },
  measure: 'pairings',
  of: leaderLink,
  counts: () => true,
})

/** 3: 政策优惠. */
export const policiesGranted = activityFlow(
  'policy-granted',
  {
    id: 'policies-granted',
    title: { zh: '政策优惠项数', en: 'Policies granted' },
    doc: {
      zh: '期内给予非公企业的政策优惠，按事项分',
      en: 'Policies granted to enterprises in the window, by what they are about.',
    },
    by: 'policy',
  },
  ({ data }) => data.policy,
)

/** 3: 定期研究. */
export const workMeetings = activityFlow('work-meeting', {
  id: 'work-meetings',
  title: { zh: '专题研究次数', en: 'Work meetings' },
  doc: { zh: '期内专题研究两新组织党建工作的次数', en: 'Meetings on Party building held in the window.' },
})

/** 4: 帮助企业解决困难问题. */
export const problemsResolved = activityFlow('problem-resolved', {
  id: 'problems-resolved',
  title: { zh: '解决困难问题数', en: 'Problems resolved' },
  doc: { zh: '期内帮助企业解决的困难问题数', en: 'Problems of enterprises resolved in the window.' },
})
