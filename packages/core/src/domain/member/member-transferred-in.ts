import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { id } from '../schemas.ts'
import { asBefore } from '../earlier.ts'
import { admitEnrolment, enrol, enrolment, enrolmentBefore } from './enrolment.ts'

/** 组织关系转入. A member comes from another book. */
export const memberTransferredIn = defineEvent({
  type: 'MemberTransferredIn',
  title: { zh: '组织关系转入', en: 'Member transferred in' },
  doc: {
    zh: '组织关系由本台账以外转入；随党组织整建制转入的写 withOrganization',
    en: 'A member comes from another book, perhaps with the whole organization.',
  },
  data: z.strictObject({ ...enrolment, fromBook: id.optional(), withOrganization: z.boolean().optional() }),
  earlier: asBefore({ ...enrolmentBefore, fromBook: id.optional() }),
  admit: admitEnrolment,
  changes: ({ fromBook: _book, withOrganization: _whole, ...data }) => [enrol(data)],
  example: { memberId: 'p21', organizationId: 'o17', status: 'full', fromBook: '350304' },
})
