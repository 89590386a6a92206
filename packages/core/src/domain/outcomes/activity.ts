import { defineRelation } from '@taizhang/kernel/define'
import { activityData, activityMeasure } from './activity-kinds.ts'

/** 活动: something done or reached on one day, in the measure of its kind. */
export const activity = defineRelation({
  name: 'activity',
  title: { zh: '活动', en: 'activity' },
  key: ['eventId'],
  attributes: { ...activityData, measure: activityMeasure },
})
