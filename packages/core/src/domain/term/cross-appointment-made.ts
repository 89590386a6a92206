import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { crossAppointment } from './cross-appointment.ts'

/** 交叉任职. A person serves in the Party body and in the company. */
export const crossAppointmentMade = defineEvent({
  type: 'CrossAppointmentMade',
  title: { zh: '交叉任职', en: 'Cross-appointment made' },
  doc: {
    zh: '双向进入、交叉任职',
    en: 'A person serves in the Party body and in the company.',
  },
  data: z.strictObject({
    organizationId: subjectId,
    personId: subjectId,
    partyPost: text,
    companyPost: text,
    isCoreStaff: z.boolean(),
  }),
  changes: ({ organizationId, personId, ...attributes }) => [
    open(crossAppointment, { organizationId, personId }, attributes),
  ],
  example: { organizationId: 'o17', personId: 'p3', partyPost: '书记', companyPost: '副总经理', isCoreStaff: true },
})
