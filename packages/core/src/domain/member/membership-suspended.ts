import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { membership } from './membership.ts'

/** 停止党籍. A full member is suspended. */
export const membershipSuspended = defineEvent({
  type: 'MembershipSuspended',
  title: { zh: '停止党籍', en: 'Membership suspended' },
  doc: {
    zh: '停止党籍；只有正式党员可以停止',
    en: 'A full member is suspended.',
  },
  data: z.strictObject({ memberId: subjectId }),
  changes: ({ memberId }) => [amend(membership, { memberId }, { status: 'suspended' }, { expect: { status: 'full' } })],
  example: { memberId: 'p3' },
})
