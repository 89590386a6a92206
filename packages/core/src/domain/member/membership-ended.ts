import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { approvedLater } from '../admit.ts'
import { asBefore } from '../earlier.ts'
import { civilDate, subjectId } from '../schemas.ts'
import { membership } from './membership.ts'
import { membershipEnding } from '../words.ts'

/** 出党、死亡. The membership ends. */
export const membershipEnded = defineEvent({
  type: 'MembershipEnded',
  title: { zh: '出党、死亡', en: 'Membership ended' },
  doc: {
    zh: '除名、退党、开除党籍、劝退、不予承认或者去世',
    en: 'The membership ends.',
  },
  data: z.strictObject({ memberId: subjectId, reason: membershipEnding, approvedOn: civilDate.optional() }),
  earlier: asBefore({
    memberId: subjectId,
    reason: membershipEnding.extract(['removed', 'withdrew', 'expelled', 'died']),
  }),
  admit: ({ approvedOn }, _rules, { effectiveOn }) => approvedLater(approvedOn, effectiveOn),
  changes: ({ memberId }) => [close(membership, { memberId })],
  example: { memberId: 'p3', reason: 'died' },
})
