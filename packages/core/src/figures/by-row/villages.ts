import { villagePairing } from '../../domain/outcomes/village-pairing.ts'
import { activityFlow, unitFlow, yearOf } from '../activity-flow.ts'
import { whereCounted } from '../counting.ts'
import { defineStock } from '@taizhang/kernel/define'

/** 26: 乡村振兴帮扶. */
export const revitalization = unitFlow(
  'revitalization-action',
  {
    id: 'revitalization',
    title: { zh: '参与乡村振兴单位数', en: 'Units in revitalization' },
    doc: {
      zh: '期内参与乡村振兴帮扶的单位数，一家计一次，按年度分',
      en: 'Different units that took part in village revitalization in the window, by year.',
    },
    by: 'year',
  },
  yearOf,
)

/** 27: 捐助. */
export const donations = activityFlow('donation', {
  id: 'donations',
  title: { zh: '捐助金额', en: 'Donations' },
  doc: { zh: '期内捐助的金额', en: 'Money donated in the window.' },
})

/** 27: 培训乡村人才. */
export const villageTraining = activityFlow('village-training', {
  id: 'village-training',
  title: { zh: '培训乡村人才人次', en: 'Village training' },
  doc: { zh: '期内培训乡村致富人才的人次', en: 'Attendance of villagers at training in the window.' },
})

/** 28: 与村党支部结对. */
export const villagePairings = defineStock({
  id: 'village-pairings',
  title: { zh: '村企结对数', en: 'Village pairings' },
  doc: { zh: '当日与村党支部结对的对数', en: 'Pairs of an organization and a village on the day.' },
  measure: 'pairings',
  of: villagePairing,
  subjects: whereCounted,
  counts: () => true,
})
