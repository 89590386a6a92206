import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { subjectId } from '../schemas.ts'
import { suspensionCause } from '../words.ts'
import { membership } from './membership.ts'

/** 停止党籍. A full member is suspended. */
export const membershipSuspended = defineEvent({
  type: 'MembershipSuspended',
  title: { zh: '停止党籍', en: 'Membership suspended' },
  doc: {
    zh: '停止党籍；只有正式党员可以停止；cause 是出国（境）或者失去联系',
    en: 'A full member is suspended.',
  },
  data: z.strictObject({ memberId: subjectId, cause: suspensionCause.optional() }),
  earlier: asBefore({ memberId: subjectId }),
  changes: ({ memberId, cause }) => [
    amend(
      membership,
      { memberId },
      { status: 'suspended', suspendedFor: cause ?? null },
      { expect: { status: 'full' } },
    ),
  ],
  example: { memberId: 'p3', cause: 'not-found' },
})
