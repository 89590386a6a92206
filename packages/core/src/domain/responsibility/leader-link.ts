import { defineRelation } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { unit } from '../unit/unit.ts'

/** 挂钩帮扶: a leader of the district, with a department, looks after a unit. */
export const leaderLink = defineRelation({
  name: 'leaderLink',
  title: { zh: '挂钩帮扶', en: 'leader link' },
  key: ['unitId', 'leaderId'],
  attributes: { department: text },
  within: [unit],
})
