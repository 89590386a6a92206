import { awardGranted } from '../../domain/outcomes/award-granted.ts'
import { brand } from '../../domain/outcomes/brand.ts'
import { talentSite } from '../../domain/outcomes/talent-site.ts'
import { activityFlow } from '../activity-flow.ts'
import { eventCounts, whereCounted } from '../counting.ts'
import { countEvents, defineFlow, defineStock } from '@taizhang/kernel/define'
import { recentYears } from '../windows.ts'
import { whatEventsName } from '../scoped-as.ts'

/** 33: 引进人才. */
export const talentIntroduced = activityFlow('talent-introduced', {
  id: 'talent-introduced',
  title: { zh: '引进人才数', en: 'Talent introduced' },
  doc: { zh: '期内企业引进的各类人才数', en: 'Talented people whom enterprises took on in the window.' },
})

/** 33: 人才工作示范点. */
export const talentSites = defineStock({
  id: 'talent-sites',
  title: { zh: '人才工作示范点数', en: 'Talent sites' },
  doc: { zh: '截至当日设立的人才工作示范点数', en: 'Model sites of work with talent by the day.' },
  measure: 'items',
  of: talentSite,
  subjects: whereCounted,
  counts: () => true,
})

/** 34: 技术革新、岗位练兵、劳动竞赛. */
export const skillContests = activityFlow('skill-contest', {
  id: 'skill-contests',
  title: { zh: '技能竞赛次数', en: 'Skill contests' },
  doc: {
    zh: '期内开展技术革新、岗位练兵、劳动竞赛等活动的次数',
    en: 'Contests in skill, training on the job and innovation in the window.',
  },
})

/** 35: 党建品牌. */
export const brands = defineStock({
  id: 'brands',
  title: { zh: '党建品牌数', en: 'Brands' },
  doc: { zh: '截至当日认定的园区、企业党建品牌数', en: 'Brands of Party building recognized by the day.' },
  measure: 'items',
  of: brand,
  subjects: whereCounted,
  counts: () => true,
})

/** 36: 表彰奖励. */
export const awards = defineFlow({
  id: 'awards',
  title: { zh: '表彰奖励数', en: 'Awards' },
  doc: { zh: '期内党组织和单位获得的表彰奖励数', en: 'Awards to organizations and units in the window.' },
  measure: 'items',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(awardGranted, ({ data, effectiveOn }, facts) =>
    eventCounts(facts, data.organizationId, effectiveOn) ? {} : undefined,
  ),
})
