import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'

/** 换届提醒. The superior reminded of a renewal. */
export const renewalReminderSent = defineEvent({
  type: 'RenewalReminderSent',
  title: { zh: '换届提醒', en: 'Renewal reminder sent' },
  doc: {
    zh: '上级提醒按期换届',
    en: 'The superior reminded of a renewal.',
  },
  data: z.strictObject({ organizationId: subjectId }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { organizationId: 'o17' },
})
