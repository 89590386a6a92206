import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { distinction } from '../words.ts'

/** 表彰奖励. An organization or a unit was honoured. */
export const awardGranted = defineEvent({
  type: 'AwardGranted',
  title: { zh: '表彰奖励', en: 'Award granted' },
  doc: {
    zh: '党组织或单位获得表彰奖励',
    en: 'An organization or a unit was honoured.',
  },
  data: z.strictObject({ ...distinction }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { name: '全市先进基层党组织', level: 'city', organizationId: 'o17' },
})
