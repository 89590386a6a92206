import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { membership } from './membership.ts'

/** 批准接收预备党员. The superior approves the recruitment; the day of the event is that of the approval. */
export const recruitmentApproved = defineEvent({
  type: 'RecruitmentApproved',
  title: { zh: '批准接收预备党员', en: 'Recruitment approved' },
  doc: {
    zh: '上级党委批准接收为预备党员，生效日即审批日期',
    en: 'The superior approves the recruitment; the day of the event is that of the approval.',
  },
  data: z.strictObject({ memberId: subjectId }),
  changes: ({ memberId }, { effectiveOn }) => [
    amend(
      membership,
      { memberId },
      { approvedOn: effectiveOn, approvalAwaited: null },
      { expect: { status: 'probationary', approvedOn: null } },
    ),
  ],
  example: { memberId: 'p9' },
})
