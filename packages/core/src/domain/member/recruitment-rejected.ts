import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { membership } from './membership.ts'

/** 不批准接收预备党员. The superior does not approve the recruitment: no membership comes of it. */
export const recruitmentRejected = defineEvent({
  type: 'RecruitmentRejected',
  title: { zh: '不批准接收预备党员', en: 'Recruitment rejected' },
  doc: {
    zh: '上级党委不批准接收，不是党员',
    en: 'The superior does not approve the recruitment: no membership comes of it.',
  },
  data: z.strictObject({ memberId: subjectId, reason: text }),
  changes: ({ memberId }) => [
    close(membership, { memberId }, { expect: { status: 'probationary', approvedOn: null } }),
  ],
  example: { memberId: 'p9', reason: '手续不全' },
})
