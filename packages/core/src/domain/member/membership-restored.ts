import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { membership } from './membership.ts'

/** 恢复党籍. A suspended member is a full one again. */
export const membershipRestored = defineEvent({
  type: 'MembershipRestored',
  title: { zh: '恢复党籍', en: 'Membership restored' },
  doc: {
    zh: '恢复党籍，为正式党员',
    en: 'A suspended member is a full one again.',
  },
  data: z.strictObject({ memberId: subjectId }),
  changes: ({ memberId }) => [
    amend(membership, { memberId }, { status: 'full', suspendedFor: null }, { expect: { status: 'suspended' } }),
  ],
  example: { memberId: 'p3' },
})
