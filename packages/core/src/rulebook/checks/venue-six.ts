import { venue } from '../../domain/resources/venue.ts'
import type { checklist } from '../../domain/words.ts'
import type { Words } from '../../kernel/refusal.ts'
import { each } from '../around.ts'
import { defineCheck } from '../check.ts'

const venues = each(venue)

const items: Readonly<Record<Exclude<keyof typeof checklist.shape, 'version'>, Words>> = {
  place: { zh: '有场所', en: 'a place' },
  facilities: { zh: '有设施', en: 'facilities' },
  signs: { zh: '有标志', en: 'signs' },
  flag: { zh: '有党旗', en: 'a flag' },
  readingMaterial: { zh: '有书报', en: 'reading material' },
  rules: { zh: '有制度', en: 'rules' },
}

/** “六有”. Judged by its last assessment; a room that has not been assessed is not said to lack anything. */
export const venueSix = defineCheck({
  id: 'VENUE-SIX',
  says: () => ({
    zh: '党员活动室应当达到“六有”：有场所、有设施、有标志、有党旗、有书报、有制度',
    en: 'An activity room has all six of its checklist: a place, facilities, signs, a flag, reading material, rules.',
  }),
  next: {
    zh: '补齐所缺项目，重新评估并记录',
    en: 'Provide what is missing, assess the room again and record it.',
  },
  looks: (look) => [
    look({
      subjects: venues,
      holds: ({ subject: { row } }) => {
        const { kind, checklist } = row.attributes
        if (kind !== 'activity-room' || !checklist) return undefined
        const missing = Object.entries(items).filter(([name]) => !checklist[name as keyof typeof items])
        return missing.length === 0
          ? undefined
          : {
              message: {
                zh: `按 ${checklist.version} 版清单评估，未达到：${missing.map(([, { zh }]) => zh).join('、')}`,
                en: `Assessed by checklist ${checklist.version}, it lacks: ${missing.map(([, { en }]) => en).join(', ')}.`,
              },
            }
      },
    }),
  ],
  texts: [
    {
      id: 'VENUE-SIX',
      title: { zh: '活动室未达“六有”', en: 'Activity room incomplete' },
      severity: 'notice',
      citation: {
        zh: '工作总结：达到“六有”标准的党员活动室。地方标准，各地清单不尽相同，以评估所用版本为准',
        en: 'The work report: activity rooms with “all six”. A local standard; lists differ, see the version assessed by',
      },
      parameters: {},
    },
  ],
})
