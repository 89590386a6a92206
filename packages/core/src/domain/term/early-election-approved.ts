import * as z from 'zod'
import { occur } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { civilDate, subjectId } from '../../kernel/schemas.ts'
import { occurrence } from '../book/occurrence.ts'

/** 批准提前换届. An early election is approved. */
export const earlyElectionApproved = defineEvent({
  type: 'EarlyElectionApproved',
  title: { zh: '批准提前换届', en: 'Early election approved' },
  doc: {
    zh: '批准提前换届',
    en: 'An early election is approved.',
  },
  data: z.strictObject({ organizationId: subjectId, on: civilDate }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { organizationId: 'o17', on: '2019-06-30' },
})
