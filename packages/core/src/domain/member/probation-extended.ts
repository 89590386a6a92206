import * as z from 'zod'
import { amend } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { civilDate, subjectId } from '../../kernel/schemas.ts'
import { membership } from './membership.ts'

/** 延长预备期. Probation is extended to `until`, the first day on which it no longer holds. */
export const probationExtended = defineEvent({
  type: 'ProbationExtended',
  title: { zh: '延长预备期', en: 'Probation extended' },
  doc: {
    zh: '预备期延长至 until（不再有效的首日）',
    en: 'Probation is extended to `until`, the first day on which it no longer holds.',
  },
  data: z.strictObject({ memberId: subjectId, until: civilDate }),
  changes: ({ memberId, until }) => [
    amend(membership, { memberId }, { probationEndsOn: until }, { expect: { status: 'probationary' } }),
  ],
  example: { memberId: 'p9', until: '2019-11-20' },
})
