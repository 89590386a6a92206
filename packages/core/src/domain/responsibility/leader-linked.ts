import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { leaderLink } from './leader-link.ts'

/** 挂钩帮扶. A leader of the district, with a department, looks after a unit. */
export const leaderLinked = defineEvent({
  type: 'LeaderLinked',
  title: { zh: '挂钩帮扶', en: 'Leader linked' },
  doc: {
    zh: '区级领导、科局挂钩帮扶单位',
    en: 'A leader with a department looks after the unit.',
  },
  data: z.strictObject({ unitId: subjectId, leaderId: subjectId, department: text }),
  changes: ({ unitId, leaderId, department }) => [open(leaderLink, { unitId, leaderId }, { department })],
  example: { unitId: 'u12', leaderId: 'l3', department: '区发改局' },
})
