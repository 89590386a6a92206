import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { membership } from './membership.ts'

/** 取消预备党员资格. Probation is cancelled; the membership ends. */
export const probationCancelled = defineEvent({
  type: 'ProbationCancelled',
  title: { zh: '取消预备党员资格', en: 'Probation cancelled' },
  doc: {
    zh: '取消预备党员资格，不再是党员',
    en: 'Probation is cancelled; the membership ends.',
  },
  data: z.strictObject({ memberId: subjectId, reason: text }),
  changes: ({ memberId }) => [close(membership, { memberId }, { expect: { status: 'probationary' } })],
  example: { memberId: 'p9', reason: '不履行党员义务' },
})
