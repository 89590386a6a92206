import * as z from 'zod'
import { set, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { text } from '../schemas.ts'
import { supervision } from './supervision.ts'

/** 确定主管部门. The authority that supervises the book from that date. */
export const supervisingAuthorityAssigned = defineEvent({
  type: 'SupervisingAuthorityAssigned',
  title: { zh: '确定主管部门', en: 'Supervising authority assigned' },
  doc: {
    zh: '台账的主管部门自该日起为；加挂牌子的写 secondName',
    en: 'The authority that supervises the book from that date, and the second name that it may carry.',
  },
  data: z.strictObject({ authority: text, secondName: text.optional() }),
  earlier: asBefore({ authority: text }),
  changes: ({ authority, secondName }, { book }) => [
    set(supervision, { book }, { authority, secondName: secondName ?? null }),
  ],
  example: { authority: '区委社会工作部', secondName: '区委两新工委' },
})
