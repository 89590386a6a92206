import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { membership } from './membership.ts'

/** 预备党员转正. The probationary member becomes a full one. */
export const memberConfirmed = defineEvent({
  type: 'MemberConfirmed',
  title: { zh: '预备党员转正', en: 'Member confirmed' },
  doc: {
    zh: '预备党员转为正式党员',
    en: 'The probationary member becomes a full one.',
  },
  data: z.strictObject({ memberId: subjectId }),
  changes: ({ memberId }) => [
    amend(membership, { memberId }, { status: 'full', probationEndsOn: null }, { expect: { status: 'probationary' } }),
  ],
  example: { memberId: 'p9' },
})
