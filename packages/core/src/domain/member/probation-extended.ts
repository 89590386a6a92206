import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { endsLater } from '../admit.ts'
import { asBefore } from '../earlier.ts'
import { civilDate, subjectId } from '../schemas.ts'
import { membership } from './membership.ts'

const data = { memberId: subjectId, until: civilDate }

/** 延长预备期. Probation is extended to `until`, the first day on which it no longer holds. */
export const probationExtended = defineEvent({
  type: 'ProbationExtended',
  title: { zh: '延长预备期', en: 'Probation extended' },
  doc: {
    zh: '预备期延长至 until（不再有效的首日）',
    en: 'Probation is extended to `until`, the first day on which it no longer holds.',
  },
  data: z.strictObject(data),
  earlier: asBefore(data),
  admit: ({ until }, _rules, { effectiveOn }) => endsLater(until, effectiveOn),
  changes: ({ memberId, until }) => [
    amend(membership, { memberId }, { probationEndsOn: until }, { expect: { status: 'probationary' } }),
  ],
  example: { memberId: 'p9', until: '2019-11-20' },
})
