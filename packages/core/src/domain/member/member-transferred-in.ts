import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { id } from '../schemas.ts'
import { enrol, enrolment } from './enrolment.ts'

/** 组织关系转入. A member comes from another book. */
export const memberTransferredIn = defineEvent({
  type: 'MemberTransferredIn',
  title: { zh: '组织关系转入', en: 'Member transferred in' },
  doc: {
    zh: '组织关系由本台账以外转入',
    en: 'A member comes from another book.',
  },
  data: z.strictObject({ ...enrolment, fromBook: id.optional() }),
  changes: ({ fromBook, ...data }) => [enrol(data)],
  example: { memberId: 'p21', organizationId: 'o17', status: 'full', fromBook: '350304' },
})
