import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { approvedLater } from '../admit.ts'
import { asBefore } from '../earlier.ts'
import { civilDate, subjectId } from '../schemas.ts'
import { membership } from './membership.ts'

/** 预备党员转正. The probationary member becomes a full one; Party age (党龄) counts from that day. */
export const memberConfirmed = defineEvent({
  type: 'MemberConfirmed',
  title: { zh: '预备党员转正', en: 'Member confirmed' },
  doc: {
    zh: '预备党员转为正式党员，党龄自该日起算；approvedOn 是上级审批的日期',
    en: 'The probationary member becomes a full one; Party age counts from that day.',
  },
  data: z.strictObject({ memberId: subjectId, approvedOn: civilDate.optional() }),
  earlier: asBefore({ memberId: subjectId }),
  admit: ({ approvedOn }, _rules, { effectiveOn }) => approvedLater(approvedOn, effectiveOn),
  changes: ({ memberId }, { effectiveOn }) => [
    amend(
      membership,
      { memberId },
      { status: 'full', probationEndsOn: null, fullSince: effectiveOn },
      { expect: { status: 'probationary' } },
    ),
  ],
  example: { memberId: 'p9', approvedOn: '2019-06-10' },
})
