import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { employment, memberPost, work } from '../words.ts'
import { membership } from './membership.ts'

/** 党员信息变更. Details change; absent fields stay, null clears. */
export const memberDetailsChanged = defineEvent({
  type: 'MemberDetailsChanged',
  title: { zh: '党员信息变更', en: 'Member details changed' },
  doc: {
    zh: '岗位、是否出资人、从事的工作、专职兼职变更；未写的不变，null 清除',
    en: 'Details change; absent fields stay, null clears.',
  },
  data: z.strictObject({
    memberId: subjectId,
    post: memberPost.nullable().optional(),
    isInvestor: z.boolean().nullable().optional(),
    work: work.nullable().optional(),
    employment: employment.nullable().optional(),
  }),
  changes: ({ memberId, post, isInvestor, ...rest }) => [
    amend(
      membership,
      { memberId },
      {
        ...rest,
        post: post === null ? 'other' : post,
        isInvestor: isInvestor === null ? false : isInvestor,
      },
    ),
  ],
  example: { memberId: 'p3', work: 'professional', employment: 'full-time' },
})
