import * as z from 'zod'
import { defineRelation } from '../define/relation.ts'

/** What happened on one day and opens no fact: reviews, reminders, inventories, reported figures. */
export const occurrence = defineRelation({
  name: 'occurrence',
  title: { zh: '工作纪实', en: 'occurrence' },
  key: ['eventId'],
  attributes: {
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
  },
})
