import * as z from 'zod'
import { closeIfOpen, open } from '../../kernel/change.ts'
import { plusYears } from '../../kernel/civil-date.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { civilDate, subjectId } from '../../kernel/schemas.ts'
import { candidacy } from './candidacy.ts'
import { membership } from './membership.ts'
import { memberPost } from '../words.ts'

/** 接收预备党员. The branch meeting admits a probationary member; the candidacy ends, probation is a year. */
export const memberRecruited = defineEvent({
  type: 'MemberRecruited',
  title: { zh: '接收预备党员', en: 'Member recruited' },
  doc: {
    zh: '支部大会接收为预备党员；同一人的培养终止，预备期一年',
    en: 'The branch meeting admits a probationary member; the candidacy ends, probation is a year.',
  },
  data: z.strictObject({
    memberId: subjectId,
    organizationId: subjectId,
    unitId: subjectId.optional(),
    post: memberPost,
    isInvestor: z.boolean().optional(),
    introducers: z.array(subjectId).optional(),
    approvedOn: civilDate.optional(),
  }),
  changes: ({ memberId, isInvestor = false, ...attributes }, { effectiveOn }) => [
    closeIfOpen(candidacy, { personId: memberId }),
    open(
      membership,
      { memberId },
      {
        ...attributes,
        isInvestor,
        status: 'probationary',
        recruitedOn: effectiveOn,
        joinedOn: effectiveOn,
        probationEndsOn: plusYears(effectiveOn, 1),
      },
    ),
  ],
  example: {
    memberId: 'p9',
    organizationId: 'o17',
    unitId: 'u12',
    post: 'middle-or-above',
    introducers: ['p3', 'p4'],
    approvedOn: '2019-07-20',
  },
})
