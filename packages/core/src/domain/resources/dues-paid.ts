import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { fen } from '../words.ts'

/** 上缴党费. An organization paid over its members' dues. */
export const duesPaid = defineEvent({
  type: 'DuesPaid',
  title: { zh: '上缴党费', en: 'Dues paid' },
  doc: {
    zh: '党组织上缴党员交纳的党费',
    en: "The organization paid over its members' dues.",
  },
  data: z.strictObject({ organizationId: subjectId, amountFen: fen }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { organizationId: 'o17', amountFen: 486000 },
})
