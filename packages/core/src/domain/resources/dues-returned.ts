import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { fen } from '../words.ts'

/** 党费返还. Dues were returned to an organization for its activities. */
export const duesReturned = defineEvent({
  type: 'DuesReturned',
  title: { zh: '返还党费', en: 'Dues returned' },
  doc: {
    zh: '党费返还党组织，用于党建活动',
    en: 'Dues were returned to the organization for its activities.',
  },
  data: z.strictObject({ organizationId: subjectId, amountFen: fen }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { organizationId: 'o17', amountFen: 486000 },
})
