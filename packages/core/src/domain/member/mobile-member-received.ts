import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { inOrderOfDays } from '../admit.ts'
import { civilDate, id, subjectId } from '../schemas.ts'
import { mobileMembership } from './mobile-membership.ts'

/** 接收流动党员. A member takes part here for a time; the membership stays elsewhere, and it counts there. */
export const mobileMemberReceived = defineEvent({
  type: 'MobileMemberReceived',
  title: { zh: '接收流动党员', en: 'Mobile member received' },
  doc: {
    zh: '流动党员在本党组织参加组织生活，组织关系不转，不计入党员数',
    en: 'A member takes part here for a time; the membership stays elsewhere, and it counts there.',
  },
  data: z.strictObject({
    memberId: subjectId,
    organizationId: subjectId,
    unitId: subjectId.optional(),
    since: civilDate.optional(),
    fromBook: id.optional(),
  }),
  admit: ({ since }, _rules, { effectiveOn }) =>
    inOrderOfDays({
      code: 'joined-after',
      path: 'since',
      first: since,
      last: effectiveOn,
      words: (first, last) => ({ zh: `外出日期 ${first} 晚于 ${last}`, en: `away since ${first}, after ${last}` }),
    }),
  changes: ({ memberId, organizationId, unitId, since }) => [
    open(mobileMembership, { memberId, organizationId }, { unitId, since }),
  ],
  example: { memberId: 'p41', organizationId: 'o17', unitId: 'u12', since: '2018-01-15' },
})
