import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { crossAppointment } from './cross-appointment.ts'

/** 交叉任职结束. The cross-appointment ends. */
export const crossAppointmentEnded = defineEvent({
  type: 'CrossAppointmentEnded',
  title: { zh: '交叉任职结束', en: 'Cross-appointment ended' },
  doc: {
    zh: '交叉任职结束',
    en: 'The cross-appointment ends.',
  },
  data: z.strictObject({ organizationId: subjectId, personId: subjectId }),
  changes: (key) => [close(crossAppointment, key)],
  example: { organizationId: 'o17', personId: 'p3' },
})
