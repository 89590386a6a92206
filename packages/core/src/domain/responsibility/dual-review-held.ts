import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { reviewGrade } from '../words.ts'

/** 双述双评. An organization's secretary reported on Party building and was assessed. */
export const dualReviewHeld = defineEvent({
  type: 'DualReviewHeld',
  title: { zh: '双述双评', en: 'Dual review held' },
  doc: {
    zh: '党组织书记双述双评，评定等次',
    en: "The organization's secretary reported and was assessed, with a grade.",
  },
  data: z.strictObject({ organizationId: subjectId, grade: reviewGrade }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { organizationId: 'o17', grade: 'good' },
})
