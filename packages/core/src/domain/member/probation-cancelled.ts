import * as z from 'zod'
import { close } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { subjectId, text } from '../../kernel/schemas.ts'
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
