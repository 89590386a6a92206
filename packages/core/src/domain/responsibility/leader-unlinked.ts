import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { leaderLink } from './leader-link.ts'

/** 解除挂钩. The leader looks after the unit no more. */
export const leaderUnlinked = defineEvent({
  type: 'LeaderUnlinked',
  title: { zh: '解除挂钩', en: 'Leader unlinked' },
  doc: {
    zh: '解除挂钩帮扶',
    en: 'The leader looks after the unit no more.',
  },
  data: z.strictObject({ unitId: subjectId, leaderId: subjectId }),
  changes: ({ unitId, leaderId }) => [close(leaderLink, { unitId, leaderId })],
  example: { unitId: 'u12', leaderId: 'l3' },
})
