import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { mobileMembership } from './mobile-membership.ts'

/** 流动党员离开. The mobile member takes part here no more. */
export const mobileMemberLeft = defineEvent({
  type: 'MobileMemberLeft',
  title: { zh: '流动党员离开', en: 'Mobile member left' },
  doc: {
    zh: '流动党员不再在本党组织参加组织生活',
    en: 'The mobile member takes part here no more.',
  },
  data: z.strictObject({ memberId: subjectId, organizationId: subjectId }),
  changes: (key) => [close(mobileMembership, key)],
  example: { memberId: 'p41', organizationId: 'o17' },
})
