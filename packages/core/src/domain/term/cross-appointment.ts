import * as z from 'zod'
import { defineRelation } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { organization } from '../organization/organization.ts'

/** 交叉任职: a person serves in the Party body and in the company. */
export const crossAppointment = defineRelation({
  name: 'crossAppointment',
  title: { zh: '交叉任职', en: 'cross-appointment' },
  key: ['organizationId', 'personId'],
  attributes: {
    partyPost: text,
    companyPost: text,
    isCoreStaff: z.boolean(),
  },
  within: [organization],
})
